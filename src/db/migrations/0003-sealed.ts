import { sql, type Kysely } from "../kysely.js";
import type { EngineProfile } from "../profile.js";
import type { Tables } from "../tables.js";

/** Encrypted personal texts. No guard against removal: this table is there so that its rows can be destroyed. */
export async function createSealed(db: Kysely<Tables>, profile: EngineProfile): Promise<void> {
  const text = sql.raw<string>(`text${profile.textCollation}`);
  await db.schema
    .createTable("sealed")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("about", text, (column) => column.notNull())
    .addColumn("nonce", text, (column) => column.notNull())
    .addColumn("ciphertext", text, (column) => column.notNull())
    .addColumn("tag", text, (column) => column.notNull())
    .addColumn("made_at", text, (column) => column.notNull())
    .execute();
  await db.schema.createIndex("sealed_about").on("sealed").column("about").execute();
}

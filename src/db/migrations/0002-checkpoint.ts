import { sql, type Kysely } from "../kysely.js";
import type { EngineProfile } from "../profile.js";
import type { Tables } from "../tables.js";

/** Signed checkpoints of the chain, guarded against change like the chain itself. */
export async function createCheckpoint(db: Kysely<Tables>, profile: EngineProfile): Promise<void> {
  const text = sql.raw<string>(`text${profile.textCollation}`);
  await db.schema
    .createTable("checkpoint")
    .addColumn("size", profile.sequenceType, (column) => column.primaryKey())
    .addColumn("note", text, (column) => column.notNull())
    .addColumn("made_at", text, (column) => column.notNull())
    .execute();
  for (const guard of profile.appendOnlyGuards("checkpoint", "size")) await sql.raw(guard).execute(db);
}

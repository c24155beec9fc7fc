import { sql, type Kysely } from "../kysely.js";
import type { EngineProfile } from "../profile.js";
import type { Tables } from "../tables.js";

/** The chain of entries, guarded against change, and the memory of finished steps. */
export async function createLedger(db: Kysely<Tables>, profile: EngineProfile): Promise<void> {
  const text = sql.raw<string>(`text${profile.textCollation}`);
  await db.schema
    .createTable("entry")
    .addColumn("seq", profile.sequenceType, (column) => column.primaryKey())
    .addColumn("recorded_at", text, (column) => column.notNull())
    .addColumn("actor", text, (column) => column.notNull())
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("subject", text, (column) => column.notNull())
    .addColumn("payload", text, (column) => column.notNull())
    .addColumn("payload_digest", text, (column) => column.notNull())
    .addColumn("prev_hash", text, (column) => column.notNull())
    .addColumn("hash", text, (column) => column.notNull())
    .execute();
  await db.schema.createIndex("entry_kind_seq").on("entry").columns(["kind", "seq"]).execute();
  await db.schema.createIndex("entry_subject_seq").on("entry").columns(["subject", "seq"]).execute();
  for (const guard of profile.appendOnlyGuards("entry")) await sql.raw(guard).execute(db);
  await db.schema
    .createTable("step")
    .addColumn("key", text, (column) => column.primaryKey())
    .addColumn("version", text, (column) => column.notNull())
    .addColumn("outcome", text, (column) => column.notNull())
    .addColumn("recorded_at", text, (column) => column.notNull())
    .execute();
}

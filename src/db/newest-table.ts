import { sql, type Kysely } from "./kysely.js";
import type { EngineProfile } from "./profile.js";
import type { Tables } from "./tables.js";

/** The empty projection `newest`: for each kind and subject, the entry in which it was said last. */
export async function createNewest(db: Kysely<Tables>, profile: EngineProfile): Promise<void> {
  const text = sql.raw<string>(`text${profile.textCollation}`);
  await db.schema
    .createTable("newest")
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("subject", text, (column) => column.notNull())
    .addColumn("seq", profile.sequenceType, (column) => column.notNull())
    .addColumn("payload_digest", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("newest_pkey", ["kind", "subject"])
    .modifyEnd(sql.raw(profile.keyedTable))
    .execute();
}

/** Fills the empty projection from the chain, within the engine: no row passes through this program's memory. */
export async function fillNewest(db: Kysely<Tables>): Promise<void> {
  const last = db
    .selectFrom("entry")
    .select((max) => max.fn.max("seq").as("seq"))
    .groupBy(["kind", "subject"]);
  await db
    .insertInto("newest")
    .columns(["kind", "subject", "seq", "payload_digest"])
    .expression(
      db
        .selectFrom("entry")
        .select(["kind", "subject", "seq", "payload_digest"])
        .where("seq", "in", last)
        .orderBy("kind") // in key order every page of the table is written once
        .orderBy("subject"),
    )
    .execute();
}

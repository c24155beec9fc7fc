import { sql, type Reader } from "../db/index.js";
import type { EntryKind } from "../model/index.js";

const PAGE_ROWS = 500; // a page of long texts still takes only some ten megabytes

/**
 * The rows of one kind that stand as of entry `upTo`, a page at a time in the order of the chain: of content the newest per subject, of
 * decisions all. Read from the chain alone, so that it holds however the projections are, and while others append.
 */
export async function* standingRows(
  read: <T>(query: (db: Reader) => Promise<T>) => Promise<T>,
  kind: EntryKind,
  upTo: number,
): AsyncIterable<unknown> {
  for (let last = 0; ;) {
    const rows = await read((db) => standingPage(db, kind, last, upTo).execute());
    yield* rows;
    const end = rows.at(-1)?.seq;
    if (rows.length < PAGE_ROWS || end === undefined) return;
    last = end;
  }
}

function standingPage(db: Reader, kind: EntryKind, after: number, upTo: number) {
  const page = db
    .selectFrom("entry")
    .selectAll()
    .where("kind", "=", kind)
    .where("seq", ">", after)
    .where("seq", "<=", upTo)
    .orderBy("seq")
    .limit(PAGE_ROWS);
  if (kind === "decision") return page;
  // A scalar subquery, not "not exists": that one PostgreSQL may turn into a join over the whole chain, anew for every page.
  return page.where(
    "seq",
    "=",
    sql<number>`(select max(later.seq) from entry later where later.subject = entry.subject and later.kind = entry.kind and later.seq <= ${upTo})`,
  );
}

import type { Writer } from "../db/index.js";
import { EMPTY_HEAD, toColumns, type ChainHead } from "./append.js";
import { distrust, toRow, type ChainEntry, type EntryRow } from "./chain-entry.js";
import { hashEntry } from "./entry-hash.js";
import { insertRows } from "./insert-rows.js";
import { putNewest } from "./newest-rows.js";
import { assertContinues } from "./state-fold.js";

const ROWS_AT_ONCE = 1_000;

/** Writes the entries of another ledger as they are: same numbers, times and hashes. One that does not hold ends it (RunAbort). */
export async function importEntries(db: Writer, entries: AsyncIterable<ChainEntry>): Promise<void> {
  let before: ChainHead = EMPTY_HEAD;
  let rows: EntryRow[] = [];
  const flush = async (): Promise<void> => {
    if (rows.length === 0) return;
    await insertRows(db, rows.map(toColumns), (some) => db.insertInto("entry").values(some).compile());
    await putNewest(db, rows);
    rows = [];
  };
  for await (const entry of entries) {
    assertContinues(before, entry);
    rows.push(checkedRow(entry));
    before = entry;
    if (rows.length === ROWS_AT_ONCE) await flush();
  }
  await flush();
}

function checkedRow(entry: ChainEntry): EntryRow {
  const row = toRow(entry);
  if (hashEntry(row) !== row.hash) throw distrust(`${row.seq}`, "its content does not match its hash");
  return row;
}

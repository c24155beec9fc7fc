import { Bug } from "../model/index.js";
import type { Reader, Writer } from "./connect.js";
import { sql } from "./kysely.js";
import { KEPT_TABLES, type KeptTable } from "./kept-tables.js";

/** A row as the engine gives it: text, numbers, bytes or null. */
export type Row = Readonly<Record<string, unknown>>;

const PAGE_ROWS = 500;
const PARAMETERS = 30_000; // SQLite takes 32,766 in one statement, PostgreSQL 65,535

/** All rows of a table in the order of its key, a page at a time. Inside `snapshot` they are of one moment. */
export async function* readRows(db: Reader, table: KeptTable): AsyncIterable<readonly Row[]> {
  const key = KEPT_TABLES[table];
  if (key === null) throw new Bug(`the table ${table} is built anew, not copied`);
  const columns = sql.join(key.map((column) => sql.ref(column)));
  for (let last: Row | undefined; ;) {
    const behind = last === undefined ? sql`` : sql`where (${columns}) > (${sql.join(key.map((column) => last?.[column]))})`;
    const { rows } = await sql<Row>`select * from ${sql.table(table)} ${behind} order by ${columns} limit ${sql.lit(PAGE_ROWS)}`.execute(
      db,
    );
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS) return;
  }
}

/** Adds rows that have one and the same columns. */
export async function insertRows(db: Writer, table: KeptTable, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const into = sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values`;
  const atOnce = Math.min(100, Math.floor(PARAMETERS / columns.length));
  for (let at = 0; at < rows.length; at += atOnce) {
    const values = rows.slice(at, at + atOnce).map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
    await sql`${into} ${sql.join(values)}`.execute(db);
  }
}

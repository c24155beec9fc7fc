import type { ColumnDataType } from "./kysely.js";

/**
 * Everything in which the engines differ once they are open, as data; how they are opened is in sqlite.ts and postgres.ts.
 * Nothing else in the program asks which engine it runs on.
 */
export interface EngineProfile {
  readonly name: "sqlite" | "postgres";
  /** Type of `seq`. SQLite knows a row's own number only under the word "integer"; there it is 64 bits wide as well. */
  readonly sequenceType: ColumnDataType;
  /**
   * What follows a text column's type. PostgreSQL orders text by the database's locale unless told otherwise; SQLite by bytes.
   * Wrong here, and the same query gives two orders on two machines.
   */
  readonly textCollation: string;
  /** What ends the definition of a table that is its own index: on SQLite its rows stand in the tree of the primary key, not beside it. */
  readonly keyedTable: string;
  /**
   * What a writing transaction says first. On PostgreSQL writers queue at an advisory lock (released at commit, rollback and
   * loss of the connection), do not wait for ever, and an acknowledged commit is on disk even where the server is set otherwise.
   */
  readonly beforeWriting: (lockWaitMs: number) => readonly string[];
  /** Triggers by which the engine itself refuses to change or remove rows of `table`, whose primary key is `key` (`seq` where not said). */
  readonly appendOnlyGuards: (table: string, key?: string) => readonly string[];
  /** What is said, outside a transaction, after rows were removed that must leave no trace in the engine's own files. */
  readonly afterErasing: readonly string[];
  /** True where the database is a file of ours alone: tables of others in it mean that the wrong file was named. */
  readonly ownsWholeDatabase: boolean;
}

const REFUSAL = "is append-only: rows are never changed or removed";
/** Any constant; shared by all Longarm programs on one database. */
export const ADVISORY_LOCK = 5_011_977;

const sqlite: EngineProfile = {
  name: "sqlite",
  sequenceType: "integer",
  textCollation: "",
  keyedTable: "without rowid",
  beforeWriting: () => [],
  appendOnlyGuards: (table, key = "seq") => [
    sqliteGuard(`${table}_no_update`, `before update on ${table}`, table),
    sqliteGuard(`${table}_no_delete`, `before delete on ${table}`, table),
    // "insert or replace" removes rows without asking the delete trigger (https://sqlite.org/lang_conflict.html)
    sqliteGuard(`${table}_no_replace`, `before insert on ${table} when exists (select 1 from ${table} where ${key} = new.${key})`, table),
  ],
  afterErasing: ["pragma wal_checkpoint(TRUNCATE)"], // with `secure_delete` (sqlite.ts) the pages are zero, and the log is empty
  ownsWholeDatabase: true,
};

const postgres: EngineProfile = {
  name: "postgres",
  sequenceType: "bigint",
  textCollation: ' collate "C"',
  keyedTable: "",
  beforeWriting: (lockWaitMs) => [
    `set local lock_timeout = ${lockWaitMs}`,
    "select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'",
    `select pg_advisory_xact_lock(${ADVISORY_LOCK})`,
  ],
  appendOnlyGuards: (table) => [
    `create function ${table}_refuse_change() returns trigger language plpgsql as $$ begin raise exception 'table ${table} ${REFUSAL}'; end $$`,
    ...["update", "delete", "truncate"].map(
      (act) => `create trigger ${table}_no_${act} before ${act} on ${table} for each statement execute function ${table}_refuse_change()`,
    ),
  ],
  afterErasing: ["vacuum (full) sealed"], // a new file for the table; the old one, with its dead rows, is unlinked
  ownsWholeDatabase: false,
};

function sqliteGuard(name: string, when: string, table: string): string {
  return `create trigger ${name} ${when} begin select raise(abort, 'table ${table} ${REFUSAL}'); end`;
}

/** The profile of each engine. */
export const ENGINE_PROFILES = { sqlite, postgres } as const;

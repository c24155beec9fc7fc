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
  /**
   * What a writing transaction says first. On PostgreSQL writers queue at an advisory lock (released at commit, rollback and
   * loss of the connection), do not wait for ever, and an acknowledged commit is on disk even where the server is set otherwise.
   */
  readonly beforeWriting: (lockWaitMs: number) => readonly string[];
  /** Triggers by which the engine itself refuses to change or remove rows of `table`. */
  readonly appendOnlyGuards: (table: string) => readonly string[];
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
  beforeWriting: () => [],
  appendOnlyGuards: (table) => [
    sqliteGuard(`${table}_no_update`, `before update on ${table}`, table),
    sqliteGuard(`${table}_no_delete`, `before delete on ${table}`, table),
    // "insert or replace" removes rows without asking the delete trigger (https://sqlite.org/lang_conflict.html)
    sqliteGuard(`${table}_no_replace`, `before insert on ${table} when exists (select 1 from ${table} where seq = new.seq)`, table),
  ],
  ownsWholeDatabase: true,
};

const postgres: EngineProfile = {
  name: "postgres",
  sequenceType: "bigint",
  textCollation: ' collate "C"',
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
  ownsWholeDatabase: false,
};

function sqliteGuard(name: string, when: string, table: string): string {
  return `create trigger ${name} ${when} begin select raise(abort, 'table ${table} ${REFUSAL}'); end`;
}

/** The profile of each engine. */
export const ENGINE_PROFILES = { sqlite, postgres } as const;

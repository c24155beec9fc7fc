import Libsql from "libsql";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { ConfigError } from "../model/index.js";
import { databaseErrorCode } from "./database-error.js";
import { SqliteAdapter, SqliteDialect, type Dialect, type SqliteDatabase, type SqliteStatement } from "./kysely.js";
import { ENGINE_PROFILES } from "./profile.js";

/** The dialect for one SQLite file, opened so that what is acknowledged survives a power cut. Makes the file where there is none. */
export function sqliteDialect(file: string, lockWaitMs: number): Dialect {
  const dialect = new SqliteDialect({ database: adapt(openFile(file, lockWaitMs)) });
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

/** SQLite can take back table definitions; Kysely assumes otherwise only because `pragma foreign_keys` cannot be switched inside. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function openFile(file: string, lockWaitMs: number): Libsql.Database {
  const folder = dirname(file);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ConfigError(`${file} cannot be opened: there is no folder ${folder}; make it with \`longarm init\`, or correct the path`);
  }
  const db = new Libsql(file);
  try {
    db.exec(`pragma busy_timeout = ${lockWaitMs}`);
    useWriteAheadLog(db, file, lockWaitMs);
    db.exec("pragma synchronous = FULL"); // NORMAL loses the newest commits in a power cut
    db.exec("pragma foreign_keys = ON");
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The switch to WAL does not wait for other processes as other statements do, so that two first openers would collide. */
function useWriteAheadLog(db: Libsql.Database, file: string, lockWaitMs: number): void {
  const giveUp = performance.now() + lockWaitMs;
  for (;;) {
    try {
      const [{ journal_mode: mode }] = JournalMode.parse(db.pragma("journal_mode = WAL"));
      if (mode === "wal") return;
      throw new ConfigError(
        `${file} is on a file system that several programs cannot share safely (journal mode "${mode}"); use a local disk`,
      );
    } catch (error) {
      if (databaseErrorCode(error) !== "SQLITE_BUSY" || performance.now() > giveUp) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

const JournalMode = z.tuple([z.object({ journal_mode: z.string() })]);

/** libsql as Kysely's dialect wants it, with two words exchanged: how transactions begin, and how failed ones end. */
function adapt(db: Libsql.Database): SqliteDatabase {
  return {
    close: () => {
      db.close();
    },
    prepare: (text) => {
      // A full disk or a failed commit has ended the transaction already; a second rollback would hide the reason.
      if (text === "rollback" && !db.inTransaction) return nothingToDo;
      return db.prepare<unknown[]>(text === "begin" ? ENGINE_PROFILES.sqlite.begin : text); // libsql types no `reader: boolean` getter; it has one
    },
  };
}

const nothingToDo: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

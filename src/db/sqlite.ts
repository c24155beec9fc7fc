import Libsql from "libsql";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ConfigError } from "../model/index.js";
import { databaseErrorCode } from "./database-error.js";
import {
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  type SqliteDatabase,
  type TransactionSettings,
} from "./kysely.js";

const RETRY_MS = 5;
/** A plain "begin" starts as a reader and, where another process writes first, fails at its first write instead of waiting its turn. */
const BEGIN = "begin immediate";
/** Statements that need no writer's turn; a pragma could not stand in a transaction either. */
const READING = /^\s*(select|with|explain|pragma)\b/i;
/** A reader that sees one state for as long as it likes and stops no writer. */
const BEGIN_SNAPSHOT = "begin";

/** The dialect for one SQLite file, opened so that what is acknowledged survives a power cut. Makes the file where there is none. */
export async function sqliteDialect(file: string, lockWaitMs: number): Promise<Dialect> {
  const db = await openFile(file, lockWaitMs);
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new PatientDriver(db, lockWaitMs),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

async function openFile(file: string, lockWaitMs: number): Promise<Libsql.Database> {
  const folder = dirname(file);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ConfigError(`${file} cannot be opened: there is no folder ${folder}; make it with \`longarm init\`, or correct the path`);
  }
  const db = new Libsql(file);
  try {
    db.exec("pragma busy_timeout = 0"); // SQLite would wait with the whole thread, and so for ever on a writer of this process
    await patiently(db, lockWaitMs, () => useWriteAheadLog(db, file));
    db.exec("pragma synchronous = FULL"); // NORMAL loses the newest commits in a power cut
    db.exec("pragma foreign_keys = ON");
    db.exec("pragma secure_delete = ON"); // what is erased is overwritten, not only unlinked
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function useWriteAheadLog(db: Libsql.Database, file: string): void {
  const [{ journal_mode: mode }] = JournalMode.parse(db.pragma("journal_mode = WAL"));
  if (mode === "wal") return;
  throw new ConfigError(`${file} is on a file system that several programs cannot share safely (journal mode "${mode}"); use a local disk`);
}

const JournalMode = z.tuple([z.object({ journal_mode: z.string() })]);

/** Repeats what another connection's lock prevents, until it succeeds or the time is up. Inside a transaction nothing is repeated. */
async function patiently<T>(db: Libsql.Database, lockWaitMs: number, act: () => T | Promise<T>): Promise<T> {
  const giveUp = performance.now() + lockWaitMs;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      const busy = databaseErrorCode(error)?.startsWith("SQLITE_BUSY") ?? false;
      if (!busy || db.inTransaction || performance.now() > giveUp) throw error;
      await sleep(RETRY_MS);
    }
  }
}

/** SQLite can take back table definitions; Kysely assumes otherwise only because `pragma foreign_keys` cannot be switched inside. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely's driver, with transactions that wait their turn and end cleanly. */
class PatientDriver extends SqliteDriver {
  readonly #db: Libsql.Database;
  readonly #lockWaitMs: number;

  constructor(db: Libsql.Database, lockWaitMs: number) {
    super({ database: adapt(db) });
    this.#db = db;
    this.#lockWaitMs = lockWaitMs;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const inner = await super.acquireConnection();
    const db = this.#db;
    return {
      executeQuery: <R>(query: CompiledQuery): Promise<QueryResult<R>> =>
        db.inTransaction || READING.test(query.sql)
          ? patiently(db, this.#lockWaitMs, () => inner.executeQuery<R>(query))
          : this.#executeAlone(() => inner.executeQuery<R>(query)),
      streamQuery: (query, chunkSize) => inner.streamQuery(query, chunkSize),
    };
  }

  /**
   * A statement that writes, outside any transaction (Kysely's Migrator makes its tables so). It waits at "begin" as well: a prepared
   * statement that is refused for another's lock stays half done in libsql, and no later transaction of this connection can commit.
   */
  async #executeAlone<R>(execute: () => Promise<R>): Promise<R> {
    await this.#begin(BEGIN);
    try {
      const result = await execute();
      await this.commitTransaction();
      return result;
    } catch (error) {
      await this.rollbackTransaction();
      throw error;
    }
  }

  // These three go through `exec`: a prepared "begin" that was refused stays half done in libsql, holding on to an old snapshot.
  override beginTransaction(_connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    return this.#begin(settings?.accessMode === "read only" ? BEGIN_SNAPSHOT : BEGIN);
  }

  #begin(statement: string): Promise<void> {
    return patiently(this.#db, this.#lockWaitMs, () => void this.#db.exec(statement));
  }

  override commitTransaction(): Promise<void> {
    this.#db.exec("commit");
    return Promise.resolve();
  }

  override rollbackTransaction(): Promise<void> {
    if (this.#db.inTransaction) this.#db.exec("rollback"); // a full disk has ended it already; a second rollback would hide the reason
    return Promise.resolve();
  }
}

function adapt(db: Libsql.Database): SqliteDatabase {
  return { prepare: (text) => db.prepare<unknown[]>(text), close: () => closeWhole(db) };
}

/** libsql leaves the write-ahead log behind; emptied into the file first, so that the file alone is the whole database. */
function closeWhole(db: Libsql.Database): void {
  try {
    db.exec("pragma wal_checkpoint(TRUNCATE)");
  } catch (error) {
    if (databaseErrorCode(error) === null) throw error; // what a full or busy disk prevents here stays safe in the log
  } finally {
    db.close();
  }
}

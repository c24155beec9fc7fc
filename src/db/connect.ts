import { explainDatabaseError } from "./database-error.js";
import { Kysely, sql, type Dialect, type Transaction } from "./kysely.js";
import { migrate, needsMigration } from "./migrate.js";
import { checkServer, postgresDialect } from "./postgres.js";
import { ENGINE_PROFILES, type EngineProfile } from "./profile.js";
import { sqliteDialect } from "./sqlite.js";
import type { Tables } from "./tables.js";
import { describeTarget, type DatabaseTarget } from "./target.js";

/** Queries outside a transaction. */
export type Reader = Kysely<Tables>;
/** Queries inside one writing transaction. */
export type Writer = Transaction<Tables>;

/** An open database with today's schema. The only handle: inside `write` nothing but the writer is in reach. */
export interface Database {
  /** Where it is, in words, without secrets. */
  readonly name: string;
  readonly profile: EngineProfile;
  read<T>(query: (db: Reader) => Promise<T>): Promise<T>;
  /** Several queries that see one and the same state, while others go on writing. */
  snapshot<T>(queries: (db: Reader) => Promise<T>): Promise<T>;
  /** All of `work` or nothing, durable when it returns; one writer at a time over all processes. */
  write<T>(work: (db: Writer) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** How long to wait for another process that writes. */
  readonly lockWaitMs?: number;
  /** The newest migration that an empty database gets (default: all), so that rows of an older schema fit into it. */
  readonly schema?: string;
}

/** Opens the database and brings it to today's schema. Throws ConfigError or RunAbort with one sentence. */
export async function connect(target: DatabaseTarget, { lockWaitMs = 30_000, schema }: ConnectOptions = {}): Promise<Database> {
  const name = describeTarget(target);
  const profile = ENGINE_PROFILES[target.kind];
  return explained(name, async () => {
    const db = new Kysely<Tables>({ dialect: await dialectOf(target, lockWaitMs) });
    try {
      if (target.kind === "postgres") await checkServer(db, name);
      if (await needsMigration(db, profile, name)) await migrate(db, profile, schema);
    } catch (error) {
      await db.destroy();
      throw error;
    }
    return {
      name,
      profile,
      read: (query) => explained(name, () => query(db)),
      snapshot: (queries) =>
        explained(name, () => db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(queries)),
      write: (work) => explained(name, () => writeWith(db, profile.beforeWriting(lockWaitMs), work)),
      close: () => db.destroy(),
    };
  });
}

/** How the engine of `target` is spoken to. A SQLite file is opened at once, a server at the first query. */
export async function dialectOf(target: DatabaseTarget, lockWaitMs: number): Promise<Dialect> {
  return target.kind === "sqlite" ? sqliteDialect(target.file, lockWaitMs) : postgresDialect(target.url, lockWaitMs);
}

function writeWith<T>(db: Kysely<Tables>, preparations: readonly string[], work: (db: Writer) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    for (const statement of preparations) await sql.raw(statement).execute(transaction);
    return work(transaction);
  });
}

async function explained<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainDatabaseError(name, error);
  }
}

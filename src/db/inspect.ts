import { readdirSync, readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { ConfigError } from "../model/index.js";
import { dialectOf } from "./connect.js";
import { databaseErrorCode, explainDatabaseError } from "./database-error.js";
import { Kysely, sql } from "./kysely.js";
import { KNOWN_MIGRATIONS, readMigrations } from "./migrate.js";
import { ADVISORY_LOCK, ENGINE_PROFILES } from "./profile.js";
import type { Tables } from "./tables.js";
import { describeTarget, type DatabaseTarget } from "./target.js";

/** A database as it is found: nothing is made, changed or brought up to date. */
export interface Inspection {
  /** Where it is, in words. */
  readonly name: string;
  /** Settings on which durability rests, as this connection has them. */
  readonly settings: Readonly<Record<string, string>>;
  /** Migrations of this program that the database lacks. */
  readonly missing: readonly string[];
  /** Migrations of the database that this program does not know. */
  readonly unknown: readonly string[];
  readonly newestRecordedAt: string | null;
  /** Who keeps others from writing at this moment, in words; null where nobody does. */
  readonly writer: string | null;
}

const LOOK_MS = 2_000;

/** Looks at a database without touching it. Throws ConfigError or RunAbort with one sentence where it cannot be opened. */
export async function inspectDatabase(target: DatabaseTarget): Promise<Inspection> {
  const name = describeTarget(target);
  if (target.kind === "sqlite" && statSync(target.file, { throwIfNoEntry: false }) === undefined) {
    throw new ConfigError(`${name} does not exist; run "longarm init", or restore a backup`);
  }
  try {
    const db = new Kysely<Tables>({ dialect: await dialectOf(target, LOOK_MS) });
    try {
      const done = await readMigrations(db);
      return {
        name,
        settings: await (target.kind === "sqlite" ? sqliteSettings(db) : postgresSettings(db)),
        missing: KNOWN_MIGRATIONS.filter((one) => !done.includes(one)),
        unknown: done.filter((one) => !KNOWN_MIGRATIONS.includes(one)),
        newestRecordedAt: Newest.parse(
          await db.selectFrom("entry").select("recorded_at").orderBy("seq", "desc").limit(1).executeTakeFirst(),
        ),
        writer: await (target.kind === "sqlite" ? sqliteWriter(db, target.file) : postgresWriter(db)),
      };
    } finally {
      await db.destroy();
    }
  } catch (error) {
    throw explainDatabaseError(name, error);
  }
}

const Newest = z
  .object({ recorded_at: z.string() })
  .optional()
  .transform((row) => row?.recorded_at ?? null);

async function sqliteSettings(db: Kysely<Tables>): Promise<Record<string, string>> {
  const mode = z.object({ journal_mode: z.string() }).parse((await sql`pragma journal_mode`.execute(db)).rows[0]).journal_mode;
  const synchronous = z.object({ synchronous: z.int() }).parse((await sql`pragma synchronous`.execute(db)).rows[0]).synchronous;
  return { journal_mode: mode, synchronous: ["OFF", "NORMAL", "FULL", "EXTRA"][synchronous] ?? String(synchronous) };
}

async function postgresSettings(db: Kysely<Tables>): Promise<Record<string, string>> {
  const query = sql`select current_setting('server_version') as server_version, current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes, current_setting('synchronous_commit') as synchronous_commit`;
  return z.record(z.string(), z.string()).parse((await query.execute(db)).rows[0]);
}

/** Asks for the right to write and gives it back. A writer that ends within the look is no finding. */
async function sqliteWriter(db: Kysely<Tables>, file: string): Promise<string | null> {
  try {
    await db.transaction().execute(() => Promise.resolve());
    return null;
  } catch (error) {
    if (!databaseErrorCode(error)?.startsWith("SQLITE_BUSY")) throw error;
    const pid = lockHolder(`${file}-shm`);
    return pid === null ? "another process" : `process ${pid}${commandOf(pid)}`;
  }
}

const WAL_WRITE_LOCK = 120; // the byte of the -shm file that a writer locks (https://sqlite.org/walformat.html, section 2.3.1)

/** The process that holds the write lock, from /proc/locks (`1: POSIX ADVISORY WRITE pid dev:inode start end`); null off Linux. */
function lockHolder(shm: string): number | null {
  const inode = statSync(shm, { throwIfNoEntry: false })?.ino;
  if (inode === undefined || !readdirSync("/").includes("proc")) return null;
  try {
    for (const line of readFileSync("/proc/locks", "utf8").split("\n")) {
      const [, , , kind, pid, place, start, end] = line.trim().split(/\s+/);
      const covers = Number(start) <= WAL_WRITE_LOCK && (end === "EOF" || Number(end) >= WAL_WRITE_LOCK);
      if (kind === "WRITE" && place?.endsWith(`:${inode}`) && covers) return Number(pid);
    }
  } catch {
    return null; // a system that does not tell is no fault of the workspace
  }
  return null;
}

function commandOf(pid: number): string {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").filter(Boolean);
    return words.length === 0 ? "" : ` (${words.join(" ").slice(0, 120)})`;
  } catch {
    return ""; // ended meanwhile, or not ours to read
  }
}

async function postgresWriter(db: Kysely<Tables>): Promise<string | null> {
  try {
    await db.transaction().execute(async (transaction) => {
      for (const statement of ENGINE_PROFILES.postgres.beforeWriting(LOOK_MS)) await sql.raw(statement).execute(transaction);
    });
    return null;
  } catch (error) {
    if (databaseErrorCode(error) !== LOCK_NOT_AVAILABLE) throw error;
  }
  const query = sql`select a.pid, coalesce(host(a.client_addr), 'this machine') as address, a.application_name as program
    from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.granted and l.objid = ${ADVISORY_LOCK}
      and l.database = (select oid from pg_database where datname = current_database())`;
  const row = PostgresWriter.parse((await query.execute(db)).rows[0]);
  return row === undefined ? "another process" : `server process ${row.pid} (${row.program || "no name given"}, from ${row.address})`;
}

const LOCK_NOT_AVAILABLE = "55P03";
const PostgresWriter = z.object({ pid: z.int(), address: z.string(), program: z.string() }).optional();

import pg from "pg";
import { z } from "zod";
import { ConfigError } from "../model/index.js";
import { PostgresDialect, sql, type Dialect, type Kysely } from "./kysely.js";
import type { Tables } from "./tables.js";

const OLDEST_MAJOR = 15;
const CONNECTIONS = 5; // one writer at a time, a few readers beside it
const INT8 = 20; // pg_type.oid

/** The dialect for a PostgreSQL server. Connects at the first query. */
export function postgresDialect(url: string, lockWaitMs: number): Dialect {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new ConfigError("the database address is none of PostgreSQL; write postgres://user:password@host:5432/database");
  }
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: lockWaitMs, types: { getTypeParser } });
  // A connection that breaks says so twice: to the query on it, which reports it, and as an event, which would end the process.
  pool.on("error", () => undefined).on("connect", (client) => client.on("error", () => undefined));
  return new PostgresDialect({ pool });
}

/** 64-bit numbers as numbers, not as text. Sequence numbers stay far below 2^53; the schemas of rows refuse any that do not. */
function getTypeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  return oid === INT8 ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown); // pg types its parsers as any
}

/** Refuses a server that is too old, stores text in another form, or may lose what it has acknowledged (ConfigError). */
export async function checkServer(db: Kysely<Tables>, name: string): Promise<void> {
  const query = sql`select current_setting('server_version_num')::int / 10000 as major, current_setting('server_encoding') as encoding,
    current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes`;
  const { major, encoding, ...durability } = ServerRow.parse((await query.execute(db)).rows[0]);
  if (major < OLDEST_MAJOR) throw new ConfigError(`${name} runs PostgreSQL ${major}; Longarm needs ${OLDEST_MAJOR} or newer`);
  if (encoding !== "UTF8") throw new ConfigError(`${name} stores text as ${encoding}; create the database with encoding 'UTF8'`);
  for (const [setting, value] of Object.entries(durability)) {
    if (value === "on") continue;
    throw new ConfigError(
      `${name} runs with ${setting}=${value} and would lose acknowledged entries in a power cut; set ${setting}=on in postgresql.conf`,
    );
  }
}

const ServerRow = z.object({ major: z.int(), encoding: z.string(), fsync: z.string(), full_page_writes: z.string() });

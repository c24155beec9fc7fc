import { mkdtempSync, rmSync } from "node:fs";
import { once } from "node:events";
import { connect as dial } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, describe, inject } from "vitest";
import { connect, sql, type DatabaseTarget } from "../src/db/index.js";
import { findPostgres } from "./postgres-server.js";

/** One database engine under test. */
export interface Engine {
  readonly name: "sqlite" | "postgres";
  /** A new, empty database, gone after the test. */
  freshTarget(): Promise<DatabaseTarget>;
  /** Statements that take the append-only guards away, as an intruder would. */
  readonly disarm: readonly string[];
}

/** The same suite on both engines. */
export function describeEachEngine(title: string, body: (engine: Engine) => void): void {
  describe(`${title} (SQLite)`, () => {
    body(sqliteEngine());
  });
  describePostgres(title, body);
}

/**
 * A suite on PostgreSQL. It runs wherever PostgreSQL's programs are found; DB=postgres insists on it, DB=sqlite leaves it out.
 * Where it is skipped, its name says why.
 */
export function describePostgres(title: string, body: (engine: Engine) => void): void {
  const reason = whyNotPostgres();
  (reason === null ? describe : describe.skip)(`${title} (${reason ?? "PostgreSQL"})`, () => {
    body(postgresEngine());
  });
}

function whyNotPostgres(): string | null {
  if (process.env.DB === "sqlite") return "PostgreSQL left out by DB=sqlite";
  if (process.env.DB !== "postgres" && findPostgres() === null) return "needs PostgreSQL: initdb not found";
  return null;
}

/** Statements from outside the program: no checks of ours, a connection of its own. */
export async function runRaw(target: DatabaseTarget, ...statements: readonly string[]): Promise<void> {
  const database = await connect(target);
  try {
    for (const statement of statements) await database.read((db) => sql.raw(statement).execute(db));
  } finally {
    await database.close();
  }
}

function sqliteEngine(): Engine {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return {
    name: "sqlite",
    disarm: ["drop trigger entry_no_update", "drop trigger entry_no_delete", "drop trigger entry_no_replace"],
    freshTarget: () => {
      const folder = mkdtempSync(join(tmpdir(), "longarm-test-"));
      folders.push(folder);
      return Promise.resolve({ kind: "sqlite", file: join(folder, "ledger.sqlite") });
    },
  };
}

function postgresEngine(): Engine {
  const made: string[] = [];
  afterEach(async () => {
    for (const name of made.splice(0)) await administrate(`drop database ${name} with (force)`);
  });
  return {
    name: "postgres",
    disarm: ["alter table entry disable trigger user"],
    freshTarget: async () => {
      const name = `test_${process.pid}_${process.hrtime.bigint()}`;
      await administrate(`create database ${name}`);
      made.push(name);
      const url = new URL(await serverUrl());
      url.pathname = `/${name}`;
      return { kind: "postgres", url: url.href };
    },
  };
}

async function administrate(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: await serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

let knownUrl: string | null = null;

async function serverUrl(): Promise<string> {
  knownUrl ??= await askForServer();
  return knownUrl;
}

/** The first to ask starts the server (`postgres-server.ts`). */
async function askForServer(): Promise<string> {
  const client = dial(inject("postgresDoor"));
  let answer = "";
  client.setEncoding("utf8").on("data", (chunk: string) => (answer += chunk));
  await once(client, "close");
  if (!answer.startsWith("postgres:")) throw new Error(`the test server did not start: ${answer}`);
  return answer;
}

import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync, closeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect, sql, type Database, type DatabaseTarget } from "../../src/db/index.js";
import { fixedClock } from "../../src/effects/index.js";
import { Ledger } from "../../src/ledger/index.js";
import { ConfigError, RunAbort } from "../../src/model/index.js";
import { describeEachEngine, describePostgres, runRaw } from "../engines.js";
import { aCoded } from "../ledger/drafts.js";
import { startCluster, stopCluster } from "../postgres-server.js";

const CLOCK = fixedClock("2026-03-01T12:00:00Z");
const SHORT = { lockWaitMs: 200 };

const open: Database[] = [];
afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

async function openAt(target: DatabaseTarget, options = {}): Promise<Database> {
  const database = await connect(target, options);
  open.push(database);
  return database;
}

async function run(database: Database, statement: string): Promise<unknown[]> {
  return database.read(async (db) => (await sql.raw(statement).execute(db)).rows);
}

/** The sentence of a ConfigError, or a failed test. */
async function configErrorOf(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return error instanceof Error ? error.message : "";
}

describeEachEngine("an opened database", (engine) => {
  it("has today's tables, once and for all openers", async () => {
    const target = await engine.freshTarget();
    const databases = await Promise.all([openAt(target), openAt(target), openAt(target)]);
    for (const database of databases) {
      const tables = await database.read((db) => db.introspection.getTables());
      expect(tables.map((table) => table.name)).toEqual(["checkpoint", "entry", "newest", "sealed", "step"]);
    }
    expect(await run(await openAt(target), "select name from kysely_migration order by name")).toEqual(
      ["0001-ledger", "0002-checkpoint", "0003-sealed", "0004-newest"].map((name) => ({ name })),
    );
  });

  it("is refused where a newer program has changed it, and is left as it is", async () => {
    const target = await engine.freshTarget();
    const database = await openAt(target);
    await run(database, "insert into kysely_migration values ('0999-later', '2030-01-01')");
    expect(await configErrorOf(connect(target))).toMatch(
      /was written by a newer Longarm \(it has "0999-later", this one knows up to "0004-newest"\); update Longarm/,
    );
    expect(await run(database, "select count(*) as n from kysely_migration")).toEqual([{ n: 5 }]);
  });

  it("counts in numbers, not in text or big integers", async () => {
    const database = await openAt(await engine.freshTarget());
    expect(await run(database, "select count(*) as n, 9007199254740991 as large from entry")).toEqual([
      { n: 0, large: Number.MAX_SAFE_INTEGER },
    ]);
  });

  it("takes back all of a write that fails", async () => {
    const database = await openAt(await engine.freshTarget());
    const row = { key: "k", version: "v", outcome: "1", recorded_at: "" };
    const attempt = database.write(async (db) => {
      await db.insertInto("step").values(row).execute();
      throw new Error("changed my mind");
    });
    await expect(attempt).rejects.toThrow("changed my mind");
    expect(await run(database, "select * from step")).toEqual([]);
  });

  it("ends in one sentence when another program keeps it locked, and goes on when that one has finished", async () => {
    const target = await engine.freshTarget();
    const [holder, waiting] = [await openAt(target), await openAt(target, SHORT)];
    let release = () => undefined as void;
    let tell = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    const locked = new Promise<void>((resolve) => (tell = resolve));
    const holding = holder.write(async (db) => {
      await db.insertInto("step").values({ key: "k", version: "v", outcome: "1", recorded_at: "" }).execute();
      tell();
      await held;
    });
    await locked;
    const ledger = new Ledger(waiting, CLOCK);
    await expect(ledger.append([aCoded(1)])).rejects.toThrow(/is locked by another program that does not finish; end that one/);
    await expect(ledger.append([aCoded(1)])).rejects.toThrow(RunAbort);
    expect((await ledger.readState()).seq).toBe(0); // readers need not wait
    release();
    await holding;
    expect(await ledger.append([aCoded(1)])).toHaveLength(1);
  });
});

describe("a SQLite file", () => {
  let folder = "";
  let file = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "longarm-test-"));
    file = join(folder, "ledger.sqlite");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const openFile = (options = {}) => openAt({ kind: "sqlite", file }, options);

  it("is written so that an acknowledged commit survives a power cut", async () => {
    const database = await openFile();
    expect(await run(database, "pragma journal_mode")).toEqual([{ journal_mode: "wal" }]);
    expect(await run(database, "pragma synchronous")).toEqual([{ synchronous: 2 }]);
    expect(await run(database, "pragma foreign_keys")).toEqual([{ foreign_keys: 1 }]);
  });

  it("is one whole file after closing, so that copying it is a backup", async () => {
    const database = await connect({ kind: "sqlite", file });
    await new Ledger(database, CLOCK).append([aCoded(1)]);
    await database.close();
    const copy = join(folder, "copy.sqlite");
    writeFileSync(copy, readFileSync(file));
    const ledger = new Ledger(await openAt({ kind: "sqlite", file: copy }), CLOCK);
    expect((await ledger.readState()).seq).toBe(1);
  });

  it("is refused where it is no database, and left as it is", async () => {
    const text = "This is a letter, and no database.\n".repeat(200);
    writeFileSync(file, text);
    expect(await configErrorOf(openFile())).toBe(`${file} is no SQLite database; name a ledger of Longarm, or a new file`);
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("is refused where it belongs to another program", async () => {
    const database = await openFile();
    for (const table of ["entry", "step", "newest", "checkpoint", "sealed", "kysely_migration", "kysely_migration_lock"])
      await run(database, `drop table ${table}`);
    await run(database, "create table recipes (name text)");
    expect(await configErrorOf(openFile())).toMatch(/is a database of another program \(it has a table "recipes"\)/);
  });

  it("is refused where its folder does not exist or it is a folder itself", async () => {
    expect(await configErrorOf(openAt({ kind: "sqlite", file: join(folder, "no", "ledger.sqlite") }))).toMatch(
      /there is no folder .*no; make it with `longarm init`/,
    );
    mkdirSync(file);
    expect(await configErrorOf(openFile())).toMatch(/ledger\.sqlite cannot be opened: no file can be made or read there/);
  });

  it("stops the run when the disk is full, keeps what was acknowledged, and goes on when there is room again", async () => {
    const database = await openFile();
    const ledger = new Ledger(database, CLOCK);
    const drafts = Array.from({ length: 500 }, (_, number) => aCoded(number));
    await ledger.append(drafts.slice(0, 10));
    await run(database, "pragma max_page_count = 1"); // no smaller than the file is now: not one page more
    const full = ledger.append(drafts);
    await expect(full).rejects.toThrow(RunAbort);
    await expect(full).rejects.toThrow(/disk is full; free some space and run the command again/);
    expect((await ledger.readState()).seq).toBe(10);
    await run(database, "pragma max_page_count = 1000000");
    expect(await ledger.append(drafts)).toHaveLength(490);
    expect(await ledger.verifyChain()).toEqual([]);
  });

  it("stops the run when it may not be written", async () => {
    const database = await openFile();
    await run(database, "pragma query_only = 1");
    const attempt = new Ledger(database, CLOCK).append([aCoded(1)]);
    await expect(attempt).rejects.toThrow(/is read-only for this user/);
    await expect(attempt).rejects.toThrow(RunAbort);
  });

  it("is reported as damaged where its pages are overwritten, by verification as a problem", async () => {
    const database = await connect({ kind: "sqlite", file });
    await new Ledger(database, CLOCK).append(Array.from({ length: 2_000 }, (_, number) => aCoded(number)));
    await database.close();
    const from = Math.floor(statSync(file).size / 4 / 4096) * 4096;
    const handle = openSync(file, "r+");
    for (let page = 0; page < 20; page += 1) writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, from + page * 4096);
    closeSync(handle);
    const ledger = new Ledger(await openFile(), CLOCK);
    await expect(ledger.readState()).rejects.toThrow(/is damaged on disk; keep a copy of it, and restore the newest backup/);
    expect((await ledger.verifyChain()).at(-1)).toMatchObject({ kind: "unreadable" });
  });
});

describe("a PostgreSQL address", () => {
  it("is refused where it is none", async () => {
    for (const url of ["", "ledger.sqlite", "mysql://user:secret@localhost/longarm"]) {
      expect(await configErrorOf(connect({ kind: "postgres", url }))).toMatch(
        /^the database address is none of PostgreSQL; write postgres:/,
      );
    }
  });

  it("ends in one sentence without the password where nobody answers", async () => {
    const attempt = connect({ kind: "postgres", url: "postgres://user:secret@127.0.0.1:1/longarm" });
    await expect(attempt).rejects.toThrow(
      "PostgreSQL database longarm at 127.0.0.1:1 does not answer; start the server, or correct the address",
    );
    await expect(attempt).rejects.toThrow(RunAbort);
  });
});

describePostgres("a server", (engine) => {
  it("that has no such database is named in one sentence", async () => {
    const target = await engine.freshTarget();
    const url = new URL(target.kind === "postgres" ? target.url : "");
    url.pathname = "/nowhere";
    expect(await configErrorOf(connect({ kind: "postgres", url: url.href }))).toMatch(
      /^PostgreSQL database nowhere at localhost does not exist; create it/,
    );
  });

  it("that ends the connection in the middle of a write stops the run, writes nothing, and is found again later", async () => {
    const target = await engine.freshTarget();
    const database = await openAt(target);
    const attempt = database.write(async (db) => {
      await db.insertInto("step").values({ key: "k", version: "v", outcome: "1", recorded_at: "" }).execute();
      await runRaw(target, "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()");
      await db.selectFrom("step").selectAll().execute();
    });
    await expect(attempt).rejects.toThrow(/ended the connection; run the command again when it answers/);
    await expect(attempt).rejects.toThrow(RunAbort);
    expect(await run(database, "select * from step")).toEqual([]);
  });

  it("that may lose acknowledged entries in a power cut is refused", async () => {
    for (const setting of ["fsync", "full_page_writes"]) {
      const server = await startCluster(`${setting}=off`);
      try {
        expect(await configErrorOf(connect({ kind: "postgres", url: server.url }))).toBe(
          `PostgreSQL database postgres at localhost runs with ${setting}=off and would lose acknowledged entries in a power cut; set ${setting}=on in postgresql.conf`,
        );
      } finally {
        await stopCluster(server);
      }
    }
  });

  it("that stores text in another encoding is refused", async () => {
    const target = await engine.freshTarget();
    await runRaw(target, "create database latin_ledger encoding 'LATIN1' template template0");
    const url = new URL(target.kind === "postgres" ? target.url : "");
    url.pathname = "/latin_ledger";
    expect(await configErrorOf(connect({ kind: "postgres", url: url.href }))).toMatch(
      /stores text as LATIN1; create the database with encoding 'UTF8'/,
    );
    await runRaw(target, "drop database latin_ledger with (force)");
  });
});

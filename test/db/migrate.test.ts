import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { connect, ENGINE_PROFILES, sql, type Database, type DatabaseTarget } from "../../src/db/index.js";
import { Kysely, Migrator, type Dialect } from "../../src/db/kysely.js";
import { listMigrations } from "../../src/db/migrations/index.js";
import { postgresDialect } from "../../src/db/postgres.js";
import { sqliteDialect } from "../../src/db/sqlite.js";
import type { Tables } from "../../src/db/tables.js";
import { fixedClock } from "../../src/effects/index.js";
import { Ledger, openLedger, type ChainEntry } from "../../src/ledger/index.js";
import { describeEachEngine, type Engine } from "../engines.js";
import { aCoded, aDecision, aSource } from "../ledger/drafts.js";
import { armBomb, Struck } from "./statement-bomb.js";

const CLOCK = fixedClock("2026-03-01T12:00:00Z");
const KILLED_AT = fileURLToPath(new URL("killed-at.ts", import.meta.url));
const OLDEST = "0001-ledger";

function dialectOf(target: DatabaseTarget): Dialect | Promise<Dialect> {
  return target.kind === "sqlite" ? sqliteDialect(target.file, 1_000) : postgresDialect(target.url, 1_000);
}

/** A store as the first Longarm left it, with entries in it. */
async function oldStore(engine: Engine): Promise<{ target: DatabaseTarget; entries: ChainEntry[] }> {
  const [modern, target] = [await engine.freshTarget(), await engine.freshTarget()];
  const ledger = await openLedger(modern, { clock: CLOCK });
  await ledger.append([aSource("a", "old"), aCoded(1), aDecision(1, "MM.001"), aDecision(2, "MM.001"), aSource("a", "new")]);
  const entries: ChainEntry[] = [];
  for await (const entry of ledger.entries()) entries.push(entry);
  await ledger.close();

  const source = await connect(modern);
  const rows = await source.read((db) => db.selectFrom("entry").selectAll().execute());
  await source.close();
  const db = new Kysely<Tables>({ dialect: await dialectOf(target) });
  const provider = { getMigrations: () => Promise.resolve(listMigrations(ENGINE_PROFILES[engine.name])) };
  const { error } = await new Migrator({ db, provider }).migrateTo(OLDEST);
  expect(error).toBeUndefined();
  await db.insertInto("entry").values(rows).execute();
  await db.destroy();
  return { target, entries };
}

/** The names of all tables, without opening the store as Longarm does. */
async function tablesIn(target: DatabaseTarget): Promise<string[]> {
  const db = new Kysely<Tables>({ dialect: await dialectOf(target) });
  const tables = await db.introspection.getTables();
  await db.destroy();
  return tables.map(({ name }) => name).sort();
}

async function todaysTables(engine: Engine): Promise<string[]> {
  const target = await engine.freshTarget();
  await (await connect(target)).close();
  return tablesIn(target);
}

/** Opens the store and lets everything fail from the `fatal`-th statement on. Returns how many statements were tried, and whether it opened. */
async function openUntil(target: DatabaseTarget, fatal: number): Promise<{ statements: number; opened: boolean }> {
  let database: Database | null = null;
  const bomb = armBomb(fatal, () => {
    throw new Struck(`statement ${fatal}`);
  });
  try {
    database = await connect(target);
  } catch (error) {
    expect(error).toBeInstanceOf(Struck);
  }
  const result = { statements: bomb.count(), opened: database !== null };
  bomb.disarm();
  await database?.close();
  return result;
}

async function killAt(target: DatabaseTarget, act: "open" | "rebuild", fatal: number): Promise<string | null> {
  const child = spawn(process.execPath, ["--import", "tsx", KILLED_AT, JSON.stringify(target), act, String(fatal)], { stdio: "ignore" });
  const [, signal] = (await once(child, "close")) as [number | null, string | null];
  return signal;
}

/** That the store has all tables, its data, and works. */
async function expectWhole(target: DatabaseTarget, entries: readonly ChainEntry[]): Promise<void> {
  const ledger = new Ledger(await connect(target), CLOCK);
  expect(await ledger.verifyChain(entries.at(-1))).toEqual([]);
  expect((await ledger.rebuild()).projections.map(({ wrong }) => wrong)).toEqual([0]);
  const saidLast = [aSource("a", "new"), aCoded(1)]; // not news where the entries are there, if the projection was filled
  expect(await ledger.append(saidLast)).toHaveLength(entries.length > 0 ? 0 : 2);
  expect(await ledger.append([aSource("a", "newest")])).toHaveLength(1);
  await ledger.close();
}

describeEachEngine("migrating a store", (engine) => {
  it("that fails at any statement leaves the old schema or the new one, and a later opening completes it", async () => {
    const tables = await todaysTables(engine);
    let { target, entries } = await oldStore(engine);
    let fatal = 1;
    for (; !(await openUntil(target, fatal)).opened; fatal += 1) {
      const left = await tablesIn(target);
      expect([["entry", "step"], tables], `statement ${fatal}`).toContainEqual(left);
      if (left.length < tables.length) continue; // untouched: the same store suffers the next failure too
      await expectWhole(target, entries);
      ({ target, entries } = await oldStore(engine));
    }
    expect(fatal).toBeGreaterThan(5);
    await expectWhole(target, entries);
  }, 300_000);

  it("that is made from nothing fails at any statement, and a later opening makes the whole", async () => {
    const tables = await todaysTables(engine);
    let target = await engine.freshTarget();
    let fatal = 1;
    for (; !(await openUntil(target, fatal)).opened; fatal += 1) {
      const left = await tablesIn(target);
      expect([[], tables], `statement ${fatal}`).toContainEqual(left);
      if (left.length < tables.length) continue;
      await expectWhole(target, []);
      target = await engine.freshTarget();
    }
    expect(fatal).toBeGreaterThan(5);
    await expectWhole(target, []);
  }, 300_000);

  it("whose process is killed before a statement keeps its data, and the next opening completes it", async () => {
    const { statements } = await openUntil((await oldStore(engine)).target, Infinity);
    for (const fatal of [statements - 3, statements - 1]) {
      const { target, entries } = await oldStore(engine);
      expect(await killAt(target, "open", fatal), `statement ${fatal} of ${statements}`).toBe("SIGKILL");
      await expectWhole(target, entries);
    }
  }, 300_000);
});

describeEachEngine("rebuilding projections", (engine) => {
  const wrongStore = async (): Promise<{ target: DatabaseTarget }> => {
    const target = await engine.freshTarget();
    const ledger = await openLedger(target, { clock: CLOCK });
    await ledger.append([aSource("a", "old"), aCoded(1), aSource("a", "new")]);
    await ledger.close();
    const database = await connect(target);
    await database.write((db) => db.updateTable("newest").set({ seq: 1 }).where("kind", "=", "source").execute());
    await database.close();
    return { target };
  };
  const heldSeqs = async (target: DatabaseTarget): Promise<unknown[]> => {
    const database = await connect(target);
    const { rows } = await database.read((db) => sql`select seq from newest order by kind, subject`.execute(db));
    await database.close();
    return rows;
  };
  const OLD = [{ seq: 2 }, { seq: 1 }];
  const NEW = [{ seq: 2 }, { seq: 3 }];

  it("killed before any statement leaves the old projection or the new one", async () => {
    const probe = await wrongStore();
    const bomb = armBomb(Infinity, () => undefined);
    const ledger = await openLedger(probe.target, { clock: CLOCK });
    const opening = bomb.count();
    await ledger.rebuild();
    const statements = bomb.count();
    bomb.disarm();
    await ledger.close();
    expect(await heldSeqs(probe.target)).toEqual(NEW);

    const outcomes = new Set<string>();
    let { target } = await wrongStore();
    for (let fatal = opening + 1; fatal <= statements; fatal += 1) {
      const struck = armBomb(fatal, () => {
        throw new Struck(`statement ${fatal}`);
      });
      const attempt = openLedger(target, { clock: CLOCK }).then(async (opened) => {
        try {
          await opened.rebuild();
        } finally {
          await opened.close().catch((error: unknown) => expect(error).toBeInstanceOf(Struck));
        }
      });
      await expect(attempt, `statement ${fatal}`).rejects.toThrow(Struck);
      struck.disarm();
      const held = JSON.stringify(await heldSeqs(target));
      expect(
        [OLD, NEW].map((seqs) => JSON.stringify(seqs)),
        `statement ${fatal}`,
      ).toContain(held);
      outcomes.add(held);
      if (held === JSON.stringify(NEW)) ({ target } = await wrongStore());
    }
    expect(outcomes).toContain(JSON.stringify(OLD));
    ({ target } = await wrongStore());
    expect(await killAt(target, "rebuild", statements - 2)).toBe("SIGKILL");
    expect([OLD, NEW]).toContainEqual(await heldSeqs(target));
  }, 300_000);
});

import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import type { DatabaseTarget } from "../../src/db/index.js";
import { digestOf, fixedClock, type Clock } from "../../src/effects/index.js";
import { canonicalJson, GENESIS_HASH, LedgerMoved, openLedger, stateHash, type Ledger } from "../../src/ledger/index.js";
import { Bug, RunAbort, UsageError, type EntryDraft } from "../../src/model/index.js";
import { describeEachEngine, runRaw } from "../engines.js";
import { aCoded, aDecision, aFinding, aSearch, aSource } from "./drafts.js";

const NOW = "2026-03-01T12:00:00.000Z";

/** A clock that says each of these instants once, then the last one for ever. */
function clockSaying(...instants: string[]): Clock {
  return { now: () => (instants.length > 1 ? instants.shift() : instants[0]) ?? NOW };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describeEachEngine("the ledger", (engine) => {
  const open: Ledger[] = [];
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
  });

  async function openAt(target: DatabaseTarget, clock: Clock = fixedClock(NOW)): Promise<Ledger> {
    const ledger = await openLedger(target, { clock });
    open.push(ledger);
    return ledger;
  }
  const openFresh = async (clock?: Clock): Promise<Ledger> => openAt(await engine.freshTarget(), clock);

  it("gives back after reopening what was appended, each entry covering the one before", async () => {
    const target = await engine.freshTarget();
    const drafts = [aSource("paper", "Ein Blatt 𠮷 \u0000 \u2028"), aCoded(1, 2), aFinding(1, "王毅会见😀"), aSearch(1, "公安部")];
    const appended = await (await openAt(target)).append(drafts);

    const read = await collect((await openAt(target)).entries());
    expect(read).toEqual(appended);
    expect(read.map(({ kind, subject, actor, payload }) => ({ kind, subject, actor, payload }))).toEqual(drafts);
    expect(read.map((entry) => entry.seq)).toEqual([1, 2, 3, 4]);
    expect(read.map((entry) => entry.prevHash)).toEqual([GENESIS_HASH, ...read.slice(0, -1).map((entry) => entry.hash)]);
    expect(read.map((entry) => entry.recordedAt)).toEqual([NOW, NOW, NOW, NOW]);
  });

  it("hashes the canonical JSON of everything but the hash, so that others can recompute it", async () => {
    const entries = await (await openFresh()).append([aFinding(1, '签署 "协议"\\'), aCoded(1)]);
    for (const { hash, ...rest } of entries) expect(digestOf(canonicalJson(rest))).toBe(`sha256:${hash}`);
  });

  it("does not append again what was said last of the same subject", async () => {
    const ledger = await openFresh();
    const first = aCoded(1, 2);
    expect(await ledger.append([first, first])).toHaveLength(1);
    expect(await ledger.append([first])).toEqual([]);
    expect(await ledger.append([{ ...first, actor: "somebody else" }])).toEqual([]);
    expect(await ledger.append([aCoded(1, 3), aCoded(2, 2)])).toHaveLength(2);
    expect(await ledger.append([first])).toHaveLength(1); // said before, but not last: it is news again
    expect((await ledger.history(first.subject)).map((entry) => entry.payload)).toEqual([
      first.payload,
      aCoded(1, 3).payload,
      first.payload,
    ]);
  });

  it("keeps entries of different kinds about one subject apart", async () => {
    const ledger = await openFresh();
    const coded = aCoded(1);
    await ledger.append([coded, { ...aSearch(1, "x"), subject: coded.subject }]);
    expect(await ledger.find("coded", coded.subject)).toEqual(coded.payload);
    expect(await ledger.find("search", coded.subject)).toEqual(aSearch(1, "x").payload);
    expect(await ledger.find("finding", coded.subject)).toBeNull();
    expect(await ledger.append([coded])).toEqual([]);
  });

  it("finds among many entries those of which something newer was said", async () => {
    const ledger = await openFresh();
    const drafts = Array.from({ length: 1_300 }, (_, number) => aCoded(number));
    expect(await ledger.append(drafts)).toHaveLength(1_300);
    expect(await ledger.append([...drafts.slice(0, 1_299), aCoded(1_299, 1)])).toHaveLength(1);
    expect(await collect(ledger.entries())).toHaveLength(1_301);
    expect((await collect(ledger.entries(1_200))).map((entry) => entry.seq)).toEqual(Array.from({ length: 102 }, (_, at) => 1_200 + at));
    expect((await ledger.readState()).coded).toHaveLength(1_300);
  });

  it("refuses a draft that does not fit its kind, names the fault, and writes nothing of the batch", async () => {
    const ledger = await openFresh();
    const broken = aFinding(1);
    broken.payload.evidence = [];
    const attempt = ledger.append([aCoded(1), broken]);
    await expect(attempt).rejects.toThrow(Bug);
    await expect(attempt).rejects.toThrow(/finding "fnd_00000001".*evidence: /);
    expect(await collect(ledger.entries())).toEqual([]);
  });

  it("refuses text that has no exact form in the database", async () => {
    const ledger = await openFresh();
    await expect(ledger.append([aSearch(1, "half a pair: \ud83d")])).rejects.toThrow(/search "sea_00000001".*surrogate/i);
    await expect(ledger.append([{ ...aCoded(1), subject: "a\u0000b" }])).rejects.toThrow(Bug);
    await expect(ledger.append([{ ...aCoded(1), actor: "" }])).rejects.toThrow(Bug);
    await expect(ledger.append([{ ...aCoded(1), kind: "gossip" } as unknown as EntryDraft])).rejects.toThrow(/no kind "gossip"/); // deliberately outside the type
  });

  it("is refused by the database itself when somebody changes or removes entries", async () => {
    const target = await engine.freshTarget();
    const ledger = await openAt(target);
    await ledger.append([aCoded(1), aCoded(2)]);
    const insert = "insert into entry values (2, '', '', '', '', '', '', '', '')";
    const attacks = {
      sqlite: [
        insert.replace("insert", "insert or replace"),
        "update or replace entry set seq = 1 where seq = 2",
        "delete from entry",
        `${insert} on conflict (seq) do update set payload = ''`,
      ],
      postgres: [
        "truncate entry",
        "merge into entry using (select 1 as n) as one on seq = n when matched then delete",
        `${insert} on conflict (seq) do update set payload = ''`,
      ],
    };
    for (const attack of ["update entry set payload = '{}' where seq = 1", "delete from entry where seq = 2", ...attacks[engine.name]]) {
      await expect(runRaw(target, attack), attack).rejects.toThrow("table entry is append-only");
    }
    expect(await ledger.verifyChain()).toEqual([]);
    expect(await collect(ledger.entries())).toHaveLength(2);
  });

  it("never serves an entry that was changed behind its back", async () => {
    const target = await engine.freshTarget();
    const ledger = await openAt(target);
    await ledger.append([aCoded(1, 1), aCoded(2, 2)]);
    await runRaw(target, ...engine.disarm, `update entry set payload = replace(payload, '"findings":1', '"findings":9') where seq = 1`);
    await expect(ledger.readState()).rejects.toThrow(/entry 1 cannot be trusted.*longarm verify/);
    await expect(ledger.readState()).rejects.toThrow(RunAbort);
    await expect(ledger.find("coded", aCoded(1).subject)).rejects.toThrow(RunAbort);
    await expect(ledger.history(aCoded(1).subject)).rejects.toThrow(RunAbort);
    await expect(collect(ledger.entries())).rejects.toThrow(RunAbort);
  });

  it("never serves a chain from which an entry was cut out", async () => {
    const target = await engine.freshTarget();
    const ledger = await openAt(target);
    await ledger.append([aCoded(1), aCoded(2), aCoded(3)]);
    await runRaw(target, ...engine.disarm, "delete from entry where seq = 2");
    await expect(ledger.readState()).rejects.toThrow(/entry 3 cannot be trusted: it does not continue entry 1/);
    await expect(collect(ledger.entries())).rejects.toThrow(RunAbort);
  });

  it("shows of content the newest per subject in the order of the chain, and every decision", async () => {
    const ledger = await openFresh();
    await ledger.append([aSource("a", "old"), aSource("b", "b"), aDecision(1, "MM.001"), aDecision(2, "MM.001"), aSource("a", "new")]);
    const state = await ledger.readState();
    expect(state.sources.map((source) => source.name)).toEqual(["b", "new"]);
    expect(state.decisions.map((decision) => decision.id)).toEqual(["dec_00000001", "dec_00000002"]);
    const last = (await collect(ledger.entries())).at(-1);
    expect(state).toMatchObject({ seq: 5, head: last?.hash, asOf: NOW, texts: [], findings: [] });
  });

  it("sees at the next reading what this and other processes have appended since", async () => {
    const target = await engine.freshTarget();
    const [mine, theirs] = [await openAt(target), await openAt(target)];
    await mine.append([aCoded(1)]);
    const before = await mine.readState();
    await theirs.append([aCoded(2), aCoded(1, 1)]);
    const [after, same] = await Promise.all([mine.readState(), mine.readState()]);
    expect(before.coded.map((coded) => coded.findings)).toEqual([0]);
    expect(after.coded.map((coded) => coded.textId)).toEqual(["txt_00000002", "txt_00000001"]);
    expect(same).toEqual(after);
    expect(after).toEqual(await theirs.readState());
  });

  it("shows what was known at an earlier time, whatever was said later", async () => {
    const ledger = await openFresh(clockSaying("2026-01-01T00:00:00Z", "2026-01-02T00:00:00.5Z", "2026-01-03T00:00:00Z"));
    await ledger.append([aSource("a", "first")]);
    await ledger.append([aSource("a", "second")]);
    await ledger.append([aSource("a", "third"), aSource("b", "b")]);
    const namesAt = async (at: { asOf?: string; seq?: number }) => (await ledger.readState(at)).sources.map((source) => source.name);
    expect(await namesAt({ asOf: "2025-12-31T23:59:59Z" })).toEqual([]);
    expect(await namesAt({ asOf: "2026-01-01T00:00:00Z" })).toEqual(["first"]);
    expect(await namesAt({ asOf: "2026-01-02T00:00:00Z" })).toEqual(["first"]);
    expect(await namesAt({ asOf: "2026-01-02T00:00:00.500Z" })).toEqual(["second"]);
    expect(await namesAt({ asOf: "2030-01-01T00:00:00Z" })).toEqual(["third", "b"]);
    expect(await namesAt({ seq: 2 })).toEqual(["second"]);
    expect(await namesAt({ seq: 3, asOf: "2026-01-01T00:00:00Z" })).toEqual(["first"]);
    expect(await namesAt({ seq: 0 })).toEqual([]);
    expect(await ledger.readState({ asOf: "2030-01-01T00:00:00Z" })).toEqual(await ledger.readState());
  });

  it("asks for an instant where something else was given", async () => {
    const ledger = await openFresh();
    await expect(ledger.readState({ asOf: "2026-01-31" })).rejects.toThrow(/"2026-01-31" is no instant; write it in UTC/);
    await expect(ledger.readState({ seq: 1.5 })).rejects.toThrow(UsageError);
  });

  it("records every transaction later than the one before, even when the clock goes back", async () => {
    const ledger = await openFresh(clockSaying("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"));
    for (const number of [1, 2, 3]) await ledger.append([aCoded(number)]);
    const times = (await collect(ledger.entries())).map((entry) => entry.recordedAt);
    expect(times).toEqual(["2026-01-02T00:00:00.000Z", "2026-01-02T00:00:00.001Z", "2026-01-03T00:00:00.000Z"]);
  });

  it("writes nothing when the ledger has moved on since the drafts were made", async () => {
    const target = await engine.freshTarget();
    const [mine, theirs] = [await openAt(target), await openAt(target)];
    const { seq } = await mine.readState();
    await theirs.append([aCoded(1)]);
    const late = mine.append([aCoded(2)], { after: seq, steps: [{ key: "k", version: "v@1", outcome: null }] });
    await expect(late).rejects.toThrow(LedgerMoved);
    expect(await mine.findStep("k")).toBeNull();
    expect(await mine.append([aCoded(2)], { after: (await mine.readState()).seq })).toHaveLength(1);
  });

  it("remembers finished steps, the newest outcome of each, together with the entries they made", async () => {
    const ledger = await openFresh();
    expect(await ledger.findStep("page/1")).toBeNull();
    await ledger.recordStep("page/1", "rules@1", { kind: "done", findings: 0 });
    expect(await ledger.findStep("page/1")).toEqual({
      key: "page/1",
      version: "rules@1",
      outcome: { kind: "done", findings: 0 },
      recordedAt: NOW,
    });
    await ledger.append([aCoded(1)], {
      steps: [
        { key: "page/1", version: "rules@2", outcome: ["说"] },
        { key: "page/2", version: "rules@2", outcome: null },
      ],
    });
    expect(await ledger.findStep("page/1")).toMatchObject({ version: "rules@2", outcome: ["说"] });
    expect(await ledger.findStep("page/2")).toMatchObject({ outcome: null });
    expect(await collect(ledger.entries())).toHaveLength(1);
  });

  it("forgets the step when the entries of the same transaction cannot be written", async () => {
    const target = await engine.freshTarget();
    const ledger = await openAt(target);
    await ledger.append([aCoded(1)]);
    await runRaw(target, "alter table entry rename to away"); // the step is written first, then the insert fails
    await expect(ledger.append([aCoded(2)], { steps: [{ key: "k", version: "v@1", outcome: 1 }] })).rejects.toThrow();
    await runRaw(target, "alter table away rename to entry");
    expect(await ledger.findStep("k")).toBeNull();
  });

  it("names equal states by equal digests, on every engine", async () => {
    const [one, other] = [await openFresh(), await openFresh()];
    for (const ledger of [one, other]) await ledger.append([aSource("a", "名"), aFinding(1), aDecision(1, "MM.001")]);
    const state = await one.readState();
    expect(stateHash(state)).toBe(digestOf(canonicalJson(state)));
    expect(stateHash(await other.readState())).toBe(stateHash(state));
    expect(stateHash(state)).toBe("sha256:06b83356629de69fb90b6c795affa89c7566b389a4d8e4ae333235f7562ff3d9");
    await other.append([aSource("a", "另")]);
    expect(stateHash(await other.readState())).not.toBe(stateHash(state));
  });

  it("agrees with a plain list over random histories of appending", async () => {
    const draft = fc.oneof(
      fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 })).map(([number, findings]) => aCoded(number, findings)),
      fc
        .tuple(fc.constantFrom("aa", "bb"), fc.string({ minLength: 1, unit: "grapheme", maxLength: 3 }))
        .map(([slug, name]) => aSource(slug, name)),
      fc.integer({ min: 0, max: 2 }).map((number) => aDecision(number, "MM.001")),
    );
    const history = fc.array(fc.array(draft, { maxLength: 6 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(history, async (batches) => {
        const ledger = await openFresh();
        const said: EntryDraft[] = [];
        for (const batch of batches) {
          const news = batch.filter((item) => isNews(said, item));
          expect((await ledger.append(batch)).map((entry) => entry.payload)).toEqual(news.map((item) => item.payload));
        }
        const entries = await collect(ledger.entries());
        expect(entries.map(({ kind, subject, payload }) => ({ kind, subject, payload }))).toEqual(
          said.map(({ kind, subject, payload }) => ({ kind, subject, payload })),
        );
        const cut = Math.floor(said.length / 2);
        for (const seq of [cut, said.length]) expect(plainOf(await ledger.readState({ seq }))).toEqual(plainState(said.slice(0, seq)));
        expect(await ledger.readState()).toEqual(await ledger.readState({ seq: said.length }));
        expect(await ledger.verifyChain()).toEqual([]);
        await ledger.close();
        open.splice(open.indexOf(ledger), 1);
      }),
      { numRuns: engine.name === "sqlite" ? 40 : 12, seed: 20_260_301 },
    );
  });
});

/** The naive model: a list of all that was said; says whether `item` is news, and if so, adds it. */
function isNews(said: EntryDraft[], item: EntryDraft): boolean {
  const last = said.filter((one) => one.kind === item.kind && one.subject === item.subject).at(-1);
  if (last !== undefined && canonicalJson(last.payload) === canonicalJson(item.payload)) return false;
  said.push(item);
  return true;
}

function plainState(said: readonly EntryDraft[]): Record<string, unknown> {
  const newest = (kind: string) =>
    said
      .filter(
        (item, at) => item.kind === kind && !said.slice(at + 1).some((later) => later.kind === kind && later.subject === item.subject),
      )
      .map((item) => item.payload);
  return {
    sources: newest("source"),
    coded: newest("coded"),
    decisions: said.filter((item) => item.kind === "decision").map((item) => item.payload),
  };
}

function plainOf({ sources, coded, decisions }: Awaited<ReturnType<Ledger["readState"]>>): Record<string, unknown> {
  return { sources, coded, decisions };
}

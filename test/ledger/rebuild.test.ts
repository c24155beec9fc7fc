import { afterEach, expect, it } from "vitest";
import type { DatabaseTarget } from "../../src/db/index.js";
import { fixedClock } from "../../src/effects/index.js";
import { openLedger, stateHash, type Ledger } from "../../src/ledger/index.js";
import { RunAbort } from "../../src/model/index.js";
import { describeEachEngine, runRaw } from "../engines.js";
import { aCoded, aDecision, aFinding, aSource } from "./drafts.js";

const CLOCK = fixedClock("2026-03-01T12:00:00Z");

describeEachEngine("rebuilding what follows from the chain", (engine) => {
  const open: Ledger[] = [];
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
  });
  async function openAt(target: DatabaseTarget): Promise<Ledger> {
    const ledger = await openLedger(target, { clock: CLOCK });
    open.push(ledger);
    return ledger;
  }
  const DRAFTS = [aSource("a", "old"), aCoded(1), aFinding(1, "会见"), aDecision(1, "MM.001"), aDecision(2, "MM.001"), aSource("a", "new")];

  it("proves by equal hashes that the projection was what the chain says", async () => {
    const ledger = await openAt(await engine.freshTarget());
    for (const draft of DRAFTS) await ledger.append([draft]);
    const { entries, projections, stateHash: state } = await ledger.rebuild();
    expect(entries).toBe(6);
    expect(projections).toEqual([
      { name: "newest", rows: 4, hashBefore: projections[0]?.hashAfter, hashAfter: projections[0]?.hashAfter, wrong: 0, differences: [] },
    ]);
    expect(projections[0]?.hashAfter).toBe("sha256:bd9c8238c5b5f7201602309fa00d952118f5cf74703838749d7e4fc1a23fa8a3"); // equal on both engines
    expect(state).toBe(stateHash(await ledger.readState()));
  });

  it("names every row that was wrong, and mends it", async () => {
    const target = await engine.freshTarget();
    const ledger = await openAt(target);
    await ledger.append(DRAFTS);
    const right = (await ledger.rebuild()).projections[0]?.hashAfter;
    await runRaw(
      target,
      "update newest set seq = 1 where kind = 'source'",
      "update newest set payload_digest = '' where kind = 'coded'",
      "delete from newest where kind = 'decision'",
      "insert into newest values ('claim', 'clm_1', 2, '')",
    );
    const [report] = (await ledger.rebuild()).projections;
    expect(report).toMatchObject({ rows: 4, wrong: 4, hashAfter: right });
    expect(report?.hashBefore).not.toBe(right);
    expect(report?.differences).toEqual([
      { kind: "claim", subject: "clm_1", held: 2, expected: null },
      { kind: "coded", subject: "txt_00000001", held: 2, expected: 2 },
      { kind: "decision", subject: "MM.001", held: null, expected: 5 },
      { kind: "source", subject: "src_test-a", held: 1, expected: 6 },
    ]);
    expect((await ledger.rebuild()).projections[0]).toMatchObject({ wrong: 0, hashBefore: right });
    expect(await ledger.append(DRAFTS.slice(1, 4))).toHaveLength(1); // decision 1 was said before, but not last
  });

  it("heals a projection that was dropped", async () => {
    const target = await engine.freshTarget();
    const ledger = await openAt(target);
    await ledger.append(DRAFTS);
    await runRaw(target, "drop table newest");
    expect((await ledger.rebuild()).projections[0]).toMatchObject({ rows: 4, wrong: 4 });
    expect(await ledger.find("source", "src_test-a")).toMatchObject({ name: "new" });
  });

  it("does not believe a projection that names an entry about something else", async () => {
    const target = await engine.freshTarget();
    const ledger = await openAt(target);
    await ledger.append(DRAFTS);
    await runRaw(target, "update newest set seq = 2 where kind = 'source'");
    await expect(ledger.find("source", "src_test-a")).rejects.toThrow(/names entry 2 for source src_test-a.*run `longarm rebuild`/);
  });

  it("refuses to build on a chain that was changed, and leaves all as it is", async () => {
    const target = await engine.freshTarget();
    const ledger = await openAt(target);
    await ledger.append(DRAFTS);
    await runRaw(target, ...engine.disarm, "update entry set payload_digest = 'sha256:0' where seq = 2");
    await expect(ledger.rebuild()).rejects.toThrow(/entry 2 cannot be trusted: its payload does not match its digest/);
    await runRaw(target, "update entry set subject = 'txt_00000009' where seq = 2");
    await expect(ledger.rebuild()).rejects.toThrow(RunAbort);
  });

  it("lets who writes meanwhile wait, and loses nothing of it", async () => {
    const target = await engine.freshTarget();
    const [one, other] = [await openAt(target), await openAt(target)];
    await one.append(Array.from({ length: 500 }, (_, number) => aCoded(number)));
    const [report, ...appended] = await Promise.all([
      one.rebuild(),
      ...Array.from({ length: 5 }, (_, number) => other.append([aCoded(1_000 + number)])),
      one.rebuild(),
    ]);
    expect(report.projections[0]?.wrong).toBe(0);
    expect(appended).toHaveLength(6);
    expect((await other.rebuild()).projections[0]).toMatchObject({ rows: 505, wrong: 0 });
    expect(await other.verifyChain()).toEqual([]);
  });

  it("gives the digest of the state without holding it, now and as of any earlier entry", async () => {
    const ledger = await openAt(await engine.freshTarget());
    expect(await ledger.stateHash()).toBe(stateHash(await ledger.readState()));
    await ledger.append(DRAFTS);
    await ledger.append(Array.from({ length: 1_200 }, (_, number) => aCoded(number, number % 3)));
    for (const seq of [0, 1, 4, 5, 6, 700, 1_207])
      expect(await ledger.stateHash({ seq }), `${seq}`).toBe(stateHash(await ledger.readState({ seq })));
    expect(await ledger.stateHash()).toBe(stateHash(await ledger.readState()));
  });
});

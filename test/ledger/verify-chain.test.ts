import { afterEach, expect, it } from "vitest";
import type { DatabaseTarget } from "../../src/db/index.js";
import { digestOf, fixedClock } from "../../src/effects/index.js";
import { canonicalJson, openLedger, type ChainProblem, type KnownHead, type Ledger } from "../../src/ledger/index.js";
import { describeEachEngine, runRaw } from "../engines.js";
import { aCoded } from "./drafts.js";

const COLUMNS = "seq, recorded_at, actor, kind, subject, payload, payload_digest, prev_hash, hash";

describeEachEngine("verification of the chain", (engine) => {
  const open: Ledger[] = [];
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
  });

  /** A ledger of five entries, with its guards taken away. */
  async function disarmed(): Promise<{ target: DatabaseTarget; ledger: Ledger; head: KnownHead }> {
    const target = await engine.freshTarget();
    const ledger = await openLedger(target, { clock: fixedClock("2026-03-01T12:00:00Z") });
    open.push(ledger);
    const entries = await ledger.append([1, 2, 3, 4, 5].map((number) => aCoded(number, number)));
    await runRaw(target, ...engine.disarm);
    const { seq, hash } = await ledger.readState().then(({ seq, head }) => ({ seq, hash: head }));
    expect(entries.at(-1)).toMatchObject({ seq, hash });
    expect(await ledger.verifyChain({ seq, hash })).toEqual([]);
    return { target, ledger, head: { seq, hash } };
  }

  const kindsAt = (problems: readonly ChainProblem[]): string[] => problems.map(({ kind, seq }) => `${kind} ${seq}`);

  /** What verification says after somebody has run these statements. */
  async function after(...statements: string[]): Promise<string[]> {
    const { target, ledger } = await disarmed();
    await runRaw(target, ...statements);
    return kindsAt(await ledger.verifyChain());
  }

  it("finds an edited payload", async () => {
    const edit = `update entry set payload = replace(payload, '"findings":3', '"findings":4') where seq = 3`;
    expect(await after(edit)).toEqual(["edited 3", "edited 3"]); // neither the hash nor the payload's digest fits
  });

  it("finds an edit of every single column", async () => {
    const edits: Record<string, string[]> = {
      "recorded_at = '2026-03-01T12:00:00.001Z'": ["edited 3", "backdated 4"],
      "actor = 'somebody'": ["edited 3"],
      "kind = 'search'": ["edited 3", "unreadable 3"],
      "subject = 'txt_other'": ["edited 3"],
      "payload_digest = 'sha256:00'": ["edited 3"],
      "prev_hash = '00'": ["edited 3", "unlinked 3"],
      "hash = '00'": ["edited 3", "unlinked 4"],
      "seq = 33": ["gap 4", "unlinked 4", "edited 33", "gap 33", "unlinked 33"],
    };
    for (const [edit, problems] of Object.entries(edits))
      expect(await after(`update entry set ${edit} where seq = 3`), edit).toEqual(problems);
  });

  it("reports a payload that is no JSON, of an unknown kind or of another shape, without throwing", async () => {
    const { target, ledger } = await disarmed();
    await runRaw(
      target,
      "update entry set payload = '{\"broken' where seq = 1",
      "update entry set kind = 'gossip' where seq = 2",
      "update entry set payload = 'null' where seq = 3",
      "update entry set payload = '' where seq = 5",
    );
    const unreadable = (await ledger.verifyChain()).filter((problem) => problem.kind === "unreadable");
    expect(kindsAt(unreadable)).toEqual(["unreadable 1", "unreadable 2", "unreadable 3", "unreadable 5"]);
    expect(unreadable[0]?.detail).toMatch(/payload of entry 1 \(coded txt_00000001\) cannot be read/);
  });

  it("finds a removed entry", async () => {
    expect(await after("delete from entry where seq = 3")).toEqual(["gap 4", "unlinked 4"]);
    expect(await after("delete from entry where seq = 1")).toEqual(["gap 2", "unlinked 2"]);
  });

  it("finds a removed entry whose followers were numbered anew", async () => {
    const renumber = [4, 5].map((seq) => `update entry set seq = ${seq - 1} where seq = ${seq}`);
    expect(await after("delete from entry where seq = 3", ...renumber)).toEqual(["edited 3", "unlinked 3", "edited 4"]);
  });

  it("finds an inserted entry", async () => {
    const shift = [5, 4].map((seq) => `update entry set seq = ${seq + 1} where seq = ${seq}`);
    const insert = `insert into entry (${COLUMNS}) select 4, recorded_at, actor, kind, subject, payload, payload_digest, hash, hash from entry where seq = 3`;
    const problems = await after(...shift, insert);
    expect(problems).toContain("edited 4");
    expect(problems).toContain("edited 5");
    expect(
      await after(
        `insert into entry (${COLUMNS}) select 0, recorded_at, actor, kind, subject, payload, payload_digest, prev_hash, hash from entry where seq = 1`,
      ),
    ).toContain("gap 0");
  });

  it("finds two entries that changed places", async () => {
    const swap = [
      "update entry set seq = 99 where seq = 2",
      "update entry set seq = 2 where seq = 3",
      "update entry set seq = 3 where seq = 99",
    ];
    expect(await after(...swap)).toEqual(["edited 2", "unlinked 2", "edited 3", "unlinked 3", "unlinked 4"]);
  });

  it("tells a cut-off tail from a short ledger only by a head that was noted elsewhere", async () => {
    const { target, ledger, head } = await disarmed();
    await runRaw(target, "delete from entry where seq > 3");
    expect(await ledger.verifyChain()).toEqual([]);
    const problems = await ledger.verifyChain(head);
    expect(problems).toEqual([{ kind: "truncated", seq: 3, detail: "the ledger ends at entry 3; entry 5 was noted as its head" }]);
    await runRaw(target, "delete from entry");
    expect(kindsAt(await ledger.verifyChain(head))).toEqual(["truncated 0"]);
  });

  it("finds a past that was written anew without a fault, by the head that was noted", async () => {
    const { target, ledger, head } = await disarmed();
    await runRaw(target, "delete from entry where seq = 5");
    await ledger.append([aCoded(5, 0), aCoded(6)]);
    expect(await ledger.verifyChain()).toEqual([]);
    expect(kindsAt(await ledger.verifyChain(head))).toEqual(["other-history 5"]);
  });

  it("finds a payload in another JSON form, even where the hashes were made for it", async () => {
    const { target, ledger } = await disarmed();
    const [entry] = (await ledger.history(aCoded(5).subject)).slice(-1);
    if (entry === undefined) throw new Error("the fifth entry is missing");
    const { hash: _old, ...rest } = entry;
    const spaced = canonicalJson(entry.payload).replace(":", ": ");
    const hash = digestOf(canonicalJson(rest).replace(canonicalJson(entry.payload), spaced)).slice("sha256:".length);
    await runRaw(target, `update entry set payload = '${spaced}', payload_digest = '${digestOf(spaced)}', hash = '${hash}' where seq = 5`);
    expect(kindsAt(await ledger.verifyChain())).toEqual(["not-canonical 5"]);
  });

  it("reports a sequence number beyond what a number can hold", async () => {
    expect(await after("update entry set seq = 9007199254740993 where seq = 5")).toEqual(["unreadable 5"]);
  });

  it("finds nothing to say against an empty ledger", async () => {
    const ledger = await openLedger(await engine.freshTarget(), { clock: fixedClock("2026-03-01T12:00:00Z") });
    open.push(ledger);
    expect(await ledger.verifyChain()).toEqual([]);
  });
});

import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Clock } from "../../src/effects/index.js";
import { openLedger, type ChainEntry, type Ledger } from "../../src/ledger/index.js";
import { StateFold } from "../../src/ledger/state-fold.js";
import { diffEditions } from "../../src/measure/index.js";
import type { EntryDraft, LedgerState } from "../../src/model/index.js";
import { deriveEdition, deriveEvents } from "../../src/resolve/index.js";
import { aMeasure, aStudy } from "../factories/index.js";
import { describeEachEngine } from "../engines.js";
import { draftOf, historyOf, viewOf, WISHES, type Said, type View, type Wish } from "./naive-ledger.js";

const PURE_HISTORIES = 20_000;
const STORED_LEDGERS = 25;
const HISTORIES_EACH = 8;
const SEED = 20_261_124;

const study = aStudy({
  measures: [
    aMeasure(),
    aMeasure({ id: "meetings", filter: { category: ["meeting"] } }),
    aMeasure({ id: "reviewed", filter: { review: ["reviewed"], fromYear: 2016 } }),
    aMeasure({ id: "by-year", aggregate: "by-year" }),
  ],
});

const wish: fc.Arbitrary<Wish> = fc.record({ kind: fc.constantFrom(...WISHES), x: fc.nat(11), y: fc.nat(11) });
const wishes = fc.array(wish, { minLength: 3, maxLength: 12, size: "max" });

/** What the program makes of a state, in the words of the model. */
function seenIn(state: LedgerState, space: string): View {
  const { events, open, tombstones } = deriveEvents(state, study);
  const mine = (id: string): boolean => id.startsWith(space) || id.startsWith(`fnd_${space.toLowerCase()}`);
  return {
    events: events
      .filter(({ id }) => mine(id))
      .map(({ id, findings, fields, review }) => ({
        id,
        findings: [...findings],
        date: fields.date ?? "",
        category: fields.category,
        review,
      })),
    open: open.map(({ id }) => id).filter(mine),
    gone: tombstones.map(({ id }) => id).filter(mine),
  };
}

function entryOf(draft: EntryDraft, seq: number): ChainEntry {
  const [hash, prevHash] = [`${seq}`, `${seq - 1}`];
  return {
    ...draft,
    seq,
    recordedAt: "2026-01-01T00:00:00.000Z",
    payloadDigest: "",
    prevHash: seq === 1 ? GENESIS : prevHash,
    hash,
  } as unknown as ChainEntry; // as the ledger reads it
}

const GENESIS = new StateFold().toState().head;

describe("random histories in memory", () => {
  it(`agree with a plain list at every point, ${PURE_HISTORIES} of them, and the differences of numbers add up`, () => {
    let [histories, points, differences] = [0, 0, 0];
    fc.assert(
      fc.property(wishes, (chosen) => {
        const list = historyOf(chosen, "MM").flat();
        const fold = new StateFold();
        const states = list.map((said, at) => {
          fold.add(entryOf(draftOf(said, at), at + 1));
          return fold.toState();
        });
        for (const [at, state] of states.entries()) agree(seenIn(state, "MM"), viewOf(list.slice(0, at + 1))); // read when all is said
        const [half, last] = [states[Math.floor(states.length / 2)], states.at(-1)];
        if (half && last && histories % 4 === 0) differences += checkDifference(half, last);
        histories += 1;
        points += states.length;
      }),
      { numRuns: PURE_HISTORIES, seed: SEED },
    );
    expect(histories).toBeGreaterThanOrEqual(PURE_HISTORIES);
    process.stdout.write(`${histories} histories in memory, ${points} points, ${differences} changed measures\n`);
  }, 600_000); // some half a minute of a quiet processor
});

/** Equal, without the cost of the framework's comparison for those that are. */
function agree(seen: unknown, due: unknown): void {
  if (JSON.stringify(seen) !== JSON.stringify(due)) expect(seen).toEqual(due);
}

/** Every part of every change is what the two editions say, and the parts add up. */
function checkDifference(earlier: LedgerState, later: LedgerState): number {
  const [before, after] = [deriveEdition(earlier, study), deriveEdition(later, study)];
  const changes = diffEditions(before, after, study);
  for (const { before: was, after: is, parts } of changes) {
    const all = parts.flatMap((part) => part.changes);
    const withEffect = (wanted: number) =>
      all
        .filter(({ effect }) => effect === wanted)
        .map(({ event }) => event)
        .sort();
    const sum = withEffect(1).length - withEffect(-1).length;
    if (sum !== Number(is.value) - Number(was.value)) expect(sum).toBe(Number(is.value) - Number(was.value));
    agree(withEffect(1), is.events.filter((id) => !was.events.includes(id)).sort());
    agree(withEffect(-1), was.events.filter((id) => !is.events.includes(id)).sort());
    const known = new Set(earlier.decisions.map(({ id }) => id));
    for (const { decisions, values, kind } of all) {
      agree(
        decisions.filter((id) => known.has(id)),
        [],
      );
      if ((kind === "recode" ? values : decisions).length === 0) expect.fail(`${kind} without a cause`);
    }
  }
  return changes.length;
}

/** Instants at which clocks misbehave: a leap second, said twice by many, and the hours at which Europe and America change theirs. */
const EDGES = [
  "2016-12-31T23:59:59.999Z",
  "2017-01-01T00:00:00.000Z",
  "2016-12-31T23:59:59.000Z",
  "2026-03-29T00:59:59.999Z",
  "2026-03-29T01:00:00.000Z",
  "2026-10-25T00:30:00.000Z",
  "2026-10-25T01:30:00.000Z",
  "2026-11-01T06:00:00.000Z",
];
const DAY_MS = 86_400_000;
const instant = fc.oneof(
  fc.constantFrom(...EDGES),
  fc.tuple(fc.constantFrom(...EDGES), fc.integer({ min: -DAY_MS, max: DAY_MS })).map(([edge, skew]) => after(edge, skew)),
);

function after(edge: string, ms: number): string {
  return new Date(Date.parse(edge) + ms).toISOString();
}

describeEachEngine("random histories in a ledger whose clock is wrong by up to a day", (engine) => {
  const open: Ledger[] = [];
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
  });

  it(`agree with a plain list as of every instant, ${STORED_LEDGERS * HISTORIES_EACH} of them`, async () => {
    let [histories, readings] = [0, 0];
    const several = fc.array(fc.array(wish, { minLength: 3, maxLength: 6, size: "max" }), {
      minLength: HISTORIES_EACH,
      maxLength: HISTORIES_EACH,
    });
    const clocks = fc.array(instant, { minLength: 6 * HISTORIES_EACH, maxLength: 6 * HISTORIES_EACH });
    await fc.assert(
      fc.asyncProperty(several, clocks, async (chosen, times) => {
        const clock: Clock = { now: () => times.shift() ?? "2027-01-01T00:00:00Z" };
        const said = await record(chosen, clock);
        histories += chosen.length;
        readings += await compare(said);
        await open.pop()?.close();
      }),
      { numRuns: STORED_LEDGERS, seed: SEED, endOnFailure: true }, // shrinking would take minutes; the seed repeats it
    );
    expect(histories).toBe(STORED_LEDGERS * HISTORIES_EACH);
    process.stdout.write(`${histories} histories on ${engine.name}, ${readings} readings\n`);
  }, 600_000);

  interface Recorded {
    readonly space: string;
    readonly said: Said;
    readonly at: number;
  }

  /** Records the histories one after the other, a transaction for each step. The model has its own idea of when. */
  async function record(chosen: readonly (readonly Wish[])[], clock: Clock): Promise<Recorded[]> {
    const heard: number[] = [];
    const listening: Clock = {
      now: () => {
        const now = clock.now();
        heard.push(Date.parse(now));
        return now;
      },
    };
    const ledger = await openLedger(await engine.freshTarget(), { clock: listening });
    open.push(ledger);
    const all: Recorded[] = [];
    for (const [index, history] of chosen.entries()) {
      const space = `M${String.fromCharCode(65 + index)}`;
      for (const step of historyOf(history, space)) {
        await ledger.append(step.map((said, at) => draftOf(said, all.length + at)));
        const at = Math.max(heard.at(-1) ?? NaN, (all.at(-1)?.at ?? -Infinity) + 1);
        all.push(...step.map((said) => ({ space, said, at })));
      }
    }
    return all;
  }

  async function compare(all: readonly Recorded[]): Promise<number> {
    const ledger = open.at(-1);
    if (!ledger) throw new Error("record() opens a ledger");
    const instants = [...new Set(all.flatMap(({ at }) => [at - 1, at]))];
    for (const at of instants) {
      const known = all.filter((item) => item.at <= at);
      const state = await ledger.readState({ asOf: new Date(at).toISOString() });
      expect(state.seq).toBe(known.length);
      const space = known.at(-1)?.space ?? "MA";
      expect(seenIn(state, space)).toEqual(viewOf(known.filter((item) => item.space === space).map(({ said }) => said)));
    }
    expect(await ledger.verifyChain()).toEqual([]);
    return instants.length;
  }
});

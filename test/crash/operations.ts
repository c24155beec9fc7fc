import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import type { DatabaseTarget } from "../../src/db/index.js";
import { silentLog, systemClock } from "../../src/effects/index.js";
import { openLedger } from "../../src/ledger/index.js";
import type * as Pipeline from "../../src/pipeline.js";
import { replaceFolder } from "../../src/publish/replace-folder.js";
import { deriveEdition } from "../../src/resolve/index.js";
import { createWorkspace, readEdition, withRun, type Run } from "../../src/run.js";
import { verifyWorkspace } from "../../src/verify.js";
import { aSearch } from "../ledger/drafts.js";
import { QUOTE, visitPages } from "./pages.js";

/** Where an operation works, and how it tells what it was told is safe. */
export interface Bench {
  /** A workspace of the small test study with some events in it. */
  readonly folder: string;
  /** An empty folder of this operation's own. */
  readonly spare: string;
  /** An empty database, a new one for each process. */
  readonly empty: DatabaseTarget;
  readonly study: string;
  /** Differs between processes: no two make the same thing. */
  readonly round: number;
  readonly acknowledge: (what: string) => void;
}

/** One thing that a process may be killed at. A new one is a line in `OPERATIONS`. */
export interface Operation {
  /** How many of 300 kills, on each engine. */
  readonly kills: { readonly sqlite: number; readonly postgres: number };
  /** Does it again and again until the process is killed, and acknowledges what has returned. */
  act(bench: Bench): Promise<void>;
  /** What is not as it must be after the kill, given everything acknowledged on this bench so far. */
  faults(bench: Bench, acknowledged: readonly string[]): Promise<string[]>;
}

export const EFFECTS = { clock: systemClock, log: silentLog };
/** Enough for any process that is about to be killed. */
const ENDLESS = 100_000;

/** Loaded only where it is used: extraction and drawing are slow to load, and every kill costs a start. */
const loadPipeline = (): Promise<typeof Pipeline> => import("../../src/pipeline.js");

/** A number that no other round has. */
const numberOf = ({ round }: Bench, turn: number): number => 1_000 + round * 1_000 + turn;

async function repeat(act: (turn: number) => Promise<void>): Promise<void> {
  for (let turn = 0; turn < ENDLESS; turn += 1) await act(turn);
}

export const OPERATIONS = {
  ingest: {
    kills: { sqlite: 60, postgres: 20 },
    act: (bench) =>
      withRun(bench.folder, EFFECTS, (run) =>
        repeat(async (turn) => {
          const { ingest } = await loadPipeline();
          for await (const { address } of ingest(visitPages(numberOf(bench, turn * 3), 3), run)) bench.acknowledge(address);
        }),
      ),
    faults: lostPages,
  },
  decision: {
    kills: { sqlite: 60, postgres: 20 },
    act: (bench) => withRun(bench.folder, EFFECTS, (run) => repeat(async (turn) => bench.acknowledge(await decide(bench, run, turn)))),
    faults: (bench, acknowledged) =>
      inWorkspace(bench, async (run) => {
        const held = new Set((await run.ledger.readState()).decisions.map(({ id }) => id as string));
        return acknowledged.filter((id) => !held.has(id)).map((id) => `decision ${id} was acknowledged and is lost`);
      }),
  },
  publish: {
    kills: { sqlite: 20, postgres: 4 },
    act: (bench) =>
      withRun(bench.folder, EFFECTS, (run) =>
        repeat(async (turn) => {
          await decide(bench, run, turn);
          const edition = await readEdition(run, { audience: "RED" });
          const { publish } = await loadPipeline();
          await publish(edition, join(bench.folder, "site"), run);
          bench.acknowledge(`${edition.state.seq}`);
        }),
      ),
    faults: (bench, acknowledged) => inWorkspace(bench, (run) => siteFaults(bench, run, acknowledged)),
  },
  swap: {
    kills: { sqlite: 30, postgres: 0 },
    act: (bench) =>
      repeat(async (turn) => {
        const word = `${numberOf(bench, turn)}`;
        await replaceFolder(join(bench.folder, "site"), wordySite(word));
        bench.acknowledge(word);
      }),
    faults: (bench, acknowledged) =>
      inWorkspace(bench, () => {
        const site = join(bench.folder, "site");
        const newest = Number(acknowledged.at(-1) ?? 0);
        if (newest === 0 && !existsSync(join(site, "site.json"))) return Promise.resolve([]);
        const words = [...wordySite("").keys()].map((name) => readFileSync(join(site, name), "utf8").slice(0, -2000));
        const whole = new Set(words).size === 1 && Number(words[0]) >= newest;
        return Promise.resolve(whole ? [] : [`the site holds ${[...new Set(words)].join()}; ${newest} was acknowledged`]);
      }),
  },
  init: {
    kills: { sqlite: 30, postgres: 0 },
    act: (bench) =>
      repeat(async (turn) => {
        const folder = join(bench.spare, `${numberOf(bench, turn)}`);
        await createWorkspace(folder, bench.study, EFFECTS);
        bench.acknowledge(folder);
      }),
    faults: async (bench, acknowledged) => {
      const faults: string[] = [];
      for (const name of readdirSync(bench.spare)) {
        const folder = join(bench.spare, name);
        const { entries } = await createWorkspace(folder, bench.study, EFFECTS); // as a user would who repeats the command
        if (acknowledged.includes(folder) && entries > 0) faults.push(`${folder} was acknowledged and lacked ${entries} entries`);
        faults.push(...(await withRun(folder, EFFECTS, verifyWorkspace)).problems.map(({ where, what }) => `${where}: ${what}`));
        rmSync(folder, { recursive: true, force: true });
      }
      return faults;
    },
  },
  migration: {
    kills: { sqlite: 40, postgres: 10 },
    act: async ({ empty, acknowledge }) => {
      const ledger = await openLedger(empty, EFFECTS);
      acknowledge("0");
      await repeat(async (turn) => {
        await ledger.append([aSearch(turn, "first words")]);
        acknowledge(`${turn + 1}`);
      });
    },
    faults: async ({ empty }, acknowledged) => {
      const ledger = await openLedger(empty, EFFECTS);
      try {
        const faults = (await ledger.verifyChain()).map(({ detail }) => detail);
        const { seq } = await ledger.readState();
        const due = Number(acknowledged.at(-1) ?? 0);
        return seq >= due ? faults : [...faults, `${due} entries were acknowledged, ${seq} are there`];
      } finally {
        await ledger.close();
      }
    },
  },
  /** Runs right after a process was killed in the middle of an ingest, with nobody looking in between. */
  recovery: {
    kills: { sqlite: 60, postgres: 6 },
    act: (bench) => repeat(() => withRun(bench.folder, EFFECTS, async (run) => void (await run.ledger.readState()))),
    faults: lostPages,
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;

function lostPages(bench: Bench, acknowledged: readonly string[]): Promise<string[]> {
  return inWorkspace(bench, async (run) => {
    const held = new Set((await run.ledger.readState()).captures.map(({ url }) => url));
    return acknowledged.filter((address) => !held.has(address)).map((address) => `page ${address} was acknowledged and is lost`);
  });
}

/** What `verify` says of the workspace, and what `more` says. */
async function inWorkspace({ folder }: Bench, more: (run: Run) => Promise<string[]>): Promise<string[]> {
  return withRun(folder, EFFECTS, async (run) => {
    const { problems } = await verifyWorkspace(run);
    return [...problems.map(({ where, what }) => `${where}: ${what}`), ...(await more(run))];
  });
}

/** An edit of some event; returns the decision's id. */
async function decide(bench: Bench, run: Run, turn: number): Promise<string> {
  const { adjudicate } = await loadPipeline();
  const { events } = await readEdition(run, { audience: "RED" });
  const event = events[turn % events.length];
  if (!event) throw new Error("the bench has no event");
  const set = [`counterpart=Minister ${numberOf(bench, turn)}`];
  const span = event.evidence.find(({ evidence }) => evidence.kind === "span")?.evidence;
  if (span?.kind !== "span") throw new Error(`${event.id} quotes no page`);
  const evidence = { kind: "quote", quote: QUOTE, text: span.textId } as const;
  const { id } = await adjudicate({ kind: "edit", target: event.id, by: "A. Reviewer", at: EFFECTS.clock.now(), set, evidence }, run);
  return id;
}

/** The site must be that of one edition, to the byte, and no older than the newest acknowledged. */
async function siteFaults({ folder, spare }: Bench, run: Run, acknowledged: readonly string[]): Promise<string[]> {
  const site = join(folder, "site");
  const newest = Number(acknowledged.at(-1) ?? 0);
  if (newest === 0 && !existsSync(join(site, "site.json"))) return [];
  const { head } = JSON.parse(readFileSync(join(site, "site.json"), "utf8")) as { head: string };
  for await (const { seq, hash } of run.ledger.entries()) {
    if (hash !== head) continue;
    if (seq < newest) return [`the site is that of entry ${seq}; that of ${newest} was acknowledged`];
    const { publish } = await loadPipeline();
    const again = join(spare, "again");
    await publish(deriveEdition(await run.ledger.readState({ seq }), run.study), again, run);
    const [left, right] = [contentsOf(again), contentsOf(site)];
    return left === right ? [] : [`the site of entry ${seq} is not what publishing that entry gives`];
  }
  return [`the site is that of ${head}, which the ledger does not hold`];
}

function contentsOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return paths.map((path) => `${relative(folder, path)}\n${readFileSync(path, "base64")}`).join("\n");
}

/** Forty files that all begin with the same word. */
function wordySite(word: string): Map<string, string> {
  const names = ["site.json", ...Array.from({ length: 39 }, (_, number) => `events/${number}.html`)];
  return new Map(names.map((name) => [name, `${word}${"x".repeat(2000)}`]));
}

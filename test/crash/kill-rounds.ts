import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { DatabaseTarget } from "../../src/db/index.js";
import { ingest } from "../../src/pipeline.js";
import { createWorkspace, withRun } from "../../src/run.js";
import type { Engine } from "../engines.js";
import { EFFECTS, OPERATIONS, type Bench, type Operation, type OperationName } from "./operations.js";
import { visitPages } from "./pages.js";

const STUDY = fileURLToPath(new URL("../studies/tiny", import.meta.url));
const EVENTS = 6;
/** A bench is used for so many kills, then a new one is made: checking a ledger takes as long as the ledger is. */
const KILLS_PER_BENCH = 15;
/** The kill falls this long after the last acknowledgement waited for, at most: the time of a few disk writes. */
const WINDOW_MS = 40;

/** What one operation went through. */
export interface Tally {
  readonly operation: OperationName;
  readonly kills: number;
  readonly acknowledged: number;
  readonly faults: readonly string[];
}

const NO_DATABASE: DatabaseTarget = { kind: "sqlite", file: "" };

type Random = () => number;

/** Kills an operation so many times, and looks after each kill whether all that was acknowledged is there and everything is whole. */
export async function killOften(operation: OperationName, kills: number, engine: Engine, script: string, random: Random): Promise<Tally> {
  const faults: string[] = [];
  let acknowledged = 0;
  for (let done = 0; done < kills;) {
    const bench = await makeBench(engine);
    try {
      const known: string[] = [];
      for (let here = 0; here < KILLS_PER_BENCH && done < kills; here += 1, done += 1) {
        const empty = operation === "migration" ? await engine.freshTarget() : NO_DATABASE;
        const round = { ...bench, empty, round: done };
        if (operation === "recovery") known.push(...(await killOnce("ingest", round, script, random)));
        const told = await killOnce(operation, round, script, random);
        acknowledged += told.length;
        if (operation === "migration") known.length = 0; // each of its kills is on a database of its own
        known.push(...told);
        const found = await faultsOf(OPERATIONS[operation], round, known);
        faults.push(...found.map((fault) => `${operation}, kill ${done}: ${fault}`));
      }
    } finally {
      rmSync(join(bench.folder, ".."), { recursive: true, force: true });
    }
  }
  return { operation, kills, acknowledged, faults };
}

async function faultsOf(operation: Operation, bench: Bench, known: readonly string[]): Promise<string[]> {
  try {
    return await operation.faults(bench, known);
  } catch (error) {
    return [`cannot be opened or read: ${String(error)}`];
  }
}

async function makeBench(engine: Engine): Promise<Omit<Bench, "empty" | "round">> {
  const root = mkdtempSync(join(tmpdir(), "longarm-kill-"));
  const [folder, spare] = [join(root, "ws"), join(root, "spare")];
  for (const path of [folder, spare]) mkdirSync(path);
  const target = await engine.freshTarget();
  const database = target.kind === "postgres" ? `databaseUrl: ${JSON.stringify(target.url)}\n` : "";
  writeFileSync(join(folder, "longarm.yml"), `study: ${JSON.stringify(STUDY)}\n${database}`);
  await createWorkspace(folder, STUDY, EFFECTS);
  await withRun(folder, EFFECTS, async (run) => {
    for await (const { kind } of ingest(visitPages(0, EVENTS), run))
      if (kind !== "done") throw new Error(`a page of the bench was ${kind}`);
  });
  return { folder, spare, study: STUDY, acknowledge: () => undefined };
}

/** Starts the operation in a process of its own, kills it in the middle, and returns what it had acknowledged. */
async function killOnce(operation: OperationName, bench: Bench, script: string, random: Random): Promise<string[]> {
  const child = spawn(process.execPath, [script, operation, JSON.stringify(bench)], { stdio: ["ignore", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  const lines: string[] = [];
  const waitFor = Math.floor(random() ** 2 * 5); // often in the very first steps, now and then far on
  const delayMs = random() * WINDOW_MS;
  const output = createInterface({ input: child.stdout });
  const ended = Promise.all([once(child, "close"), once(output, "close")]);
  output.on("line", (line) => {
    lines.push(line);
    if (lines.length === waitFor + 1) setTimeout(() => child.kill("SIGKILL"), delayMs); // the first line says that it has begun
    if (operation === "recovery" && lines.length === 1) setTimeout(() => child.kill("SIGKILL"), delayMs * 2); // it acknowledges nothing
  });
  await ended;
  if (child.signalCode !== "SIGKILL") throw new Error(`${operation} ended by itself (${child.exitCode}): ${complaint}`);
  return lines.slice(1);
}

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { DatabaseTarget } from "../../src/db/index.js";
import { systemClock } from "../../src/effects/index.js";
import { openLedger } from "../../src/ledger/index.js";
import { describeEachEngine } from "../engines.js";
import { aSearch } from "./drafts.js";

const APPENDER = fileURLToPath(new URL("appender.ts", import.meta.url));
const BATCH = 7;

interface Appender {
  readonly child: ChildProcess;
  /** The lines that the process has printed: what it was told is safe. */
  readonly acknowledged: () => { seq: number; hash: string; batch: number }[];
  readonly ended: Promise<{ code: number | null; complaint: string }>;
}

function startAppender(target: DatabaseTarget, name: string, batches: number): Appender {
  return watch(process.execPath, ["--import", "tsx", APPENDER, JSON.stringify(target), name, String(batches)]);
}

/** An appender whose every file may grow to `blocks` of 512 bytes and no further: a disk that refuses, at an arbitrary write. */
function startCrampedAppender(target: DatabaseTarget, blocks: number): Appender {
  const script = `ulimit -f ${blocks}; exec "$0" "$@"`;
  return watch("sh", ["-c", script, process.execPath, "--import", "tsx", APPENDER, JSON.stringify(target), "cramped", "100000"]);
}

function watch(program: string, args: readonly string[]): Appender {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  let complaint = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (printed += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (complaint += chunk));
  const acknowledged = () =>
    printed
      .split("\n")
      .slice(0, -1) // what stands behind the last line feed was cut off
      .map((line) => line.split(" "))
      .map(([seq, hash = "", batch]) => ({ seq: Number(seq), hash, batch: Number(batch) }));
  return { child, acknowledged, ended: once(child, "close").then(([code]: (number | null)[]) => ({ code: code ?? null, complaint })) };
}

async function untilAcknowledged(appender: Appender, lines: number): Promise<void> {
  while (appender.acknowledged().length < lines) {
    if (appender.child.exitCode !== null) throw new Error(`the appender ended early: ${(await appender.ended).complaint}`);
    await new Promise((wake) => setTimeout(wake, 2));
  }
}

describeEachEngine("several processes on one ledger", (engine) => {
  it("take turns from the first opening on, and never fork the chain", async () => {
    const target = await engine.freshTarget();
    const appenders = ["a", "b", "c"].map((name) => startAppender(target, name, 40)); // all find an empty database and make its tables
    for (const { ended } of appenders) expect(await ended).toEqual({ code: 0, complaint: "" });

    const ledger = await openLedger(target, { clock: systemClock });
    expect(await ledger.verifyChain()).toEqual([]);
    const state = await ledger.readState();
    expect(state).toMatchObject({ seq: 3 * 40 * BATCH });
    expect(state.searches).toHaveLength(3 * 40 * BATCH);
    const heads = appenders.flatMap((appender) => appender.acknowledged());
    expect(new Set(heads.map(({ seq }) => seq)).size).toBe(3 * 40);
    const hashes = new Map<number, string>();
    for await (const entry of ledger.entries()) hashes.set(entry.seq, entry.hash);
    expect(heads.filter(({ seq, hash }) => hashes.get(seq) !== hash)).toEqual([]);
    await ledger.close();
  });

  it("lose nothing acknowledged when one is killed in the middle, and the chain goes on", async () => {
    const target = await engine.freshTarget();
    let before = 0;
    for (const [round, lines] of [1, 4, 9, 17].entries()) {
      const appender = startAppender(target, `round-${round}`, 100_000);
      await untilAcknowledged(appender, lines);
      appender.child.kill("SIGKILL");
      await appender.ended;

      const ledger = await openLedger(target, { clock: systemClock });
      const acknowledged = appender.acknowledged();
      const last = acknowledged.at(-1);
      if (last === undefined) throw new Error("nothing was acknowledged");
      expect(await ledger.verifyChain(last)).toEqual([]);
      const { seq } = await ledger.readState();
      expect((seq - before) % BATCH).toBe(0); // a batch is there as a whole or not at all
      expect(seq).toBeGreaterThanOrEqual(before + acknowledged.length * BATCH);
      for (const { batch } of acknowledged) expect(await ledger.findStep(`round-${round}/${batch}`)).toMatchObject({ outcome: batch });
      before = seq;
      await ledger.close();
    }
  });
});

describe("a process whose disk refuses to write (SQLite)", () => {
  it("stops with RunAbort at whatever write it is, and nothing acknowledged is lost", async () => {
    const folder = mkdtempSync(join(tmpdir(), "longarm-test-"));
    try {
      for (const blocks of [700, 1_111]) {
        const target: DatabaseTarget = { kind: "sqlite", file: join(folder, `${blocks}.sqlite`) };
        const appender = startCrampedAppender(target, blocks);
        const { code, complaint } = await appender.ended;
        expect(code).toBe(1);
        expect(complaint).toMatch(/RunAbort: .* cannot be (read or )?written: /);

        const ledger = await openLedger(target, { clock: systemClock });
        const last = appender.acknowledged().at(-1);
        expect(last).toBeDefined();
        expect(await ledger.verifyChain(last)).toEqual([]);
        expect(await ledger.append([aSearch(1, "there is room again")])).toHaveLength(1);
        await ledger.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

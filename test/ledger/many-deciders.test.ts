import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { silentLog, systemClock } from "../../src/effects/index.js";
import { ingest } from "../../src/pipeline.js";
import { createWorkspace, withRun } from "../../src/run.js";
import { bundleProgram, type Bundle } from "../crash/bundle.js";
import { visitPages } from "../crash/pages.js";
import { describeEachEngine } from "../engines.js";

const STUDY = fileURLToPath(new URL("../studies/tiny", import.meta.url));
const EFFECTS = { clock: systemClock, log: silentLog };
const WRITERS = 16;
const DECISIONS = Number(process.env.LONGARM_DECISIONS ?? 320);
const PAGES = 20;

let bundle: Bundle;
let root: string;
beforeAll(async () => {
  bundle = await bundleProgram("test/ledger/decider.ts");
  root = mkdtempSync(join(tmpdir(), "longarm-deciders-"));
});
afterAll(() => {
  bundle.remove();
  rmSync(root, { recursive: true, force: true });
});

async function decide(folder: string, name: string, decisions: number, seed: number): Promise<{ ids: string[]; conflicts: number }> {
  const child = spawn(process.execPath, [bundle.script, folder, name, `${decisions}`, `${seed}`]);
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${err}`);
  const lines = out.trimEnd().split("\n");
  return { ids: lines.slice(0, -1), conflicts: Number.parseInt(lines.at(-1) ?? "", 10) };
}

describeEachEngine(`${WRITERS} processes that decide on the same events`, (engine) => {
  it(`record ${DECISIONS} decisions: none is lost, a stale one is refused, the chain has no gap`, async () => {
    const target = await engine.freshTarget();
    const folder = join(root, engine.name);
    mkdirSync(folder);
    const database = target.kind === "postgres" ? `databaseUrl: ${JSON.stringify(target.url)}\n` : "";
    writeFileSync(join(folder, "longarm.yml"), `study: ${JSON.stringify(STUDY)}\n${database}`);
    await createWorkspace(folder, STUDY, EFFECTS);
    await withRun(folder, EFFECTS, async (run) => {
      for await (const { kind } of ingest(visitPages(0, PAGES), run)) expect(kind).toBe("done");
    });

    const share = Math.ceil(DECISIONS / WRITERS);
    const began = performance.now();
    const writers = await Promise.all(Array.from({ length: WRITERS }, (_, at) => decide(folder, `writer ${at}`, share, at + 1)));
    const seconds = (performance.now() - began) / 1000;
    const acknowledged = writers.flatMap(({ ids }) => ids);
    const conflicts = writers.reduce((sum, writer) => sum + writer.conflicts, 0);
    process.stdout.write(`${engine.name}: ${acknowledged.length} decisions in ${seconds.toFixed(1)} s, ${conflicts} conflicts\n`);

    await withRun(folder, EFFECTS, async (run) => {
      expect(await run.ledger.verifyChain()).toEqual([]); // which finds gaps, too
      const { decisions } = await run.ledger.readState();
      const edits = decisions.filter(({ kind }) => kind === "edit");
      expect(acknowledged).toHaveLength(share * WRITERS);
      expect(edits.map(({ id }) => id as string).sort()).toEqual([...acknowledged].sort());
      const newest = new Map<string | null, string>();
      const overwriting = decisions.filter(({ id, eventId, seen, by }) => {
        const stale = by.kind === "person" && seen !== newest.get(eventId);
        newest.set(eventId, id);
        return stale;
      });
      expect(overwriting).toEqual([]); // each was made by somebody who had seen the one before
      expect(conflicts).toBeGreaterThan(0);
    });
  }, 1_800_000);
});

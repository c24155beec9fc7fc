// How many entries the ledger takes in a second. Run with: npx tsx bench/ledger-append.ts [postgres url]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../src/effects/index.js";
import { openLedger } from "../src/ledger/index.js";
import { TextId, type EntryDraft } from "../src/model/index.js";

const BATCH = 1_000;
const BATCHES = 50;
const [, , url] = process.argv;

const folder = mkdtempSync(join(tmpdir(), "longarm-bench-"));
const ledger = await openLedger(url === undefined ? { kind: "sqlite", file: join(folder, "ledger.sqlite") } : { kind: "postgres", url }, {
  clock: systemClock,
});
try {
  const seconds = await timed(async () => {
    for (let batch = 0; batch < BATCHES; batch += 1) await ledger.append(draftsOf(batch));
  });
  say("append", seconds);
  say("append again (nothing new)", await timed(async () => void (await ledger.append(draftsOf(0)))), BATCH);
  say("readState", await timed(async () => void (await ledger.readState())));
  say("verifyChain", await timed(async () => void (await ledger.verifyChain())));
} finally {
  await ledger.close();
  rmSync(folder, { recursive: true });
}

function draftsOf(batch: number): EntryDraft[] {
  return Array.from({ length: BATCH }, (_, index): EntryDraft => {
    const textId = TextId.parse(`txt_${String(batch * BATCH + index).padStart(20, "0")}`);
    return { kind: "coded", subject: textId, actor: "rules@1.0.0", payload: { textId, coder: "rules@1.0.0", relevant: true, findings: 3 } };
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function say(what: string, seconds: number, entries = BATCH * BATCHES): void {
  process.stdout.write(`${what}: ${entries} entries in ${seconds.toFixed(2)} s, ${Math.round(entries / seconds)} entries/s\n`);
}

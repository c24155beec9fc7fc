// How many entries a second the ledger takes, how long a rebuild takes, and in how much memory:
// npx tsx bench/ledger.ts [entries, default 1000000] [postgres url]. The yardstick is the driver alone, inserting the same rows in the
// same batches into a table of the same shape, in the same run.
import Libsql from "libsql";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { DatabaseTarget } from "../src/db/index.js";
import { systemClock } from "../src/effects/index.js";
import { openLedger, type ChainEntry, type Ledger } from "../src/ledger/index.js";
import { TextId, type EntryDraft } from "../src/model/index.js";

const BATCH = 5_000;
const RAW_ROWS = 100; // per statement
const [, , wanted = "1000000", url] = process.argv;
const ENTRIES = Math.ceil(Number(wanted) / BATCH) * BATCH;

let readingSeconds = 0; // what reading the rows back takes is not the driver's inserting

const folder = mkdtempSync(join(tmpdir(), "longarm-bench-"));
const target: DatabaseTarget = url === undefined ? { kind: "sqlite", file: join(folder, "ledger.sqlite") } : { kind: "postgres", url };
try {
  const ledger = await openLedger(target, { clock: systemClock });
  const appending = await timed("append", ENTRIES, async () => {
    for (let first = 0; first < ENTRIES; first += BATCH) await ledger.append(draftsFrom(first));
  });
  await timed("append again (nothing new)", BATCH, async () => void (await ledger.append(draftsFrom(0))));
  const raw = await timed("driver alone, same rows", ENTRIES, () => insertRaw(ledger));
  say(`append takes ${(appending.seconds / raw.seconds).toFixed(2)} times the driver's time`);
  await timed("rebuild", ENTRIES, async () => {
    const { projections, stateHash } = await ledger.rebuild();
    say(`${projections.map(({ name, rows, wrong }) => `${name} ${rows} rows, ${wrong} wrong`).join()}, state ${stateHash}`);
  });
  say(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  await ledger.close();
} finally {
  rmSync(folder, { recursive: true });
}

/** Text ids as they come: spread over the whole range, as digests are. */
function draftsFrom(first: number): EntryDraft[] {
  return Array.from({ length: BATCH }, (_, index): EntryDraft => {
    const spread = BigInt(first + index + 1) * 0x9e3779b97f4a7c15n; // a known multiplier that scatters counting numbers
    const textId = TextId.parse(`txt_${(spread & 0xffff_ffff_ffff_ffffn).toString(16).padStart(20, "0")}`);
    return { kind: "coded", subject: textId, actor: "rules@1.0.0", payload: { textId, coder: "rules@1.0.0", relevant: true, findings: 3 } };
  });
}

async function insertRaw(ledger: Ledger): Promise<void> {
  const [row, columns] = ["(?, ?, ?, ?, ?, ?, ?, ?)", "seq, recorded_at, actor, kind, subject, payload, prev_hash, hash"];
  const definition = `(seq bigint primary key, recorded_at text, actor text, kind text, subject text, payload text, prev_hash text, hash text)`;
  const indexes = ["create index raw_kind on raw (kind, seq)", "create index raw_subject on raw (subject, seq)"];
  if (url === undefined) {
    const db = new Libsql(join(folder, "raw.sqlite"));
    for (const statement of ["pragma journal_mode = wal", "pragma synchronous = full"]) db.exec(statement);
    for (const statement of [`create table raw ${definition.replace("bigint", "integer")}`, ...indexes]) db.exec(statement);
    const insert = db.prepare<unknown[]>(`insert into raw (${columns}) values ${Array(RAW_ROWS).fill(row).join()}`);
    for await (const batch of batches(ledger)) {
      db.exec("begin immediate");
      for (let at = 0; at < batch.length; at += RAW_ROWS) insert.run(batch.slice(at, at + RAW_ROWS).flatMap(valuesOf));
      db.exec("commit");
    }
    db.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of ["drop table if exists raw", `create table raw ${definition}`, ...indexes]) await client.query(statement);
  let number = 0;
  const numbered = `insert into raw (${columns}) values ${Array(RAW_ROWS).fill(row).join()}`.replace(/\?/g, () => `$${(number += 1)}`);
  for await (const batch of batches(ledger)) {
    await client.query("begin");
    for (let at = 0; at < batch.length; at += RAW_ROWS)
      await client.query({ name: "raw", text: numbered, values: batch.slice(at, at + RAW_ROWS).flatMap(valuesOf) });
    await client.query("commit");
  }
  await client.query("drop table raw");
  await client.end();
}

async function* batches(ledger: Ledger): AsyncIterable<ChainEntry[]> {
  let batch: ChainEntry[] = [];
  let start = performance.now();
  for await (const entry of ledger.entries()) {
    batch.push(entry);
    if (batch.length < BATCH) continue;
    readingSeconds += (performance.now() - start) / 1000;
    yield batch;
    batch = [];
    start = performance.now();
  }
}

function valuesOf({ seq, recordedAt, actor, kind, subject, payload, prevHash, hash }: ChainEntry): unknown[] {
  return [seq, recordedAt, actor, kind, subject, JSON.stringify(payload), prevHash, hash];
}

async function timed(what: string, entries: number, work: () => Promise<void>): Promise<{ seconds: number }> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  readingSeconds = 0;
  await work();
  const seconds = (performance.now() - start) / 1000 - readingSeconds;
  const { user, system } = process.cpuUsage(cpu);
  say(
    `${what}: ${entries} entries in ${seconds.toFixed(1)} s, ${Math.round(entries / seconds)} entries/s (all processor time ${((user + system) / 1e6).toFixed(1)} s)`,
  );
  return { seconds };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

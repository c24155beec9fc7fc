import { spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalJson, formatVerifierKey, makeSigner, originOf } from "../../src/ledger/index.js";
import { formatCheckpoint } from "../../src/ledger/checkpoint.js";
import { hashLeaf, rootOf } from "../../src/ledger/merkle.js";
import { signNote } from "../../src/ledger/signed-note.js";
import { exportOf, fillWorkspace, renewSums } from "./an-export.js";
import { VERIFIER, verifier, type VerifiedArchive, type VerifiedChain } from "./verifier.js";

const RECORDS = 2_000;
const FLIPS = 2_000;

let base = "";
let folder = "";
let lines: Buffer[] = [];
let archive: VerifiedArchive;
/** What the verifier knows before each line: so that a change shows without reading again what stands before it. */
let before: VerifiedChain[] = [];

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), "longarm-verify-"));
  await fillWorkspace(join(base, "workspace"), 20);
  folder = await exportOf(join(base, "workspace"), join(base, "export"));
  lines = splitLines(readFileSync(join(folder, "entries.jsonl"))).lines;
  archive = verifier.readArchive(folder, "files");
  const keys = verifier.parseKeys(readFileSync(join(folder, "key.pub"), "utf8"));
  const { checkpoints } = verifier.readCheckpoints(readFileSync(join(folder, "checkpoints.txt"), "utf8"), keys, []);
  const chain = verifier.startChain(checkpoints, archive);
  before = [];
  for (const line of lines) {
    before.push(copyOf(chain));
    verifier.addLine(chain, line);
  }
  before.push(copyOf(chain));
}, 120_000);

afterAll(() => rmSync(base, { recursive: true, force: true }));

function copyOf(chain: VerifiedChain): VerifiedChain {
  return { ...chain, subtrees: [...chain.subtrees], texts: new Map(chain.texts), captures: new Set(chain.captures), faults: [] };
}

function splitLines(bytes: Buffer): { lines: Buffer[]; rest: Buffer } {
  const found: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    found.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return { lines: found, rest: bytes.subarray(start) };
}

/** The first fault where these lines stand from number `at` (from 0) on, or null. `export.json` is taken to fit whatever they say. */
function faultFrom(at: number, changed: Iterable<Uint8Array>): string | null {
  const known = before[at];
  if (known === undefined) throw new Error(`there is no line ${at}`);
  const chain = copyOf(known);
  for (const line of changed) {
    verifier.addLine(chain, line);
    if (chain.faults[0] !== undefined) return chain.faults[0];
  }
  return verifier.endChain(chain, { entries: chain.size, head: chain.head }).faults[0] ?? null;
}

type Loose = Record<string, unknown>;
const parsed = (line: Buffer): Loose => JSON.parse(line.toString()) as Loose; // lines of our own export

function rehashed({ hash: _old, ...rest }: Loose): Buffer {
  return Buffer.from(canonicalJson({ ...rest, hash: hashOf(rest) }));
}

function hashOf(rest: Loose): string {
  return createHash("sha256").update(canonicalJson(rest)).digest("hex");
}

/** The lines with numbers, links and hashes made anew from number `at` on: a chain without a fault of its own. */
function* rechained(at: number, changed: Iterable<Buffer>): Generator<Buffer> {
  let head = before[at]?.head ?? "";
  let seq = at;
  for (const line of changed) {
    const { hash: _old, ...rest }: Loose = { ...parsed(line), seq: (seq += 1), prevHash: head };
    head = hashOf(rest);
    yield Buffer.from(canonicalJson({ ...rest, hash: head }));
  }
}

/** A chain made anew has to be read on to the next checkpoint. The fork stands for its kind at every record, its cousins at each tenth. */
const everyNth = (name: string): number => (name.includes("chained anew") ? 10 : 1);

const edited = (line: Buffer): Buffer => Buffer.from(canonicalJson({ ...parsed(line), actor: "somebody else" }));
const tail = (at: number): Buffer[] => lines.slice(at);

/** Each kind of change at record `at`: the number of the first line that it touches, and the lines from there on. */
const MUTATIONS: Readonly<Record<string, (at: number) => { readonly from: number; readonly changed: Iterable<Buffer> }>> = {
  edit: (at) => ({ from: at, changed: [edited(lines[at] ?? Buffer.of()), ...tail(at + 1)] }),
  "edit with its hash": (at) => ({ from: at, changed: [rehashed(parsed(edited(lines[at] ?? Buffer.of()))), ...tail(at + 1)] }),
  delete: (at) => ({ from: at, changed: tail(at + 1) }),
  "delete, the rest chained anew": (at) => ({ from: at, changed: rechained(at, tail(at + 1)) }),
  reorder: (at) => swapped(at),
  "reorder, the rest chained anew": (at) => ({ from: swapped(at).from, changed: rechained(swapped(at).from, swapped(at).changed) }),
  insert: (at) => ({ from: at, changed: [lines[at] ?? Buffer.of(), ...tail(at)] }),
  "insert, the rest chained anew": (at) => ({ from: at, changed: rechained(at, [edited(lines[at] ?? Buffer.of()), ...tail(at)]) }),
  truncate: (at) => ({ from: at, changed: [] }),
  fork: (at) => ({ from: at, changed: rechained(at, [edited(lines[at] ?? Buffer.of()), ...tail(at + 1)]) }),
};

function swapped(at: number): { readonly from: number; readonly changed: readonly Buffer[] } {
  const from = Math.min(at, lines.length - 2);
  const [first = Buffer.of(), second = Buffer.of(), ...rest] = tail(from);
  return { from, changed: [second, first, ...rest] };
}

describe("the small verifier", () => {
  it("accepts the export as it is, whole and piece by piece", () => {
    expect(lines.length).toBeGreaterThanOrEqual(RECORDS);
    expect(archive.faults).toEqual([]);
    expect(verifier.verifyFolder(folder)).toMatchObject({ holds: true, faults: [], entries: lines.length });
    expect(faultFrom(0, lines)).toBeNull();
    expect(faultFrom(lines.length, [])).toBeNull();
  });

  for (const [name, mutate] of Object.entries(MUTATIONS)) {
    it(`finds: ${name}, at each of ${RECORDS / everyNth(name)} records`, () => {
      const missed: number[] = [];
      for (let at = lines.length - RECORDS; at < lines.length; at += everyNth(name)) {
        const { from, changed } = mutate(at);
        if (faultFrom(from, changed) === null) missed.push(at);
      }
      expect(missed).toEqual([]);
    });
  }

  it(`finds ${FLIPS} single flipped bits of the ledger and the archive, half each, with SHA256SUMS left out of it`, () => {
    const missed: string[] = [];
    for (const { part, bit } of fc.sample(fc.record({ part: fc.nat({ max: 999_999 }), bit: fc.nat({ max: 7 }) }), {
      numRuns: FLIPS / 2,
      seed: 20,
    })) {
      if (!flipInLedger(part / 1e6, bit)) missed.push(`ledger ${part} ${bit}`);
      if (!flipInArchive(part / 1e6, bit)) missed.push(`archive ${part} ${bit}`);
    }
    expect(missed).toEqual([]);
  }, 120_000);

  it("finds the same in the whole folder, SHA256SUMS and export.json made to fit, in a process of its own", () => {
    const copy = join(base, "copy");
    for (const [index, [name, mutate]] of Object.entries(MUTATIONS).entries()) {
      if (everyNth(name) > 1) continue; // as the fork

      cpSync(folder, copy, { recursive: true });
      const { from, changed } = mutate(lines.length - 1 - index * 37);
      const all = [...lines.slice(0, from), ...changed];
      writeFileSync(join(copy, "entries.jsonl"), all.map((line) => `${line.toString()}\n`).join(""));
      const facts = JSON.parse(readFileSync(join(copy, "export.json"), "utf8")) as Loose; // our own export
      writeFileSync(
        join(copy, "export.json"),
        JSON.stringify({ ...facts, entries: all.length, head: parsed(all.at(-1) ?? Buffer.of())["hash"] }),
      );
      renewSums(copy);
      const ended = spawnSync(process.execPath, [VERIFIER, copy, "--json"], { encoding: "utf8" });
      expect(ended.stderr, name).toBe("");
      expect(JSON.parse(ended.stdout), name).toMatchObject({ holds: false });
      expect(ended.status, name).toBe(4);
      rmSync(copy, { recursive: true });
    }
  }, 120_000);

  it("finds a past that was made anew and signed with another key only by what was noted elsewhere", () => {
    const copy = join(base, "forged");
    cpSync(folder, copy, { recursive: true });
    const forged = [...rechained(5, [edited(lines[5] ?? Buffer.of()), ...tail(6)])];
    const all = [...lines.slice(0, 5), ...forged];
    const signer = makeSigner(generateKeyPairSync("ed25519").privateKey, (key) => originOf("tiny", key));
    const root = rootOf(all.map((line) => hashLeaf(Buffer.from(String(parsed(line)["hash"]), "hex"))));
    const facts = JSON.parse(readFileSync(join(copy, "export.json"), "utf8")) as Loose; // our own export
    writeFileSync(join(copy, "entries.jsonl"), all.map((line) => `${line.toString()}\n`).join(""));
    writeFileSync(join(copy, "export.json"), JSON.stringify({ ...facts, head: parsed(all.at(-1) ?? Buffer.of())["hash"] }));
    writeFileSync(join(copy, "checkpoints.txt"), signNote(formatCheckpoint({ origin: signer.name, size: all.length, root }), signer));
    writeFileSync(join(copy, "key.pub"), `${formatVerifierKey(signer)}\n${readFileSync(join(folder, "key.pub"), "utf8")}`);
    renewSums(copy);
    const run = (...options: string[]) => spawnSync(process.execPath, [VERIFIER, copy, ...options], { encoding: "utf8" });
    expect(run()).toMatchObject({ status: 0, stderr: "" }); // nothing inside the folder can tell

    const noted = join(base, "noted.txt");
    writeFileSync(noted, readFileSync(join(folder, "checkpoints.txt"), "utf8").split("---\n")[3] ?? "");
    expect(run("--checkpoint", noted).status).toBe(4);
    expect(run("--checkpoint", noted).stderr).toMatch(
      /noted\.txt: the first \d+ entries are not those that were signed; the past was changed/,
    );
    expect(run("--key", join(folder, "key.pub")).status).toBe(4);
    expect(run("--checkpoint", join(base, "nowhere")).status).toBe(4);
    expect(run("--wrong").status).toBe(2);
  }, 60_000);

  it("ends in faults, not in a crash, where files are missing, empty or something else", () => {
    for (const name of ["entries.jsonl", "checkpoints.txt", "key.pub", "export.json", "archive.json", "SHA256SUMS"]) {
      for (const content of [null, "", "null", '[{"file":"../x.warc.gz"}]']) {
        const copy = join(base, "broken");
        cpSync(folder, copy, { recursive: true });
        if (content === null) rmSync(join(copy, name));
        else writeFileSync(join(copy, name), content);
        if (name !== "SHA256SUMS") renewSums(copy);
        expect(verifier.verifyFolder(copy).holds, `${name}: ${content}`).toBe(false);
        rmSync(copy, { recursive: true });
      }
    }
    expect(verifier.verifyFolder(join(base, "nowhere")).holds).toBe(false);
  }, 120_000);
});

/** Flips a bit of a ledger line and reads on from there. A flipped line feed joins two lines or leaves the last one open. */
function flipInLedger(place: number, bit: number): boolean {
  const at = Math.floor(place * lines.length);
  const line = lines[at] ?? Buffer.of();
  const region = Buffer.concat(lines.slice(at, at + 2).flatMap((one) => [one, Buffer.of(10)]));
  const offset = Math.floor(((place * lines.length) % 1) * (line.length + 1));
  region[offset] = (region[offset] ?? 0) ^ (1 << bit);
  const flipped = splitLines(region);
  return flipped.rest.length > 0 || faultFrom(at, [...flipped.lines, ...lines.slice(at + 2)]) !== null;
}

/** Flips a bit of an archive file, in a folder that holds this file alone. */
function flipInArchive(place: number, bit: number): boolean {
  const listed = JSON.parse(readFileSync(join(folder, "archive.json"), "utf8")) as { readonly file: string }[]; // our own export
  const item = listed[Math.floor(place * listed.length)];
  const one = join(base, "one");
  mkdirSync(join(one, "archive"), { recursive: true });
  const bytes = readFileSync(join(folder, "archive", item?.file ?? ""));
  const offset = Math.floor(((place * listed.length) % 1) * bytes.length);
  bytes[offset] = (bytes[offset] ?? 0) ^ (1 << bit);
  writeFileSync(join(one, "archive.json"), JSON.stringify([item]));
  writeFileSync(join(one, "archive", item?.file ?? ""), bytes);
  return verifier.readArchive(one, "files").faults.length > 0;
}

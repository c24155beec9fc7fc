#!/usr/bin/env node
// Checks an export of a Longarm ledger, off line, with nothing but Node's standard library (20.15 or later). Shares no code with
// Longarm, so that a fault there is not repeated here. One file, to be read in one sitting:
//
//   node longarm-verify.mjs <export folder> [--checkpoint <file>]... [--key <file>] [--json]
//
// --checkpoint  a signed checkpoint that was noted elsewhere: shows a cut-off end and another history even where everything
//               within the folder was made anew
// --key         the public key (name+hash+key) that you know from elsewhere, in place of the folder's own key.pub
//
// Exit 0 only if everything holds, 4 where something does not, 2 where the command is wrong. Each fault is one sentence.
import { createHash, createPublicKey, verify } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { crc32, inflateRawSync } from "node:zlib";

const SUMS = "SHA256SUMS";
const MAX_RECORD_BYTES = 512 * 1024 * 1024;
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const hex = (bytes) => bytes.toString("hex");
const messageOf = (error) => (error instanceof Error ? error.message : String(error)).split("\n")[0];

// ---- JSON in its canonical form (RFC 8785): members sorted by UTF-16 units, no blanks, numbers and texts as JSON.stringify writes them.

export function canonical(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

// ---- Merkle tree (RFC 6962 §2.1): one hash for each whole subtree, from left to right.

const leafHash = (data) => sha256(Uint8Array.of(0), data);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

function addLeaf(subtrees, size, leaf) {
  let node = leaf;
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(subtrees.pop(), node);
  subtrees.push(node);
}

function rootOf(subtrees) {
  return subtrees.length === 0 ? sha256("") : subtrees.reduceRight((right, left) => nodeHash(left, right));
}

// ---- Keys, notes, checkpoints (C2SP signed-note and tlog-checkpoint).

function base64(text) {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) throw new Error(`"${text.slice(0, 60)}" is not base64 in its one canonical form`);
  return bytes;
}

export function parseKeys(text) {
  const lines = text.split("\n");
  if (lines.pop() !== "" || lines.length === 0) throw new Error("no public key, each on a line of its own");
  return lines.map((line) => {
    const [, name, keyHash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(line) ?? [];
    const bytes = encoded === undefined ? Buffer.alloc(0) : base64(encoded);
    if (bytes.length !== 33 || bytes[0] !== 1) throw new Error(`"${line.slice(0, 80)}" is no Ed25519 key of the form name+hash+key`);
    if (hex(sha256(`${name}\n`, bytes)).slice(0, 8) !== keyHash) throw new Error(`the key "${name}" does not have the hash that it states`);
    const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), bytes.subarray(1)]); // RFC 8410
    return { name, keyHash, key: createPublicKey({ key: der, format: "der", type: "spki" }) };
  });
}

export function parseCheckpoint(note, keys) {
  const gap = note.lastIndexOf("\n\n");
  const [body, below] = [note.slice(0, gap + 1), note.slice(gap + 2).split("\n")];
  if (gap < 1 || below.pop() !== "" || below.length === 0) throw new Error("it is no signed note");
  const [origin, size, root, ...rest] = body.split("\n");
  if (!/^(0|[1-9]\d{0,15})$/.test(size ?? "") || rest.join("") !== "" || rest.length !== 1) throw new Error("the note is no checkpoint");
  const bytes = base64(root);
  if (bytes.length !== 32) throw new Error("its root is no SHA-256");
  const signed = below.map((line) => {
    const [, name, encoded] = /^\u2014 (\S+) (\S+)$/u.exec(line) ?? [];
    const signature = encoded === undefined ? Buffer.alloc(0) : base64(encoded);
    if (signature.length !== 68) throw new Error(`"${line.slice(0, 80)}" is no signature`);
    const key = keys.find((one) => one.name === name && one.name === origin && one.keyHash === hex(signature.subarray(0, 4)));
    return key !== undefined && verify(null, Buffer.from(body), key.key, signature.subarray(4));
  });
  if (!signed.includes(true)) throw new Error(`its signature by "${origin}" does not hold, or the key is not among the known ones`);
  return { size: Number(size), root: bytes };
}

// ---- Archive files: gzip members, each one WARC record (WARC 1.1), with the digests that it states of itself.

/** One gzip member at `offset` (RFC 1952): where it ends, and what is in it. Its own check values are held against the content. */
function readMember(file, offset) {
  if (file.length - offset < 18) throw new Error("the file ends within a gzip member");
  if (file[offset] !== 0x1f || file[offset + 1] !== 0x8b || file[offset + 2] !== 8) throw new Error("there is no gzip member");
  const flags = file[offset + 3];
  let at = offset + 10;
  if (flags & 4) at += 2 + file.readUInt16LE(at);
  for (const flag of [8, 16]) if (flags & flag) at = file.indexOf(0, at) + 1 || file.length;
  if (flags & 2) at += 2;
  const { buffer, engine } = inflateRawSync(file.subarray(at), { info: true, maxOutputLength: MAX_RECORD_BYTES });
  const end = at + engine.bytesWritten + 8;
  if (end > file.length) throw new Error("the file ends within a gzip member");
  if (file.readUInt32LE(end - 8) !== crc32(buffer) || file.readUInt32LE(end - 4) !== buffer.length % 2 ** 32)
    throw new Error("the gzip member does not have the check values that it states");
  return { end, content: buffer };
}

/** The body of a recorded HTTP response: what follows its first empty line. */
function httpBody(block) {
  if (block.toString("latin1", 0, 5) !== "HTTP/") return block;
  const ends = [["\r\n\r\n", 4], ["\n\n", 2]].map(([mark, length]) => [block.indexOf(mark), length]).filter(([at]) => at >= 0); // prettier-ignore
  if (ends.length === 0) return block.subarray(block.length);
  const [at, length] = ends.sort(([a], [b]) => a - b)[0];
  return block.subarray(at + length);
}

function checkRecord(content) {
  const headEnd = content.indexOf("\r\n\r\n");
  const [version, ...lines] = content.toString("utf8", 0, Math.max(headEnd, 0)).split("\r\n");
  if (!/^WARC\/1\.[01]$/.test(version)) throw new Error("the gzip member holds no WARC record");
  const fields = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(":")).trim().toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  const length = Number(fields.get("content-length") ?? NaN);
  const block = content.subarray(headEnd + 4, headEnd + 4 + length);
  const rest = content.subarray(headEnd + 4 + length);
  if (!Number.isSafeInteger(length) || block.length !== length || rest.toString("latin1") !== "\r\n\r\n")
    throw new Error("the record does not have the length that it states");
  if (fields.get("warc-block-digest") !== `sha256:${hex(sha256(block))}`) throw new Error("the record does not have its WARC-Block-Digest");
  const type = fields.get("warc-type");
  const payloadDigest = `sha256:${hex(sha256(type === "response" ? httpBody(block) : block))}`;
  if (type !== "warcinfo" && fields.get("warc-payload-digest") !== payloadDigest)
    throw new Error("the record does not have its WARC-Payload-Digest");
  return { recordId: (fields.get("warc-record-id") ?? "").replace(/^<|>$/g, ""), payloadDigest };
}

/** Every record of one archive file, by its offset, and the fault at which reading had to end. */
export function readArchiveFile(name, file) {
  const records = new Map();
  const faults = [];
  for (let offset = 0; offset < file.length;) {
    try {
      const { end, content } = readMember(file, offset);
      const record = checkRecord(content);
      records.set(offset, { length: end - offset, ...record });
      offset = end;
    } catch (error) {
      faults.push(`archive ${name}, byte ${offset}: ${messageOf(error)}`);
      break; // where a member ends is not known any more
    }
  }
  return { records, faults };
}

// ---- The chain, line by line. `chain` is plain data: what the lines so far add up to.

export function startChain(checkpoints, archive) {
  const bySize = new Map();
  for (const checkpoint of checkpoints) bySize.set(checkpoint.size, [...(bySize.get(checkpoint.size) ?? []), checkpoint]);
  const chain = { size: 0, head: "0".repeat(64), recordedAt: "", subtrees: [], texts: new Map(), captures: new Set(), quotes: 0, faults: [], checkpoints: bySize, archive }; // prettier-ignore
  checkRoots(chain);
  return chain;
}

const MEMBERS = "actor,hash,kind,payload,prevHash,recordedAt,seq,subject";
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The next line of entries.jsonl, without its line feed. */
export function addLine(chain, bytes) {
  const number = chain.size + 1;
  const fault = (what) => chain.faults.push(`entries.jsonl, line ${number}: ${what}`);
  let hash = null;
  try {
    const line = utf8.decode(bytes);
    const entry = JSON.parse(line);
    if (entry === null || typeof entry !== "object" || Object.keys(entry).sort().join() !== MEMBERS) throw new Error("it is no entry");
    if (canonical(entry) !== line) fault("it is not the canonical JSON (RFC 8785) of what it says");
    const { hash: stated, ...hashed } = entry;
    hash = hex(sha256(canonical(hashed)));
    if (stated !== hash) fault(`entry ${entry.seq} states a hash that is not that of its content`);
    if (entry.seq !== number) fault(`entry ${entry.seq} stands where entry ${number} is due`);
    if (entry.prevHash !== chain.head) fault(`entry ${entry.seq} does not continue the one before it`);
    if (typeof entry.recordedAt !== "string" || entry.recordedAt < chain.recordedAt) fault("it was recorded before the one before it");
    chain.recordedAt = String(entry.recordedAt);
    for (const what of checkContent(chain, entry)) fault(what);
  } catch (error) {
    fault(`it cannot be read: ${messageOf(error)}`);
  }
  chain.head = hash ?? sha256(bytes).toString("hex");
  addLeaf(chain.subtrees, chain.size, leafHash(Buffer.from(chain.head, "hex")));
  chain.size += 1;
  checkRoots(chain);
}

function checkRoots(chain) {
  for (const { where, root } of chain.checkpoints.get(chain.size) ?? []) {
    if (!rootOf(chain.subtrees).equals(root))
      chain.faults.push(`${where}: the first ${chain.size} entries are not those that were signed; the past was changed`);
  }
}

/** What an entry says of pages and texts: that the page lies in the archive, that each quote stands in its text. */
function checkContent(chain, { kind, payload }) {
  if (kind === "capture") {
    chain.captures.add(payload.id);
    return checkCapture(chain.archive, payload);
  }
  if (kind === "text") {
    chain.texts.set(payload.id, payload.text);
    return chain.captures.has(payload.captureId) ? [] : [`the text ${payload.id} is of a page that no entry before it names`];
  }
  const evidence = kind === "finding" || (kind === "decision" && payload.kind === "edit") ? payload.evidence : [];
  const spans = evidence.map((item) => item.evidence).filter((item) => item.kind === "span");
  chain.quotes += spans.length;
  return spans.flatMap((span) => checkSpan(chain.texts.get(span.textId), span));
}

/** Offsets count code points, not UTF-16 units. */
function checkSpan(text, { textId, start, end, quote }) {
  if (typeof text !== "string") return [`it quotes ${textId}, which no entry before it holds`];
  let at = 0;
  let from = start === 0 ? 0 : -1;
  let to = -1;
  for (let units = 0; units < text.length && to < 0;) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
    at += 1;
    if (at === start) from = units;
    if (at === end) to = units;
  }
  return from >= 0 && to > from && text.slice(from, to) === quote
    ? []
    : [`the quote ${JSON.stringify(quote)} does not stand at ${start}-${end} of ${textId}`];
}

function checkCapture({ listed, files }, { id, payloadDigest, warc }) {
  const size = listed.get(warc.file)?.size;
  if (size === undefined) return [`${id} lies in ${warc.file}, which archive.json does not list`];
  if (warc.offset + warc.length > size) return [`${id} lies behind the end of ${warc.file}`];
  if (files === null) return [];
  const record = files.get(warc.file)?.get(warc.offset);
  if (record === undefined || record.length !== warc.length || record.recordId !== warc.recordId)
    return [`${id}: the record ${warc.recordId} is not at byte ${warc.offset} of ${warc.file}`];
  return record.payloadDigest === payloadDigest
    ? []
    : [`${id}: the archived page has the digest ${record.payloadDigest}, not ${payloadDigest}`];
}

/** What is only known once the last line is read. */
export function endChain(chain, facts) {
  const sizes = [...chain.checkpoints.keys()];
  for (const [size, noted] of chain.checkpoints) {
    if (size <= chain.size) continue;
    for (const { where } of noted)
      chain.faults.push(`${where}: ${size} entries were signed, and the export ends at ${chain.size}; its end was cut off`);
  }
  if (!sizes.some((size) => size >= chain.size))
    chain.faults.push(
      `the newest checkpoint covers ${Math.max(0, ...sizes)} entries; those behind it, up to ${chain.size}, are not signed`,
    );
  if (facts.entries !== chain.size || facts.head !== chain.head) chain.faults.push("export.json names another end than entries.jsonl has");
  return chain;
}

// ---- The folder.

/** The lines of a file, a buffer each, in bounded memory. What follows the last line feed is a fault. */
function* linesOf(path, faults) {
  const file = openSync(path, "r");
  try {
    let rest = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.alloc(1 << 20);
      const read = readSync(file, chunk);
      if (read === 0) break;
      rest = Buffer.concat([rest, chunk.subarray(0, read)]);
      let start = 0;
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, start)) {
        yield rest.subarray(start, end);
        start = end + 1;
      }
      rest = rest.subarray(start);
    }
    if (rest.length > 0) faults.push("entries.jsonl ends within a line");
  } finally {
    closeSync(file);
  }
}

function sha256OfFile(path) {
  const file = openSync(path, "r");
  try {
    const hash = createHash("sha256");
    const chunk = Buffer.alloc(1 << 20);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read));
    return hash.digest("hex");
  } finally {
    closeSync(file);
  }
}

/** Holds every file of the folder against SHA256SUMS, both ways. */
export function checkSums(folder) {
  const text = utf8.decode(readFileSync(join(folder, SUMS)));
  const lines = text.split("\n");
  if (lines.pop() !== "") throw new Error(`${SUMS} ends within a line`);
  const stated = new Map();
  for (const line of lines) {
    const [, sum, name] = /^([0-9a-f]{64}) {2}(\S.*)$/.exec(line) ?? [];
    if (name === undefined || stated.has(name)) throw new Error(`${SUMS}: "${line.slice(0, 100)}" is no line of it`);
    stated.set(name, sum);
  }
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(join(folder, "/").length)
        .replaceAll("\\", "/"),
    );
  const faults = found.filter((name) => name !== SUMS && !stated.has(name)).map((name) => `${name}: ${SUMS} does not list this file`);
  for (const [name, sum] of stated) {
    if (!found.includes(name)) faults.push(`${name}: the file is missing`);
    else if (sha256OfFile(join(folder, name)) !== sum) faults.push(`${name}: the file is not the one that ${SUMS} lists`);
  }
  return faults;
}

/** The archive of an export: what archive.json lists, and what is in the files, where they are in the folder. */
export function readArchive(folder, warc) {
  const listed = new Map(JSON.parse(utf8.decode(readFileSync(join(folder, "archive.json")))).map((item) => [item.file, item]));
  const files = warc === "files" ? new Map() : null;
  const faults = [];
  for (const { file, size, sha256: sum } of listed.values()) {
    if (!/^[\w.-]+\.warc\.gz$/.test(file) || !Number.isSafeInteger(size) || !/^[0-9a-f]{64}$/.test(sum))
      faults.push(`archive.json: ${JSON.stringify(file)} is not named, sized or hashed as an archive file is`);
    else if (files !== null) {
      const bytes = readFileSync(join(folder, "archive", file));
      const found = readArchiveFile(file, bytes);
      files.set(file, found.records);
      if (bytes.length !== size || hex(sha256(bytes)) !== sum) faults.push(`archive ${file}: it is not the file that archive.json lists`);
      faults.push(...found.faults);
    }
  }
  return { listed, files, faults };
}

/** The checkpoints of the folder and those noted elsewhere, their signatures checked. */
export function readCheckpoints(text, keys, elsewhere) {
  const inside = text.split(/(?<=\n)---\n/).map((note, at) => ({ where: `checkpoints.txt, note ${at + 1}`, note }));
  const checkpoints = [];
  const faults = [];
  for (const { where, note } of [...inside, ...elsewhere]) {
    try {
      checkpoints.push({ where, ...parseCheckpoint(note, keys) });
    } catch (error) {
      faults.push(`${where}: ${messageOf(error)}`);
    }
  }
  return { checkpoints, faults };
}

export function readFacts(folder) {
  const facts = JSON.parse(utf8.decode(readFileSync(join(folder, "export.json"))));
  if (facts.format !== "longarm-export@1") throw new Error("export.json: this is no export of the form longarm-export@1");
  if (facts.warc !== "files" && facts.warc !== "digests") throw new Error("export.json: warc is neither files nor digests");
  return facts;
}

/** Everything, in the order in which one fault explains the next. Never throws: what cannot be read is a fault. */
export function verifyFolder(folder, { noted = [], keyText = null } = {}) {
  const report = { folder, entries: 0, checkpoints: 0, archiveFiles: 0, quotes: 0, holds: false, faults: [] };
  const attempt = (what, body) => {
    try {
      return body();
    } catch (error) {
      report.faults.push(`${what} cannot be checked: ${messageOf(error)}`);
      return null;
    }
  };
  const faults = (found) => report.faults.push(...(found?.faults ?? []));
  report.faults.push(...(attempt(SUMS, () => checkSums(folder)) ?? []));
  const facts = attempt("export.json", () => readFacts(folder));
  const keys = attempt("key.pub", () => parseKeys(keyText ?? utf8.decode(readFileSync(join(folder, "key.pub")))));
  const notes = attempt("checkpoints.txt", () =>
    readCheckpoints(utf8.decode(readFileSync(join(folder, "checkpoints.txt"))), keys ?? [], noted),
  );
  faults(notes);
  const archive = attempt("archive.json", () => readArchive(folder, facts?.warc));
  faults(archive);
  const chain = startChain(notes?.checkpoints ?? [], archive ?? { listed: new Map(), files: null });
  attempt("entries.jsonl", () => {
    for (const line of linesOf(join(folder, "entries.jsonl"), report.faults)) addLine(chain, line);
  });
  attempt("the end of the chain", () => endChain(chain, facts ?? {}));
  faults(chain);
  report.entries = chain.size;
  report.checkpoints = notes?.checkpoints.length ?? 0;
  report.archiveFiles = archive?.listed.size ?? 0;
  report.quotes = chain.quotes;
  report.holds = report.faults.length === 0;
  return report;
}

// ---- The command.

const USAGE = "usage: node longarm-verify.mjs <export folder> [--checkpoint <file>]... [--key <file>] [--json]";

export function parseArguments(args) {
  const options = { folder: null, checkpoints: [], key: null, json: false };
  for (let at = 0; at < args.length; at += 1) {
    const value = args[at];
    if (value === "--json") options.json = true;
    else if (value === "--checkpoint" && at + 1 < args.length) options.checkpoints.push(args[(at += 1)]);
    else if (value === "--key" && at + 1 < args.length) options.key = args[(at += 1)];
    else if (!value.startsWith("--") && options.folder === null) options.folder = value;
    else return null;
  }
  return options.folder === null ? null : options;
}

/** Runs the command; returns the exit code. */
export function main(args, { out, err }) {
  const options = parseArguments(args);
  if (options === null) {
    err(`${USAGE}\n`);
    return 2;
  }
  let report;
  try {
    const noted = options.checkpoints.map((path) => ({ where: path, note: utf8.decode(readFileSync(path)) }));
    const keyText = options.key === null ? null : utf8.decode(readFileSync(options.key));
    report = verifyFolder(options.folder, { noted, keyText });
  } catch (error) {
    report = { folder: options.folder, holds: false, faults: [messageOf(error)] };
  }
  if (options.json) out(`${JSON.stringify(report, null, 1)}\n`);
  else {
    for (const fault of report.faults) err(`${fault}\n`);
    out(
      report.holds
        ? `${report.entries} entries, ${report.checkpoints} checkpoints, ${report.archiveFiles} archive files, ${report.quotes} quotes: all hold\n`
        : `${options.folder} does not hold: ${report.faults.length} faults\n`,
    );
  }
  return report.holds ? 0 : 4;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  process.exitCode = main(process.argv.slice(2), { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) });
}

import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { digestOf, fileErrorSentence } from "../effects/index.js";
import { Digest, type WarcPointer } from "../model/index.js";
import { parseHttpBlock } from "./http-block.js";
import { digestsHold, type Member } from "./member.js";
import { iterateRecords, type RawRecord } from "./warcio.js";

/** Something wrong with one record, or with a file from one place on. */
export interface ArchiveProblem {
  readonly file: string;
  readonly offset: number;
  readonly kind: "digest-mismatch" | "undecodable" | "truncated" | "unreadable";
  /** One sentence: file, place, what was seen. */
  readonly message: string;
}

export type Found =
  | {
      readonly kind: "record";
      readonly url: string;
      readonly payloadDigest: Digest;
      readonly pointer: WarcPointer;
      readonly capturedAt: string;
    }
  | { readonly kind: "problem"; readonly problem: ArchiveProblem };

const MAX_BLOCK_BYTES = 256 * 1024 * 1024;
const FIELDS = ["WARC-Type", "WARC-Payload-Digest", "WARC-Block-Digest"] as const;

/**
 * All page records of one of our own files. `headers` trusts the digests that records state (for the index);
 * `digests` recomputes them. After a damaged member it goes on with the next one that begins like a record.
 */
export async function* scanSealedFile(path: string, file: string, depth: "headers" | "digests"): AsyncGenerator<Found> {
  let start: number | null = 0;
  try {
    const { size } = await stat(path);
    while (start !== null && start < size) {
      const stop: { at: number } | null = yield* scanFrom(path, file, start, size, depth);
      start = stop === null ? null : await findMember(path, stop.at + 1, size);
    }
    if (size === 0) yield problem(file, 0, "truncated", "the file is empty");
  } catch (error) {
    yield { kind: "problem", problem: { file, offset: start ?? 0, kind: "unreadable", message: fileErrorSentence(file, error) } };
  }
}

/** Scans until the end (null) or to the first damage (where). */
async function* scanFrom(
  path: string,
  file: string,
  start: number,
  size: number,
  depth: "headers" | "digests",
): AsyncGenerator<Found, { at: number } | null> {
  const source: AsyncIterable<Uint8Array> = createReadStream(path, { start });
  let pending: RawRecord | null = null;
  for await (const item of iterateRecords(source, true, depth === "digests" ? MAX_BLOCK_BYTES : 0)) {
    const offset = start + item.offset;
    if (pending) yield* check(pending, file, start + pending.offset, offset, depth);
    pending = item.kind === "record" ? item : null;
    if (item.kind === "damage") {
      yield problem(file, offset, item.truncated ? "truncated" : "undecodable", item.what);
      return { at: offset };
    }
  }
  if (pending) yield* check(pending, file, start + pending.offset, size, depth);
  return null;
}

function* check(record: RawRecord, file: string, offset: number, end: number, depth: "headers" | "digests"): Generator<Found> {
  const type = record.header("WARC-Type");
  if (type === "warcinfo" && depth === "headers") return;
  if (depth === "digests") {
    const member = memberOf(record);
    const payload = type === "response" ? (parseHttpBlock(record.block)?.body ?? record.block) : record.block;
    if (!digestsHold(member, digestOf(payload))) {
      yield problem(file, offset, "digest-mismatch", "the bytes of the record are not those whose digest it states");
      return;
    }
  }
  const stated = Digest.safeParse(record.header("WARC-Payload-Digest"));
  if (!stated.success) return;
  const recordId = (record.header("WARC-Record-ID") ?? "").replace(/^<|>$/g, "");
  const pointer = { file, offset, length: end - offset, recordId };
  yield {
    kind: "record",
    url: record.header("WARC-Target-URI") ?? "",
    payloadDigest: stated.data,
    pointer,
    capturedAt: record.header("WARC-Date") ?? "",
  };
}

function memberOf(record: RawRecord): Member {
  const headers = new Map<string, string>(FIELDS.map((name) => [name.toLowerCase(), record.header(name) ?? ""]));
  return { type: record.header("WARC-Type") ?? "", headers, block: record.block };
}

function problem(file: string, offset: number, kind: ArchiveProblem["kind"], what: string): Found {
  return { kind: "problem", problem: { file, offset, kind, message: `${file} at byte ${offset}: ${what}` } };
}

/** The next place from `from` on that begins like a gzip member (RFC 1952 §2.3.1: ID1, ID2, deflate), or null. */
async function findMember(path: string, from: number, size: number): Promise<number | null> {
  const handle = await open(path, "r");
  try {
    const window = Buffer.alloc(1 << 16);
    for (let at = from; at < size; at += window.length - 2) {
      const { bytesRead } = await handle.read(window, 0, window.length, at);
      const found = window.subarray(0, bytesRead).indexOf(Buffer.from([0x1f, 0x8b, 0x08]));
      if (found >= 0) return at + found;
      if (bytesRead < window.length) break;
    }
    return null;
  } finally {
    await handle.close();
  }
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { createGunzip } from "node:zlib";
import { fileErrorSentence } from "../effects/index.js";
import { Instant, type Page, type Reading } from "../model/index.js";
import { dechunk, decodeBody, isGzip, parseContentType, parseHttpBlock, type HttpMessage } from "./http-block.js";
import { iterateRecords, type Damage, type RawRecord } from "./warcio.js";

export interface ReadWarcOptions {
  /** How the file is called in messages and provenance; its base name where not given. */
  readonly name?: string;
  /** A payload above this many bytes is skipped as too large. */
  readonly maxBytes?: number;
}

const READER = "longarm-warc-reader@1.0.0";
const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;
/** Records that describe others and hold no page of their own (WARC 1.1 §6). */
const NOT_PAGES = new Set(["warcinfo", "request", "metadata", "continuation"]);
const PAGE_TYPES = new Set(["text/html", "application/xhtml+xml", "text/plain", "application/x-longarm-text+json"]);

interface Context {
  readonly name: string;
  readonly maxBytes: number;
  /** `name@version` of the program that wrote the file, as its warcinfo record says. */
  readonly tool: string;
}

/** The pages of a `.warc` or `.warc.gz` file; what is damaged or cut ends in one reading that says where and what to do. */
export async function* readWarc(path: string, options: ReadWarcOptions = {}): AsyncGenerator<Reading> {
  const name = options.name ?? basename(path);
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  try {
    const trouble = await refuse(path, name);
    if (trouble) yield trouble;
    else yield* readRecords(path, name, maxBytes);
  } catch (error) {
    yield { kind: "failed", address: name, message: fileErrorSentence(name, error) };
  }
}

async function* readRecords(path: string, name: string, maxBytes: number): AsyncGenerator<Reading> {
  let tool = READER;
  const gzipped = isGzip(await readHead(path, 2));
  for await (const item of iterateRecords(createReadStream(path), gzipped, maxBytes + 64 * 1024)) {
    if (item.kind === "damage") {
      yield damageReading(name, item);
      return;
    }
    if (item.header("WARC-Type") === "warcinfo") tool = softwareOf(item) ?? tool;
    const reading = readRecord(item, { name, maxBytes, tool });
    if (reading) yield reading;
  }
}

/** Why the file cannot be a WARC file, or null where it begins like one. */
async function refuse(path: string, name: string): Promise<Reading | null> {
  const { size } = await stat(path);
  if (size === 0) return { kind: "failed", address: name, message: `${name} is empty; a WARC file begins with a record` };
  const head = await readHead(path, 4096);
  const start = isGzip(head) ? await inflateHead(path) : head;
  if (start === null)
    return { kind: "failed", address: name, message: `${name} begins like a gzip file and cannot be undone; get the file again` };
  if (Buffer.from(start.subarray(0, 5)).toString("latin1") === "WARC/") return null;
  const seen = Buffer.from(start.subarray(0, 16))
    .toString("latin1")
    .replace(/[^\x20-\x7e]/g, "·");
  return {
    kind: "failed",
    address: name,
    message: `${name} is no WARC file: it begins with "${seen}" instead of "WARC/"; check what it is`,
  };
}

async function readHead(path: string, length: number): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The first bytes behind the gzip layer, or null where there is none. */
async function inflateHead(path: string): Promise<Uint8Array | null> {
  const input = createReadStream(path);
  const gunzip = input.pipe(createGunzip());
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) return chunk;
    return null;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) return null;
    throw error;
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}

function damageReading(name: string, { offset, what, truncated }: Damage): Reading {
  if (truncated) {
    const detail = `${name} at byte ${offset}: ${what}; the records before it were read; get the file again for the rest`;
    return { kind: "skipped", address: name, reason: "truncated", detail };
  }
  const message = `${name} at byte ${offset}: ${what}; the records before it were read; repair or replace the file and ingest it again`;
  return { kind: "failed", address: name, message };
}

function softwareOf(record: RawRecord): string | null {
  const software = /^software:[ \t]*([^\r\n]{1,200})/im.exec(Buffer.from(record.block).toString("utf8"))?.[1];
  const [, tool, version] = /^([A-Za-z][\w.-]*)[ /@]+v?(\d[\w.-]*)/.exec(software ?? "") ?? [];
  return tool === undefined || version === undefined ? null : `${tool}@${version}`;
}

/** What one record yields; null for records that are no pages. */
function readRecord(record: RawRecord, context: Context): Reading | null {
  const type = record.header("WARC-Type") ?? "";
  if (NOT_PAGES.has(type)) return null;
  const place = `${context.name} at byte ${record.offset}`;
  const address = record.header("WARC-Target-URI")?.replace(/^<|>$/g, "") ?? place;
  if (type === "revisit") return skipped(address, "unchanged", `${place}: a revisit record; its bytes lie in an earlier capture`);
  if (type !== "response" && type !== "resource" && type !== "conversion") {
    return skipped(address, "unsupported-type", `${place}: record type "${type}"`);
  }
  if (record.header("WARC-Target-URI") === null) {
    return {
      kind: "failed",
      address,
      message: `${place}: the record names no WARC-Target-URI, so the page has no address; repair the file`,
    };
  }
  if (record.header("WARC-Truncated") !== null) {
    return skipped(address, "truncated", `${place}: the recorder cut it off (WARC-Truncated: ${record.header("WARC-Truncated") ?? ""})`);
  }
  if (record.blockBytes > record.block.length)
    return skipped(address, "too-large", `${place}: ${record.blockBytes} bytes, limit ${context.maxBytes}`);
  if (bytesRefuted(record)) {
    return { kind: "failed", address, message: `${place}: the bytes are not those whose digest the record states; get the file again` };
  }
  return type === "response" && isHttp(record)
    ? readResponse(record, address, place, context)
    : readResource(record, address, place, context);
}

function isHttp(record: RawRecord): boolean {
  return (record.header("Content-Type") ?? "application/http").toLowerCase().startsWith("application/http");
}

function readResponse(record: RawRecord, address: string, place: string, context: Context): Reading {
  const message = parseHttpBlock(record.block);
  if (!message || message.status === null) {
    return { kind: "failed", address, message: `${place}: the record holds no HTTP response line; repair the file` };
  }
  if (message.status < 200 || message.status > 299) return skipped(address, "not-a-success", `${place}: HTTP status ${message.status}`);
  return readBody(record, message, address, place, context);
}

function readResource(record: RawRecord, address: string, place: string, context: Context): Reading {
  const headers = new Map([["content-type", record.header("Content-Type") ?? ""]]);
  return readBody(record, { status: null, headers, body: record.block }, address, place, context);
}

function readBody(record: RawRecord, message: HttpMessage, address: string, place: string, context: Context): Reading {
  const { mediaType, charset } = parseContentType(message.headers.get("content-type"));
  if (mediaType !== null && !PAGE_TYPES.has(mediaType)) return skipped(address, "unsupported-type", `${place}: ${mediaType}`);
  const decoded = decodeBody(message, context.maxBytes);
  if (decoded.kind === "undecodable") return { kind: "failed", address, message: `${place}: ${decoded.what}; get the page again` };
  if (decoded.kind !== "body") return skipped(address, decoded.kind, `${place}: ${decoded.what}`);
  if (decoded.bytes.length === 0) return skipped(address, "empty", `${place}: no bytes behind the headers`);
  if (decoded.bytes.length > context.maxBytes)
    return skipped(address, "too-large", `${place}: ${decoded.bytes.length} bytes, limit ${context.maxBytes}`);
  if (mediaType === null && !looksLikeHtml(decoded.bytes))
    return skipped(address, "unsupported-type", `${place}: no media type stated, and no HTML`);
  const page: Page = {
    url: address,
    urlBasis: "warc",
    mediaType: mediaType ?? "text/html",
    charset,
    status: message.status,
    body: decoded.bytes,
    httpBlock: message.status === null ? null : record.block,
    capturedAt: instantOf(record.header("WARC-Date")),
    origin: place,
    tool: context.tool,
  };
  return { kind: "page", page };
}

function skipped(address: string, reason: Extract<Reading, { kind: "skipped" }>["reason"], detail: string): Reading {
  return { kind: "skipped", address, reason, detail };
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  return /<(?:!doctype html|html|head|body|meta|title|table|div|p)[\s>]/i.test(Buffer.from(bytes.subarray(0, 4096)).toString("latin1"));
}

/** WARC 1.1 allows any precision from the year down; we keep what names at least the second, cut to milliseconds. */
function instantOf(date: string | null): string | null {
  const [, second, fraction] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(date ?? "") ?? [];
  if (second === undefined) return null;
  const instant = fraction === undefined ? `${second}Z` : `${second}.${fraction.slice(0, 3)}Z`;
  return Instant.safeParse(instant).success && !Number.isNaN(Date.parse(instant)) ? instant : null;
}

/**
 * True where the record states digests that we can compute and none of them is that of its bytes. One that holds is enough:
 * several recorders compute the block digest before they rewrite header lines, and the payload is what we keep.
 */
function bytesRefuted(record: RawRecord): boolean {
  const body = parseHttpBlock(record.block)?.body ?? record.block;
  const verdicts = [
    digestVerdict(record.header("WARC-Block-Digest"), record.block),
    digestVerdict(record.header("WARC-Payload-Digest"), body),
    digestVerdict(record.header("WARC-Payload-Digest"), dechunk(body)),
  ];
  return verdicts.includes(false) && !verdicts.includes(true);
}

/** Whether `field` (`sha1:BASE32`, `sha256:hex`) is the digest of `bytes`; null where it states none that we can compute. */
function digestVerdict(field: string | null, bytes: Uint8Array): boolean | null {
  const [, algorithm, value] = /^(sha1|sha-1|sha256|sha-256|md5):([\w=+/]+)$/i.exec(field ?? "") ?? [];
  if (algorithm === undefined || value === undefined) return null;
  const hash = createHash(algorithm.replace("-", "").toLowerCase()).update(bytes).digest();
  return value.toLowerCase() === hash.toString("hex") || value.replace(/=+$/, "").toUpperCase() === base32(hash);
}

/** RFC 4648 §6, without padding. */
function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[parseInt(five.padEnd(5, "0"), 2)] ?? "").join("");
}

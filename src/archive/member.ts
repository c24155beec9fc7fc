import { createHash } from "node:crypto";
import { gunzipSync, gzip } from "node:zlib";
import { promisify } from "node:util";
import { digestOf } from "../effects/index.js";
import { ItemError, type Digest, type Page } from "../model/index.js";
import { decodeBody, parseContentType, parseHttpBlock } from "./http-block.js";
import { serializeRecord } from "./warcio.js";

const compress = promisify(gzip);

/** What one record of the archive holds. */
export interface ArchivedRecord {
  readonly type: string;
  readonly url: string;
  readonly recordId: string;
  readonly capturedAt: string;
  /** Fields of the WARC record, names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly httpStatus: number | null;
  readonly mediaType: string;
  readonly charset: string | null;
  /** Transfer and content codings undone. */
  readonly payload: Uint8Array;
  /** Digest over the payload as stored, which for an HTTP response is the body before any coding is undone. */
  readonly payloadDigest: Digest;
  /** True where payload and block have the digests that the record states. */
  readonly digestHolds: boolean;
}

/** A record ready to be written, with what the archive says about it. */
export interface SealedMember {
  readonly url: string;
  readonly payloadDigest: Digest;
  readonly recordId: string;
  readonly date: string;
  readonly bytes: Uint8Array;
}

/** One page as a gzip member. The record id follows from address and content, so that writing again gives the same id. */
export async function sealPage(page: Page, date: string): Promise<SealedMember> {
  const { block, payload, type } = blockOf(page);
  const url = targetUri(page.url);
  const payloadDigest = digestOf(payload);
  const blockDigest = digestOf(block);
  const recordId = recordIdOf(type, url, blockDigest);
  const headers: [string, string][] = [
    ["WARC-Record-ID", `<${recordId}>`],
    ["WARC-Target-URI", url],
    ["WARC-Payload-Digest", payloadDigest],
    ["WARC-Block-Digest", blockDigest],
    // WARC 1.1 §5.18: what the payload was found to be, for responses that do not say it themselves.
    ["WARC-Identified-Payload-Type", page.mediaType],
    ["Content-Type", type === "response" ? "application/http; msgtype=response" : contentTypeOf(page)],
  ];
  const raw = await serializeRecord({ type, date, headers, block });
  return { url, payloadDigest, recordId, date, bytes: await compress(raw) };
}

/** The `warcinfo` record that WARC 1.1 §6.2 asks for at the head of each file. */
export async function sealWarcinfo(fileName: string, date: string, software: string): Promise<Uint8Array> {
  const block = Buffer.from(`software: ${software}\r\nformat: WARC File Format 1.1\r\n`);
  const headers: [string, string][] = [
    ["WARC-Record-ID", `<${recordIdOf("warcinfo", fileName, digestOf(block))}>`],
    ["WARC-Filename", fileName],
    ["Content-Type", "application/warc-fields"],
    ["WARC-Block-Digest", digestOf(block)],
  ];
  return compress(await serializeRecord({ type: "warcinfo", date, headers, block }));
}

/** The digest under which a page's payload lies in the archive. */
export function payloadDigestOf(page: Page): Digest {
  return digestOf(blockOf(page).payload);
}

function blockOf(page: Page): { type: "response" | "resource"; block: Uint8Array; payload: Uint8Array } {
  if (page.httpBlock === null) return { type: "resource", block: page.body, payload: page.body };
  return { type: "response", block: page.httpBlock, payload: parseHttpBlock(page.httpBlock)?.body ?? page.httpBlock };
}

function contentTypeOf(page: Page): string {
  return page.charset === null ? page.mediaType : `${page.mediaType}; charset=${page.charset}`;
}

/** An address that can stand in a header field: no blanks, no control characters, nothing else changed. */
export function targetUri(url: string): string {
  return url.replace(/[\s\p{Cc}<>]/gu, (char) => encodeURIComponent(char));
}

/** A UUID of version 8 (RFC 9562 §5.8) from the first 128 bits of a digest. */
function recordIdOf(...parts: readonly string[]): string {
  const bytes = createHash("sha256").update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export interface Member {
  readonly type: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly block: Uint8Array;
}

/** Reads one gzip member. Throws `ItemError` with what is wrong, to be completed by the caller with file and offset. */
export function openMember(bytes: Uint8Array, maxBytes: number): Member {
  const raw = inflate(bytes, maxBytes);
  const headEnd = raw.indexOf("\r\n\r\n", 0, "latin1");
  const [version = "", ...lines] = headEnd < 0 ? [] : raw.toString("utf8", 0, headEnd).split("\r\n");
  if (!/^WARC\/1\.[01]$/.test(version)) throw new ItemError("the member is no WARC record");
  const headers = new Map(lines.map((line) => fieldOf(line)));
  const length = Number(headers.get("content-length") ?? NaN);
  const block = raw.subarray(headEnd + 4, headEnd + 4 + length);
  if (!Number.isSafeInteger(length) || block.length !== length) throw new ItemError(`the record ends before its stated ${length} bytes`);
  return { type: headers.get("warc-type") ?? "", headers, block };
}

function inflate(bytes: Uint8Array, maxOutputLength: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength });
  } catch (error) {
    throw new ItemError(`the gzip member cannot be undone (${error instanceof Error ? error.message : String(error)})`, { cause: error });
  }
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

/** The record of a member, its digests recomputed. Throws `ItemError` where the payload cannot be decoded. */
export function recordOf(member: Member, maxBytes: number): ArchivedRecord {
  const { headers, block, type } = member;
  const message = type === "response" ? parseHttpBlock(block) : null;
  const stored = message?.body ?? block;
  const payloadDigest = digestOf(stored);
  const { mediaType, charset } = parseContentType(message ? message.headers.get("content-type") : headers.get("content-type"));
  return {
    type,
    url: headers.get("warc-target-uri") ?? "",
    recordId: (headers.get("warc-record-id") ?? "").replace(/^<|>$/g, ""),
    capturedAt: headers.get("warc-date") ?? "",
    headers,
    httpStatus: message?.status ?? null,
    mediaType: headers.get("warc-identified-payload-type") ?? mediaType ?? "application/octet-stream",
    charset,
    payload: message ? decodedPayload(decodeBody(message, maxBytes)) : stored,
    payloadDigest,
    digestHolds: digestsHold(member, payloadDigest),
  };
}

/** True where the digests that the record states are those of its bytes. A record without digests proves nothing: false. */
export function digestsHold(member: Member, payloadDigest: Digest): boolean {
  const payloadHolds = member.type === "warcinfo" || member.headers.get("warc-payload-digest") === payloadDigest;
  return payloadHolds && member.headers.get("warc-block-digest") === digestOf(member.block);
}

function decodedPayload(body: ReturnType<typeof decodeBody>): Uint8Array {
  if (body.kind === "body") return body.bytes;
  throw new ItemError(`the payload cannot be decoded: ${body.what}`);
}

import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { fileErrorCode } from "../effects/index.js";

/** An HTTP response as recorded: status, header fields (last one wins, names in lower case) and the body as it came over the wire. */
export interface HttpMessage {
  readonly status: number | null;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** Splits a recorded HTTP response at the empty line. Null where the block does not begin like one. */
export function parseHttpBlock(block: Uint8Array): HttpMessage | null {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  if (!bytes.subarray(0, 5).equals(Buffer.from("HTTP/"))) return null;
  const { headEnd, bodyStart } = findBody(bytes);
  const [statusLine = "", ...fields] = bytes.subarray(0, headEnd).toString("latin1").split(/\r?\n/);
  const status = /^HTTP\/[\d.]+\s+(\d{3})\b/.exec(statusLine)?.[1];
  return { status: status === undefined ? null : Number(status), headers: parseFields(fields), body: bytes.subarray(bodyStart) };
}

function findBody(bytes: Buffer): { headEnd: number; bodyStart: number } {
  const crlf = bytes.indexOf("\r\n\r\n", 0, "latin1");
  const lf = bytes.indexOf("\n\n", 0, "latin1");
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return { headEnd: crlf, bodyStart: crlf + 4 };
  if (lf >= 0) return { headEnd: lf, bodyStart: lf + 2 };
  return { headEnd: bytes.length, bodyStart: bytes.length };
}

function parseFields(lines: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return fields;
}

export type DecodedBody =
  | { readonly kind: "body"; readonly bytes: Uint8Array }
  | { readonly kind: "truncated"; readonly what: string }
  | { readonly kind: "undecodable"; readonly what: string }
  | { readonly kind: "too-large"; readonly what: string };

/** The payload with transfer and content codings undone (RFC 9110 §8.4, RFC 9112 §7), or why that is not possible. */
export function decodeBody(message: HttpMessage, maxBytes: number): DecodedBody {
  const transfer = codings(message.headers.get("transfer-encoding"));
  let body: DecodedBody = { kind: "body", bytes: transfer.includes("chunked") ? dechunk(message.body) : message.body };
  const stacked = [...codings(message.headers.get("content-encoding")), ...transfer.filter((name) => name !== "chunked")];
  if (stacked.length > 4) return { kind: "undecodable", what: `${stacked.length} content codings on top of one another` };
  for (const coding of stacked.reverse()) {
    if (body.kind !== "body") return body;
    body = undoCoding(coding, body.bytes, maxBytes);
  }
  return body;
}

function codings(field: string | undefined): string[] {
  return (field ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
}

/**
 * Undoes chunked framing. A body that does not begin with a chunk was stored without framing by its recorder and is taken as it
 * is; where the framing breaks later, the rest is taken as it stands, as other replay tools do.
 */
export function dechunk(body: Uint8Array): Uint8Array {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const parts: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const lineEnd = bytes.indexOf("\r\n", at, "latin1");
    const size =
      lineEnd < 0 || lineEnd - at > 64 ? null : /^\s*([0-9a-f]{1,8})\s*(;.*)?$/i.exec(bytes.toString("latin1", at, lineEnd))?.[1];
    if (size === null || size === undefined) return Buffer.concat([...parts, bytes.subarray(at)]);
    const length = parseInt(size, 16);
    if (length === 0) return Buffer.concat(parts);
    const start = lineEnd + 2;
    const end = start + length;
    const framed = bytes[end] === 13 && bytes[end + 1] === 10;
    if (!framed && parts.length === 0) return bytes;
    parts.push(bytes.subarray(start, Math.min(end, bytes.length)));
    at = framed ? end + 2 : end;
  }
  return Buffer.concat(parts);
}

const DECODERS: Readonly<Record<string, (bytes: Uint8Array, maxOutputLength: number) => Uint8Array>> = {
  gzip: (bytes, maxOutputLength) => gunzipSync(bytes, { maxOutputLength }),
  "x-gzip": (bytes, maxOutputLength) => gunzipSync(bytes, { maxOutputLength }),
  deflate: (bytes, maxOutputLength) => (isZlib(bytes) ? inflateSync : inflateRawSync)(bytes, { maxOutputLength }),
  br: (bytes, maxOutputLength) =>
    brotliDecompressSync(bytes, { maxOutputLength, params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 0 } }),
};

function undoCoding(coding: string, bytes: Uint8Array, maxBytes: number): DecodedBody {
  const decode = DECODERS[coding];
  if (!decode) return { kind: "undecodable", what: `content coding "${coding}", which this version cannot undo` };
  if (bytes.length === 0) return { kind: "body", bytes };
  // Some recorders store the decoded body and keep the header field: bytes without the coding's mark are taken as they are.
  if (coding.endsWith("gzip") && !isGzip(bytes)) return { kind: "body", bytes };
  try {
    return { kind: "body", bytes: decode(bytes, maxBytes) };
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === "ERR_BUFFER_TOO_LARGE") return { kind: "too-large", what: `over ${maxBytes} bytes after undoing ${coding}` };
    if (code === "Z_BUF_ERROR") return { kind: "truncated", what: `the ${coding} data ends early` };
    if (looksLikeText(bytes)) return { kind: "body", bytes };
    return { kind: "undecodable", what: `damaged ${coding} data (${error instanceof Error ? error.message : String(error)})` };
  }
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** RFC 1950 §2.2: method 8 and a check value that divides by 31. */
function isZlib(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

function looksLikeText(bytes: Uint8Array): boolean {
  return /^\s*</.test(Buffer.from(bytes.subarray(0, 64)).toString("latin1"));
}

/** Media type without parameters and the charset parameter, both in lower case, of a `Content-Type` field. */
export function parseContentType(field: string | null | undefined): { mediaType: string | null; charset: string | null } {
  const [type = "", ...parameters] = (field ?? "").toLowerCase().split(";");
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/.exec(parameter)?.[1])
    .find((value) => value !== undefined);
  const mediaType = type.trim();
  return { mediaType: /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : null, charset: charset ?? null };
}

import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { fileErrorCode, fileErrorSentence, type Log } from "../effects/index.js";
import type { Page, Reading } from "../model/index.js";
import { webAddress } from "./address.js";
import { numberedLines, type NumberedLine } from "./lines.js";

/** The media type of one text of a JSON Lines file: canonical JSON (RFC 8785) of its known members. */
export const TEXT_MEDIA_TYPE = "application/x-longarm-text+json";

const READER = "longarm-jsonl@1.0.0";

const named = (value: unknown) => (typeof value === "number" ? String(value) : value);
const optionalText = z.string().nullish();

const TextLine = z.object({
  id: z.preprocess(named, z.string().min(1)),
  url: optionalText,
  title: optionalText,
  text: z.string(),
  published: optionalText,
  date: optionalText,
  source: z.unknown().optional(),
  lang: optionalText,
});
const PageLine = z.object({ id: z.preprocess(named, z.string()).nullish(), url: z.string(), html: z.string(), encoding: optionalText });
const KNOWN = new Set([...Object.keys(TextLine.shape), ...Object.keys(PageLine.shape)]);

interface Place {
  readonly name: string;
  readonly number: number;
  readonly maxBytes: number;
}

/** The texts or pages of a `.jsonl` or `.jsonl.gz` file, line by line; a bad line fails alone. */
export async function* readJsonl(path: string, name: string, maxBytes: number, log: Log): AsyncGenerator<Reading> {
  const unknownMembers = new Map<string, number>();
  let lines = 0;
  try {
    for await (const line of numberedLines(bytesOf(path), maxBytes)) {
      const reading = readLine(line, { name, number: line.number, maxBytes }, unknownMembers);
      if (!reading) continue;
      lines += 1;
      yield reading;
    }
    if (lines === 0) yield { kind: "skipped", address: name, reason: "empty", detail: `${name} holds no line` };
  } catch (error) {
    yield { kind: "failed", address: name, message: streamSentence(name, error) };
  }
  warnOfUnknown(name, unknownMembers, log);
}

function bytesOf(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path);
  if (!path.endsWith(".gz")) return file;
  const gunzip = createGunzip();
  file.on("error", (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}

function streamSentence(name: string, error: unknown): string {
  const code = fileErrorCode(error) ?? "";
  if (!code.startsWith("Z_")) return fileErrorSentence(name, error);
  const seen = code === "Z_BUF_ERROR" ? "ends within its gzip data" : "holds damaged gzip data";
  return `${name} ${seen}; the lines before it were read; get the file again`;
}

function warnOfUnknown(name: string, unknownMembers: ReadonlyMap<string, number>, log: Log): void {
  if (unknownMembers.size === 0) return;
  const list = [...unknownMembers].map(([member, count]) => `${member} (${count})`).join(", ");
  log.warn(`${name}: members that are not read were left out: ${list}`);
}

function readLine({ bytes }: NumberedLine, place: Place, unknownMembers: Map<string, number>): Reading | null {
  const address = `${place.name}:${place.number}`;
  if (bytes === null) return { kind: "skipped", address, reason: "too-large", detail: `${address}: a line above ${place.maxBytes} bytes` };
  const text = decodeUtf8(bytes)?.trim();
  if (text === undefined) return failed(address, "the line is no UTF-8");
  if (text === "") return null;
  const value = parseJson(text);
  if (value === undefined) return failed(address, `no JSON; the line begins with ${JSON.stringify(text.slice(0, 40))}`);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return failed(address, "no JSON object");
  for (const member of Object.keys(value)) if (!KNOWN.has(member)) unknownMembers.set(member, (unknownMembers.get(member) ?? 0) + 1);
  return "html" in value ? pageReading(value, address) : textReading(value, address);
}

/** The text without a byte order mark, or undefined where the bytes are no UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function failed(address: string, seen: string): Reading {
  return { kind: "failed", address, message: `${address}: ${seen}; a line is a text {"id","text"} or a page {"url","html"}` };
}

function textReading(value: object, address: string): Reading {
  const parsed = TextLine.safeParse(value);
  if (!parsed.success) return failed(address, issueOf(parsed.error));
  const line = parsed.data;
  const stated = [line.url, line.source].map((item) => (typeof item === "string" ? webAddress(item) : null)).find((url) => url !== null);
  const url = stated ?? `urn:longarm:text:${encodeURIComponent(line.id)}`;
  const known = {
    id: line.id,
    text: line.text,
    ...(stated ? { url: stated } : {}),
    ...given("title", line.title),
    ...given("published", line.published ?? line.date),
    ...given("lang", line.lang),
  };
  const body = Buffer.from(canonicalJson(known));
  return pageOf({ url, urlBasis: "stated", mediaType: TEXT_MEDIA_TYPE, charset: "utf-8", body, origin: address });
}

function given(name: string, value: string | null | undefined): Record<string, string> {
  return value === null || value === undefined || value === "" ? {} : { [name]: value };
}

/** RFC 8785: members sorted by name, strings as `JSON.stringify` writes them. Lone surrogates cannot be stored as UTF-8. */
function canonicalJson(members: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted.map(([name, value]) => [name, value.replace(/\p{Surrogate}/gu, "\uFFFD")])));
}

function pageReading(value: object, address: string): Reading {
  const parsed = PageLine.safeParse(value);
  if (!parsed.success) return failed(address, issueOf(parsed.error));
  const url = webAddress(parsed.data.url);
  if (url === null) return failed(address, `"url" is ${JSON.stringify(parsed.data.url.slice(0, 80))}, no address of the web`);
  if (parsed.data.html.trim() === "") return { kind: "skipped", address: url, reason: "empty", detail: `${address}: "html" is empty` };
  const body = Buffer.from(parsed.data.html, "utf8");
  return pageOf({ url, urlBasis: "stated", mediaType: "text/html", charset: "utf-8", body, origin: address });
}

function pageOf(facts: Pick<Page, "url" | "urlBasis" | "mediaType" | "charset" | "body" | "origin">): Reading {
  return { kind: "page", page: { ...facts, status: null, httpBlock: null, capturedAt: null, tool: READER } };
}

function issueOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `"${issue.path.join(".")}": ${issue.message}` : "members of another kind than expected";
}

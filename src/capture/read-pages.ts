import { open, type FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import { fileErrorSentence, type Log } from "../effects/index.js";
import type { Reading } from "../model/index.js";
import { findAddress } from "./address.js";
import { looksLikeMarkup, seenInsteadOfPage } from "./file-kind.js";
import { inputKindOf } from "./find-inputs.js";
import { readJsonl } from "./read-jsonl.js";

export interface ReadPagesOptions {
  /** A page or a line above this many bytes is skipped as too large. */
  readonly maxBytes: number;
}

export interface CaptureEffects {
  readonly log: Log;
}

const READER = "longarm-file@1.0.0";

/** The pages of one file: a saved web page, or JSON Lines of texts or pages. Never throws for what the file is or holds. */
export async function* readPages(path: string, options: ReadPagesOptions, effects: CaptureEffects): AsyncGenerator<Reading> {
  const name = basename(path);
  if (inputKindOf(path) === "jsonl") yield* readJsonl(path, name, options.maxBytes, effects.log);
  else yield await readSavedPage(path, name, options.maxBytes);
}

async function readSavedPage(path: string, name: string, maxBytes: number): Promise<Reading> {
  const content = await readBounded(path, name, maxBytes);
  if (content.kind !== "bytes") return content;
  const body = content.bytes;
  const seen = seenInsteadOfPage(body);
  if (seen !== null) return { kind: "skipped", address: name, reason: "not-a-page", detail: `${name} is ${seen}, no page` };
  if (inputKindOf(path) === null && !looksLikeMarkup(body)) {
    const detail = `${name}: the name ends in none of the known endings, and there is no HTML in it`;
    return { kind: "skipped", address: name, reason: "unsupported-type", detail };
  }
  const page = { ...findAddress(body, name), mediaType: "text/html", charset: null, status: null, body, httpBlock: null };
  return { kind: "page", page: { ...page, capturedAt: null, origin: name, tool: READER } };
}

type Content = { readonly kind: "bytes"; readonly bytes: Buffer } | Exclude<Reading, { kind: "page" }>;

async function readBounded(path: string, name: string, maxBytes: number): Promise<Content> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    const facts = await handle.stat();
    if (facts.isDirectory()) return { kind: "failed", address: name, message: `${name} is a folder where a file was expected` };
    if (!facts.isFile())
      return { kind: "failed", address: name, message: `${name} is a device or a pipe, no file; save it as a file first` };
    if (facts.size === 0) return { kind: "skipped", address: name, reason: "empty", detail: `${name} is empty` };
    if (facts.size > maxBytes) {
      return { kind: "skipped", address: name, reason: "too-large", detail: `${name} has ${facts.size} bytes, the limit is ${maxBytes}` };
    }
    return { kind: "bytes", bytes: await handle.readFile() };
  } catch (error) {
    return { kind: "failed", address: name, message: fileErrorSentence(path, error) };
  } finally {
    await handle?.close();
  }
}

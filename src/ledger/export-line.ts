import { z } from "zod";
import { digestOf } from "../effects/index.js";
import { ItemError } from "../model/index.js";
import { canonicalJson } from "./canonical-json.js";
import { withPayload, type ChainEntry } from "./chain-entry.js";
import { faultOf } from "./sealed-draft.js";

const EntryLine = z.strictObject({
  actor: z.string(),
  hash: z.string(),
  kind: z.string(),
  payload: z.unknown(),
  prevHash: z.string(),
  recordedAt: z.string(),
  seq: z.int().min(1),
  subject: z.string(),
});

/** An entry as a line of an export: canonical JSON, so that others hash the same bytes. */
export function toLine(entry: ChainEntry): string {
  return canonicalJson(entry);
}

/** Reads a line of an export. Throws ItemError where it is none, or another spelling of one. */
export function parseLine(line: string): ChainEntry {
  let entry: ChainEntry;
  try {
    const stated = EntryLine.parse(JSON.parse(line));
    const payload = canonicalJson(stated.payload);
    entry = withPayload({ ...stated, payload, payloadDigest: digestOf(payload) });
  } catch (error) {
    throw new ItemError(`this is no entry: ${faultOf(error)}`, { cause: error });
  }
  if (toLine(entry) !== line) throw new ItemError("the line is not the canonical JSON (RFC 8785) of what it says");
  return entry;
}

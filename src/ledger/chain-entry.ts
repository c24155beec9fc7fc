import { z } from "zod";
import { digestOf } from "../effects/index.js";
import { ENTRY_PAYLOADS, EntryKind, RunAbort, type LedgerEntry } from "../model/index.js";
import { canonicalJson } from "./canonical-json.js";
import { hashEntry } from "./entry-hash.js";
import { faultOf } from "./sealed-draft.js";

/** An entry whose payload's type follows from its kind. */
export type ChainEntry = { [K in EntryKind]: LedgerEntry<K> }[EntryKind];

/** A row of the table `entry`, checked for nothing but its columns: what it says may be wrong. */
export const EntryRow = z
  .object({
    seq: z.int(),
    recorded_at: z.string(),
    actor: z.string(),
    kind: z.string(),
    subject: z.string(),
    payload: z.string(),
    payload_digest: z.string(),
    prev_hash: z.string(),
    hash: z.string(),
  })
  .transform(({ recorded_at, payload_digest, prev_hash, ...row }) => ({
    ...row,
    recordedAt: recorded_at,
    payloadDigest: payload_digest,
    prevHash: prev_hash,
  }));
export type EntryRow = z.infer<typeof EntryRow>;

/** The entry in a row that comes from the database. A row that was changed after it was written is never served (RunAbort). */
export function parseEntry(raw: unknown): ChainEntry {
  const row = parseRow(raw);
  try {
    return withPayload(row);
  } catch (error) {
    throw distrust(`${row.seq}`, faultOf(error));
  }
}

/** A row that is as it was written, its payload still text (RunAbort where it was changed). */
export function parseRow(raw: unknown): EntryRow {
  const row = EntryRow.safeParse(raw);
  if (!row.success) throw distrust(seqOf(raw), faultOf(row.error));
  if (hashEntry(row.data) !== row.data.hash) throw distrust(seqOf(raw), "its content does not match its hash");
  return row.data;
}

/** Reads the payload by the schema of its kind. Throws where it is no JSON or does not fit. */
export function withPayload(row: EntryRow): ChainEntry {
  const kind = EntryKind.parse(row.kind);
  return toChainEntry(row, ENTRY_PAYLOADS[kind].parse(JSON.parse(row.payload)));
}

/** A row with its payload as a value. The caller has read the payload by the schema of the row's kind. */
export function toChainEntry(row: EntryRow, payload: unknown): ChainEntry {
  const { seq, recordedAt, actor, kind, subject, prevHash, hash } = row;
  return { seq, recordedAt, actor, kind, subject, payload, prevHash, hash } as ChainEntry; // the compiler cannot follow a schema chosen by the kind
}

/** The row of an entry, its payload in canonical form. */
export function toRow(entry: ChainEntry): EntryRow {
  const payload = canonicalJson(entry.payload);
  return { ...entry, payload, payloadDigest: digestOf(payload) };
}

/** Refuses an entry that is not as it was written. */
export function distrust(seq: string, fault: string): RunAbort {
  return new RunAbort(
    `ledger entry ${seq} cannot be trusted: ${fault}; run \`longarm verify\`, and restore the newest backup that it accepts`,
  );
}

/** The number of a row of which nothing is certain. */
export function seqOf(raw: unknown): string {
  return z
    .object({ seq: z.unknown().transform(String) })
    .catch({ seq: "?" })
    .parse(raw).seq;
}

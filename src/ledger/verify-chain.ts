import { isDamage } from "../db/index.js";
import { digestOf } from "../effects/index.js";
import { EMPTY_HEAD } from "./append.js";
import { canonicalJson } from "./canonical-json.js";
import { EntryRow, seqOf, withPayload, type ChainEntry } from "./chain-entry.js";
import { hashEntry } from "./entry-hash.js";
import { faultOf } from "./sealed-draft.js";

/** One fault of the chain. `seq` is the entry at which it shows. */
export interface ChainProblem {
  readonly kind: ChainProblemKind;
  readonly seq: number;
  /** What was seen and what was expected, in a sentence. */
  readonly detail: string;
}

export type ChainProblemKind =
  | "unreadable" //     a row that cannot be read at all, or a payload that is no JSON or does not fit its kind
  | "edited" //         content that does not match the entry's hash or its payload's digest
  | "not-canonical" //  a payload that is not in canonical form, so that other programs would hash it differently
  | "gap" //            a number that does not follow on the one before
  | "unlinked" //       an entry that names another predecessor than the one before it
  | "backdated" //      an entry recorded before its predecessor
  | "truncated" //      the chain ends before a head that is known from elsewhere
  | "other-history"; // another entry stands where a known head was

/** A head that was noted outside the ledger (a checkpoint, a release): without one, a cut-off tail cannot be told from a short ledger. */
export interface KnownHead {
  readonly seq: number;
  readonly hash: string;
}

type Place = Pick<ChainEntry, "seq" | "hash" | "recordedAt">;

/** Checks every row as it comes from the database. Never throws on what the rows say: every fault is a value. */
export async function verifyRows(rows: AsyncIterable<unknown>, known?: KnownHead): Promise<ChainProblem[]> {
  const problems: ChainProblem[] = [];
  let before: Place = EMPTY_HEAD;
  try {
    for await (const raw of rows) {
      const row = EntryRow.safeParse(raw);
      if (row.success) problems.push(...checkContent(row.data), ...checkPlace(before, row.data), ...checkKnown(row.data, known));
      else
        problems.push({
          kind: "unreadable",
          seq: before.seq + 1,
          detail: `row ${seqOf(raw)} does not have the table's columns: ${faultOf(row.error)}`,
        });
      before = row.success ? row.data : { ...before, seq: before.seq + 1 };
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [...problems, { kind: "unreadable", seq: before.seq + 1, detail: faultOf(error) }];
  }
  return [...problems, ...checkEnd(before, known)];
}

function checkContent(row: EntryRow): ChainProblem[] {
  const { seq } = row;
  const problems: ChainProblem[] = [];
  const hash = hashEntry(row);
  if (hash !== row.hash)
    problems.push({ kind: "edited", seq, detail: `entry ${seq} (${row.kind} ${row.subject}) has hash ${row.hash}, its content ${hash}` });
  const digest = digestOf(row.payload);
  if (digest !== row.payloadDigest) {
    problems.push({
      kind: "edited",
      seq,
      detail: `entry ${seq} (${row.kind} ${row.subject}) has payload digest ${row.payloadDigest}, its payload ${digest}`,
    });
  }
  return [...problems, ...checkPayload(row)];
}

function checkPayload(row: EntryRow): ChainProblem[] {
  const { seq } = row;
  try {
    const { payload } = withPayload(row);
    if (canonicalJson(payload) === row.payload) return [];
    return [{ kind: "not-canonical", seq, detail: `the payload of entry ${seq} is not the canonical JSON (RFC 8785) of what it says` }];
  } catch (error) {
    return [
      { kind: "unreadable", seq, detail: `the payload of entry ${seq} (${row.kind} ${row.subject}) cannot be read: ${faultOf(error)}` },
    ];
  }
}

function checkPlace(before: Place, { seq, prevHash, recordedAt }: EntryRow): ChainProblem[] {
  const problems: ChainProblem[] = [];
  if (seq !== before.seq + 1)
    problems.push({ kind: "gap", seq, detail: `entry ${seq} follows on entry ${before.seq}; expected ${before.seq + 1}` });
  if (prevHash !== before.hash) {
    problems.push({
      kind: "unlinked",
      seq,
      detail: `entry ${seq} names ${prevHash} as its predecessor; entry ${before.seq} is ${before.hash}`,
    });
  }
  if (recordedAt < before.recordedAt) {
    problems.push({
      kind: "backdated",
      seq,
      detail: `entry ${seq} was recorded at ${recordedAt}, before its predecessor (${before.recordedAt})`,
    });
  }
  return problems;
}

function checkKnown({ seq, hash }: EntryRow, known: KnownHead | undefined): ChainProblem[] {
  if (seq !== known?.seq || hash === known.hash) return [];
  return [{ kind: "other-history", seq, detail: `entry ${seq} is ${hash}; it was noted as ${known.hash}` }];
}

function checkEnd(last: Place, known: KnownHead | undefined): ChainProblem[] {
  if (known === undefined || known.seq <= last.seq) return [];
  return [{ kind: "truncated", seq: last.seq, detail: `the ledger ends at entry ${last.seq}; entry ${known.seq} was noted as its head` }];
}

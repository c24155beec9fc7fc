import { createHash } from "node:crypto";
import { ItemError } from "../model/index.js";
import type { ChainAudit } from "./audit-chain.js";
import { decodeBase64, noteHolds, parseNote, type VerifierKey } from "./signed-note.js";

/** What a checkpoint says: the first `size` entries of the chain have this Merkle root (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** The name of a ledger and of the key that signs it. */
export function originOf(study: string, publicKey: Uint8Array): string {
  return `longarm/${study}/${createHash("sha256").update(publicKey).digest("hex").slice(0, 8)}`;
}

/** The body of the note in which a checkpoint is signed. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

/** Reads a signed checkpoint. Throws ItemError where the text is none, or none of the keys has signed it. */
export function parseCheckpoint(text: string, keys: readonly VerifierKey[]): Checkpoint {
  const note = parseNote(text);
  const [origin = "", size = "", root = "", ...rest] = note.body.split("\n");
  const bytes = decodeBase64(root);
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || bytes?.length !== 32 || rest.join("\n") !== "")
    throw new ItemError("the note is no checkpoint: origin, size and root, each on a line");
  if (
    !noteHolds(
      note,
      keys.filter((key) => key.name === origin),
    )
  )
    throw new ItemError(`the checkpoint of ${size} entries by ${origin} has no valid signature by a known key`);
  return { origin, size: Number(size), root: bytes };
}

/** A checkpoint as it was found: in the database, in a file, in an export. */
export interface FoundNote {
  readonly where: string;
  readonly note: string;
}

/** One checkpoint that does not hold, and why. */
export interface CheckpointProblem {
  readonly where: string;
  readonly what: string;
}

/** Splits what was found into checkpoints that are signed by one of the keys, and the faults of the others. */
export function readNotes(
  notes: readonly FoundNote[],
  keys: readonly VerifierKey[],
): { readonly signed: readonly (Checkpoint & { readonly where: string })[]; readonly problems: readonly CheckpointProblem[] } {
  const signed: (Checkpoint & { where: string })[] = [];
  const problems: CheckpointProblem[] = [];
  for (const { where, note } of notes) {
    try {
      signed.push({ where, ...parseCheckpoint(note, keys) });
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      problems.push({ where, what: error.message });
    }
  }
  return { signed, problems };
}

/** Whether the chain, as it was read, is one that the signed checkpoint saw the beginning of. */
export function checkCheckpoint(checkpoint: Checkpoint & { readonly where: string }, audit: ChainAudit): CheckpointProblem[] {
  const { where, size, root } = checkpoint;
  if (size > audit.size) return [{ where, what: `${size} entries were signed, and the ledger ends at ${audit.size}: its end was cut off` }];
  const found = audit.roots.get(size);
  return found?.equals(root) === true
    ? []
    : [{ where, what: `the first ${size} entries are not those that were signed: the past was changed` }];
}

import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exists, fileErrorCode, fileErrorSentence, makeSigningKey, readSigningKey, systemFiles, writeWhole } from "./effects/index.js";
import {
  checkCheckpoint,
  formatVerifierKey,
  makeSigner,
  originOf,
  parseVerifierKey,
  readNotes,
  type ChainAudit,
  type CheckpointProblem,
  type FoundNote,
  type NoteSigner,
  type StoredCheckpoint,
  type VerifierKey,
} from "./ledger/index.js";
import { ConfigError, ItemError, RunAbort } from "./model/index.js";
import type { Run } from "./run.js";

/** Signs the ledger as it stands; the note is kept in the database and, since that may be lost or turned back, as a file beside it. */
export async function makeCheckpoint(run: Run): Promise<StoredCheckpoint> {
  const signer = await openSigner(run);
  const checkpoint = await run.ledger.sign(signer, { keys: await readPublicKeys(run.folder), elsewhere: await readNoteFiles(run.folder) });
  for (const { size, note } of await run.ledger.checkpoints()) await writeNoteFile(run.folder, size, note); // also what a killed run left out
  return checkpoint;
}

async function writeNoteFile(folder: string, size: number, note: string): Promise<void> {
  const file = join(folder, "checkpoints", `${String(size).padStart(12, "0")}.txt`);
  if (await exists(file)) return;
  await systemFiles.makeFolder(dirname(file)); // a workspace that is older than checkpoints has no folder for them
  await writeWhole(file, note);
}

/**
 * The key that signs in this workspace, made at first need together with its public half in `keys/ledger.pub`. A lost key is never
 * replaced in silence: readers hold the old one.
 */
export async function openSigner(run: Run): Promise<NoteSigner> {
  const file = join(run.folder, "keys", "ledger.key");
  const held = await readSigningKey(file);
  if (held === null && (await wasSignedBefore(run))) {
    throw new ConfigError(
      `${file} is missing, and checkpoints of this ledger were signed before; restore keys/ from a backup, or copy it from the workspace that signed`,
    );
  }
  const signer = makeSigner(held ?? (await makeSigningKey(file)), (publicKey) => originOf(run.study.slug, publicKey));
  await trustKeys(run.folder, [formatVerifierKey(signer)]);
  return signer;
}

async function wasSignedBefore({ folder, ledger }: Run): Promise<boolean> {
  return (await readNoteFiles(folder)).length > 0 || (await ledger.checkpoints()).length > 0;
}

/** Adds public keys to those whose signatures count in this workspace: `keys/ledger.pub`, one on a line. */
export async function trustKeys(folder: string, keys: readonly string[]): Promise<void> {
  const known = (await readPublicKeys(folder)).map(formatVerifierKey);
  const fresh = keys.filter((key) => !known.includes(key));
  if (fresh.length > 0) await writeWhole(publicKeyFile(folder), [...known, ...fresh].map((key) => `${key}\n`).join(""));
}

function publicKeyFile(folder: string): string {
  return join(folder, "keys", "ledger.pub");
}

/** The public keys whose signatures count in this workspace. */
export async function readPublicKeys(folder: string): Promise<VerifierKey[]> {
  const file = publicKeyFile(folder);
  const text = await readText(file);
  try {
    return parseKeyLines(text ?? "");
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    throw new ConfigError(`${file}: ${error.message}; restore it from a backup`, { cause: error });
  }
}

/** Public keys, one on a line. Throws ItemError where a line is none. */
export function parseKeyLines(text: string): VerifierKey[] {
  return text.split("\n").flatMap((line) => (line === "" ? [] : [parseVerifierKey(line)]));
}

/** The checkpoints that lie as files in the workspace, the oldest first. */
export async function readNoteFiles(folder: string): Promise<FoundNote[]> {
  const names = await namesIn(join(folder, "checkpoints"));
  const notes: FoundNote[] = [];
  for (const name of names.filter((one) => /^\d{12,16}\.txt$/.test(one)).sort()) {
    notes.push({ where: `checkpoints/${name}`, note: (await readText(join(folder, "checkpoints", name))) ?? "" });
  }
  return notes;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (fileErrorCode(error) === "ENOENT") return [];
    throw new RunAbort(fileErrorSentence(folder, error), { cause: error });
  }
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (fileErrorCode(error) === "ENOENT") return null;
    throw new RunAbort(fileErrorSentence(file, error), { cause: error });
  }
}

/** What one reading of the chain and of everything that was ever signed of it tells. */
export interface CheckedChain {
  readonly audit: ChainAudit;
  readonly checkpoints: number;
  readonly problems: readonly CheckpointProblem[];
}

/** Reads the whole chain, and holds it against every checkpoint in the database and in the folder. Faults are values. */
export async function checkChain({ folder, ledger }: Run): Promise<CheckedChain> {
  const held = await ledger.checkpoints();
  const files = await readNoteFiles(folder);
  const fromTable = held.map(({ size, note }) => ({ where: `checkpoint ${size} in the database`, note }));
  const { signed, problems } = readNotes([...fromTable, ...files], await readPublicKeys(folder));
  const audit = await ledger.auditChain(signed.map(({ size }) => size));
  const notes = new Set(held.map(({ note }) => note));
  const missing = files
    .filter(({ note }) => !notes.has(note))
    .map(({ where }) => ({ where, what: "the database does not hold this checkpoint" }));
  return {
    audit,
    checkpoints: held.length,
    problems: [...problems, ...signed.flatMap((one) => checkCheckpoint(one, audit)), ...missing],
  };
}

import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { makeCheckpoint, readPublicKeys } from "./checkpoint.js";
import { exists, fileErrorCode, fileErrorSentence, systemFiles } from "./effects/index.js";
import { formatVerifierKey, stateHash, toLine } from "./ledger/index.js";
import { Digest, RunAbort, Slug, UsageError } from "./model/index.js";
import type { Run } from "./run.js";

/** What an export says of itself, in `export.json`. */
export const ExportFacts = z.strictObject({
  format: z.literal("longarm-export@1"),
  study: Slug,
  entries: z.int().min(0),
  /** Hash of the last entry. */
  head: z.string(),
  stateHash: Digest,
  /** Whether the archive files are in the folder, or only their digests. */
  warc: z.enum(["files", "digests"]),
  generator: z.string(),
});
export type ExportFacts = z.infer<typeof ExportFacts>;

/** One archive file, as `archive.json` lists it. */
export const ExportedFile = z.strictObject({ file: z.string(), size: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export type ExportedFile = z.infer<typeof ExportedFile>;

/** Between two notes of `checkpoints.txt`. */
export const NOTE_SEPARATOR = "---\n";

/**
 * Writes the whole ledger, just signed, into a new folder that others can check and import: complete, or not there at all.
 * Holds no secrets: keys that sign and sealed texts stay in the workspace.
 */
export async function exportLedger(run: Run, folder: string, warc: ExportFacts["warc"]): Promise<ExportFacts> {
  await refuseFull(folder);
  const { size } = await makeCheckpoint(run);
  const tmp = `${folder}.${process.pid}.tmp`;
  try {
    await rm(tmp, { recursive: true, force: true });
    await mkdir(join(tmp, "archive"), { recursive: true });
    const facts = await writeExport(run, { folder: tmp, size, warc });
    if (await exists(folder)) await rmdir(folder); // empty, or this fails
    await rename(tmp, folder);
    await systemFiles.syncFolder(dirname(folder));
    return facts;
  } catch (error) {
    await rm(tmp, { recursive: true, force: true });
    if (fileErrorCode(error) === null) throw error;
    throw new RunAbort(`the export was not written: ${fileErrorSentence(folder, error)}`, { cause: error });
  }
}

async function refuseFull(folder: string): Promise<void> {
  if (!(await exists(folder))) return;
  if (!(await stat(folder)).isDirectory()) throw new UsageError(`${folder} is a file; name a new or an empty folder`);
  if ((await readdir(folder)).length > 0) throw new UsageError(`${folder} is not empty; name a new or an empty folder`);
}

interface Destination {
  readonly folder: string;
  /** How many entries: those that the newest checkpoint covers. */
  readonly size: number;
  readonly warc: ExportFacts["warc"];
}

async function writeExport(run: Run, { folder, size, warc }: Destination): Promise<ExportFacts> {
  const state = await run.ledger.readState({ seq: size });
  await pipeline(entryLines(run, size), createWriteStream(join(folder, "entries.jsonl")));
  const archive = await copyArchive(run, folder, warc);
  const notes = (await run.ledger.checkpoints()).filter((checkpoint) => checkpoint.size <= size).map(({ note }) => note);
  const keys = (await readPublicKeys(run.folder)).map(formatVerifierKey);
  const facts: ExportFacts = {
    format: "longarm-export@1",
    study: run.study.slug,
    entries: size,
    head: state.head,
    stateHash: stateHash(state),
    warc,
    generator: run.generator,
  };
  await writeFile(join(folder, "archive.json"), jsonText(archive));
  await writeFile(join(folder, "checkpoints.txt"), notes.join(NOTE_SEPARATOR));
  await writeFile(join(folder, "key.pub"), keys.map((key) => `${key}\n`).join(""));
  await writeFile(join(folder, "export.json"), jsonText(facts));
  await writeSums(folder);
  return facts;
}

async function* entryLines({ ledger }: Run, size: number): AsyncIterable<string> {
  for await (const entry of ledger.entries()) {
    if (entry.seq > size) return;
    yield `${toLine(entry)}\n`;
  }
}

async function copyArchive(run: Run, folder: string, warc: ExportFacts["warc"]): Promise<ExportedFile[]> {
  const files: ExportedFile[] = [];
  for (const { file, path } of await run.archive.sealedFiles()) {
    files.push({ file, size: (await stat(path)).size, sha256: await sha256Of(path) });
    if (warc === "files") await copyFile(path, join(folder, "archive", file));
  }
  return files;
}

async function writeSums(folder: string): Promise<void> {
  const names = await filesIn(folder);
  const lines: string[] = [];
  for (const name of names) {
    lines.push(`${await sha256Of(join(folder, name))}  ${name}\n`);
    await syncFile(join(folder, name));
  }
  await writeFile(join(folder, "SHA256SUMS"), lines.join(""));
  await syncFile(join(folder, "SHA256SUMS"));
}

async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => (entry.parentPath === folder ? entry.name : `archive/${entry.name}`));
  return files.sort();
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** SHA-256 of a file, in hexadecimal digits. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { makeCheckpoint, openSigner, parseKeyLines, trustKeys } from "./checkpoint.js";
import { exists, fileErrorCode, fileErrorSentence } from "./effects/index.js";
import { ExportedFile, ExportFacts, NOTE_SEPARATOR, sha256Of } from "./export-folder.js";
import {
  auditEntries,
  checkCheckpoint,
  formatVerifierKey,
  parseLine,
  readNotes,
  StateFold,
  stateHash,
  type ChainEntry,
  type StoredCheckpoint,
} from "./ledger/index.js";
import { ItemError, RunAbort, UsageError } from "./model/index.js";
import type { Run } from "./run.js";

/** What the small files of an export say. */
interface ExportHead {
  readonly facts: ExportFacts;
  readonly archive: readonly ExportedFile[];
  readonly notes: readonly string[];
  readonly keys: ReturnType<typeof parseKeyLines>;
}

/** What `export.json` in this folder says. Throws ItemError where the folder holds no export. */
export async function readExportFacts(folder: string): Promise<ExportFacts> {
  return readJson(folder, "export.json", ExportFacts);
}

/**
 * Takes the ledger and the archive of an export into this workspace, which must be empty. Everything is verified before anything is
 * written, and the entries are written in one transaction: same numbers, times and hashes. The first checkpoint of the new place is
 * signed at the end, over a chain that was read back from its database.
 */
export async function importLedger(run: Run, folder: string): Promise<ExportFacts> {
  if (!(await run.ledger.isEmpty())) throw new UsageError(`the ledger of ${run.folder} is not empty; import into a new workspace`);
  const head = await readExport(folder);
  if (head.facts.study !== run.study.slug)
    throw new ItemError(`${folder} holds the study "${head.facts.study}", this workspace "${run.study.slug}"`);
  const checkpoints = await verifyExport(folder, head, run);
  await verifyArchive(run, folder, head);
  for (const { file } of head.facts.warc === "files" ? head.archive : []) await run.archive.adopt(join(folder, "archive", file), file);
  await openSigner(run); // its own key, made while the ledger is empty: one that was signed without it is never signed anew
  await trustKeys(run.folder, head.keys.map(formatVerifierKey));
  await run.ledger.importEntries(readEntries(folder), checkpoints);
  await makeCheckpoint(run);
  return head.facts;
}

async function readExport(folder: string): Promise<ExportHead> {
  const facts = await readExportFacts(folder);
  const archive = await readJson(folder, "archive.json", z.array(ExportedFile));
  const notes = (await readText(folder, "checkpoints.txt")).split(NOTE_SEPARATOR).filter((note) => note !== "");
  const keys = parseKeyLines(await readText(folder, "key.pub"));
  return { facts, archive, notes, keys };
}

async function verifyExport(folder: string, { facts, notes, keys }: ExportHead, { effects }: Run): Promise<StoredCheckpoint[]> {
  const found = notes.map((note, at) => ({ where: `checkpoint ${at + 1} of checkpoints.txt`, note }));
  const { signed, problems } = readNotes(found, keys);
  const fold = new StateFold();
  const audit = await auditEntries(
    foldedInto(fold, readEntries(folder)),
    signed.map(({ size }) => size),
  );
  const faults = [...problems, ...signed.flatMap((one) => checkCheckpoint(one, audit))].map(({ where, what }) => `${where}: ${what}`);
  if (audit.head !== facts.head || audit.size !== facts.entries) faults.push("entries.jsonl does not end where export.json says");
  if (!signed.some(({ size }) => size === facts.entries)) faults.push("no checkpoint covers all entries");
  if (faults.length === 0 && stateHash(fold.toState()) !== facts.stateHash)
    faults.push("the entries do not add up to the state hash of export.json");
  const [fault] = [...audit.problems.map(({ detail }) => detail), ...faults];
  if (fault !== undefined) throw new ItemError(`${folder} was not imported: ${fault}`);
  return signed.map(({ size }, at) => ({ size, note: notes[at] ?? "", madeAt: effects.clock.now() }));
}

/** Every archive file is what the export says it is; with digests alone, it must lie in this workspace already. */
async function verifyArchive(run: Run, folder: string, { facts, archive }: ExportHead): Promise<void> {
  for (const { file, sha256 } of archive) {
    const path = facts.warc === "files" ? join(folder, "archive", file) : run.archive.pathOf(file);
    if (!(await exists(path)))
      throw new ItemError(`${path} is missing; copy the archive files of the exporting workspace there, or export with them`);
    if ((await sha256Of(path)) !== sha256) throw new ItemError(`${path} is not the file that the export names: its SHA-256 differs`);
  }
}

/** Lines end at line feeds alone: node:readline ends them at U+2028 too, which may stand in a text. */
async function* linesOf(path: string): AsyncIterable<string> {
  let rest = "";
  for await (const chunk of createReadStream(path, "utf8")) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") throw new ItemError(`${path} ends within a line`);
}

async function* readEntries(folder: string): AsyncIterable<ChainEntry> {
  let number = 0;
  for await (const line of linesOf(join(folder, "entries.jsonl"))) {
    number += 1;
    try {
      yield parseLine(line);
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      throw new ItemError(`entries.jsonl, line ${number}: ${error.message}`, { cause: error });
    }
  }
}

/** Entries on their way, folded into what they say as they go by, up to one that does not continue the chain: the audit names it. */
async function* foldedInto(fold: StateFold, entries: AsyncIterable<ChainEntry>): AsyncIterable<ChainEntry> {
  let continues = true;
  for await (const entry of entries) {
    try {
      if (continues) fold.add(entry);
    } catch (error) {
      if (!(error instanceof RunAbort)) throw error;
      continues = false;
    }
    yield entry;
  }
}

async function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readText(folder, name);
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new ItemError(`${join(folder, name)} is not what an export of Longarm holds`, { cause: error });
  }
}

async function readText(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), "utf8");
  } catch (error) {
    if (fileErrorCode(error) === null) throw error;
    throw new ItemError(`${folder} is no export: ${fileErrorSentence(join(folder, name), error)}`, { cause: error });
  }
}

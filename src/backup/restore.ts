import { mkdir, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { loadConfig } from "../config/index.js";
import { connect, describeTarget, fillNewest, insertRows, NEWEST_MIGRATION, type DatabaseTarget, type Writer } from "../db/index.js";
import { exists, fileErrorCode, fileErrorSentence, systemFiles } from "../effects/index.js";
import { Ledger, readHead } from "../ledger/index.js";
import { ConfigError, ItemError, RunAbort, UsageError } from "../model/index.js";
import { ledgerTarget, type RunEffects } from "../run.js";
import { keptTables, modeOf, rowsFile } from "./kept.js";
import { measureFile, readBytes, syncTree, writeFileWhole } from "./files.js";
import { readManifest, type BackupFile, type Manifest } from "./manifest.js";
import { readRowLines } from "./row-lines.js";

export interface RestoreReport {
  readonly folder: string;
  readonly head: Manifest["head"];
  readonly files: number;
  readonly database: string;
}

export interface RestoreOptions {
  /** A list of erasures newer than the backup; what the backup's own list lacks is added, before anything is opened. */
  readonly erasures?: string;
}

/** Makes the workspace `destination` from a backup: the whole of it, or nothing but a folder that ends in `.tmp`. */
export async function restore(
  backup: string,
  destination: string,
  effects: RunEffects,
  { erasures }: RestoreOptions = {},
): Promise<RestoreReport> {
  const folder = resolve(destination);
  const held = (await exists(folder)) ? await readdir(folder) : [];
  if (held.length > 0) {
    throw new UsageError(`${folder} is not empty (it holds "${held[0]}"); a restore never mixes: name an empty folder, or a new one`);
  }
  const tmp = `${folder}.tmp`;
  if (`${resolve(backup)}/`.startsWith(`${tmp}/`)) throw new UsageError(`${tmp} would be replaced by this restore; name another folder`);
  try {
    await rm(tmp, { recursive: true, force: true }); // of a restore that was killed
    const target = ledgerTarget(tmp, await loadConfig(backup)); // where the ledger goes: the environment, else the settings in the backup
    const manifest = await restoreInto(backup, tmp, target, effects, erasures);
    await syncTree(tmp);
    if (await exists(folder)) await rmdir(folder);
    await rename(tmp, folder);
    await systemFiles.syncFolder(dirname(folder));
    const database = describeTarget(target.kind === "sqlite" ? ledgerTarget(folder, { databaseUrl: null }) : target);
    return { folder, head: manifest.head, files: manifest.files.length, database };
  } catch (error) {
    if (fileErrorCode(error) === null || error instanceof RunAbort || error instanceof ConfigError) throw error;
    throw new RunAbort(fileErrorSentence(tmp, error), { cause: error });
  }
}

/** Fills the new folder `folder` and the empty database `target` from a backup whose every file holds. */
export async function restoreInto(
  backup: string,
  folder: string,
  target: DatabaseTarget,
  effects: Pick<RunEffects, "clock">,
  erasures?: string,
): Promise<Manifest> {
  const manifest = await readManifest(backup);
  for (const file of manifest.files) assertSame(backup, file, await measured(backup, file.path)); // all of them, before anything is written
  await mkdir(folder, { recursive: true });
  for (const name of ["archive", "releases", "site", "keys"]) await mkdir(join(folder, name));
  const rowFiles = new Set(keptTables().map(rowsFile));
  for (const file of manifest.files.filter(({ path }) => !rowFiles.has(path))) {
    assertSame(backup, file, await writeFileWhole(folder, file.path, readBytes(join(backup, file.path)), modeOf(file.path)));
  }
  if (erasures !== undefined) await addErasures(folder, erasures);
  await restoreLedger(backup, manifest, target, effects);
  return manifest;
}

async function measured(backup: string, path: string): Promise<BackupFile> {
  try {
    return await measureFile(backup, path);
  } catch (error) {
    throw new ItemError(`${fileErrorSentence(join(backup, path), error)}; the backup is incomplete: restore another one`, { cause: error });
  }
}

function assertSame(backup: string, stated: BackupFile, found: BackupFile): void {
  if (stated.sha256 === found.sha256) return;
  throw new ItemError(
    `${join(backup, stated.path)} is not as it was written (${found.sizeBytes} bytes with SHA-256 ${found.sha256}, the backup states ${stated.sizeBytes} and ${stated.sha256}); restore another backup`,
  );
}

/** Both lists in one: erasures are only ever added. */
async function addErasures(folder: string, list: string): Promise<void> {
  const path = "keys/erasures.jsonl";
  const own = (await exists(join(folder, path))) ? await readFile(join(folder, path), "utf8") : "";
  const lines = new Set(`${own}\n${await readFile(list, "utf8")}`.split("\n").filter((line) => line !== ""));
  await rm(join(folder, path), { force: true });
  await writeFileWhole(folder, path, [Buffer.from([...lines].map((line) => `${line}\n`).join(""))]);
}

async function restoreLedger(
  backup: string,
  manifest: Manifest,
  target: DatabaseTarget,
  { clock }: Pick<RunEffects, "clock">,
): Promise<void> {
  const database = await connect(target, { schema: manifest.schema.at(-1) ?? "" });
  try {
    const found = await database.read(readHead);
    if (found.seq === 0) await database.write((db) => insertLedger(db, backup, manifest));
    else if (found.seq !== manifest.head.seq || found.hash !== manifest.head.hash) {
      throw new ConfigError(
        `${database.name} holds ${found.seq} entries already; a restore never mixes: name an empty database, nothing was changed`,
      );
    } // else a restore that was killed had come this far
    const [problem] = await new Ledger(database, clock).verifyChain(manifest.head);
    if (problem !== undefined) throw new RunAbort(`the chain in ${backup} does not hold: ${problem.detail}; restore another backup`);
  } finally {
    await database.close();
  }
}

async function insertLedger(db: Writer, backup: string, manifest: Manifest): Promise<void> {
  for (const table of keptTables()) {
    const stated = manifest.rows[table];
    if (stated === undefined) continue; // a table that came after this backup
    let count = 0;
    for await (const rows of readRowLines(join(backup, rowsFile(table)))) {
      await insertRows(db, table, rows);
      count += rows.length;
    }
    if (count !== stated) throw new ItemError(`${join(backup, rowsFile(table))} holds ${count} rows, the backup states ${stated}`);
  }
  if (manifest.schema.includes(NEWEST_MIGRATION)) await fillNewest(db); // else the migration does, when the workspace is opened
}

import { rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { Archive } from "../archive/index.js";
import { WORKSPACE_FILE } from "../config/index.js";
import { connect, readMigrations, readRows, type Row } from "../db/index.js";
import { exists, fileErrorCode, fileErrorSentence, systemFiles } from "../effects/index.js";
import { GENESIS_HASH, openLedger } from "../ledger/index.js";
import { RunAbort, UsageError } from "../model/index.js";
import { ledgerTarget, type Run } from "../run.js";
import { verifyWorkspace, type VerifyReport } from "../verify.js";
import { finishedFiles, readBytes, syncTree, writeFileWhole } from "./files.js";
import { isKeptKey, keptTables, modeOf, rowsFile } from "./kept.js";
import { MANIFEST_FILE, renderManifest, type BackupFile, type Manifest } from "./manifest.js";
import { renderRows } from "./row-lines.js";
import { restoreInto } from "./restore.js";

export interface BackUpOptions {
  /** The private key of the checkpoints as well. The keys of sealed texts never lie beside the ledger that they open. */
  readonly withKeys?: boolean;
  /** Restores what was written into a folder beside it and checks that, before the backup gets its name. */
  readonly verify?: boolean;
}

export interface BackupReport {
  readonly folder: string;
  readonly head: Manifest["head"];
  readonly files: number;
  readonly bytes: number;
  /** What the restored copy said; null where it was not asked. */
  readonly verified: VerifyReport | null;
}

/** Everything of the workspace that cannot be made again, as the new folder `destination`, while others go on writing. */
export async function backUp(
  run: Run,
  destination: string,
  { withKeys = false, verify = true }: BackUpOptions = {},
): Promise<BackupReport> {
  const folder = resolve(destination);
  if (await exists(folder)) throw new UsageError(`${folder} exists already; name a new folder for this backup`);
  const tmp = `${folder}.tmp`;
  try {
    await rm(tmp, { recursive: true, force: true }); // of a backup that was killed
    // The ledger first: what it points to was archived before it was said, so the files that are there afterwards hold all of it.
    const ledger = await copyLedger(run, tmp);
    const others = await copyFiles(run.folder, tmp, withKeys);
    const files = [...ledger.files, ...others];
    const { schema, head, rows } = ledger;
    const manifest = renderManifest({ generator: run.generator, madeAt: run.effects.clock.now(), schema, head, rows, withKeys, files });
    await writeFileWhole(tmp, MANIFEST_FILE, [Buffer.from(manifest)]);
    await syncTree(tmp);
    const verified = verify ? await verifyCopy(run, tmp, `${folder}.verify.tmp`) : null;
    await rename(tmp, folder);
    await systemFiles.syncFolder(dirname(folder));
    return { folder, head, files: files.length, bytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0), verified };
  } catch (error) {
    if (fileErrorCode(error) === null || error instanceof RunAbort) throw error;
    throw new RunAbort(fileErrorSentence(tmp, error), { cause: error });
  }
}

interface LedgerCopy extends Pick<Manifest, "schema" | "head" | "rows"> {
  readonly files: readonly BackupFile[];
}

/** All rows of one moment. */
async function copyLedger(run: Run, folder: string): Promise<LedgerCopy> {
  const database = await connect(ledgerTarget(run.folder, run.config));
  try {
    return await database.snapshot(async (db) => {
      const files: BackupFile[] = [];
      const rows: Record<string, number> = {};
      let last: Row = { seq: 0, hash: GENESIS_HASH };
      for (const table of keptTables()) {
        rows[table] = 0;
        const pages = watch(readRows(db, table), (page) => {
          rows[table] = (rows[table] ?? 0) + page.length;
          if (table === "entry") last = page.at(-1) ?? last;
        });
        files.push(await writeFileWhole(folder, rowsFile(table), pages));
      }
      return { schema: await readMigrations(db), head: Head.parse(last), rows, files };
    });
  } finally {
    await database.close();
  }
}

const Head = z.object({ seq: z.int(), hash: z.string() });

async function* watch(pages: ReturnType<typeof readRows>, see: (page: readonly Row[]) => void): AsyncIterable<Uint8Array> {
  for await (const page of pages) {
    see(page);
    yield renderRows(page);
  }
}

async function copyFiles(workspace: string, folder: string, withKeys: boolean): Promise<BackupFile[]> {
  const paths = [
    WORKSPACE_FILE,
    ...(await finishedFiles(join(workspace, "archive"))).map((name) => `archive/${name}`),
    ...(await finishedFiles(join(workspace, "checkpoints"))).map((name) => `checkpoints/${name}`),
    ...(await finishedFiles(join(workspace, "keys"))).filter((name) => isKeptKey(name, withKeys)).map((name) => `keys/${name}`),
  ];
  const files: BackupFile[] = [];
  for (const path of paths) files.push(await writeFileWhole(folder, path, readBytes(join(workspace, path)), modeOf(path)));
  return files;
}

/** Restores the copy into a workspace of its own (SQLite, whatever the original runs on), and checks everything in it. */
async function verifyCopy(run: Run, backup: string, folder: string): Promise<VerifyReport> {
  await rm(folder, { recursive: true, force: true });
  try {
    const target = ledgerTarget(folder, { databaseUrl: null });
    await restoreInto(backup, folder, target, run.effects);
    const archive = await Archive.open(join(folder, "archive"), run.effects);
    const ledger = await openLedger(target, run.effects);
    try {
      const report = await verifyWorkspace({ ...run, folder, config: { ...run.config, folder, databaseUrl: null }, archive, ledger });
      const [first] = report.problems;
      if (first === undefined) return report;
      throw new RunAbort(
        `the backup is not kept: its restored copy has ${report.problems.length} problems, the first is ${first.where}: ${first.what}; run "longarm verify" on the workspace`,
      );
    } finally {
      await ledger.close();
      await archive.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileErrorCode, fileErrorSentence, swapFolder, systemFiles, writeThrough, type Files } from "../effects/index.js";
import { RunAbort, UsageError } from "../model/index.js";

/** The file by which a folder is known as one of ours. */
const MARKER = "site.json";
/** Files written at the same time: enough to keep a disk busy, far from the limit of open files. */
const AT_ONCE = 32;

/**
 * Puts a folder with exactly these files in place of `folder`. They are written beside it first, through to the disk, and swapped in
 * whole; a failure leaves the old folder as it was. A folder that holds other things is never replaced.
 */
export async function replaceFolder(
  folder: string,
  contents: ReadonlyMap<string, Uint8Array | string>,
  files: Files = systemFiles,
): Promise<void> {
  await refuseForeign(folder);
  try {
    await swapFolder(folder, (fresh) => writeAll(fresh, contents, files), files);
  } catch (error) {
    throw new RunAbort(`the site was not written: ${fileErrorSentence(folder, error)}`, { cause: error });
  }
}

async function refuseForeign(folder: string): Promise<void> {
  const names = await namesIn(folder);
  if (names.length === 0 || names.includes(MARKER)) return;
  throw new UsageError(`${folder} holds files that are not a site made by this program (no ${MARKER}); choose an empty or a new folder`);
}

/** What is in the folder; nothing where there is none, or where another publisher is just exchanging it. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (fileErrorCode(error) === "ENOENT") return [];
    throw new RunAbort(`the site was not written: ${fileErrorSentence(folder, error)}`, { cause: error });
  }
}

async function writeAll(folder: string, contents: ReadonlyMap<string, Uint8Array | string>, files: Files): Promise<void> {
  const folders = new Set([folder, ...[...contents.keys()].map((name) => dirname(join(folder, name)))]);
  for (const path of folders) await files.makeFolder(path);
  const named = [...contents];
  for (let from = 0; from < named.length; from += AT_ONCE) {
    await allEnded(named.slice(from, from + AT_ONCE).map(([name, content]) => writeThrough(join(folder, name), [content], files)));
  }
  for (const path of folders) await files.syncFolder(path);
}

/** Waits for all, then throws the first fault: nothing is still being written when the folder is cleared away. */
async function allEnded(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

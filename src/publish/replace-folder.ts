import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exists, fileErrorSentence, syncFolder } from "../effects/index.js";
import { RunAbort, UsageError } from "../model/index.js";

/** The file by which a folder is known as one of ours. */
const MARKER = "site.json";
/** Files written at the same time: enough to keep a disk busy, far from the limit of open files. */
const AT_ONCE = 32;

/**
 * Puts a folder with exactly these files in place of `folder`. They are written beside it first and swapped in whole; a failure
 * leaves the old folder as it was. A folder that holds other things is never replaced.
 */
export async function replaceFolder(folder: string, files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
  await refuseForeign(folder);
  const fresh = `${folder}.new`;
  const old = `${folder}.old`;
  try {
    await rm(fresh, { recursive: true, force: true });
    await writeAll(fresh, files);
    await rm(old, { recursive: true, force: true });
    if (await exists(folder)) await rename(folder, old);
    await rename(fresh, folder);
    await syncFolder(dirname(folder));
    await rm(old, { recursive: true, force: true });
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!(await exists(folder)) && (await exists(old))) await rename(old, folder);
    throw new RunAbort(`the site was not written: ${fileErrorSentence(folder, error)}`, { cause: error });
  }
}

async function refuseForeign(folder: string): Promise<void> {
  if (!(await exists(folder))) return;
  const names = await readdir(folder);
  if (names.length === 0 || names.includes(MARKER)) return;
  throw new UsageError(`${folder} holds files that are not a site made by this program (no ${MARKER}); choose an empty or a new folder`);
}

async function writeAll(folder: string, files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
  const folders = new Set([...files.keys()].map((name) => dirname(join(folder, name))));
  for (const path of folders) await mkdir(path, { recursive: true });
  const names = [...files];
  for (let from = 0; from < names.length; from += AT_ONCE) {
    await Promise.all(names.slice(from, from + AT_ONCE).map(([name, content]) => writeFile(join(folder, name), content)));
  }
}

import { open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { RunAbort } from "../model/index.js";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EACCES: "cannot be opened: this user has no right to read it",
  EPERM: "cannot be opened: this user has no right to it",
  EISDIR: "is a folder where a file was expected",
  ENOTDIR: "is no folder",
  ENOSPC: "cannot be written: the disk is full; free some space and run the command again, nothing stored is lost",
  EDQUOT: "cannot be written: the disk quota is used up; free some space and run the command again, nothing stored is lost",
  EROFS: "cannot be written: the disk is read-only",
  EMFILE: "cannot be opened: too many files are open",
};

/** The system's code of a file error (`ENOENT`), or null for anything else. */
export function fileErrorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

/** One sentence about a failed file operation. */
export function fileErrorSentence(path: string, error: unknown): string {
  const code = fileErrorCode(error);
  return `${path} ${(code !== null && REASONS[code]) || `cannot be used: ${error instanceof Error ? error.message : String(error)}`}`;
}

/** Forces a folder's entries to disk, so that a rename survives a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes `tmp` visible as `path`: fsync, rename, fsync of the folder. */
export async function commitFile(tmp: string, path: string): Promise<void> {
  const handle = await open(tmp, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(tmp, path);
  await syncFolder(dirname(path));
}

/** Writes a whole file or nothing, `mode` being its rights. A full disk is a `RunAbort`; the half-written file is removed. */
export async function writeWhole(path: string, content: Uint8Array | string, mode = 0o666): Promise<void> {
  const tmp = `${path}.${process.pid}.tmp`; // two processes may write the same file at once: one of them wins whole
  try {
    const handle = await open(tmp, "w", mode);
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
    await commitFile(tmp, path);
  } catch (error) {
    await rm(tmp, { force: true });
    throw new RunAbort(fileErrorSentence(path, error), { cause: error });
  }
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (fileErrorCode(error) === "ENOENT" || fileErrorCode(error) === "ENOTDIR") return false;
    throw error;
  }
}

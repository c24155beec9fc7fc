import { link, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
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
  EIO: "cannot be read or written: the disk reported an error; check the disk before you run the command again",
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

/** A file that is being written. What `sync` has not confirmed may be lost in a power cut. */
export interface NewFile {
  write(content: Uint8Array | string): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Everything that changes files, as an effect: tests put in a disk that fails at the operation of their choice. */
export interface Files {
  /** Begins a file, empty whatever stood there; `mode` is the rights of a new one. */
  create(path: string, mode?: number): Promise<NewFile>;
  /** Makes the folder and those above it; one that exists is left as it is. */
  makeFolder(path: string): Promise<void>;
  list(folder: string): Promise<string[]>;
  /** A second name for a file; fails (EEXIST) where the name is taken. */
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file, or a folder with all that is in it; nothing there is no fault. */
  remove(path: string): Promise<void>;
  /** Forces a folder's entries to disk, so that a new name survives a power cut. */
  syncFolder(folder: string): Promise<void>;
}

/** The files of this machine. */
export const systemFiles: Files = {
  create: async (path, mode) => {
    const handle = await open(path, "w", mode);
    return { write: (content) => handle.writeFile(content), sync: () => handle.sync(), close: () => handle.close() };
  },
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  list: (folder) => readdir(folder),
  link,
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
  syncFolder: async (folder) => {
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

/** Writes a file through to the disk. A sync that failed is never repeated: the system may have dropped what it could not write. */
export async function writeThrough(path: string, parts: Iterable<Uint8Array | string>, files: Files, mode?: number): Promise<void> {
  const file = await files.create(path, mode);
  try {
    for (const part of parts) await file.write(part);
    await file.sync();
  } finally {
    await file.close();
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
  await systemFiles.syncFolder(dirname(path));
}

/** How `writeWhole` writes: with which rights, and to which files. */
export interface WriteOptions {
  readonly mode?: number;
  readonly files?: Files;
}

/** Writes a whole file or nothing. A full disk is a `RunAbort`; the half-written file is removed. */
export async function writeWhole(
  path: string,
  content: Uint8Array | string,
  { mode = 0o666, files = systemFiles }: WriteOptions = {},
): Promise<void> {
  const tmp = `${path}.${process.pid}.tmp`; // two processes may write the same file at once: one of them wins whole
  try {
    await writeThrough(tmp, [content], files, mode);
    await files.rename(tmp, path);
    await files.syncFolder(dirname(path));
  } catch (error) {
    await files.remove(tmp).catch(() => undefined); // the first fault is the one to tell; a leftover is overwritten next time
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

/** Whether the process `pid` runs on this machine. */
export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return fileErrorCode(error) === "EPERM";
  }
}

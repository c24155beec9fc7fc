import { systemFiles, type Files, type NewFile } from "../src/effects/index.js";

/** A way in which a disk refuses, and what it refuses. */
export interface Fault {
  readonly title: string;
  readonly code: string;
  readonly operations: readonly Operation[];
}

type Operation = "create" | "write" | "sync" | "syncFolder" | "makeFolder" | "list" | "link" | "rename" | "remove";

const CHANGES: readonly Operation[] = ["create", "write", "makeFolder", "link", "rename", "remove"];

/** The four ways of a failing disk. */
export const FAULTS: readonly Fault[] = [
  { title: "a full disk", code: "ENOSPC", operations: ["create", "write", "sync", "makeFolder", "link", "rename"] },
  { title: "a failed fsync", code: "EIO", operations: ["sync", "syncFolder"] },
  { title: "a failed rename", code: "EIO", operations: ["link", "rename"] },
  { title: "a folder without rights", code: "EACCES", operations: [...CHANGES, "list"] },
  { title: "a read-only disk", code: "EROFS", operations: CHANGES },
];

/** This machine's files on a disk that refuses the `at`-th operation of the fault's kinds: that one, or (`lasting`) all from there on. */
export class FaultyFiles implements Files {
  #met = 0;
  #mended = false;
  readonly #fault: Fault;
  readonly #at: number;
  readonly #lasting: boolean;

  constructor(fault: Fault, at: number, lasting: boolean) {
    this.#fault = fault;
    this.#at = at;
    this.#lasting = lasting;
  }

  /** Whether anything was refused. */
  get struck(): boolean {
    return this.#met >= this.#at;
  }

  /** From now on the disk works. */
  mend(): void {
    this.#mended = true;
  }

  create = async (path: string): Promise<NewFile> => {
    const file = await this.#tried("create", path, () => systemFiles.create(path));
    return {
      write: async (content) => {
        const fault = this.#faultOf("write", path);
        if (!fault) return file.write(content);
        await file.write(content.slice(0, content.length / 2)); // a full disk takes half of it
        throw fault;
      },
      sync: () => this.#tried("sync", path, () => file.sync()),
      close: () => file.close(),
    };
  };
  makeFolder = (path: string): Promise<void> => this.#tried("makeFolder", path, () => systemFiles.makeFolder(path));
  list = (folder: string): Promise<string[]> => this.#tried("list", folder, () => systemFiles.list(folder));
  link = (from: string, to: string): Promise<void> => this.#tried("link", to, () => systemFiles.link(from, to));
  rename = (from: string, to: string): Promise<void> => this.#tried("rename", to, () => systemFiles.rename(from, to));
  remove = (path: string): Promise<void> => this.#tried("remove", path, () => systemFiles.remove(path));
  syncFolder = (folder: string): Promise<void> => this.#tried("syncFolder", folder, () => systemFiles.syncFolder(folder));

  async #tried<T>(operation: Operation, path: string, act: () => Promise<T>): Promise<T> {
    const fault = this.#faultOf(operation, path);
    if (fault) throw fault;
    return act();
  }

  /** Counts the operation; the error that it is to end with, or null. */
  #faultOf(operation: Operation, path: string): Error | null {
    const { code, operations } = this.#fault;
    if (this.#mended || !operations.includes(operation)) return null;
    this.#met += 1;
    if (this.#met < this.#at || (this.#met > this.#at && !this.#lasting)) return null;
    return Object.assign(new Error(`${code}: ${operation} '${path}'`), { code });
  }
}

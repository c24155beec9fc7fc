import { copyFile, open, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import {
  commitFile,
  exists,
  fileErrorCode,
  fileErrorSentence,
  processLives,
  PROGRAM,
  systemFiles,
  writeThrough,
  type Clock,
  type Files,
  type Log,
} from "../effects/index.js";
import { Bug, ItemError, RunAbort, type ArchivedPage, type Digest, type Page, type WarcPointer } from "../model/index.js";
import {
  openMember,
  payloadDigestOf,
  recordOf,
  sealPage,
  sealWarcinfo,
  targetUri,
  type ArchivedRecord,
  type SealedMember,
} from "./member.js";
import { scanSealedFile, type ArchiveProblem } from "./scan.js";

export type { ArchiveProblem } from "./scan.js";

export interface ArchiveEffects {
  readonly clock: Clock;
  readonly log: Log;
  /** This machine's files unless named. */
  readonly files?: Files;
}

const SEALED = /^longarm-\d{8}T\d{6}Z-\d{4,}\.warc\.gz$/;
const TMP = /^longarm-.*\.warc\.gz\.tmp$/;
/** No single record is inflated beyond this: far above any page, far below the memory of a small machine. */
const MAX_RECORD_BYTES = 256 * 1024 * 1024;
/** A `.tmp` whose writer seems alive is left alone for this long; process numbers come round again. */
const LIVE_TMP_MS = 60 * 60 * 1000;
const NAME_TRIES = 50;

/** Files begun by this process: two archives in one process never share a `.tmp`. */
let writes = 0;
/** Those of them that are being written now: another archive of this process leaves them alone. */
const begun = new Set<string>();

interface Held {
  readonly pointer: WarcPointer;
  readonly payloadDigest: Digest;
  /** The record's WARC-Date. */
  readonly capturedAt: string;
}

/** A folder of sealed WARC files. One batch of pages becomes one new file, or nothing. */
export class Archive {
  readonly #folder: string;
  readonly #effects: ArchiveEffects;
  readonly #files: Files;
  /** By address and payload digest; null until first needed, then kept up to date with our own writing. */
  #index: Map<string, Held> | null = null;

  private constructor(folder: string, effects: ArchiveEffects) {
    this.#folder = folder;
    this.#effects = effects;
    this.#files = effects.files ?? systemFiles;
  }

  /** Opens the folder, makes it where it is missing, and removes what a killed run left half-written. */
  static async open(folder: string, effects: ArchiveEffects): Promise<Archive> {
    try {
      await (effects.files ?? systemFiles).makeFolder(folder);
      await removeLeftovers(folder, effects);
    } catch (error) {
      throw new RunAbort(fileErrorSentence(`the archive folder ${folder}`, error), { cause: error });
    }
    return new Archive(folder, effects);
  }

  /**
   * Stores the pages in one new file and returns where each lies. A payload that is held already for the same address is not
   * written again. Throws `RunAbort` where nothing can be written; then no file of the batch is left behind.
   */
  async append(pages: readonly Page[]): Promise<ArchivedPage[]> {
    const index = await this.#builtIndex();
    const fresh = new Map<string, Page>();
    for (const page of pages) {
      const key = keyOf(page.url, payloadDigestOf(page));
      if (!fresh.has(key) && !(await this.#holds(index.get(key)))) fresh.set(key, page);
    }
    for (const [key, held] of await this.#seal([...fresh])) index.set(key, held);
    return pages.map((page) => {
      const held = index.get(keyOf(page.url, payloadDigestOf(page)));
      if (!held) throw new Bug(`the page ${page.url} was archived and cannot be found again`);
      return { page, payloadDigest: held.payloadDigest, warc: held.pointer, capturedAt: held.capturedAt };
    });
  }

  /** Reads one record by seeking to it. Throws `ItemError` where the file or the record is missing or damaged. */
  async readPayload(pointer: WarcPointer): Promise<ArchivedRecord> {
    const place = `${pointer.file} at byte ${pointer.offset}`;
    try {
      const record = recordOf(openMember(await this.#readBytes(pointer), MAX_RECORD_BYTES), MAX_RECORD_BYTES);
      if (record.recordId !== pointer.recordId) {
        throw new ItemError(`the record there is ${record.recordId}, not ${pointer.recordId}`);
      }
      return record;
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      throw new ItemError(`${place}: ${error.message}; restore the file from a backup`, { cause: error });
    }
  }

  /** Reads every record of every sealed file and recomputes its digests. Yields nothing where all hold. */
  async *verify(): AsyncGenerator<ArchiveProblem> {
    for (const file of await this.#sealedFiles()) {
      for await (const found of scanSealedFile(join(this.#folder, file), file, "digests")) {
        if (found.kind === "problem") yield found.problem;
      }
    }
  }

  /** Every sealed file, in the order of their names. */
  async sealedFiles(): Promise<{ readonly file: string; readonly path: string }[]> {
    return (await this.#sealedFiles()).map((file) => ({ file, path: join(this.#folder, file) }));
  }

  /** Where a sealed file of this name lies, or would lie. Throws `ItemError` for a name that no sealed file has. */
  pathOf(file: string): string {
    if (!SEALED.test(file)) throw new ItemError(`"${file}" is no name of an archive file`);
    return join(this.#folder, file);
  }

  /** Takes a sealed file of another archive in under its name, or leaves it where one of this name is held. Throws `RunAbort` where it cannot. */
  async adopt(from: string, file: string): Promise<void> {
    const path = this.pathOf(file);
    if (await exists(path)) return;
    const tmp = path.replace(/\.warc\.gz$/, `.p${process.pid}-${(writes += 1)}.warc.gz.tmp`);
    try {
      await copyFile(from, tmp);
      await commitFile(tmp, path);
    } catch (error) {
      await rm(tmp, { force: true });
      throw new RunAbort(fileErrorSentence(`${this.#folder}/${file}`, error), { cause: error });
    }
    this.#index = null;
  }

  /** Where every record that can be read lies, from the files alone. */
  async *records(): AsyncGenerator<{ readonly url: string; readonly pointer: WarcPointer }> {
    for (const file of await this.#sealedFiles()) {
      for await (const found of scanSealedFile(join(this.#folder, file), file, "headers")) if (found.kind === "record") yield found;
    }
  }

  /** Nothing is held open between calls; after this the object is not to be used. */
  close(): Promise<void> {
    this.#index = null;
    return Promise.resolve();
  }

  async #sealedFiles(): Promise<string[]> {
    try {
      return (await this.#files.list(this.#folder)).filter((name) => SEALED.test(name)).sort();
    } catch (error) {
      throw new RunAbort(fileErrorSentence(`the archive folder ${this.#folder}`, error), { cause: error });
    }
  }

  async #builtIndex(): Promise<Map<string, Held>> {
    if (this.#index) return this.#index;
    const index = new Map<string, Held>();
    const files = await this.#sealedFiles();
    await this.#confirmNames(); // a run that was killed may have named a file and not lived to make the name last
    for (const file of files) {
      for await (const found of scanSealedFile(join(this.#folder, file), file, "headers")) {
        if (found.kind === "problem") this.#effects.log.warn(`${found.problem.message}; run longarm verify`);
        else index.set(keyOf(found.url, found.payloadDigest), found);
      }
    }
    this.#index = index;
    return index;
  }

  /** True where the record is held and still sound; a damaged one is written again. */
  async #holds(held: Held | undefined): Promise<boolean> {
    if (!held) return false;
    try {
      return (await this.readPayload(held.pointer)).digestHolds;
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      this.#effects.log.warn(`${error.message}; the page is stored again`);
      return false;
    }
  }

  async #readBytes(pointer: WarcPointer): Promise<Uint8Array> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(join(this.#folder, fileNameOf(pointer)), "r");
      const { size } = await handle.stat();
      if (pointer.offset + pointer.length > size) throw new ItemError(`the file ends at byte ${size}, before the end of the record`);
      const { buffer } = await handle.read(Buffer.alloc(pointer.length), 0, pointer.length, pointer.offset);
      return buffer;
    } catch (error) {
      if (error instanceof ItemError) throw error;
      throw new ItemError(fileErrorSentence(pointer.file, error), { cause: error });
    } finally {
      await handle?.close();
    }
  }

  async #seal(batch: readonly (readonly [string, Page])[]): Promise<[string, Held][]> {
    if (batch.length === 0) return [];
    const now = this.#effects.clock.now();
    const members: [string, SealedMember][] = [];
    for (const [key, page] of batch) members.push([key, await sealPage(page, page.capturedAt ?? now)]);
    const { file, firstOffset } = await this.#writeFile(members, now);
    let offset = firstOffset;
    return members.map(([key, { bytes, recordId, payloadDigest, date }]) => {
      const pointer = { file, offset, length: bytes.length, recordId };
      offset += bytes.length;
      return [key, { pointer, payloadDigest, capturedAt: date }];
    });
  }

  async #writeFile(members: readonly [string, SealedMember][], now: string): Promise<{ file: string; firstOffset: number }> {
    const stamp = now.replace(/\.\d+/, "").replace(/[-:]/g, "");
    for (let number = await this.#nextNumber(stamp), tries = 0; tries < NAME_TRIES; number += 1, tries += 1) {
      const file = `longarm-${stamp}-${String(number).padStart(4, "0")}.warc.gz`;
      const head = await sealWarcinfo(file, now, `${PROGRAM.name}/${PROGRAM.version}`);
      const sealed = await this.#writeSealed(file, [head, ...members.map(([, member]) => member.bytes)]);
      if (sealed) return { file, firstOffset: head.length };
    }
    throw new RunAbort(
      `${this.#folder}: ${NAME_TRIES} file names for ${stamp} are taken; is another run writing here? Run the command again`,
    );
  }

  async #nextNumber(stamp: string): Promise<number> {
    const taken = (await this.#sealedFiles())
      .filter((name) => name.includes(stamp))
      .map((name) => Number(/-(\d+)\.warc\.gz$/.exec(name)?.[1]));
    return Math.max(0, ...taken) + 1;
  }

  /** Writes, reads back, makes visible. False where another process took the name meanwhile. */
  async #writeSealed(file: string, parts: readonly Uint8Array[]): Promise<boolean> {
    const path = join(this.#folder, file);
    const tmp = path.replace(/\.warc\.gz$/, `.p${process.pid}-${(writes += 1)}.warc.gz.tmp`);
    begun.add(tmp);
    try {
      await writeThrough(tmp, parts, this.#files);
      await this.#validate(tmp, file, parts);
      if (!(await this.#giveName(tmp, path))) return false;
      await this.#files.syncFolder(this.#folder).catch(async (error: unknown) => {
        await this.#files.remove(path); // nobody was told of it, and nobody shall find it
        throw error;
      });
      return true;
    } catch (error) {
      if (error instanceof RunAbort) throw error;
      throw new RunAbort(fileErrorSentence(`${this.#folder}/${file}`, error), { cause: error });
    } finally {
      await this.#files.remove(tmp).catch((error: unknown) => {
        this.#effects.log.warn(fileErrorSentence(tmp, error));
      });
      begun.delete(tmp);
    }
  }

  /** Gives the file its name without ever replacing one: a hard link fails where the name is taken, a rename would not. */
  async #giveName(tmp: string, path: string): Promise<boolean> {
    try {
      await this.#files.link(tmp, path);
      return true;
    } catch (error) {
      const code = fileErrorCode(error);
      if (code === "EEXIST") return false;
      const linksUnknown = code === "EPERM" || code === "ENOTSUP" || code === "ENOSYS" || code === "EMLINK";
      if (!linksUnknown) throw error;
      if (await exists(path)) return false;
      await this.#files.rename(tmp, path);
      return true;
    }
  }

  async #confirmNames(): Promise<void> {
    try {
      await this.#files.syncFolder(this.#folder);
    } catch (error) {
      throw new RunAbort(fileErrorSentence(`the archive folder ${this.#folder}`, error), { cause: error });
    }
  }

  /** Every record stands where we shall say it stands, and its digests hold: read from the file, not from memory. */
  async #validate(tmp: string, file: string, parts: readonly Uint8Array[]): Promise<void> {
    let expected = 0;
    let at = 0;
    for await (const found of scanSealedFile(tmp, file, "digests")) {
      if (found.kind === "problem") throw new RunAbort(`${found.problem.message}; what was written is not what was meant: check the disk`);
      expected += 1;
      at += parts[expected - 1]?.length ?? 0;
      if (found.pointer.offset !== at)
        throw new RunAbort(`${file}: a record lies at byte ${found.pointer.offset} instead of ${at}: check the disk`);
    }
    if (expected !== parts.length - 1)
      throw new RunAbort(`${file}: ${expected} of ${parts.length - 1} records could be read back: check the disk`);
  }
}

function keyOf(url: string, payloadDigest: string): string {
  return `${payloadDigest} ${targetUri(url)}`;
}

/** A pointer's file name is data from the ledger: it must name a file of this folder and nothing else. */
function fileNameOf(pointer: WarcPointer): string {
  if (!SEALED.test(pointer.file)) throw new ItemError(`"${pointer.file}" is no name of an archive file`);
  return pointer.file;
}

async function removeLeftovers(folder: string, { clock, log, files = systemFiles }: ArchiveEffects): Promise<void> {
  for (const name of (await files.list(folder)).filter((entry) => TMP.test(entry))) {
    const path = join(folder, name);
    const written = await lastWritten(path);
    if (written === null || (Date.parse(clock.now()) - written < LIVE_TMP_MS && writerLives(path))) continue;
    await files.remove(path);
    log.warn(`${name}: removed; a run was stopped while it wrote this file, and nothing in it was recorded`);
  }
}

/** When the file was last written to, in milliseconds; null where its writer has finished with it meanwhile. */
async function lastWritten(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (fileErrorCode(error) === "ENOENT") return null;
    throw error;
  }
}

function writerLives(path: string): boolean {
  const pid = Number(/\.p(\d+)(?:-\d+)?\.warc\.gz\.tmp$/.exec(path)?.[1] ?? NaN);
  if (Number.isNaN(pid)) return false;
  return pid === process.pid ? begun.has(path) : processLives(pid);
}

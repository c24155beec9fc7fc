import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { fileErrorCode, fileErrorSentence, systemFiles, writeWhole } from "../effects/index.js";
import { CaseCode, RunAbort, SealedId } from "../model/index.js";
import type { SealedSecret } from "./sealed-box.js";

const FILE = "sealed.json";
const FORMAT = "longarm-sealed-keys@1";
const OWNER_ONLY = 0o600;

/** The secret of one record, with the case that it is about. */
export interface SealedKey extends SealedSecret {
  readonly about: CaseCode;
}
export type SealedKeys = ReadonlyMap<SealedId, SealedKey>;

const Bytes32 = z
  .base64()
  .transform((text) => Buffer.from(text, "base64"))
  .refine((bytes) => bytes.length === 32);
const KeyFile = z.strictObject({
  format: z.literal(FORMAT),
  keys: z.record(SealedId, z.strictObject({ about: CaseCode, key: Bytes32, salt: Bytes32 })),
});

/** The secrets in `folder`; null where it has no key file (another machine's, or nothing was ever sealed). */
export async function readSealedKeys(folder: string): Promise<SealedKeys | null> {
  const path = join(folder, FILE);
  const content = await readOrNull(path);
  if (content === null) return null;
  const read = KeyFile.safeParse(parseJson(content));
  // Neither cause nor excerpt: both would carry keys.
  if (!read.success) throw new RunAbort(`${path} is no key file of sealed texts; restore it from the copy that you keep apart`);
  return new Map(Object.entries(read.data.keys).map(([id, key]) => [SealedId.parse(id), key]));
}

/** Writes the key file whole, for this user alone. Call it inside a write of the database: it is what keeps two writers apart. */
export async function writeSealedKeys(folder: string, keys: SealedKeys): Promise<void> {
  await makeFolder(folder);
  const written = [...keys].map(([id, { about, key, salt }]) => [
    id,
    { about, key: key.toString("base64"), salt: salt.toString("base64") },
  ]);
  const content = { format: FORMAT, keys: Object.fromEntries(written) as unknown };
  await writeWhole(join(folder, FILE), `${JSON.stringify(content, null, 1)}\n`, { mode: OWNER_ONLY });
}

/** Removes what a killed writer left half done: such a file holds keys that may have been destroyed since. */
export async function removeHalfWritten(folder: string): Promise<void> {
  const left = await halfWritten(folder);
  for (const name of left) await rm(join(folder, name), { force: true });
  if (left.length > 0) await systemFiles.syncFolder(folder);
}

async function halfWritten(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.startsWith(`${FILE}.`) && name.endsWith(".tmp"));
  } catch (error) {
    if (fileErrorCode(error) === "ENOENT") return [];
    throw new RunAbort(fileErrorSentence(folder, error), { cause: error });
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new RunAbort(fileErrorSentence(folder, error), { cause: error });
  }
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (fileErrorCode(error) === "ENOENT") return null;
    throw new RunAbort(fileErrorSentence(path, error), { cause: error });
  }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null; // the schema refuses it, in a sentence without its content
  }
}

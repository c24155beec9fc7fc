import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { fileErrorCode, fileErrorSentence, writeWhole } from "../effects/index.js";
import { Erasure, RunAbort } from "../model/index.js";

/** The list of erasures, beside the key file: it outlives a database that is put back from an old backup. */
export const ERASURE_LIST = "erasures.jsonl";

/** An erasure with who ordered it, as one line of the list. */
export const ListedErasure = Erasure.extend({ by: z.string().min(1) });
export type ListedErasure = z.infer<typeof ListedErasure>;

/** Every erasure that the list in `folder` names, oldest first. A line that cannot be read is never passed over (RunAbort). */
export async function readErasureList(folder: string): Promise<ListedErasure[]> {
  const path = join(folder, ERASURE_LIST);
  const lines = (await readOrEmpty(path)).split("\n");
  return lines.flatMap((line, at) => (line === "" ? [] : [parseLine(line, `${path}, line ${at + 1}`)]));
}

/** Adds erasures to the list, all or none, on disk when it returns. Call it inside a write of the database. */
export async function addToErasureList(folder: string, fresh: readonly ListedErasure[]): Promise<void> {
  if (fresh.length === 0) return;
  const path = join(folder, ERASURE_LIST);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(path, `${await readOrEmpty(path)}${fresh.map((line) => `${JSON.stringify(line)}\n`).join("")}`, { mode: 0o600 });
}

function parseLine(line: string, where: string): ListedErasure {
  try {
    return ListedErasure.parse(JSON.parse(line));
  } catch (error) {
    throw new RunAbort(`${where}: this is no erasure; correct the line, nothing is opened before the list can be followed`, {
      cause: error,
    });
  }
}

async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (fileErrorCode(error) === "ENOENT") return "";
    throw new RunAbort(fileErrorSentence(path, error), { cause: error });
  }
}

import { lstat, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileErrorSentence } from "../effects/index.js";
import type { Reading } from "../model/index.js";

export type InputKind = "html" | "jsonl" | "warc";

export interface InputFile {
  readonly path: string;
  /** Null for a file named by the user whose ending says nothing: its bytes decide. */
  readonly kind: InputKind | null;
}

export interface FoundInputs {
  readonly files: readonly InputFile[];
  /** What lies in the folders and is no input, and what cannot be opened. */
  readonly readings: readonly Exclude<Reading, { kind: "page" }>[];
}

const ENDINGS: readonly (readonly [RegExp, InputKind])[] = [
  [/\.html?$/i, "html"],
  [/\.jsonl(\.gz)?$/i, "jsonl"],
  [/\.warc(\.gz)?$/i, "warc"],
];

/** What a file holds, by the ending of its name. */
export function inputKindOf(path: string): InputKind | null {
  return ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? null;
}

/** All inputs under the given files and folders, in the order given and sorted by name within a folder. */
export async function findInputs(paths: readonly string[]): Promise<FoundInputs> {
  const files: InputFile[] = [];
  const readings: Exclude<Reading, { kind: "page" }>[] = [];
  for (const path of paths) await visit(path, true, files, readings);
  return { files, readings };
}

async function visit(path: string, named: boolean, files: InputFile[], readings: FoundInputs["readings"][number][]): Promise<void> {
  try {
    const facts = await stat(path);
    if (!named && facts.isDirectory() && (await lstat(path)).isSymbolicLink()) readings.push(notFollowed(path));
    else if (facts.isDirectory()) {
      const entries = await readdir(path, { withFileTypes: true });
      const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const entry of sorted) await visit(join(path, entry.name), false, files, readings);
    } else if (facts.isFile() && (named || inputKindOf(path) !== null)) files.push({ path, kind: inputKindOf(path) });
    else readings.push(unknownEnding(path));
  } catch (error) {
    readings.push({ kind: "failed", address: basename(path), message: fileErrorSentence(path, error) });
  }
}

/** A link to a folder could lead in a circle; the folder it leads to can be named by itself. */
function notFollowed(path: string): FoundInputs["readings"][number] {
  const detail = `${basename(path)} is a link to a folder and was not followed; name the folder itself`;
  return { kind: "skipped", address: basename(path), reason: "unsupported-type", detail };
}

function unknownEnding(path: string): FoundInputs["readings"][number] {
  const name = basename(path);
  const detail = `${name} is none of .html, .htm, .jsonl, .jsonl.gz, .warc, .warc.gz`;
  return { kind: "skipped", address: name, reason: "unsupported-type", detail };
}

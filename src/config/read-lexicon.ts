import { basename, join } from "node:path";
import { z } from "zod";
import { Lexicon } from "../model/index.js";
import type { Located, Place } from "./complaint.js";
import { readShape } from "./read-shape.js";
import { ymlFiles } from "./study-files.js";
import { readYaml } from "./yaml-file.js";

/** The words of the rule coder: one member for each file of `lexicon/`, named by the file. */
export async function readLexicon(folder: string, files: readonly string[]): Promise<Lexicon> {
  const parts = new Map<string, Located<unknown>>();
  for (const file of ymlFiles(files, "lexicon")) parts.set(basename(file, ".yml"), await readYaml(join(folder, file), z.unknown()));
  const raw = Object.fromEntries([...parts].map(([name, part]) => [name, part.value]));
  const at = ([name, ...path]: readonly (string | number)[]): Place =>
    parts.get(String(name))?.at(...path) ?? { file: join(folder, "lexicon", name === undefined ? "" : `${name}.yml`), line: null };
  return readShape(Lexicon, raw, at);
}

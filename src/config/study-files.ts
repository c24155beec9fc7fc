import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { digestOf, fileErrorSentence } from "../effects/index.js";
import { ConfigError, type Digest } from "../model/index.js";
import { complaint, shownPath } from "./complaint.js";
import { nearestOf } from "./nearest.js";

/** What a study may hold. A folder with `*.yml` is read file by file; every other name is listed. */
const LAYOUT: Readonly<Record<string, readonly string[]>> = {
  "": ["study.yml", "codebook", "lexicon", "sources", "measures", "places", "baseline"],
  codebook: [
    "codebook.yml",
    "categories.yml",
    "topics.yml",
    "agreement-kinds.yml",
    "statuses.yml",
    "confidences.yml",
    "reject-reasons.yml",
  ],
  places: ["regions.yml", "countries.csv"],
  lexicon: ["*.yml"],
  sources: ["*.yml"],
  measures: ["*.yml"],
  baseline: [
    "baseline.yml",
    "report.yml",
    "topic-map.yml",
    "quantities.yml",
    "readings.yml",
    "touches.yml",
    "sources.csv",
    "endnotes.csv",
    "events.csv",
    "claims.csv",
    "published-statistics.csv",
    "entry-ids.csv",
    "organizations.csv",
    "officials.csv",
    "terms.csv",
    "recommendations.csv",
    "country-lists.csv",
    "facts.csv",
    "context-events.csv",
    "inconsistencies.csv",
  ],
};

/** Prose for people; never read by the program. */
const PROSE = /^(README|NOTICE)(\.md)?$|^LICEN[CS]E(\.md|\.txt)?$/;

/** Every file of a study, sorted, after checking that each has a place in the layout. */
export async function listStudyFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const part of Object.keys(LAYOUT)) {
    const names = await namesIn(folder, part);
    for (const name of names) {
      checkName(folder, part, name);
      if (!(part === "" && name in LAYOUT)) files.push(join(part, name));
    }
  }
  return files.sort();
}

/** The `.yml` files of one part of the study, sorted. */
export function ymlFiles(files: readonly string[], part: string): string[] {
  return files.filter((file) => file.startsWith(`${part}/`) && file.endsWith(".yml"));
}

/** Digest over names and bytes of all files that the program reads: two studies with one digest give the same numbers. */
export async function digestStudy(folder: string, files: readonly string[]): Promise<Digest> {
  const parts: string[] = [];
  for (const file of files.filter((name) => !PROSE.test(name.split("/").at(-1) ?? ""))) {
    parts.push(`${file}\0${digestOf(await readFile(join(folder, file)))}`);
  }
  return digestOf(parts.join("\n"));
}

async function namesIn(folder: string, part: string): Promise<string[]> {
  try {
    return (await readdir(join(folder, part))).sort();
  } catch (error) {
    if (part !== "") return [];
    throw new ConfigError(`${fileErrorSentence(shownPath(folder), error)}; name the folder of a study`, { cause: error });
  }
}

function checkName(folder: string, part: string, name: string): void {
  const known = LAYOUT[part] ?? [];
  const fits = known.includes(name) || (known.includes("*.yml") && name.endsWith(".yml")) || PROSE.test(name);
  if (fits || name.startsWith(".")) return;
  const near = nearestOf(name, known);
  const todo =
    near === null || near === "*.yml" ? "move it out of the study" : `nearest is "${near}": rename it or move it out of the study`;
  throw complaint({ file: join(folder, part, name), line: null }, "this file has no place in a study", todo);
}

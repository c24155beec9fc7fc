import { basename, join } from "node:path";
import { z } from "zod";
import { Lexicon, readLexicon as joinLexicon, type Codebook, type LexiconFile } from "../model/index.js";
import { unknownWord, type Located, type Place } from "./complaint.js";
import { readShape } from "./read-shape.js";
import { ymlFiles } from "./study-files.js";
import { readYaml } from "./yaml-file.js";

type Path = readonly (string | number)[];
type Parts = ReadonlyMap<string, Located<unknown>>;

/** The words of the rule coder, from `settings.yml` and the files of each language; every code in them is in the codebook. */
export async function readLexicon(folder: string, files: readonly string[], codebook: Codebook): Promise<Lexicon> {
  const parts = new Map<string, Located<unknown>>();
  for (const file of ymlFiles(files, "lexicon")) parts.set(basename(file), await readYaml(join(folder, file), z.unknown()));
  const at = (path: Path): Place => placeOf(parts, path) ?? { file: join(folder, "lexicon"), line: null };
  if (parts.has("settings.yml")) readShape(Lexicon, mergedOf(parts), at); // for the line of a fault; the joining below knows files only
  const lexicon = joinLexicon([...parts].map(([name, part]): LexiconFile => ({ name, content: part.value })));
  checkCodes(lexicon, codebook, at);
  return lexicon;
}

function mergedOf(parts: Parts): unknown {
  const languages: Record<string, object> = {};
  for (const [name, part] of parts) {
    if (name !== "settings.yml") languages[languageOf(name)] = { ...languages[languageOf(name)], ...membersOf(part.value) };
  }
  return { settings: parts.get("settings.yml")?.value, languages };
}

function placeOf(parts: Parts, path: Path): Place | null {
  const [top, language, ...rest] = path;
  if (top === "settings") return parts.get("settings.yml")?.at(...path.slice(1)) ?? null;
  const own = [...parts].filter(([name]) => name !== "settings.yml" && languageOf(name) === language).map(([, part]) => part);
  const holder = own.find((part) => rest[0] !== undefined && String(rest[0]) in membersOf(part.value)) ?? own[0];
  return holder?.at(...rest) ?? null;
}

function checkCodes(lexicon: Lexicon, codebook: Codebook, at: (path: Path) => Place): void {
  const check = (kind: "category" | "topic" | "agreement kind", seen: string, path: Path): void => {
    const { codes, file } = codesOf(kind, codebook);
    if (!codes.includes(seen)) throw unknownWord(at(path), kind, seen, codes, file);
  };
  check("topic", lexicon.settings.residualTopic, ["settings", "residualTopic"]);
  for (const [category, { topics }] of Object.entries(lexicon.settings.categories)) {
    check("category", category, ["settings", "categories", category]);
    topics.forEach((topic, index) => check("topic", topic, ["settings", "categories", category, "topics", index]));
  }
  for (const [language, words] of Object.entries(lexicon.languages)) {
    const path = ["languages", language];
    for (const topic of Object.keys(words.topics)) check("topic", topic, [...path, "topics", topic]);
    words.documentKinds.forEach(({ kind }, index) => check("agreement kind", kind, [...path, "documentKinds", index, "kind"]));
    words.rules.forEach((rule, index) => {
      check("category", rule.category, [...path, "rules", index, "category"]);
      rule.set.topics?.forEach((topic, place) => check("topic", topic, [...path, "rules", index, "set", "topics", place]));
    });
  }
}

function codesOf(kind: "category" | "topic" | "agreement kind", codebook: Codebook): { codes: string[]; file: string } {
  const lists = { category: codebook.categories, topic: codebook.topics, "agreement kind": codebook.agreementKinds };
  const files = { category: "categories", topic: "topics", "agreement kind": "agreement-kinds" };
  return { codes: lists[kind].map((code) => code.code), file: `codebook/${files[kind]}.yml` };
}

function languageOf(name: string): string {
  return name.split(".")[0] ?? name;
}

function membersOf(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}

import { join } from "node:path";
import { MeasureSpec, type Baseline, type Codebook, type EventFilter, type Places } from "../model/index.js";
import { complaint, unknownWord, type Located } from "./complaint.js";
import { ymlFiles } from "./study-files.js";
import { readYamlList } from "./yaml-file.js";

export interface MeasureWords {
  readonly codebook: Codebook;
  readonly places: Places;
  readonly baseline: Baseline | null;
}

/** The measures of a study; every word of a filter and every reference is known. */
export async function readMeasures(folder: string, files: readonly string[], words: MeasureWords): Promise<MeasureSpec[]> {
  const lists = await Promise.all(ymlFiles(files, "measures").map((file) => readYamlList(join(folder, file), MeasureSpec)));
  const seen = new Set<string>();
  for (const measure of lists.flat()) {
    if (seen.has(measure.value.id))
      throw complaint(measure.at("id"), `measure "${measure.value.id}" is defined twice`, "rename one of the two");
    seen.add(measure.value.id);
    checkMeasure(measure, words);
  }
  return lists.flat().map((measure) => measure.value);
}

function checkMeasure(measure: Located<MeasureSpec>, words: MeasureWords): void {
  const { aggregate, of } = measure.value;
  if ((aggregate === "share") !== (of !== undefined)) {
    throw complaint(measure.at("aggregate"), `aggregate is "${aggregate}"`, 'a share, and nothing else, needs the whole in "of"');
  }
  checkFilter(measure, "filter", words);
  if (of !== undefined) checkFilter(measure, "of", words);
  checkReferences(measure, words.baseline);
}

function checkFilter(measure: Located<MeasureSpec>, member: "filter" | "of", { codebook, places }: MeasureWords): void {
  const filter: EventFilter = measure.value[member] ?? {};
  const check = (name: "category" | "topic" | "region" | "documentKind", known: readonly string[], definedIn: string): void => {
    filter[name]?.forEach((word, index) => {
      if (!known.includes(word)) throw unknownWord(measure.at(member, name, index), name, word, known, definedIn);
    });
  };
  check("category", codesOf(codebook.categories), "codebook/categories.yml");
  check("topic", codesOf(codebook.topics), "codebook/topics.yml");
  check("documentKind", codesOf(codebook.agreementKinds), "codebook/agreement-kinds.yml");
  check(
    "region",
    places.regions.map((region) => region.id),
    "places/regions.yml",
  );
}

function checkReferences(measure: Located<MeasureSpec>, baseline: Baseline | null): void {
  const check = (name: "references" | "inconsistencies" | "claims", rows: readonly { id: string }[], table: string): void => {
    const known = rows.map((row) => row.id);
    measure.value[name].forEach((id, index) => {
      if (!known.includes(id)) throw unknownWord(measure.at(name, index), name, id, known, `baseline/${table}`);
    });
  };
  check("references", baseline?.statistics ?? [], "published-statistics.csv");
  check("inconsistencies", baseline?.inconsistencies ?? [], "inconsistencies.csv");
  check("claims", baseline?.claims ?? [], "claims.csv");
}

function codesOf(codes: readonly { code: string }[]): string[] {
  return codes.map((item) => item.code);
}

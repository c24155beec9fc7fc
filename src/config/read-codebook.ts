import { join } from "node:path";
import { z } from "zod";
import { Code, Codebook, Confidence, Status } from "../model/index.js";
import { complaint, unknownWord, type Located } from "./complaint.js";
import { readYaml, readYamlList } from "./yaml-file.js";

const Facts = Codebook.pick({ version: true });
/** Lists that a study may do without. */
const OPTIONAL = new Set(["agreement-kinds.yml", "reject-reasons.yml"]);

/** The codebook of a study, each code defined once, statuses and confidences exactly those of the model. */
export async function readCodebook(folder: string, files: readonly string[]): Promise<Codebook> {
  const codes = async (name: string): Promise<Code[]> => {
    const file = join("codebook", name);
    if (!files.includes(file) && OPTIONAL.has(name)) return [];
    const list = await readYamlList(join(folder, file), Code);
    checkUnique(list);
    if (name === "statuses.yml") checkOptions(list, Status.options, "status");
    if (name === "confidences.yml") checkOptions(list, Confidence.options, "confidence");
    return list.map((code) => code.value);
  };
  return {
    version: (await readYaml(join(folder, "codebook/codebook.yml"), z.strictObject(Facts.shape))).value.version,
    categories: await codes("categories.yml"),
    topics: await codes("topics.yml"),
    agreementKinds: await codes("agreement-kinds.yml"),
    statuses: await codes("statuses.yml"),
    confidences: await codes("confidences.yml"),
    rejectReasons: await codes("reject-reasons.yml"),
  };
}

function checkUnique(list: readonly Located<Code>[]): void {
  const first = new Map<string, Located<Code>>();
  for (const code of list) {
    const earlier = first.get(code.value.code);
    if (earlier !== undefined) {
      const line = earlier.at("code").line ?? 1;
      throw complaint(code.at("code"), `code "${code.value.code}" is defined twice, first in line ${line}`, "keep one of the two");
    }
    first.set(code.value.code, code);
  }
}

function checkOptions(list: readonly Located<Code>[], options: readonly string[], kind: string): void {
  for (const code of list) {
    if (!options.includes(code.value.code)) throw unknownWord(code.at("code"), kind, code.value.code, options, "src/model/finding.ts");
  }
  const missing = options.find((option) => !list.some((code) => code.value.code === option));
  const place = list[0]?.at() ?? { file: "codebook", line: null };
  if (missing !== undefined) throw complaint({ ...place, line: null }, `${kind} "${missing}" has no definition`, "add it");
}

import { join } from "node:path";
import { StudyFacts, type Places, type Study } from "../model/index.js";
import { unknownWord, type Located } from "./complaint.js";
import { readBaseline } from "./read-baseline.js";
import { readCodebook } from "./read-codebook.js";
import { readLexicon } from "./read-lexicon.js";
import { readMeasures } from "./read-measures.js";
import { readPlaces } from "./read-places.js";
import { readSources } from "./read-sources.js";
import { digestStudy, listStudyFiles } from "./study-files.js";
import { readYaml } from "./yaml-file.js";

/** The study in `folder`, fully read and checked; the first fault is a `ConfigError` in one sentence. */
export async function loadStudy(folder: string): Promise<Study> {
  const files = await listStudyFiles(folder);
  const facts = await readYaml(join(folder, "study.yml"), StudyFacts);
  const codebook = await readCodebook(folder, files);
  const places = await readPlaces(folder);
  checkActor(facts, places);
  const countries = new Set<string>(places.countries.map((country) => country.code));
  const baseline = await readBaseline(folder, files, { codebook, countries });
  return {
    ...facts.value,
    codebook,
    places,
    sources: await readSources(folder, files, countries),
    lexicon: await readLexicon(folder, files, codebook),
    measures: await readMeasures(folder, files, { codebook, places, baseline }),
    baseline,
    digest: await digestStudy(folder, files),
  };
}

function checkActor(facts: Located<StudyFacts>, places: Places): void {
  const { country } = facts.value.actor;
  if (!places.home.includes(country))
    throw unknownWord(facts.at("actor", "country"), "home country", country, places.home, "places/regions.yml");
}

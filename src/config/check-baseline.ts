import type {
  Baseline,
  BaselineEvent,
  BaselineFacts,
  Codebook,
  DateBasis,
  QuantityRule,
  RowReading,
  TopicRule,
  Touch,
} from "../model/index.js";
import { EventFields, parsePrefixDate } from "../model/index.js";
import { complaint, unknownWord, type Located } from "./complaint.js";

type TableName = Exclude<keyof Baseline, keyof BaselineFacts | "report">;
/** The rows of a baseline, each with the way back to its line. */
export type LocatedBaseline = { readonly [K in TableName]: readonly Located<Baseline[K][number]>[] };

interface Words {
  readonly codebook: Codebook;
  readonly countries: ReadonlySet<string>;
}

/** How a baseline says where its dates come from, in our words. An act without a date has no basis. */
export const DATE_BASES: Readonly<Record<string, DateBasis | null>> = {
  report: "stated",
  "source-title": "stated",
  "source-publication": "publication",
  period: "inferred",
  "not-stated": null,
};

/** Every id that a row names exists, every word is ours or mapped. Throws at the first that is not. */
export function checkBaseline(facts: Located<BaselineFacts>, rows: LocatedBaseline, words: Words): void {
  checkIdsOnce(rows);
  checkCitedWorks(rows);
  checkProtection(facts, words.codebook);
  checkTopicRules(rows.topicRules, words.codebook);
  for (const event of rows.events) checkEvent(event, rows, words);
  for (const reading of rows.readings) checkReading(reading, rows);
  for (const touch of rows.touches) checkTouch(touch, rows, words.codebook);
}

function checkIdsOnce(rows: LocatedBaseline): void {
  const tables: readonly (readonly Located<{ id: string }>[])[] = [
    rows.works,
    rows.endnotes,
    rows.events,
    rows.claims,
    rows.statistics,
    rows.reserved,
    rows.organisations,
    rows.officials,
    rows.terms,
    rows.inconsistencies,
    rows.facts,
    rows.contextEvents,
    rows.recommendations,
  ];
  for (const table of tables) {
    const seen = new Set<string>();
    for (const row of table) {
      if (seen.has(row.value.id)) throw complaint(row.at(), `row ${row.value.id} stands here twice`, "keep one of the two");
      seen.add(row.value.id);
    }
  }
}

function checkCitedWorks(rows: LocatedBaseline): void {
  const works = new Set<string>(rows.works.map((work) => work.value.id));
  const citing: readonly Located<{ works: string[] }>[] = [
    ...rows.endnotes,
    ...rows.events,
    ...rows.claims,
    ...rows.officials,
    ...rows.facts,
    ...rows.contextEvents,
  ];
  for (const row of citing) {
    const missing = row.value.works.find((id) => !works.has(id));
    if (missing !== undefined) throw unknownWord(row.at(), "work", missing, works, "baseline/sources.csv");
  }
}

function checkProtection(facts: Located<BaselineFacts>, codebook: Codebook): void {
  const known = codebook.categories.map((code) => code.code);
  facts.value.protect.forEach(({ category }, index) => {
    if (!known.includes(category)) {
      throw unknownWord(facts.at("protect", index, "category"), "category", category, known, "codebook/categories.yml");
    }
  });
}

function checkTopicRules(rules: readonly Located<TopicRule>[], codebook: Codebook): void {
  const known = codebook.topics.map((code) => code.code);
  for (const { value, at } of rules) {
    if (value.to !== null && !known.includes(value.to)) throw unknownWord(at("to"), "topic", value.to, known, "codebook/topics.yml");
    if (known.includes(value.from)) throw complaint(at("from"), `topic "${value.from}" is already ours`, "remove this rule");
  }
}

function checkEvent(event: Located<BaselineEvent>, rows: LocatedBaseline, { codebook, countries }: Words): void {
  const { category, topics, items, confidence, involvement, dateBasis } = event.value;
  const check = (kind: string, seen: string, known: Iterable<string>, definedIn: string): void => {
    if (![...known].includes(seen)) throw unknownWord(event.at(), kind, seen, known, definedIn);
  };
  check("category", category, codesOf(codebook.categories), "codebook/categories.yml");
  const topicWords = [...codesOf(codebook.topics), ...rows.topicRules.map((rule) => rule.value.from)];
  for (const topic of topics) check("topic", topic, topicWords, "codebook/topics.yml or baseline/topic-map.yml");
  for (const country of event.value.countries) check("country", country, countries, "places/countries.csv");
  if (items !== "") check("quantity", items, quantityTexts(rows.quantityRules), "baseline/quantities.yml");
  check("confidence", confidence, EventFields.shape.confidence.options, "codebook/confidences.yml");
  check("involvement", involvement, EventFields.shape.involvement.options, "src/model/finding.ts");
  check("date basis", dateBasis, Object.keys(DATE_BASES), "src/config/check-baseline.ts");
  checkDates(event);
}

function checkDates(event: Located<BaselineEvent>): void {
  for (const date of [event.value.dateStart, event.value.dateEnd]) {
    if (date !== "" && parsePrefixDate(date) === null)
      throw complaint(event.at(), `"${date}" is no date`, "write YYYY, YYYY-MM or YYYY-MM-DD");
  }
  if (event.value.quantity !== "" && !Number.isFinite(Number(event.value.quantity))) {
    throw complaint(event.at(), `quantity "${event.value.quantity}" is no number`, "write a plain number or leave it empty");
  }
}

function checkReading(reading: Located<RowReading>, rows: LocatedBaseline): void {
  const { event, inconsistency } = reading.value;
  const events = idsOf(rows.events);
  if (!events.includes(event)) throw unknownWord(reading.at("event"), "event", event, events, "baseline/events.csv");
  const known = idsOf(rows.inconsistencies);
  if (inconsistency !== undefined && !known.includes(inconsistency)) {
    throw unknownWord(reading.at("inconsistency"), "inconsistency", inconsistency, known, "baseline/inconsistencies.csv");
  }
}

function checkTouch(touch: Located<Touch>, rows: LocatedBaseline, codebook: Codebook): void {
  const { inconsistency, kind, id } = touch.value;
  const all = idsOf(rows.inconsistencies);
  if (!all.includes(inconsistency)) {
    throw unknownWord(touch.at("inconsistency"), "inconsistency", inconsistency, all, "baseline/inconsistencies.csv");
  }
  const known = touchable(kind, rows, codebook);
  if (known !== null && !known.includes(id)) throw unknownWord(touch.at("id"), kind, id, known, "the study");
}

/** Ids that a touch of this kind may name; null for sections of the method page, which the site names. */
function touchable(kind: Touch["kind"], rows: LocatedBaseline, codebook: Codebook): string[] | null {
  switch (kind) {
    case "claim":
      return idsOf(rows.claims);
    case "event":
      return idsOf(rows.events);
    case "work":
      return idsOf(rows.works);
    case "statistic":
      return idsOf(rows.statistics);
    case "codebook":
      return [...codesOf(codebook.categories), ...codesOf(codebook.topics), ...codesOf(codebook.agreementKinds)];
    case "method":
      return null;
  }
}

function idsOf(rows: readonly Located<{ id: string }>[]): string[] {
  return rows.map((row) => row.value.id);
}

function codesOf(codes: readonly { code: string }[]): string[] {
  return codes.map((item) => item.code);
}

function quantityTexts(rules: readonly Located<QuantityRule>[]): string[] {
  return rules.map((rule) => rule.value.text);
}

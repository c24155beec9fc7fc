import type { CountryCode, EventFields, FieldName, Item, Mode } from "../model/index.js";
import { parseNumber, type Slice } from "../text/index.js";
import type { Candidate } from "./candidates.js";
import type { RuleCoder } from "./coder.js";
import type { Act } from "./merge.js";
import { within, type CountryMention, type Mentions } from "./mentions.js";
import { firstMatch, occurs } from "./pattern.js";
import type { Reading, Sentence } from "./reading.js";

/** A field's value with the words it was read from (folded positions). */
export interface Detail {
  readonly field: FieldName;
  readonly fields: Partial<EventFields>;
  readonly words: readonly Slice[];
}

/** What else the sentences around an act say about it: place, mode, counterpart, numbers, document, topics. */
export function readDetails(
  reading: Reading,
  mentions: Mentions,
  coder: RuleCoder,
  { lead: act, countries }: Act,
  others: readonly Slice[],
): Detail[] {
  const near = sentencesNear(reading, act, others);
  const fields = coder.categories.get(act.rule.category)?.fields ?? [];
  return [
    readCounterpart(reading, mentions, act, new Set(countries.map(({ code }) => code))),
    readPlace(reading, mentions, act),
    readMode(reading, coder, act),
    readTopics(reading, coder, act, topicSentences(mentions, coder, act, countries, near)),
    fields.includes("trainees") ? readNumber(reading, near, "trainees") : null,
    fields.includes("seriesNumber") ? readNumber(reading, near, "seriesNumber") : null,
    fields.includes("items") ? readItems(reading, near) : null,
    fields.includes("documentKind") ? readDocumentKind(reading, act) : null,
  ].filter((detail) => detail !== null);
}

/** The act's sentence first, then its headline, then the neighbours that tell no other act. */
function sentencesNear(reading: Reading, act: Candidate, others: readonly Slice[]): Sentence[] {
  const inItem = reading.sentences.filter((sentence) => sentence.item === act.sentence.item);
  const at = inItem.indexOf(act.sentence);
  const free = (sentence: Sentence): boolean => !others.some((slice) => slice.start >= sentence.start && slice.end <= sentence.end);
  const around = inItem.filter(
    (sentence, index) => sentence !== act.sentence && (sentence.heading || Math.abs(index - at) <= 3) && free(sentence),
  );
  return [act.sentence, ...around];
}

function readCounterpart(reading: Reading, mentions: Mentions, act: Candidate, codes: ReadonlySet<CountryCode>): Detail | null {
  const here = mentions.counterparts.filter((office) => office.sentence === act.sentence);
  const owned = here.filter((office) => office.code !== null && codes.has(office.code));
  const chosen = owned.length > 0 ? owned : here.filter((office) => office.code === null);
  if (chosen.length === 0) return null;
  const names = [...new Set(chosen.map((office) => reading.folded.text.slice(office.start, office.end).trim()))];
  return { field: "counterpart", fields: { counterpart: names.join("; ") }, words: chosen };
}

/** A city of the act's sentence (the nearest), the country that is said to be its place, or the city of the dateline. */
function readPlace(reading: Reading, mentions: Mentions, act: Candidate): Detail | null {
  const here = mentions.cities.filter((city) => city.sentence === act.sentence);
  const distance = (slice: Slice): number =>
    (isLocated(reading, slice, act.sentence) ? 0 : 500) + Math.abs(slice.start - act.trigger.start);
  const city = [...here].sort((a, b) => distance(a) - distance(b))[0];
  const country = mentions.countries.find((one) => one.sentence === act.sentence && isLocated(reading, one, act.sentence));
  const place = city ?? country ?? datelineCity(reading, mentions, act);
  return place ? { field: "place", fields: { place: reading.folded.text.slice(place.start, place.end) }, words: [place] } : null;
}

/** Words like "in" or "at" right before the name. */
function isLocated(reading: Reading, slice: Slice, sentence: Sentence): boolean {
  const { locatives } = sentence.language;
  if (!locatives) return false;
  const before = reading.folded.text.slice(Math.max(sentence.start, slice.start - 12), slice.start).trimEnd();
  for (const match of before.matchAll(locatives)) if (match.index + match[0].length === before.length) return true;
  return false;
}

function datelineCity(reading: Reading, mentions: Mentions, act: Candidate): Slice | null {
  const first = reading.sentences.find((sentence) => sentence.item === act.sentence.item && !sentence.heading);
  if (!first) return null;
  const pattern = first.language.page.dateline;
  const text = reading.folded.text.slice(first.start, first.end);
  if (!pattern || !occurs(pattern, text)) return null;
  return within(mentions.cities, { start: first.start, end: first.start + 40 })[0] ?? null;
}

function readMode(reading: Reading, coder: RuleCoder, act: Candidate): Detail | null {
  const text = reading.folded.text.slice(act.sentence.start, act.sentence.end);
  for (const { mode, pattern } of act.sentence.language.modes) {
    const at = text.search(pattern);
    if (at >= 0)
      return modeDetail(mode, { start: act.sentence.start + at, end: act.sentence.start + at + (text.match(pattern)?.[0].length ?? 1) });
  }
  const mode = act.rule.set.mode ?? coder.categories.get(act.rule.category)?.mode ?? null;
  return mode === null ? null : modeDetail(mode, act.trigger);
}

function modeDetail(mode: Mode, words: Slice): Detail {
  return { field: "mode", fields: { mode }, words: [words] };
}

/** Groups of sentences in which topics are sought, one after the other until one group names any. */
function topicSentences(
  mentions: Mentions,
  coder: RuleCoder,
  act: Candidate,
  countries: readonly CountryMention[],
  near: readonly Sentence[],
): Sentence[][] {
  const codes = new Set(countries.map(({ code }) => code));
  const ofOthers = (sentence: Sentence): boolean => {
    const parties = mentions.countries.filter((one) => one.sentence === sentence && one.role === "party");
    return parties.length > 0 && !parties.some(({ code }) => codes.has(code));
  };
  const around = near.filter((sentence) => sentence !== act.sentence && !(codes.size > 0 && ofOthers(sentence)));
  if (coder.categories.get(act.rule.category)?.topicsFrom === "story") return [[act.sentence, ...around]];
  const beside = around.filter((sentence) => sentence.heading || (sentence.line === act.sentence.line && isBeside(sentence, act.sentence)));
  return [[act.sentence], beside];
}

/** At most a space between two sentences. */
const isBeside = (a: Slice, b: Slice): boolean => Math.min(Math.abs(a.start - b.end), Math.abs(b.start - a.end)) <= 1;

function readTopics(reading: Reading, coder: RuleCoder, act: Candidate, groups: readonly (readonly Sentence[])[]): Detail {
  const found = groups.map((sentences) => topicsIn(reading, sentences)).find((topics) => topics.size > 0) ?? new Map<string, Slice>();
  const fixed = act.rule.set.topics ?? (found.size === 0 ? (coder.categories.get(act.rule.category)?.topics ?? []) : []);
  for (const topic of fixed) if (!found.has(topic)) found.set(topic, act.trigger);
  found.delete(coder.residualTopic);
  if (found.size === 0) found.set(coder.residualTopic, act.trigger);
  return { field: "topics", fields: { topics: [...found.keys()] }, words: [...found.values()] };
}

function topicsIn(reading: Reading, sentences: readonly Sentence[]): Map<string, Slice> {
  const found = new Map<string, Slice>();
  for (const sentence of sentences) {
    const text = reading.folded.text.slice(sentence.start, sentence.end);
    for (const { topic, pattern } of sentence.language.topics) {
      if (found.has(topic)) continue;
      const match = firstMatch(pattern, text);
      if (match) found.set(topic, { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length });
    }
  }
  return found;
}

function readNumber(reading: Reading, near: readonly Sentence[], field: "trainees" | "seriesNumber"): Detail | null {
  for (const sentence of near) {
    const patterns = field === "trainees" ? sentence.language.trainees : sentence.language.series;
    for (const pattern of patterns) {
      for (const match of reading.folded.text.slice(sentence.start, sentence.end).matchAll(pattern)) {
        const value = parseNumber(match.groups?.["n"] ?? "");
        const start = sentence.start + match.index;
        if (value !== null && Number.isInteger(value))
          return { field, fields: { [field]: value }, words: [{ start, end: start + match[0].length }] };
      }
    }
  }
  return null;
}

function readItems(reading: Reading, near: readonly Sentence[]): Detail | null {
  const items: Item[] = [];
  const words: Slice[] = [];
  for (const sentence of near.slice(0, 3)) {
    for (const pattern of sentence.language.items) {
      for (const match of reading.folded.text.slice(sentence.start, sentence.end).matchAll(pattern)) {
        const slice = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
        const what = match.groups?.["what"]?.trim();
        if (what === undefined || what === "" || words.some((other) => other.start < slice.end && slice.start < other.end)) continue;
        const written = match.groups?.["n"];
        items.push({ what, quantity: written === undefined ? null : parseNumber(written), unit: match.groups?.["unit"] ?? null });
        words.push(slice);
      }
    }
    if (items.length > 0) break;
  }
  return items.length === 0 ? null : { field: "items", fields: { items }, words };
}

function readDocumentKind(reading: Reading, act: Candidate): Detail | null {
  const text = reading.folded.text.slice(act.sentence.start, act.sentence.end);
  for (const { kind, pattern } of act.sentence.language.documentKinds) {
    const match = firstMatch(pattern, text);
    if (!match) continue;
    const start = act.sentence.start + match.index;
    return { field: "documentKind", fields: { documentKind: kind }, words: [{ start, end: start + match[0].length }] };
  }
  return null;
}

import { dayRange, type CountryCode, type PrefixDate, type Reason, type Status } from "../model/index.js";
import type { Slice } from "../text/index.js";
import type { CompiledRule, RuleCoder } from "./coder.js";
import { chooseDate, type ChosenDate } from "./choose-date.js";
import { within, type ActorMention, type CountryMention, type Mentions } from "./mentions.js";
import { occurs } from "./pattern.js";
import type { Reading, Sentence } from "./reading.js";

/** One reading of one sentence: a rule whose conditions hold, with what it rests on. */
export interface Candidate {
  readonly rule: CompiledRule;
  readonly sentence: Sentence;
  readonly trigger: Slice;
  readonly actor: ActorMention | null;
  readonly countries: readonly CountryMention[];
  readonly date: ChosenDate | null;
  readonly status: Status;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** What moves a score, beside the rule's own weight. */
const WEIGHTS = {
  ministry: 0.25,
  organ: 0.2,
  police: 0.1,
  local: 0,
  state: 0,
  actorElsewhere: -0.05,
  noActor: -0.1,
  party: 0.05,
  countryElsewhere: -0.05,
  noCountry: -0.1,
  heading: -0.1,
  future: -0.35,
  hypothetical: -0.4,
  negation: -0.5,
  background: -0.2,
  content: -0.5,
  datedContent: -0.15,
  genre: -0.5,
  old: -0.15,
  mereYear: -0.1,
} as const;

/** All readings that the rules propose, in order of the text. */
export function findCandidates(reading: Reading, mentions: Mentions, coder: RuleCoder): Candidate[] {
  const genre = reading.languages.some((language) => occurs(language.page.genre, reading.folded.text));
  const found = reading.languages.flatMap((language) =>
    language.rules.flatMap((rule) =>
      triggersOf(reading, rule, language.lang).flatMap((hit) => readTrigger(reading, mentions, coder, rule, hit, genre)),
    ),
  );
  return found.sort((a, b) => a.trigger.start - b.trigger.start || b.score - a.score);
}

interface Hit {
  readonly sentence: Sentence;
  readonly trigger: Slice;
}

/** Sentence by sentence, so that no match runs over two; a rule whose words stand nowhere in the text costs one search. */
function triggersOf(reading: Reading, rule: CompiledRule, lang: string): Hit[] {
  if (!occurs(rule.trigger, reading.folded.text)) return [];
  return reading.sentences.flatMap((sentence) => {
    if (sentence.language.lang !== lang) return [];
    const matches = [...reading.folded.text.slice(sentence.start, sentence.end).matchAll(rule.trigger)];
    if (matches.length === 0 || !conditionsHold(reading, rule, sentence)) return [];
    return matches.map((match) => {
      const start = sentence.start + match.index;
      return { sentence, trigger: { start, end: start + match[0].length } };
    });
  });
}

function conditionsHold(reading: Reading, rule: CompiledRule, sentence: Sentence): boolean {
  const text = reading.folded.text.slice(sentence.start, sentence.end);
  if (!rule.with.every((pattern) => occurs(pattern, text)) || rule.without.some((pattern) => occurs(pattern, text))) return false;
  return rule.nearby.length === 0 || itemHolds(reading, rule.nearby, sentence.item);
}

function itemHolds(reading: Reading, patterns: readonly RegExp[], item: number): boolean {
  const inItem = reading.sentences.filter((sentence) => sentence.item === item);
  return patterns.every((pattern) => inItem.some((one) => occurs(pattern, reading.folded.text.slice(one.start, one.end))));
}

function readTrigger(reading: Reading, mentions: Mentions, coder: RuleCoder, rule: CompiledRule, hit: Hit, genre: boolean): Candidate[] {
  const actor = findActor(mentions, rule, hit);
  if (!actor && rule.actor.within !== "none") return [];
  const perCountry = coder.categories.get(rule.category)?.perCountry ?? false;
  const foreign = findForeign(reading, mentions, rule, hit, perCountry);
  if (foreign.countries.length === 0 && rule.foreign.needed) return [];
  const tense = readTense(reading, hit, rule);
  const date = chooseDate(reading, mentions, { ...hit, total: rule.set.scope === "total" });
  const reasons: Reason[] = [
    { feature: `rule ${rule.id}`, weight: rule.weight, note: reading.folded.text.slice(hit.trigger.start, hit.trigger.end) },
    ...actorReasons(reading, actor, hit),
    ...foreign.reasons,
    ...tense.reasons,
    ...contentReasons(reading, coder, rule, hit, date),
    ...(hit.sentence.heading ? [reason("heading", "the sentence is a headline")] : []),
    ...(isOld(date, reading.source.published) ? [reason("old", "long before publication")] : []),
    ...(date?.near && date.date.length === 4 ? [reason("mereYear", "only a year is given")] : []),
    ...(genre ? [reason("genre", "the page reads like no report")] : []),
  ];
  const score = Math.min(
    1,
    Math.max(
      0,
      reasons.reduce((sum, { weight }) => sum + weight, 0),
    ),
  );
  const common = { rule, sentence: hit.sentence, trigger: hit.trigger, actor, status: tense.status, score, reasons };
  const groups = perCountry && foreign.countries.length > 0 ? groupByCode(foreign.countries) : [foreign.countries];
  return groups.map((countries) => ({ ...common, countries, date }));
}

/** Of acts other than talks: named among what talks are about, which a day said in the sentence makes less likely. */
function contentReasons(reading: Reading, coder: RuleCoder, rule: CompiledRule, hit: Hit, date: ChosenDate | null): Reason[] {
  if (coder.categories.get(rule.category)?.topicsFrom === "story") return [];
  const lead = reading.folded.text.slice(hit.sentence.start, hit.trigger.end);
  if (!occurs(hit.sentence.language.tense.content, lead)) return [];
  return [reason(date?.near ? "datedContent" : "content", "the act is what talks are about")];
}

function reason(feature: keyof typeof WEIGHTS, note: string): Reason {
  return { feature, weight: WEIGHTS[feature], note };
}

/** The nearest fitting mention in the sentence, else the last one before it in the item, else the first behind it. */
function findActor(mentions: Mentions, rule: CompiledRule, { sentence, trigger }: Hit): ActorMention | null {
  const fitting = mentions.actors.filter((actor) => rule.actor.kinds.includes(actor.kind));
  const here = fitting.filter(
    (actor) => actor.sentence === sentence && !(actor.start < trigger.end && trigger.start < actor.end && actor.kind === "state"),
  );
  if (here.length > 0) return strongest(here, trigger);
  if (rule.actor.within === "sentence") return null;
  const inItem = fitting.filter((actor) => actor.sentence.item === sentence.item);
  const rank = (actor: ActorMention): number => rule.actor.kinds.indexOf(actor.kind);
  const best = Math.min(...inItem.map(rank));
  const ranked = inItem.filter((actor) => rank(actor) === best);
  return ranked.findLast((actor) => actor.end <= sentence.start) ?? ranked[0] ?? null;
}

const KIND_ORDER = ["ministry", "organ", "police", "local", "state"] as const;

function strongest(actors: readonly ActorMention[], trigger: Slice): ActorMention | null {
  const distance = (actor: ActorMention): number => Math.min(Math.abs(actor.end - trigger.start), Math.abs(actor.start - trigger.end));
  const sorted = [...actors].sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || distance(a) - distance(b));
  return sorted[0] ?? null;
}

function actorReasons(reading: Reading, actor: ActorMention | null, hit: Hit): Reason[] {
  if (!actor) return [reason("noActor", "no word for the watched side")];
  const words = reading.folded.text.slice(actor.start, actor.end);
  const named: Reason = { feature: `actor ${actor.kind}`, weight: WEIGHTS[actor.kind], note: words };
  return actor.sentence === hit.sentence ? [named] : [named, reason("actorElsewhere", "named in another sentence")];
}

interface Foreign {
  readonly countries: readonly CountryMention[];
  readonly reasons: readonly Reason[];
}

/** Parties before names, the clause before the sentence, the sentence before headline and neighbours. */
function findForeign(reading: Reading, mentions: Mentions, rule: CompiledRule, hit: Hit, perCountry: boolean): Foreign {
  const scopes = perCountry ? [clauseAround(reading, hit), hit.sentence] : [hit.sentence];
  for (const scope of scopes) {
    const chosen = preferParties(within(mentions.countries, scope));
    if (chosen.length > 0) return { countries: chosen, reasons: partyReasons(chosen) };
  }
  if (rule.foreign.within === "item") {
    const inherited = inheritCountries(mentions, hit.sentence, perCountry);
    if (inherited.length > 0)
      return { countries: inherited, reasons: [reason("countryElsewhere", "the country is named in another sentence")] };
  }
  return { countries: [], reasons: [reason("noCountry", "no country named")] };
}

function partyReasons(countries: readonly CountryMention[]): Reason[] {
  return countries.some(({ role }) => role === "party") ? [reason("party", "a country that acts is named beside")] : [];
}

function preferParties(countries: readonly CountryMention[]): readonly CountryMention[] {
  const parties = countries.filter(({ role }) => role === "party");
  if (parties.length > 0) return parties;
  const named = countries.filter(({ role }) => role === "named");
  return named.length > 0 ? named : countries;
}

function inheritCountries(mentions: Mentions, sentence: Sentence, perCountry: boolean): readonly CountryMention[] {
  const inItem = mentions.countries.filter((country) => country.sentence.item === sentence.item);
  const inSentences = new Map<Sentence, CountryMention[]>();
  for (const country of inItem) inSentences.set(country.sentence, [...(inSentences.get(country.sentence) ?? []), country]);
  const chosen = [...inSentences].map(([where, countries]) => ({ where, countries: preferParties(countries) }));
  const single = chosen.filter(({ countries }) => new Set(countries.map(({ code }) => code)).size === 1);
  const options = perCountry && single.length > 0 ? single : chosen;
  return [...options].sort((a, b) => remoteness(a.where, sentence) - remoteness(b.where, sentence))[0]?.countries ?? [];
}

/** Headline with one's own line first, then by distance; what went before is nearer than what follows. */
function remoteness(where: Sentence, sentence: Sentence): number {
  if (where.line === sentence.line) return Math.abs(where.start - sentence.start) / 1000;
  if (where.heading) return 1;
  return 2 + Math.abs(where.line - sentence.line) + (where.start > sentence.start ? 0.5 : 0);
}

/** Longest time between an act and a report of it that is news, in days. */
const NEWS_DAYS = 200;

function isOld(date: ChosenDate | null, published: PrefixDate | null): boolean {
  if (!date?.near || published === null) return false;
  return Date.parse(dayRange(published).first) - Date.parse(dayRange(date.date).last) > NEWS_DAYS * 86_400_000;
}

function groupByCode(countries: readonly CountryMention[]): CountryMention[][] {
  const groups = new Map<CountryCode, CountryMention[]>();
  for (const country of countries) groups.set(country.code, [...(groups.get(country.code) ?? []), country]);
  return [...groups.values()];
}

/** The part of the sentence between commas that holds the trigger; in a spaced script commas do not part clauses so cleanly. */
export function clauseAround(reading: Reading, { sentence, trigger }: Hit): Slice {
  const text = reading.folded.text;
  const marks = sentence.language.script === "han" ? /[,;:]/ : /[;:]/;
  let start = trigger.start;
  while (start > sentence.start && !marks.test(text.charAt(start - 1))) start -= 1;
  let end = trigger.end;
  while (end < sentence.end && !marks.test(text.charAt(end))) end += 1;
  return { start, end };
}

/** How far before the words of an act its tense is looked for where commas do not part clauses. */
const LEAD_CHARS = 40;

function readTense(reading: Reading, hit: Hit, rule: CompiledRule): { status: Status; reasons: Reason[] } {
  const { tense } = hit.sentence.language;
  const clause = clauseAround(reading, hit);
  const start = hit.sentence.language.script === "han" ? clause.start : Math.max(clause.start, hit.trigger.start - LEAD_CHARS);
  const lead = reading.folded.text.slice(start, hit.trigger.end);
  const sentence = reading.folded.text.slice(hit.sentence.start, hit.sentence.end);
  const reasons: Reason[] = [];
  const future = occurs(tense.future, lead);
  if (future) reasons.push(reason("future", "the act lies ahead"));
  if (occurs(tense.hypothetical, sentence)) reasons.push(reason("hypothetical", "the act is supposed or asked for"));
  if (occurs(tense.negation, lead)) reasons.push(reason("negation", "the act is denied"));
  if (occurs(tense.background, lead)) reasons.push(reason("background", "the act is recalled"));
  const status = future ? "announced" : (rule.set.status ?? (occurs(tense.underWay, lead) ? "under-way" : "done"));
  return { status, reasons };
}

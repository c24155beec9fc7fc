import type { ActorKind, CountryCode } from "../model/index.js";
import { findDates, type DateMention, type Slice } from "../text/index.js";
import type { CompiledActor, CompiledLanguage, PlaceWord, RuleCoder } from "./coder.js";
import { matchAt, occurs } from "./pattern.js";
import type { Reading, Sentence } from "./reading.js";

/** The watched side, as a text names it. */
export interface ActorMention extends Slice {
  readonly kind: ActorKind;
  readonly sentence: Sentence;
}

/** A country other than the home. `party`: it acts (followed by an office, a party word, or in a compound), else it is only named. */
export interface CountryMention extends Slice {
  readonly code: CountryCode;
  readonly role: "party" | "named" | "city" | "post";
  readonly sentence: Sentence;
}

/** An office or body of a counterpart, its country where that stands beside it. */
export interface CounterpartMention extends Slice {
  readonly code: CountryCode | null;
  readonly sentence: Sentence;
}

export interface CityMention extends Slice {
  readonly sentence: Sentence;
}

export interface DatedMention extends DateMention {
  readonly sentence: Sentence;
}

/** All that a text names, in order of appearance. */
export interface Mentions {
  readonly actors: readonly ActorMention[];
  readonly countries: readonly CountryMention[];
  readonly counterparts: readonly CounterpartMention[];
  readonly cities: readonly CityMention[];
  readonly dates: readonly DatedMention[];
}

interface PlaceMention extends Slice {
  readonly word: PlaceWord;
  readonly sentence: Sentence;
}

/** Who owns an institution whose name several countries use. */
type Owner = "home" | "foreign" | "unsaid";

/** Finds actors, countries, offices, cities and dates. */
export function findMentions(reading: Reading, coder: RuleCoder): Mentions {
  const places = reading.sentences.flatMap((sentence) => findPlaces(reading, sentence));
  const named = new Set(places.flatMap(({ word }) => (word.code === null || coder.home.has(word.code) ? [] : [word.code])));
  const shorts = reading.sentences.flatMap((sentence) => findShorts(reading, sentence, named, places));
  const all = [...places, ...shorts].sort(byStart);
  const actors = findActors(reading, all, named);
  const counterparts = findCounterparts(reading, all, actors);
  return {
    actors,
    counterparts,
    countries: findCountries(reading, all, counterparts, coder),
    cities: all.filter(({ word }) => word.kind === "city" || word.kind === "home-city" || word.kind === "place"),
    dates: reading.languages.flatMap((language) => datesOf(reading, language)),
  };
}

/** The mentions that stand in `slice`. */
export function within<T extends Slice>(mentions: readonly T[], slice: Slice): T[] {
  return mentions.filter((mention) => mention.start >= slice.start && mention.end <= slice.end);
}

function findPlaces(reading: Reading, sentence: Sentence): PlaceMention[] {
  const text = reading.folded.text.slice(sentence.start, sentence.end);
  return sentence.language.places
    .find(text)
    .map(({ start, end, value }) => ({ start: sentence.start + start, end: sentence.start + end, word: value, sentence }));
}

/** Short forms: in a compound with the home's each is a country; alone only where one such country is named in full somewhere. */
function findShorts(
  reading: Reading,
  sentence: Sentence,
  named: ReadonlySet<CountryCode>,
  places: readonly PlaceMention[],
): PlaceMention[] {
  const { shorts } = sentence.language;
  if (!shorts) return [];
  const text = reading.folded.text.slice(sentence.start, sentence.end);
  const taken = within(places, sentence).filter(({ word }) => word.kind !== "home");
  const free = (start: number, end: number): boolean => !taken.some((place) => place.start < end && start < place.end);
  const found: PlaceMention[] = [];
  const add = (sign: string, at: number, guess: boolean): void => {
    const code = codeOfShort(shorts.codes.get(sign) ?? [], named, guess);
    const start = sentence.start + at;
    if (code && free(start, start + 1)) found.push({ start, end: start + 1, word: { kind: "country", code }, sentence });
  };
  for (const match of shorts.compound ? text.matchAll(shorts.compound) : []) {
    const signs = match.groups?.["shorts"] ?? "";
    const from = match.index + match[0].length - signs.length;
    [...signs].forEach((sign, index) => (sign === "、" ? undefined : add(sign, from + index, true)));
  }
  for (const match of text.matchAll(shorts.party)) {
    const known = found.some((place) => place.start === sentence.start + match.index);
    if (!known) add(match[0], match.index, false);
  }
  return found;
}

function codeOfShort(codes: readonly CountryCode[], named: ReadonlySet<CountryCode>, guess: boolean): CountryCode | null {
  const known = codes.filter((code) => named.has(code));
  if (known.length === 1) return known[0] ?? null;
  return guess && known.length === 0 ? (codes[0] ?? null) : null;
}

function findActors(reading: Reading, places: readonly PlaceMention[], named: ReadonlySet<CountryCode>): ActorMention[] {
  const items = [...new Set(reading.sentences.map(({ item }) => item))];
  return items.flatMap((item) => {
    const sentences = reading.sentences.filter((sentence) => sentence.item === item);
    const candidates = sentences.flatMap((sentence) => actorsIn(reading, sentence, places));
    const says = (pattern: (language: CompiledLanguage) => RegExp | null): boolean =>
      sentences.some(({ start, end, language }) => occurs(pattern(language), reading.folded.text.slice(start, end)));
    const setting = { here: says((language) => language.homeHere), elsewhere: says((language) => language.homeElsewhere) };
    return candidates.filter(isOurs(candidates, places, named, setting)).map(({ mention }) => mention);
  });
}

/**
 * Where a story says nowhere whose a shared name is, it is the home's: unless the story begins with another owner of that name and
 * is not set in the home, or names only such a country, or comes from its press.
 */
function isOurs(
  candidates: readonly OwnedActor[],
  places: readonly PlaceMention[],
  named: ReadonlySet<CountryCode>,
  setting: { readonly here: boolean; readonly elsewhere: boolean },
): (actor: OwnedActor) => boolean {
  const telling = candidates.filter(({ mention, shared }) => shared !== false || mention.kind === "ministry" || mention.kind === "organ");
  const owners = new Set(telling.map(({ owner }) => owner));
  if (owners.has("home")) return ({ owner }) => owner !== "foreign";
  const silent = !places.some(({ word }) => word.kind === "home" || word.kind === "home-city");
  const first = telling.find(({ shared }) => shared !== false);
  const taken = setting.elsewhere || (first?.owner === "foreign" && !setting.here);
  const theirs = (shared: CompiledActor["shared"]): boolean =>
    taken || (silent && typeof shared !== "boolean" && shared.some((code) => named.has(code)));
  return ({ owner, shared }) => owner === "home" || (owner === "unsaid" && !theirs(shared));
}

interface OwnedActor {
  readonly mention: ActorMention;
  readonly owner: Owner;
  readonly shared: CompiledActor["shared"];
}

function actorsIn(reading: Reading, sentence: Sentence, places: readonly PlaceMention[]): OwnedActor[] {
  const text = reading.folded.text.slice(sentence.start, sentence.end);
  const taken: Slice[] = [];
  const found: OwnedActor[] = [];
  for (const { kind, pattern, shared } of sentence.language.actors) {
    for (const match of text.matchAll(pattern)) {
      const slice = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
      if (taken.some((other) => other.start < slice.end && slice.start < other.end)) continue;
      taken.push(slice);
      const owner = shared === false ? "home" : ownerOf(reading, slice, sentence, places);
      found.push({ mention: { ...slice, kind, sentence }, owner, shared });
    }
  }
  return found.sort((a, b) => a.mention.start - b.mention.start);
}

/** A country right before or behind the name, a mark of the home in the mention, or nothing. */
function ownerOf(reading: Reading, slice: Slice, sentence: Sentence, places: readonly PlaceMention[]): Owner {
  const text = reading.folded.text;
  const mention = text.slice(slice.start, slice.end);
  const here = within(places, sentence);
  const inside = here.find((place) => place.start >= slice.start && place.end <= slice.end);
  const before = here.findLast(
    (place) => place.end <= slice.start && occurs(sentence.language.links.possessive, text.slice(place.end, slice.start)),
  );
  const behind = here.find((place) => place.start >= slice.end && isBehind(sentence, text.slice(slice.end, place.start)));
  const owner = inside ?? before ?? behind;
  if (owner?.word.kind === "country") return "foreign";
  if (owner?.word.kind === "home") return "home";
  return sentence.language.homeMarks && mention.search(sentence.language.homeMarks) >= 0 ? "home" : "unsaid";
}

function findCounterparts(reading: Reading, places: readonly PlaceMention[], actors: readonly ActorMention[]): CounterpartMention[] {
  return reading.sentences.flatMap((sentence) => {
    const pattern = sentence.language.counterparts;
    if (!pattern) return [];
    const text = reading.folded.text;
    const ours = actors.filter((actor) => actor.sentence === sentence);
    const here = within(places, sentence);
    return [...text.slice(sentence.start, sentence.end).matchAll(pattern)].flatMap((match) => {
      const slice = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
      if (ours.some((actor) => actor.start < slice.end && slice.start < actor.end)) return [];
      const owner = ownerPlace(text, slice, sentence, here);
      return owner?.word.kind === "home"
        ? []
        : [{ ...slice, start: owner ? Math.min(owner.start, slice.start) : slice.start, code: owner?.word.code ?? null, sentence }];
    });
  });
}

function ownerPlace(text: string, slice: Slice, sentence: Sentence, here: readonly PlaceMention[]): PlaceMention | null {
  const { links } = sentence.language;
  const before = here.findLast((place) => place.end <= slice.start && occurs(links.possessive, text.slice(place.end, slice.start)));
  const inside = here.find((place) => place.start >= slice.start && place.end <= slice.end);
  const behind = here.find((place) => place.start >= slice.end && occurs(links.of, text.slice(slice.end, place.start)));
  return inside ?? before ?? behind ?? null;
}

function findCountries(
  reading: Reading,
  places: readonly PlaceMention[],
  counterparts: readonly CounterpartMention[],
  coder: RuleCoder,
): CountryMention[] {
  const roles = places.map((place) => roleOf(reading, place, counterparts));
  const spread = (from: number, to: number): void => {
    const [left, right] = [places[Math.min(from, to)], places[Math.max(from, to)]];
    if (left && right && roles[from] === "party" && isListed(reading, left, right)) roles[to] = "party";
  };
  for (let at = places.length - 1; at > 0; at -= 1) spread(at, at - 1);
  for (let at = 1; at < places.length; at += 1) spread(at - 1, at);
  return places.flatMap(({ start, end, word, sentence }, at) =>
    word.code === null || coder.home.has(word.code) ? [] : [{ start, end, code: word.code, role: roles[at] ?? "named", sentence }],
  );
}

/** `A、B` and `A, B and C`: what makes one of them a party makes all of them parties. */
function isListed(reading: Reading, place: PlaceMention, next: PlaceMention): boolean {
  if (place.sentence !== next.sentence || place.word.kind === "city" || next.word.kind === "city") return false;
  return occurs(place.sentence.language.links.and, reading.folded.text.slice(place.end, next.start));
}

function roleOf(reading: Reading, place: PlaceMention, counterparts: readonly CounterpartMention[]): CountryMention["role"] {
  const text = reading.folded.text;
  const { posts, parties, links } = place.sentence.language;
  const before = text.slice(Math.max(place.sentence.start, place.start - 24), place.start);
  if (posts && endsWith(posts, before)) return "post";
  if (parties !== null && endsBefore(parties, before, links.of)) return "party";
  const owned = counterparts.some((office) => office.code === place.word.code && office.start <= place.start && office.end >= place.end);
  const behind = counterparts.some(
    (office) => office.code === place.word.code && office.end <= place.start && place.start - office.end < 9,
  );
  const gap = place.sentence.language.script === "spaced" ? (/^(?:'s)? ?/.exec(text.slice(place.end, place.end + 4))?.[0].length ?? 0) : 0;
  const follows = parties !== null && matchAt(parties, text, place.end + gap) !== null;
  if (owned || behind || follows) return "party";
  if (place.word.kind === "city") return "city";
  const short = place.word.kind === "country" && place.end - place.start === 1 && place.sentence.language.script === "han";
  return short ? "party" : "named";
}

/** Whether `text` ends with a match of `pattern` and then a link. */
function endsBefore(pattern: RegExp, text: string, link: RegExp | null): boolean {
  for (const match of text.matchAll(pattern)) if (occurs(link, text.slice(match.index + match[0].length))) return true;
  return false;
}

/** A country behind an institution's name: bound to it by a small word, or by a comma as in an address. */
function isBehind(sentence: Sentence, between: string): boolean {
  return between === ", " || occurs(sentence.language.links.of, between);
}

function endsWith(pattern: RegExp, text: string): boolean {
  for (const match of text.matchAll(pattern)) if (match.index + match[0].length === text.trimEnd().length) return true;
  return false;
}

/** Dates are read per language over the whole text, so that one can lean on an earlier one. */
function datesOf(reading: Reading, language: CompiledLanguage): DatedMention[] {
  const sentences = reading.sentences.filter((sentence) => sentence.language === language);
  return findDates(reading.folded.text, language.lang, reading.source.published).flatMap((date) => {
    const sentence = sentences.find((one) => one.start <= date.start && date.end <= one.end);
    return sentence ? [{ ...date, sentence }] : [];
  });
}

const byStart = (a: Slice, b: Slice): number => a.start - b.start;

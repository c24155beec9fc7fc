import { digestOf } from "../effects/index.js";
import {
  type ActorKind,
  type CountryCode,
  type LexiconCategory,
  type LexiconLanguage,
  type LexiconRule,
  type Mode,
  type Study,
} from "../model/index.js";
import { WordFinder, type Script } from "../text/index.js";
import { inflectWord } from "./inflect.js";
import { makePatternCompiler, type PatternCompiler } from "./pattern.js";

/** What the coder needs of a study. */
export type CoderStudy = Pick<Study, "slug" | "actor" | "codebook" | "places" | "lexicon">;

/** A word that stands for a place. */
export interface PlaceWord {
  readonly kind: "country" | "city" | "home" | "home-city" | "place" | "other";
  readonly code: CountryCode | null;
}

export interface CompiledActor {
  readonly kind: ActorKind;
  readonly pattern: RegExp;
  readonly shared: boolean | readonly CountryCode[];
}

export interface CompiledRule extends Omit<LexiconRule, "trigger" | "with" | "nearby" | "without"> {
  readonly trigger: RegExp;
  readonly with: readonly RegExp[];
  readonly nearby: readonly RegExp[];
  readonly without: readonly RegExp[];
}

/** One-character short forms of countries: in a compound with the home's, or before a party or an office. */
export interface ShortForms {
  readonly compound: RegExp | null;
  readonly party: RegExp;
  readonly codes: ReadonlyMap<string, readonly CountryCode[]>;
}

/** One language of the lexicon, ready to read with. */
export interface CompiledLanguage {
  readonly lang: string;
  readonly script: Script;
  readonly actors: readonly CompiledActor[];
  readonly homeMarks: RegExp | null;
  readonly homeHere: RegExp | null;
  readonly homeElsewhere: RegExp | null;
  readonly places: WordFinder<PlaceWord>;
  readonly shorts: ShortForms | null;
  readonly counterparts: RegExp | null;
  readonly parties: RegExp | null;
  readonly posts: RegExp | null;
  readonly locatives: RegExp | null;
  readonly links: Readonly<Record<"and" | "of" | "possessive", RegExp | null>>;
  readonly common: ReadonlySet<string>;
  readonly tense: Readonly<Record<keyof LexiconLanguage["tense"], RegExp | null>>;
  readonly hearsay: Readonly<Record<"reported" | "alleged", RegExp | null>>;
  readonly modes: readonly { readonly mode: Mode; readonly pattern: RegExp }[];
  readonly topics: readonly { readonly topic: string; readonly pattern: RegExp }[];
  readonly documentKinds: readonly { readonly kind: string; readonly pattern: RegExp }[];
  readonly trainees: readonly RegExp[];
  readonly items: readonly RegExp[];
  readonly series: readonly RegExp[];
  readonly page: Readonly<Record<"roundup" | "bullet" | "tail" | "boilerplate" | "genre" | "dateline", RegExp | null>>;
  readonly rules: readonly CompiledRule[];
}

/** A study's lexicon, compiled once. */
export interface RuleCoder {
  /** `rules@<version>+<digest of the words>`. */
  readonly name: string;
  readonly home: ReadonlySet<string>;
  readonly thresholds: { readonly report: number; readonly relevant: number };
  readonly residualTopic: string;
  readonly categories: ReadonlyMap<string, LexiconCategory>;
  readonly languages: ReadonlyMap<string, CompiledLanguage>;
}

/** Version of the rules' machinery: a new one wherever the same lexicon would read the same text differently. */
export const RULE_CODER = "rules@1.2.0";

/** Names the words that the rules read by: other words, another version, so that what they find never passes for what these found. */
function wordsDigest({ lexicon, places }: CoderStudy): string {
  return digestOf(JSON.stringify({ lexicon, places })).slice("sha256:".length, "sha256:".length + 10);
}

/** Compiles the lexicon of `study`; its codes are checked where the study is read. Throws a `ConfigError` for a pattern that is none. */
export function makeRuleCoder(study: CoderStudy): RuleCoder {
  const { settings, languages } = study.lexicon;
  return {
    name: `${RULE_CODER}+${wordsDigest(study)}`,
    home: new Set<string>(study.places.home),
    thresholds: settings.thresholds,
    residualTopic: settings.residualTopic,
    categories: new Map(Object.entries(settings.categories)),
    languages: new Map(Object.entries(languages).map(([lang, words]) => [lang, compileLanguage(lang, words, study)])),
  };
}

function compileLanguage(lang: string, words: LexiconLanguage, study: CoderStudy): CompiledLanguage {
  const patterns = makePatternCompiler(lang, words.script, words.macros);
  const counterparts = patterns.compileOptional(words.counterparts, "counterparts");
  const parties = patterns.compileOptional(words.parties, "parties");
  const { tense, hearsay, page } = words;
  return {
    lang,
    script: words.script,
    actors: words.actors.map((actor, index) => ({ ...actor, pattern: patterns.compile(actor.pattern, `actors ${index + 1}`) })),
    homeMarks: words.home.marks.length === 0 ? null : patterns.compile(words.home.marks.flat(), "home.marks"),
    homeHere: patterns.compileOptional(words.home.here, "home.here"),
    homeElsewhere: patterns.compileOptional(words.home.elsewhere, "home.elsewhere"),
    places: new WordFinder(placeWords(lang, words, study), words.script),
    shorts: compileShorts(words, patterns),
    counterparts,
    parties,
    posts: patterns.compileOptional(words.posts, "posts"),
    locatives: patterns.compileOptional(words.locatives, "locatives"),
    links: {
      and: patterns.compileBetween(words.links.and, "links.and"),
      of: patterns.compileBetween(words.links.of, "links.of"),
      possessive: patterns.compileBetween(words.links.possessive, "links.possessive"),
    },
    common: new Set(words.common),
    tense: {
      future: patterns.compileOptional(tense.future, "tense.future"),
      hypothetical: patterns.compileOptional(tense.hypothetical, "tense.hypothetical"),
      negation: patterns.compileOptional(tense.negation, "tense.negation"),
      background: patterns.compileOptional(tense.background, "tense.background"),
      underWay: patterns.compileOptional(tense.underWay, "tense.underWay"),
      content: patterns.compileOptional(tense.content, "tense.content"),
      announcing: patterns.compileOptional(tense.announcing, "tense.announcing"),
    },
    hearsay: {
      reported: patterns.compileOptional(hearsay.reported, "hearsay.reported"),
      alleged: patterns.compileOptional(hearsay.alleged, "hearsay.alleged"),
    },
    modes: entriesOf(words.modes).map(([mode, pattern]) => ({ mode, pattern: patterns.compile(pattern, `modes.${mode}`) })),
    topics: Object.entries(words.topics).map(([topic, pattern]) => ({ topic, pattern: patterns.compile(pattern, `topics.${topic}`) })),
    documentKinds: words.documentKinds.map(({ kind, pattern }) => ({ kind, pattern: patterns.compile(pattern, `documentKinds.${kind}`) })),
    trainees: words.quantities.trainees.map((pattern) => patterns.compile(pattern, "quantities.trainees")),
    items: words.quantities.items.map((pattern) => patterns.compile(pattern, "quantities.items")),
    series: words.quantities.series.map((pattern) => patterns.compile(pattern, "quantities.series")),
    page: {
      roundup: patterns.compileOptional(page.roundup, "page.roundup"),
      bullet: patterns.compileOptional(page.bullet, "page.bullet"),
      tail: patterns.compileOptional(page.tail, "page.tail"),
      boilerplate: patterns.compileOptional(page.boilerplate, "page.boilerplate"),
      genre: patterns.compileOptional(page.genre, "page.genre"),
      dateline: patterns.compileOptional(page.dateline, "page.dateline"),
    },
    rules: words.rules.map((rule) => compileRule(rule, patterns)),
  };
}

function compileRule(rule: LexiconRule, patterns: PatternCompiler): CompiledRule {
  const where = `rules "${rule.id}"`;
  return {
    ...rule,
    trigger: patterns.compile(rule.trigger, `${where} trigger`),
    with: rule.with.map((pattern) => patterns.compile(pattern, `${where} with`)),
    nearby: rule.nearby.map((pattern) => patterns.compile(pattern, `${where} nearby`)),
    without: rule.without.map((pattern) => patterns.compile(pattern, `${where} without`)),
  };
}

function compileShorts(words: LexiconLanguage, patterns: PatternCompiler): ShortForms | null {
  const codes = new Map<string, CountryCode[]>();
  for (const [code, { short }] of entriesOf(words.countries)) {
    for (const sign of short) codes.set(sign, [...(codes.get(sign) ?? []), code]);
  }
  if (codes.size === 0 || words.script !== "han") return null;
  const signs = `[${[...codes.keys()].join("")}]`;
  const after = [words.parties, words.counterparts].flatMap((pattern) => (pattern === undefined ? [] : [pattern].flat()));
  return {
    compound: words.home.short === "" ? null : patterns.compile(`(?:${words.home.short})(?<shorts>(?:、?${signs}){1,6})`, "home.short"),
    party: patterns.compile(`${signs}(?=(?:${after.join("|")}))`, "parties"),
    codes,
  };
}

/** Traps first, so that of equal words the trap wins; then the home, then countries and cities. */
function placeWords(lang: string, words: LexiconLanguage, study: CoderStudy): [string, PlaceWord][] {
  const home = new Set<string>(study.places.home);
  const entries: [string, PlaceWord][] = words.notCountries.map((word) => [word, { kind: "other", code: null }]);
  for (const name of words.home.names) entries.push([name, { kind: "home", code: null }]);
  for (const city of words.home.cities) entries.push([city, { kind: "home-city", code: null }]);
  for (const place of words.places) entries.push([place, { kind: "place", code: null }]);
  for (const country of study.places.countries) {
    const name = country.names[lang];
    if (name !== undefined && !home.has(country.code)) entries.push([name, { kind: "country", code: country.code }]);
  }
  for (const [code, { names, cities }] of entriesOf(words.countries)) {
    for (const name of names) entries.push([name, { kind: "country", code }]);
    for (const city of cities) entries.push([city, { kind: "city", code }]);
  }
  const inflected = entries.flatMap(([word, value]) =>
    inflectWord(word, words.inflections, `lexicon ${lang}`).map((form): [string, PlaceWord] => [form, value]),
  );
  return words.script === "spaced" ? inflected.flatMap(withCapitals) : inflected;
}

/** Datelines write cities in capitals, and a sentence begins with one; words of three letters are abbreviations. */
function withCapitals([word, value]: [string, PlaceWord]): [string, PlaceWord][] {
  const forms = [word, word.charAt(0).toUpperCase() + word.slice(1), ...(word.length < 4 ? [] : [word.toUpperCase()])];
  return [...new Set(forms)].map((form) => [form, value]);
}

/** Entries whose keys keep their type: zod has checked each key. */
function entriesOf<K extends string, V>(record: Partial<Readonly<Record<K, V>>>): [K, V][] {
  return Object.entries(record) as [K, V][]; // keys come from a schema of K
}

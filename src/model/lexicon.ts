import { z } from "zod";
import { ConfigError } from "./errors.js";
import { EventFields, Mode } from "./finding.js";
import { CountryCode, Slug } from "./ids.js";
import { Protection } from "./marking.js";

/**
 * A regular expression over folded text (simplified characters, ASCII digits and punctuation, straight quotation marks).
 * A list means any of its members; `{name}` stands for the macro of that name in the same language.
 */
export const LexiconPattern = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
export type LexiconPattern = z.infer<typeof LexiconPattern>;

/** How far from the trigger a condition may be met: in the sentence, in the same item (story) of the text, or not needed. */
export const LexiconScope = z.enum(["sentence", "item", "none"]);
export type LexiconScope = z.infer<typeof LexiconScope>;

/**
 * How sure a mention means the watched institution: it is named (`ministry`), a body or officer of it (`organ`), the police
 * of its country (`police`), a local or lower body (`local`), or only the state: government, embassy, "our side" (`state`).
 */
export const ActorKind = z.enum(["ministry", "organ", "police", "local", "state"]);
export type ActorKind = z.infer<typeof ActorKind>;

/** One way in which a sentence tells an act. */
export const LexiconRule = z.strictObject({
  id: Slug,
  category: Slug,
  /** The words that tell the act; they are its quote. */
  trigger: LexiconPattern,
  /** Each must also stand in the sentence. */
  with: z.array(LexiconPattern).default([]),
  /** Each must stand somewhere in the same item. */
  nearby: z.array(LexiconPattern).default([]),
  /** None may stand in the sentence. */
  without: z.array(LexiconPattern).default([]),
  /** The watched side: which mentions will do, and how near. */
  actor: z.strictObject({ kinds: z.array(ActorKind).min(1), within: LexiconScope }),
  /** The foreign side: a country other than the home. `needed: false` lets the act stand without a country. */
  foreign: z.strictObject({ within: LexiconScope, needed: z.boolean().default(true) }),
  /** How sure the rule is when all its conditions hold, before actor, country and tense are weighed. */
  weight: z.number().min(0).max(1),
  /** Field values that follow from the wording itself. */
  set: z
    .strictObject({
      scope: EventFields.shape.scope.optional(),
      status: EventFields.shape.status.optional(),
      mode: Mode.optional(),
      subtype: z.string().optional(),
      confidence: EventFields.shape.confidence.optional(),
      topics: z.array(Slug).optional(),
    })
    .default({}),
});
export type LexiconRule = z.infer<typeof LexiconRule>;

/** What holds for a category whatever the language. */
export const LexiconCategory = z.strictObject({
  /** One event per country of the sentence (a meeting); otherwise one event with all of them (a patrol of four countries). */
  perCountry: z.boolean().default(false),
  protection: Protection.default("none"),
  /** How the act takes place unless the text says otherwise; null where that makes no sense. */
  mode: Mode.nullable().default(null),
  /** Topics where the text names none, before the residual topic. */
  topics: z.array(Slug).default([]),
  /** Where topics are read: in the act's own sentence (and beside it where that names none), or in all that follows of the talks. */
  topicsFrom: z.enum(["sentence", "story"]).default("sentence"),
  /** Fields that this category has. */
  fields: z.array(z.enum(["trainees", "items", "documentKind", "seriesNumber"])).default([]),
});
export type LexiconCategory = z.infer<typeof LexiconCategory>;

/** `settings.yml` */
export const LexiconSettings = z.strictObject({
  /** Findings below are not reported; a text is relevant with one finding at or above `relevant`. */
  thresholds: z.strictObject({ report: z.number().min(0).max(1), relevant: z.number().min(0).max(1) }),
  /** Topic given only where no other is named. */
  residualTopic: Slug,
  categories: z.record(Slug, LexiconCategory),
});
export type LexiconSettings = z.infer<typeof LexiconSettings>;

const CountryWords = z.strictObject({
  /** Names and adjectives beside the name in `places`: Burma, Burmese, 缅甸联邦. `Серб+ия` stands for all forms of an inflection. */
  names: z.array(z.string().min(1)).default([]),
  /** One-character short forms, read only in compounds with the home's (中缅) or before a party word (缅方). */
  short: z.string().default(""),
  /** Cities and other places that tell the country. */
  cities: z.array(z.string().min(1)).default([]),
});
export type CountryWords = z.infer<typeof CountryWords>;

/** `<language>.yml`, or several `<language>.<part>.yml` that each hold some of the members. */
export const LexiconLanguage = z.strictObject({
  /** `han`: no spaces between words; `spaced`: words stand alone, letters are matched without regard to case. */
  script: z.enum(["han", "spaced"]),
  macros: z.record(z.string().regex(/^[a-zA-Z]+$/), LexiconPattern).default({}),
  home: z.strictObject({
    /** Words for the home country. */
    names: z.array(z.string().min(1)).min(1),
    /** Its one-character short form, for compounds. */
    short: z.string().default(""),
    /** Titles and the like that show that an institution with a common name is the home's. */
    marks: z.array(LexiconPattern).default([]),
    /** Words that put an act in the home country (来华), beside its names and cities. */
    here: LexiconPattern.optional(),
    /** Signs that a page speaks from another country whose institution has that name: its press, its ministers. */
    elsewhere: LexiconPattern.optional(),
    cities: z.array(z.string().min(1)).default([]),
  }),
  /**
   * The watched side. The first actor that fits at a place counts. `shared`: other countries have a body of that name; where they
   * are listed, a text that names one of them and never the home means theirs.
   */
  actors: z
    .array(
      z.strictObject({ kind: ActorKind, pattern: LexiconPattern, shared: z.union([z.boolean(), z.array(CountryCode)]).default(false) }),
    )
    .min(1),
  /** Offices and bodies of a counterpart; only what matches becomes a value, so that no private name does. */
  counterparts: LexiconPattern.optional(),
  /** Words that make a country before them a party (方, 警方, 代表团). */
  parties: LexiconPattern.optional(),
  countries: z.record(CountryCode, CountryWords).default({}),
  /** Endings by the name of an inflection: `сербск+ий` is `сербск` with each ending of `ий`. Written in names and cities only. */
  inflections: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  /** What stands between two words; a pattern over all of it, spaces included. */
  links: z
    .strictObject({
      /** Between two countries of a list. */
      and: LexiconPattern.optional(),
      /** Between a party or an office and the country behind it. */
      of: LexiconPattern.optional(),
      /** Between a country and the party or office behind it. */
      possessive: LexiconPattern.optional(),
    })
    .default({}),
  /** Small words by which the language is told where nobody says which it is. */
  common: z.array(z.string().min(1)).default([]),
  /** Words that hold a country's name and mean something else (内蒙古, 印度洋). */
  notCountries: z.array(z.string().min(1)).default([]),
  /** Places that tell no country (a river of four). */
  places: z.array(z.string().min(1)).default([]),
  /** Words before a country that make it the place of an act (在, 从, in, at). */
  locatives: LexiconPattern.optional(),
  /** Words before a country that make it only the place of a post (驻). */
  posts: LexiconPattern.optional(),
  tense: z
    .strictObject({
      future: LexiconPattern.optional(),
      hypothetical: LexiconPattern.optional(),
      negation: LexiconPattern.optional(),
      background: LexiconPattern.optional(),
      underWay: LexiconPattern.optional(),
      /** Words before an act that make it what talks are about (hopes, thanks, fields of cooperation), anywhere earlier in the sentence. */
      content: LexiconPattern.optional(),
      /** Words beside a date that make it the day of an announcement (18日通报). */
      announcing: LexiconPattern.optional(),
    })
    .default({}),
  /** Who says so. A named group `who` is the institution that reports or alleges. */
  hearsay: z.strictObject({ reported: LexiconPattern.optional(), alleged: LexiconPattern.optional() }).default({}),
  modes: z.partialRecord(Mode, LexiconPattern).default({}),
  topics: z.record(Slug, LexiconPattern).default({}),
  documentKinds: z.array(z.strictObject({ kind: Slug, pattern: LexiconPattern })).default([]),
  /** Named groups: `n` a number, `what` the thing, `unit` its measure word. */
  quantities: z
    .strictObject({
      trainees: z.array(z.string()).default([]),
      items: z.array(z.string()).default([]),
      series: z.array(z.string()).default([]),
    })
    .default({ trainees: [], items: [], series: [] }),
  /** How a page is put together. */
  page: z
    .strictObject({
      /** Titles of digests of unrelated items. */
      roundup: LexiconPattern.optional(),
      /** Start of an item within a digest. */
      bullet: LexiconPattern.optional(),
      /** Lines from which on a page tells of other things (related news). */
      tail: LexiconPattern.optional(),
      /** Lines of navigation and page data, which tell nothing. */
      boilerplate: LexiconPattern.optional(),
      /** Texts that are no news: fiction, exercises, research articles, filler. */
      genre: LexiconPattern.optional(),
      /** City at the head of an agency report, as named group `city`. */
      dateline: LexiconPattern.optional(),
    })
    .default({}),
  rules: z.array(LexiconRule).min(1),
});
export type LexiconLanguage = z.infer<typeof LexiconLanguage>;

/** The words by which the rule coder reads; data of the study (`lexicon/*.yml`). */
export const Lexicon = z.strictObject({
  settings: LexiconSettings,
  languages: z.record(z.string().regex(/^[a-z]{2,3}$/), LexiconLanguage),
});
export type Lexicon = z.infer<typeof Lexicon>;

/** A parsed YAML file of the lexicon: its name within `lexicon/` and what it holds. */
export interface LexiconFile {
  readonly name: string;
  readonly content: unknown;
}

/**
 * Puts the files of `lexicon/` together: `settings.yml` and for each language `<lang>.yml` or `<lang>.<part>.yml`.
 * Throws a `ConfigError` that names the file and the member.
 */
export function readLexicon(files: readonly LexiconFile[]): Lexicon {
  const settings = files.find((file) => stem(file.name) === "settings");
  if (!settings) throw new ConfigError(`lexicon: settings.yml is missing; it holds thresholds, residualTopic and categories`);
  const parts = files.filter((file) => file !== settings);
  const languages = [...new Set(parts.map((file) => stem(file.name).split(".")[0] ?? ""))];
  return {
    settings: checked(LexiconSettings, settings.content, () => settings.name),
    languages: Object.fromEntries(languages.sort().map((lang) => [lang, readLanguage(lang, parts)])),
  };
}

function readLanguage(lang: string, files: readonly LexiconFile[]): LexiconLanguage {
  if (!/^[a-z]{2,3}$/.test(lang))
    throw new ConfigError(`lexicon/${lang}.yml: file names are settings.yml, <language>.yml or <language>.<part>.yml`);
  const members: Record<string, unknown> = {};
  const origin = new Map<string, string>();
  for (const file of files.filter((one) => stem(one.name).split(".")[0] === lang)) {
    if (typeof file.content !== "object" || file.content === null) throw new ConfigError(`lexicon/${file.name}: holds no members`);
    for (const [member, value] of Object.entries(file.content)) {
      const earlier = origin.get(member);
      if (earlier !== undefined) throw new ConfigError(`lexicon/${file.name}: member "${member}" stands in ${earlier} already`);
      origin.set(member, file.name);
      members[member] = value;
    }
  }
  return checked(LexiconLanguage, members, (member) => origin.get(member) ?? `${lang}.yml`);
}

function checked<T>(schema: z.ZodType<T>, content: unknown, fileOf: (member: string) => string): T {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknownMember = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const path = [...(issue?.path ?? []), ...(unknownMember === undefined ? [] : [unknownMember])].map(String);
  const place = path.length === 0 ? "the file" : `"${path.join(".")}"`;
  throw new ConfigError(`lexicon/${fileOf(path[0] ?? "")}: ${place} is not right: ${issue?.message ?? "unknown fault"}`);
}

function stem(name: string): string {
  return name.replace(/\.ya?ml$/, "");
}

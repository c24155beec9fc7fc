import { z } from "zod";
import { EventFields, Status } from "./finding.js";
import { CountryCode, LanguageTag, Slug } from "./ids.js";
import type { Lexicon } from "./lexicon.js";
import { Protection } from "./marking.js";
import type { MeasureSpec } from "./measure.js";
import { PublisherKind, type Source, type Work } from "./source.js";

/** One code of the codebook: what it means, what counts, what does not, one example of our own. */
export const Code = z.strictObject({
  code: Slug,
  label: z.string().min(1),
  /** Plural or short form for tables and maps; the label where absent. */
  short: z.string().optional(),
  definition: z.string().min(1),
  include: z.string().min(1),
  exclude: z.string().min(1),
  example: z.string().min(1),
  native: z.string().nullable(),
  romanised: z.string().nullable(),
  /** Residual codes are given only where no other fits. */
  residual: z.boolean().default(false),
});
export type Code = z.infer<typeof Code>;

export const Codebook = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  categories: z.array(Code).min(1),
  topics: z.array(Code).min(1),
  agreementKinds: z.array(Code),
  statuses: z.array(Code),
  confidences: z.array(Code),
  rejectReasons: z.array(Code),
});
export type Codebook = z.infer<typeof Codebook>;

export const Country = z.strictObject({
  code: CountryCode,
  /** Names by language; `en` always, `zh` `es` `fr` `ru` where known. */
  names: z.record(z.string(), z.string()),
  region: Slug,
  neighbour: z.boolean(),
});
export type Country = z.infer<typeof Country>;

export const Region = z.strictObject({ id: Slug, name: z.string(), note: z.string().default("") });
export type Region = z.infer<typeof Region>;

export const Places = z.strictObject({
  /** The rule by which countries were put into regions, in a sentence, with its source. */
  rule: z.string(),
  regions: z.array(Region).min(1),
  countries: z.array(Country).min(1),
  /** Codes that are never counted as a foreign party (`CN`, `HK`, ...). */
  home: z.array(CountryCode).min(1),
});
export type Places = z.infer<typeof Places>;

/** study.yml */
export const StudyFacts = z.strictObject({
  slug: Slug,
  title: z.string(),
  shortTitle: z.string(),
  question: z.string(),
  /** The institution that is watched. */
  actor: z.strictObject({ name: z.string(), nameNative: z.string(), short: z.string(), lang: LanguageTag, country: CountryCode }),
  period: z.strictObject({ from: z.string(), to: z.string().nullable() }),
  dataLicence: z.string(),
  /** Findings at or above this score are taken into the record by rule, marked as not reviewed by a person. */
  acceptance: z.strictObject({ policy: z.string(), minScore: z.number().min(0).max(1) }),
  /** What nobody knows yet, for the first page: label and explanation. */
  unknowns: z.array(z.strictObject({ label: z.string(), note: z.string() })),
  boundaryNote: z.string(),
});
export type StudyFacts = z.infer<typeof StudyFacts>;

// ---- The baseline: what an earlier, hand-made work already said. Rows keep the ids of that work. ----

const text = z.string();
const list = z.array(z.string());

/** An activity that the baseline names, before it becomes a finding. */
export const BaselineEvent = z.strictObject({
  id: text,
  section: text,
  category: Slug,
  subtype: text,
  dateStart: text,
  dateEnd: text,
  countries: list,
  actor: text,
  counterpart: text,
  place: text,
  topics: list,
  quantity: text,
  items: text,
  summary: text,
  works: list,
  endnotes: list,
  pages: text,
  confidence: text,
  claimant: text,
  dateBasis: text,
  involvement: text,
  note: text,
});
export type BaselineEvent = z.infer<typeof BaselineEvent>;

export const BaselineClaim = z.strictObject({
  id: text,
  subject: text,
  measure: text,
  value: z.number(),
  operator: text,
  unit: text,
  periodStart: text,
  periodEnd: text,
  scope: text,
  claimant: text,
  claimantKind: text,
  works: list,
  endnotes: list,
  section: text,
  note: text,
});
export type BaselineClaim = z.infer<typeof BaselineClaim>;

/** A figure that the baseline's authors computed from records they did not publish. */
export const ReferenceStatistic = z.strictObject({
  id: text,
  statement: text,
  measure: text,
  filter: text,
  value: text,
  operator: text,
  unit: text,
  period: text,
  pages: text,
  endnote: text,
  note: text,
});
export type ReferenceStatistic = z.infer<typeof ReferenceStatistic>;

/** A record number that the baseline prints without its content. Reserved: never minted by us. */
export const ReservedEntry = z.strictObject({
  id: text,
  country: CountryCode,
  number: z.int(),
  highestNumber: z.int(),
  category: text,
  topic: text,
  endnote: text,
  note: text,
});
export type ReservedEntry = z.infer<typeof ReservedEntry>;

export const Organisation = z.strictObject({
  id: text,
  name: text,
  nameNative: text,
  romanised: text,
  kind: text,
  side: text,
  country: text,
  parent: text,
  role: text,
  endnotes: list,
});
export type Organisation = z.infer<typeof Organisation>;

export const Official = z.strictObject({
  id: text,
  name: text,
  nameNative: text,
  of: text,
  role: text,
  act: text,
  works: list,
  endnotes: list,
  section: text,
  years: text,
});
export type Official = z.infer<typeof Official>;

export const Term = z.strictObject({
  id: text,
  native: text,
  romanised: text,
  english: text,
  meaning: text,
  kind: text,
  codebookKey: text,
  endnotes: list,
  suggested: text,
  foundIn: text,
});
export type Term = z.infer<typeof Term>;

export const Inconsistency = z.strictObject({
  id: text,
  topic: text,
  readingA: text,
  readingB: text,
  certainty: text,
  handling: text,
  endnotes: list,
});
export type Inconsistency = z.infer<typeof Inconsistency>;

export const ListedCountry = z.strictObject({ list: text, country: text, size: text, meaning: text, endnotes: list, note: text });
export type ListedCountry = z.infer<typeof ListedCountry>;

export const Fact = z.strictObject({
  id: text,
  section: text,
  statement: text,
  kind: text,
  claimant: text,
  quotation: text,
  works: list,
  endnotes: list,
  pages: text,
});
export type Fact = z.infer<typeof Fact>;

export const ContextEvent = z.strictObject({
  id: text,
  kind: text,
  dateStart: text,
  dateEnd: text,
  country: text,
  statement: text,
  works: list,
  endnotes: list,
  note: text,
});
export type ContextEvent = z.infer<typeof ContextEvent>;

export const Recommendation = z.strictObject({ id: text, pillar: text, text, actor: text, feature: text });
export type Recommendation = z.infer<typeof Recommendation>;

export const Endnote = z.strictObject({ id: text, marker: text, works: list, forms: list, pages: text, note: text });
export type Endnote = z.infer<typeof Endnote>;

/** What one wording of a quantity means: which field it fills, and with which unit. */
export const QuantityRule = z.strictObject({
  text,
  field: z.enum(["trainees", "series-number", "item"]),
  /** Only in these categories; elsewhere the wording is an item. All where absent. */
  categories: z.array(Slug).optional(),
  what: z.string().min(1).optional(),
  unit: z.string().min(1).optional(),
});
export type QuantityRule = z.infer<typeof QuantityRule>;

/** A topic word of the baseline: our code for it, or null and the reason why it is dropped. */
export const TopicRule = z.strictObject({ from: Slug, to: Slug.nullable(), why: z.string().min(1) });
export type TopicRule = z.infer<typeof TopicRule>;

/** Where one row is read differently from the general rule, and why. */
export const RowReading = z.strictObject({
  event: text,
  status: Status.optional(),
  scope: EventFields.shape.scope.optional(),
  protection: Protection.optional(),
  inconsistency: z.string().optional(),
  why: z.string().min(1),
});
export type RowReading = z.infer<typeof RowReading>;

/** What a known inconsistency touches besides measures, so that it is shown there. */
export const Touch = z.strictObject({
  inconsistency: text,
  kind: z.enum(["claim", "event", "work", "statistic", "codebook", "method"]),
  /** Id of the thing: `C001`, `AR.assistance.001`, `S083`, `P014`, a code; `method` points at a section of the method page. */
  id: text,
});
export type Touch = z.infer<typeof Touch>;

/** How rows of the baseline become findings: data of the study, never code. */
export const BaselineFacts = z.strictObject({
  /** `name@version` of the hand that coded the baseline. */
  coder: z.string().regex(/^[a-z0-9.-]+@[A-Za-z0-9.-]+$/),
  /** Who stands behind its acceptance, as shown to readers. */
  decidedBy: z.string().min(1),
  /** Categories whose records concern persons. */
  protect: z.array(z.strictObject({ category: Slug, protection: Protection })),
  /** Names of its tables' columns where they differ from ours: file, our column, its column. */
  columns: z.record(z.string(), z.record(z.string(), z.string())),
  /** Its words for kinds of publishers where they differ from ours. */
  publisherKinds: z.record(z.string(), PublisherKind),
});
export type BaselineFacts = z.infer<typeof BaselineFacts>;

export interface Baseline extends BaselineFacts {
  /** The work that the baseline was taken from, for citations of the report itself. */
  readonly report: Work;
  readonly endnotes: readonly Endnote[];
  readonly topicRules: readonly TopicRule[];
  readonly quantityRules: readonly QuantityRule[];
  readonly readings: readonly RowReading[];
  readonly touches: readonly Touch[];
  readonly works: readonly Work[];
  readonly events: readonly BaselineEvent[];
  readonly claims: readonly BaselineClaim[];
  readonly statistics: readonly ReferenceStatistic[];
  readonly reserved: readonly ReservedEntry[];
  readonly organisations: readonly Organisation[];
  readonly officials: readonly Official[];
  readonly terms: readonly Term[];
  readonly inconsistencies: readonly Inconsistency[];
  readonly countryLists: readonly ListedCountry[];
  readonly facts: readonly Fact[];
  readonly contextEvents: readonly ContextEvent[];
  readonly recommendations: readonly Recommendation[];
}

/** A question and its rules, fully read and checked. Data, no code. */
export interface Study extends StudyFacts {
  readonly codebook: Codebook;
  readonly places: Places;
  readonly sources: readonly Source[];
  readonly lexicon: Lexicon;
  readonly measures: readonly MeasureSpec[];
  /** Null for a study that starts from nothing. */
  readonly baseline: Baseline | null;
  /** Digest over all files of the study. */
  readonly digest: string;
}

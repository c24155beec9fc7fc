import { z } from "zod";
import { Evidence } from "./evidence.js";
import { CountryCode, FindingId, Slug, TextId } from "./ids.js";
import { Marking, Protection } from "./marking.js";
import { DateBasis, PrefixDate } from "./prefix-date.js";

/** A pledge is not an act. */
export const Status = z.enum(["announced", "agreed", "under-way", "done", "claimed", "denied", "cancelled"]);
export type Status = z.infer<typeof Status>;

/** How firmly the source speaks. An allegation is never turned into a fact. */
export const Confidence = z.enum(["stated", "reported", "alleged", "confirmed"]);
export type Confidence = z.infer<typeof Confidence>;

export const Mode = z.enum(["in-person", "video", "phone", "letter"]);
export type Mode = z.infer<typeof Mode>;

export const Item = z.strictObject({ what: z.string().min(1), quantity: z.number().nullable(), unit: z.string().nullable() });
export type Item = z.infer<typeof Item>;

/** The coded values of one act. Codes (category, topics, kinds) are checked against the study's codebook, not here. */
export const EventFields = z.strictObject({
  category: Slug,
  subtype: z.string().nullable(),
  /** A sentence or noun phrase without judgement; null where it is composed from the fields. */
  summary: z.string().nullable(),
  date: PrefixDate.nullable(),
  dateEnd: PrefixDate.nullable(),
  dateBasis: DateBasis.nullable(),
  /** The foreign side. */
  countries: z.array(CountryCode),
  /** The side that the study watches, as the source names it. */
  actor: z.string().nullable(),
  counterpart: z.string().nullable(),
  place: z.string().nullable(),
  mode: Mode.nullable(),
  status: Status,
  topics: z.array(Slug),
  documentKind: z.string().nullable(),
  trainees: z.int().nullable(),
  items: z.array(Item),
  /** Number within a series ("the 114th patrol"). */
  seriesNumber: z.int().nullable(),
  /** A series row or a running total is shown, and never added to single acts. */
  scope: z.enum(["single", "series", "total"]),
  /** Whether the source names the watched ministry as taking part. */
  involvement: z.enum(["stated", "unclear", "none"]),
  assertedBy: z.string().nullable(),
  confidence: Confidence,
});
export type EventFields = z.infer<typeof EventFields>;
export const FieldName = EventFields.keyof();
export type FieldName = z.infer<typeof FieldName>;

/** An act of the given category about which nothing else is known yet. */
export function blankEvent(category: string): EventFields {
  return {
    category,
    subtype: null,
    summary: null,
    date: null,
    dateEnd: null,
    dateBasis: null,
    countries: [],
    actor: null,
    counterpart: null,
    place: null,
    mode: null,
    status: "done",
    topics: [],
    documentKind: null,
    trainees: null,
    items: [],
    seriesNumber: null,
    scope: "single",
    involvement: "stated",
    assertedBy: null,
    confidence: "stated",
  };
}

export const FieldEvidence = z.strictObject({ field: FieldName, evidence: Evidence });
export type FieldEvidence = z.infer<typeof FieldEvidence>;

/** Why a score is what it is: one line for each feature that moved it. */
export const Reason = z.strictObject({ feature: z.string(), weight: z.number(), note: z.string() });
export type Reason = z.infer<typeof Reason>;

/** Fields that may stand without evidence of their own: conventions of the codebook, not statements of a source. */
export const UNEVIDENCED: ReadonlySet<FieldName> = new Set<FieldName>([
  "subtype",
  "summary",
  "dateBasis",
  "status",
  "scope",
  "involvement",
  "confidence",
  "assertedBy",
]);

/** What one coder says one text (or one cited work) says. No quote, no value. */
export const Finding = z
  .strictObject({
    id: FindingId,
    /** `name@version` of a rule set, a model, or a person's role. */
    coder: z.string().regex(/^[a-z0-9.-]+@[A-Za-z0-9.+-]+$/),
    textId: TextId.nullable(),
    /** Name of the same act in an outside numbering (`AR.assistance.001`), else null. */
    alias: z.string().nullable(),
    fields: EventFields,
    evidence: z.array(FieldEvidence).min(1),
    score: z.number().min(0).max(1),
    reasons: z.array(Reason),
    marking: Marking,
    protection: Protection,
    note: z.string(),
  })
  .superRefine((finding, context) => {
    const missing = fieldsWithoutEvidence(finding.fields, finding.evidence);
    if (missing.length > 0) context.addIssue({ code: "custom", message: `no evidence for ${missing.join(", ")}: no quote, no value` });
  });
export type Finding = z.infer<typeof Finding>;

/** Coded fields that carry a value and no evidence. */
export function fieldsWithoutEvidence(fields: EventFields, evidence: readonly FieldEvidence[]): FieldName[] {
  const proved = new Set(evidence.map((item) => item.field));
  return FieldName.options.filter((field) => {
    const value = fields[field];
    const blank = value === null || (Array.isArray(value) && value.length === 0);
    return !blank && !UNEVIDENCED.has(field) && !proved.has(field);
  });
}

import { z } from "zod";

/** Identifiers carry their kind in a visible prefix and in their type, so that one cannot stand in for another. */
const prefixed = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[a-z0-9]{4,40}$`));

export const SourceId = z
  .string()
  .regex(/^src_[a-z0-9-]{2,60}$/)
  .brand<"SourceId">();
export const CaptureId = prefixed("cap").brand<"CaptureId">();
export const SearchId = prefixed("sea").brand<"SearchId">();
export const TextId = prefixed("txt").brand<"TextId">();
export const FindingId = prefixed("fnd").brand<"FindingId">();
export const LinkId = prefixed("lnk").brand<"LinkId">();
export const DecisionId = prefixed("dec").brand<"DecisionId">();
export const ClaimId = prefixed("clm").brand<"ClaimId">();
export const EditionId = prefixed("edn").brand<"EditionId">();
export const SealedId = prefixed("sld").brand<"SealedId">();
export const ErasureId = prefixed("era").brand<"ErasureId">();
/** The opaque code of a case (`case-0042`): digits alone, so that no name can stand in it. Whom it means is written down elsewhere. */
export const CaseCode = z
  .string()
  .regex(/^case-\d{3,6}$/, "a case code is case- and three to six digits, never a name")
  .brand<"CaseCode">();
/** A cited work, in the numbering of the study's baseline (`S001`). */
export const WorkId = z
  .string()
  .regex(/^[A-Z]{1,3}\d{3,4}$/)
  .brand<"WorkId">();
/** `<ISO2>.<nnn>` of the partner country; `XM` for three parties or more, `CN` style home code where none is named. */
export const EventId = z
  .string()
  .regex(/^[A-Z]{2}\.\d{3,}$/)
  .brand<"EventId">();
/** A short lower-case name: category, topic, measure, study. */
export const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
/** ISO 3166-1 alpha-2. */
export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .brand<"CountryCode">();
/** BCP 47, or `und`. */
export const LanguageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
/** `sha256:` and 64 hexadecimal digits. */
export const Digest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/)
  .brand<"Digest">();
/** ISO 8601 in UTC, to the millisecond at most. */
export const Instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/);

export type SourceId = z.infer<typeof SourceId>;
export type CaptureId = z.infer<typeof CaptureId>;
export type SearchId = z.infer<typeof SearchId>;
export type TextId = z.infer<typeof TextId>;
export type FindingId = z.infer<typeof FindingId>;
export type LinkId = z.infer<typeof LinkId>;
export type DecisionId = z.infer<typeof DecisionId>;
export type ClaimId = z.infer<typeof ClaimId>;
export type EditionId = z.infer<typeof EditionId>;
export type SealedId = z.infer<typeof SealedId>;
export type ErasureId = z.infer<typeof ErasureId>;
export type CaseCode = z.infer<typeof CaseCode>;
export type WorkId = z.infer<typeof WorkId>;
export type EventId = z.infer<typeof EventId>;
export type CountryCode = z.infer<typeof CountryCode>;
export type Digest = z.infer<typeof Digest>;

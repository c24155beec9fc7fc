import { z } from "zod";
import { Capture, SourceText } from "./capture.js";
import { Claim } from "./claim.js";
import { Decision } from "./decision.js";
import { Finding } from "./finding.js";
import { Digest, Slug, TextId } from "./ids.js";
import { Link } from "./link.js";
import { Erasure, SealedText } from "./sealed.js";
import { Search } from "./search.js";
import { Source, Work } from "./source.js";

/** A study as it was when it was loaded: facts of record, so that old numbers can be told from new rules. */
export const StudyLoaded = z.strictObject({ slug: Slug, title: z.string(), digest: Digest });
/** A text was read by a coder, with how many findings: zero is a result. */
export const Coded = z.strictObject({ textId: TextId, coder: z.string(), relevant: z.boolean(), findings: z.int().min(0) });
export type Coded = z.infer<typeof Coded>;

/** What each kind of ledger entry holds. One closed table: reading and writing go through it. */
export const ENTRY_PAYLOADS = {
  study: StudyLoaded,
  source: Source,
  work: Work,
  capture: Capture,
  text: SourceText,
  coded: Coded,
  finding: Finding,
  link: Link,
  decision: Decision,
  claim: Claim,
  search: Search,
  sealed: SealedText,
  erasure: Erasure,
} as const;

export const EntryKind = z.enum([
  "study",
  "source",
  "work",
  "capture",
  "text",
  "coded",
  "finding",
  "link",
  "decision",
  "claim",
  "search",
  "sealed",
  "erasure",
]);
export type EntryKind = z.infer<typeof EntryKind>;
export type EntryPayload<K extends EntryKind> = z.infer<(typeof ENTRY_PAYLOADS)[K]>;

/** What a caller hands to the ledger. `subject` is the id of the thing that the entry is about. */
export type EntryDraft = {
  [K in EntryKind]: { readonly kind: K; readonly subject: string; readonly actor: string; readonly payload: EntryPayload<K> };
}[EntryKind];

/** An entry as it stands in the chain. `hash` covers all other members, `prevHash` included. */
export interface LedgerEntry<K extends EntryKind = EntryKind> {
  readonly seq: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly kind: K;
  readonly subject: string;
  readonly payload: EntryPayload<K>;
  readonly prevHash: string;
  readonly hash: string;
}

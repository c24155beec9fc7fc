import type { EventFields, FieldEvidence, FieldName } from "./finding.js";
import type { Footing } from "./evidence.js";
import type { DecisionId, EventId, FindingId } from "./ids.js";
import type { Marking, Protection } from "./marking.js";

/** Who has looked at an event: nobody yet, one person, or the makers of the baseline. */
export type ReviewState = "machine" | "reviewed" | "baseline";

/** Values that sources (or readings of one source) give for one field; one of them is counted, all are shown. */
export interface FieldConflict {
  readonly field: FieldName;
  readonly readings: readonly { readonly value: string; readonly findings: readonly FindingId[]; readonly counted: boolean }[];
  readonly rule: string;
}

/** One act, derived from findings and decisions; never stored as truth. */
export interface EventRecord {
  readonly id: EventId;
  readonly fields: EventFields;
  readonly evidence: readonly FieldEvidence[];
  readonly findings: readonly FindingId[];
  readonly decisions: readonly DecisionId[];
  readonly aliases: readonly string[];
  readonly conflicts: readonly FieldConflict[];
  readonly restsOn: Exclude<Footing, "claim">;
  readonly review: ReviewState;
  /** True where every source is a page invented for demonstration: shown, and kept out of every number of the record. */
  readonly sample: boolean;
  readonly score: number;
  readonly marking: Marking;
  readonly protection: Protection;
}

/** What is left of an event that no longer stands. Its id is never used again. */
export interface Tombstone {
  readonly id: EventId;
  readonly reason: string;
  readonly mergedInto: EventId | null;
  readonly decision: DecisionId;
}

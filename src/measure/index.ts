// Turns an edition into numbers: each measure of the study as a value with the events behind it, what was left out and why, and every known doubt.
// Invariant: a value can be recomputed from the events it names; sample pages are in no number of the record, and nothing leaves a number silently.
// Must not know: how a number is drawn, printed or compared in words; where the edition came from.
export { compareClaims, type ClaimComparison } from "./compare-claims.js";
export { computeMeasures, findMeasure } from "./compute-measures.js";
export { CHANGE_KINDS, diffEditions, type ChangeKind, type EventChange, type MeasureChange, type ValueChange } from "./diff-editions.js";
export { reasonNotCounted } from "./what-counts.js";

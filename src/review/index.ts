// Turns an edition into a queue of what a person should look at first, and a person's draft into a decision that may be recorded.
// Invariant: a decision that leaves this folder names things that exist, codes that the codebook knows, and evidence that stands where it says.
// Must not know: how decisions are stored, shown or typed; what follows from them is derived elsewhere.
export { checkDecision } from "./check-decision.js";
export type { DecisionDraft } from "./decision-draft.js";
export { findEvidence, type EvidenceDraft } from "./find-evidence.js";
export { parseFieldEdit } from "./parse-field-edit.js";
export { reviewQueue, type ReviewItem } from "./review-queue.js";

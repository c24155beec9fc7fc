// Turns findings into links, links and decisions into events, and events into an edition. Pure: the same ledger state always
// gives the same edition, whoever asks and when. An event is derived anew from what was found and decided; it is never stored as truth.
// Invariant: a person's judgement outranks every rule, in whatever order the two were written down.
// Must not know: where findings come from (files, network), how they are stored, what is counted later.
export { clusterFindings } from "./cluster-findings.js";
export { decideByPolicy, type PolicyInput } from "./decide-by-policy.js";
export { deriveEdition, deriveEvents, editionIdOf, type DerivedEvents, type RecordRules } from "./derive-events.js";
export { editionFor } from "./edition-for.js";
export { LINK_RULES, type DateWindow, type LinkRules } from "./link-rules.js";
export { proposeLinks } from "./propose-links.js";

// The nouns of Longarm and their schemas (DESIGN.md, section 2). Pure: knows no file, clock, network or database,
// and imports nothing of ours. Everything from outside is `unknown` until one of these schemas has read it.
export * from "./capture.js";
export * from "./claim.js";
export * from "./current-findings.js";
export * from "./decision.js";
export * from "./edition.js";
export * from "./entry.js";
export * from "./errors.js";
export * from "./event-number.js";
export * from "./event-record.js";
export * from "./evidence.js";
export * from "./finding.js";
export * from "./ids.js";
export * from "./lexicon.js";
export * from "./link.js";
export * from "./marking.js";
export * from "./measure.js";
export * from "./outcome.js";
export * from "./page.js";
export * from "./prefix-date.js";
export * from "./sample-texts.js";
export * from "./sealed.js";
export * from "./search.js";
export * from "./source.js";
export * from "./study.js";

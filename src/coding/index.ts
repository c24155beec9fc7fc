// Turns a SourceText into findings: proposed events, each field with the words that prove it. Rules are data of the study
// (its lexicon); this folder knows how sentences are read, not what the study watches. Deterministic, off line.
// Invariant: no quote, no value; offices and bodies become values, names of private persons never do.
// Must not know: the archive, the ledger, other level-3 folders, any ministry.
export { codeText, type CodedText } from "./code-text.js";
export { CodeInput, parseCodeInput, toCodeLine, type CodeLine, type CodeLineEvent, type CodeRequest } from "./code-line.js";
export { makeRuleCoder, RULE_CODER, type CoderStudy, type RuleCoder } from "./coder.js";

// Turns what an editor or an operator wrote (YAML, CSV, environment) into a `Study` or a `Config` that can be trusted, or into one
// sentence that says which file, which line, what was seen and what to do. Reading is strict: a member, a code or a file that is
// not known here stops everything. The only folder that reads the environment.
// Must not know: any particular study, the network, the ledger.
export * from "./baseline-drafts.js";
export * from "./config.js";
export * from "./load-study.js";
export * from "./nearest.js";
export * from "./shipped-studies.js";

// Drafts become entries of a hash chain, and the chain becomes what is known, now or as of any earlier point.
// Invariant: entries are only ever added, each covers the one before, and none that was changed afterwards is served.
// Payloads pass the schemas of model/ on the way in and on the way out. Knows nothing of how drafts come about
// or what follows from them (events, numbers).
export { canonicalJson } from "./canonical-json.js";
export type { ChainEntry } from "./chain-entry.js";
export { GENESIS_HASH } from "./entry-hash.js";
export { openLedger, Ledger, type AppendOptions, type ReadOptions, type Saying } from "./ledger.js";
export { LedgerMoved } from "./ledger-moved.js";
export { stateHash } from "./state-hash.js";
export type { Step, StepDraft } from "./steps.js";
export type { ChainProblem, ChainProblemKind, KnownHead } from "./verify-chain.js";

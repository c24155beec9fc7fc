// Drafts become entries of a hash chain, and the chain becomes what is known, now or as of any earlier point.
// Invariant: entries are only ever added, each covers the one before, and none that was changed afterwards is served.
// Payloads pass the schemas of model/ on the way in and on the way out. Knows nothing of how drafts come about
// or what follows from them (events, numbers).
export { auditEntries, type ChainAudit } from "./audit-chain.js";
export type { ChainHead } from "./append.js";
export { ERASURE_LIST } from "./erasure-list.js";
export type { ErasureOrder } from "./erase.js";
export type { SealedCheck, SealingDraft } from "./sealed-texts.js";
export { readHead } from "./append.js";
export { canonicalJson } from "./canonical-json.js";
export type { ChainEntry } from "./chain-entry.js";
export { checkCheckpoint, originOf, readNotes, type Checkpoint, type CheckpointProblem, type FoundNote } from "./checkpoint.js";
export type { StoredCheckpoint } from "./checkpoint-table.js";
export { GENESIS_HASH } from "./entry-hash.js";
export { openLedger, Ledger, type AppendOptions, type ReadOptions, type RebuildReport, type Saying } from "./ledger.js";
export { parseLine, toLine } from "./export-line.js";
export { LedgerMoved } from "./ledger-moved.js";
export { formatVerifierKey, makeSigner, parseVerifierKey, type NoteSigner, type VerifierKey } from "./signed-note.js";
export { StateFold } from "./state-fold.js";
export type { ProjectionDifference, ProjectionReport } from "./rebuild.js";
export { stateHash } from "./state-hash.js";
export type { Step, StepDraft } from "./steps.js";
export type { ChainProblem, ChainProblemKind, KnownHead } from "./verify-chain.js";

// Looks at a workspace and its machine, and names what is wrong with one action each. Changes nothing, and works where the workspace
// is half broken: no check rests on another. Must not know: what the ledger says; that is the business of `verify`.
export type { Check, Finding, Status } from "./check.js";
export { diagnose, type Diagnosis } from "./diagnose.js";

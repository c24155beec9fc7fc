// A workspace becomes a folder of plain files that stands for one moment, and such a folder becomes a workspace again.
// Invariants: a backup that has its name has been restored and checked; a restore never mixes with what is there, and either has its
// name and is whole, or lies in a folder that ends in `.tmp`. The form is the same for both engines, so either restores the other's.
// Must not know: what entries say, or how the archive packs its records.
export { backUp, type BackupReport } from "./back-up.js";
export { restore, type RestoreReport } from "./restore.js";

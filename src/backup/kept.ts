import { KEPT_TABLES, type KeptTable } from "../db/index.js";

/** The tables that a backup holds, in the order in which they are restored. */
export function keptTables(): KeptTable[] {
  return (Object.keys(KEPT_TABLES) as KeptTable[]).filter((table) => KEPT_TABLES[table] !== null); // our own closed table
}

/** Where the rows of a table lie in a backup. */
export function rowsFile(table: KeptTable): string {
  return `ledger/${table}.jsonl`;
}

/** Of the folder `keys/`: what is public, and who was erased; the signing key where it is asked for; nothing else, ever. */
export function isKeptKey(name: string, withKeys: boolean): boolean {
  return name === "ledger.pub" || name === "erasures.jsonl" || (withKeys && name === "ledger.key");
}

/** Rights of a file of a workspace: private keys are for their owner alone. */
export function modeOf(path: string): number {
  return path.endsWith(".key") ? 0o600 : 0o644;
}

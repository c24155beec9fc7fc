import type { Tables } from "./tables.js";

/**
 * What a backup holds of each table: the columns by which its rows are read in order, or null for a table that is built anew
 * from others. Tables are restored in this order. A new table does not compile without its line here.
 */
export const KEPT_TABLES: Readonly<Record<keyof Tables, readonly string[] | null>> = {
  entry: ["seq"],
  step: ["key"],
  checkpoint: ["size"],
  sealed: ["id"],
  newest: null,
};

export type KeptTable = keyof Tables;

import { CountryTable } from "./country-table.js";

/** Figure 1. Drawn by `figures`; until that is wired in, the table stands for it. */
export function WorldMap() {
  return <CountryTable limit={12} />;
}

import type { Country, EventRecord } from "../model/index.js";
import { countryName, eventsWith, type Site } from "./site.js";

/**
 * What is known of an agreement with each land neighbour. The baseline's country lists named `border-states-with-…`,
 * `border-states-without-…` and `border-states-not-mentioned` answer it; so does an agreement on record.
 */
export interface NeighbourRow {
  readonly country: Country;
  readonly name: string;
  readonly state: "documented" | "not-found" | "unknown";
  readonly events: readonly EventRecord[];
  /** The list that says so, or null where an event does or nothing does. */
  readonly list: string | null;
}

/** The study's neighbours: documented first, then looked for and not found, then not looked for. */
export function neighbourRows(site: Site): NeighbourRow[] {
  const order = ["documented", "not-found", "unknown"];
  return site.study.places.countries
    .filter((country) => country.neighbour)
    .map((country) => neighbourRow(site, country))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name, "en"));
}

function neighbourRow(site: Site, country: Country): NeighbourRow {
  const lists = (site.study.baseline?.countryLists ?? []).filter((row) => row.country === country.code).map((row) => row.list);
  const listed = lists.find((list) => list.startsWith("border-states-with-"));
  const without = lists.find((list) => list.startsWith("border-states-without-"));
  const events = eventsWith(site, country.code).filter((event) => event.fields.category === "agreement");
  const state = listed !== undefined || events.length > 0 ? "documented" : without !== undefined ? "not-found" : "unknown";
  return { country, name: countryName(site, country.code), state, events, list: listed ?? without ?? null };
}

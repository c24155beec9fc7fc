import type { EventRecord } from "../model/index.js";
import { regionsOf, type Site } from "./site.js";

export const FOOTINGS = ["archived", "citation"] as const;

/** One choice per dimension of the event list; null leaves it open. */
export interface ListFilter {
  readonly category: string | null;
  readonly region: string | null;
  readonly footing: (typeof FOOTINGS)[number] | null;
}

export const OPEN_FILTER: ListFilter = { category: null, region: null, footing: null };

/** Events of the record that a filter lets through, in the order of the record. */
export function filterEvents(site: Site, filter: ListFilter): EventRecord[] {
  return site.record.filter(
    (event) =>
      (filter.category === null || event.fields.category === filter.category) &&
      (filter.region === null || regionsOf(site, event).includes(filter.region)) &&
      (filter.footing === null || event.restsOn === filter.footing),
  );
}

/** Every combination of choices that at least one event meets. An empty one gets no page, and no chip leads there. */
export function filtersWithEvents(site: Site): ListFilter[] {
  const seen = new Map<string, ListFilter>();
  for (const event of site.record) {
    for (const region of [null, ...regionsOf(site, event)]) {
      for (const category of [null, event.fields.category]) {
        for (const footing of [null, event.restsOn]) {
          const filter = { category, region, footing };
          seen.set(JSON.stringify(filter), filter);
        }
      }
    }
  }
  return [...seen.values()];
}

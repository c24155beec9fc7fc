import { yearOf, type EventFilter, type EventRecord, type Places } from "../model/index.js";

/** Categories whose acts take place on a day: announced or agreed, they have not. An agreement is made by agreeing, a gift may be pledged. */
const OCCASIONS: ReadonlySet<string> = new Set(["meeting", "training", "patrol", "multilateral", "joint-operation"]);

/** True where the event is of the kind that the filter asks for; dates are judged by `reasonNotCounted`, so that the undated are not lost. */
export function isMeant(event: EventRecord, filter: EventFilter, places: Places): boolean {
  const { fields } = event;
  return (
    event.sample === (filter.population === "sample") &&
    within(filter.category, fields.category) &&
    within(filter.status, fields.status) &&
    within(filter.documentKind, fields.documentKind) &&
    within(filter.restsOn, event.restsOn) &&
    within(filter.involvement, fields.involvement) &&
    within(filter.review, event.review) &&
    (filter.topic === undefined || filter.topic.some((topic) => fields.topics.includes(topic))) &&
    (!asksForPlaces(filter) || partnersOf(event, filter, places).length > 0) &&
    isInYears(event, filter)
  );
}

/**
 * Why an event of the right kind is left out of a number, or null where it counts: series rows and totals are never added to single acts; what was denied, called off,
 * or only announced (for acts that take place on a day) did not happen; without a date it is in no period. A filter that names statuses decides about them itself.
 */
export function reasonNotCounted(event: EventRecord, filter: EventFilter): string | null {
  const { scope, status, category, date } = event.fields;
  if (scope === "series") return "row for a whole series, never added to single acts";
  if (scope === "total") return "running total, never added to single acts";
  if (filter.status === undefined && (status === "denied" || status === "cancelled")) return status;
  if (filter.status === undefined && (status === "announced" || status === "agreed") && OCCASIONS.has(category))
    return `${status}, not done`;
  return asksForPeriod(filter) && date === null ? "no date" : null;
}

/** The foreign parties of an event that a number with this filter speaks of: an act with two countries counts in one region once. */
export function partnersOf(event: EventRecord, filter: EventFilter, places: Places): string[] {
  const countries: readonly string[] = event.fields.countries;
  const home: readonly string[] = places.home;
  return countries.filter((code) => {
    const known = places.countries.find((country) => country.code === code);
    const inRegion = filter.region === undefined || (known !== undefined && filter.region.includes(known.region));
    return !home.includes(code) && inRegion && (filter.neighboursOnly !== true || known?.neighbour === true);
  });
}

function asksForPlaces(filter: EventFilter): boolean {
  return filter.region !== undefined || filter.neighboursOnly === true;
}

function asksForPeriod(filter: EventFilter): boolean {
  return filter.fromYear !== undefined || filter.toYear !== undefined;
}

/** By the year in which it began. */
function isInYears({ fields }: EventRecord, { fromYear = -Infinity, toYear = Infinity }: EventFilter): boolean {
  if (fields.date === null) return true;
  const year = yearOf(fields.date);
  return fromYear <= year && year <= toYear;
}

function within<T>(wanted: readonly T[] | undefined, value: T | null): boolean {
  return wanted === undefined || (value !== null && wanted.includes(value));
}

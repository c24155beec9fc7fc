import { yearOf, type EventFilter, type EventRecord, type MeasureRow, type MeasureSpec, type Study } from "../model/index.js";
import { partnersOf } from "./what-counts.js";

type Breakdown = Extract<MeasureSpec["aggregate"], `by-${string}`>;

interface Part {
  readonly key: string;
  readonly label: string;
}

/** Parts of a breakdown in their order, and the parts that an event belongs to: an event in none of them gets a row of its own. */
interface Partition {
  readonly parts: readonly Part[];
  readonly keysOf: (event: EventRecord) => readonly string[];
  readonly none: string;
}

/** One row for each part: regions, topics, categories and years with nothing in them stay, with zero. An event may stand in several rows. */
export function breakDown(aggregate: Breakdown, events: readonly EventRecord[], filter: EventFilter, study: Study): MeasureRow[] {
  const { parts, keysOf, none } = partition(aggregate, events, filter, study);
  const rows = parts.map(({ key, label }) =>
    rowOf(
      key,
      label,
      events.filter((event) => keysOf(event).includes(key)),
      events.length,
    ),
  );
  const homeless = events.filter((event) => !parts.some(({ key }) => keysOf(event).includes(key)));
  return homeless.length === 0 ? rows : [...rows, rowOf("none", none, homeless, events.length)];
}

/** A bar: how many events, and which part of all that were counted. */
export function rowOf(key: string, label: string, events: readonly EventRecord[], n: number): MeasureRow {
  return { key, label, value: events.length, share: n === 0 ? null : events.length / n, events: events.map((event) => event.id) };
}

function partition(aggregate: Breakdown, events: readonly EventRecord[], filter: EventFilter, study: Study): Partition {
  switch (aggregate) {
    case "by-region":
      return byRegion(events, filter, study);
    case "by-country":
      return byCountry(events, filter, study);
    case "by-year":
      return {
        parts: years(events, filter),
        keysOf: ({ fields }) => (fields.date === null ? [] : [String(yearOf(fields.date))]),
        none: "No date",
      };
    case "by-topic":
      return byCode(study.codebook.topics, filter.topic, ({ fields }) => fields.topics, "No topic of the codebook");
    case "by-category":
      return byCode(study.codebook.categories, filter.category, ({ fields }) => [fields.category], "No category of the codebook");
  }
}

/** Codes in the order of the codebook; a filter that names some leaves only those. */
function byCode(
  codes: Study["codebook"]["topics"],
  wanted: readonly string[] | undefined,
  of: (event: EventRecord) => readonly string[],
  none: string,
): Partition {
  const parts = codes
    .filter(({ code }) => wanted === undefined || wanted.includes(code))
    .map(({ code, label, short }) => ({ key: code, label: short ?? label }));
  return { parts, keysOf: of, none };
}

function byRegion(events: readonly EventRecord[], filter: EventFilter, { places }: Study): Partition {
  const regionOf = new Map<string, string>(places.countries.map(({ code, region }) => [code, region]));
  const keysOf = (event: EventRecord): string[] => [
    ...new Set(partnersOf(event, filter, places).map((code) => regionOf.get(code) ?? "unplaced")),
  ];
  const regions = places.regions.filter(({ id }) => filter.region === undefined || filter.region.includes(id));
  const unplaced = events.some((event) => keysOf(event).includes("unplaced"));
  const parts = regions.map(({ id, name }) => ({ key: id, label: name }));
  return {
    parts: unplaced ? [...parts, { key: "unplaced", label: "In no region of this study" }] : parts,
    keysOf,
    none: "No country named",
  };
}

/** Countries with an event, the most first. */
function byCountry(events: readonly EventRecord[], filter: EventFilter, { places }: Study): Partition {
  const keysOf = (event: EventRecord): string[] => partnersOf(event, filter, places);
  const counts = new Map<string, number>();
  for (const code of events.flatMap(keysOf)) counts.set(code, (counts.get(code) ?? 0) + 1);
  const label = (code: string): string => places.countries.find((country) => country.code === code)?.names["en"] ?? code;
  const codes = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (label(a) < label(b) ? -1 : 1));
  return { parts: codes.map((code) => ({ key: code, label: label(code) })), keysOf, none: "No country named" };
}

/** Every year from the first with an event to the last; the filter's own bounds where it has them. */
function years(events: readonly EventRecord[], filter: EventFilter): Part[] {
  const found = events.flatMap(({ fields }) => (fields.date === null ? [] : [yearOf(fields.date)]));
  if (found.length === 0) return [];
  const [from, to] = [filter.fromYear ?? Math.min(...found), filter.toYear ?? Math.max(...found)];
  return Array.from({ length: to - from + 1 }, (_, index) => ({ key: String(from + index), label: String(from + index) }));
}

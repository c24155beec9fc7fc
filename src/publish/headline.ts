import type { EventFilter, MeasureValue } from "../model/index.js";
import { publishedTotal } from "./comparisons.js";
import type { Site } from "./site.js";

/**
 * The numbers of the first page, found by what they count and not by name: all activities, all partner countries, the share with
 * archived evidence, and every count that the baseline published a total for.
 */
export function headlineMeasures(site: Site): MeasureValue[] {
  const record = site.measures.filter((measure) => (measure.spec.filter.population ?? "record") === "record");
  const all = record.find((measure) => measure.spec.aggregate === "count" && isOpen(measure.spec.filter));
  const countries = record.find((measure) => measure.spec.aggregate === "distinct-countries" && isOpen(measure.spec.filter));
  const archived = record.find((measure) => measure.spec.aggregate === "share" && measure.spec.filter.restsOn?.join() === "archived");
  const totals = record.filter((measure) => publishedTotal(site, measure) !== null && isCategoryTotal(measure));
  const picked = [all, countries, archived, ...totals].filter((measure) => measure !== undefined);
  return [...new Set(picked)].slice(0, 8);
}

/** Numbers about the sample pages alone. */
export function sampleMeasures(site: Site): MeasureValue[] {
  return site.measures.filter(
    (measure) => measure.spec.filter.population === "sample" && ["count", "share", "distinct-countries"].includes(measure.spec.aggregate),
  );
}

function isOpen(filter: EventFilter): boolean {
  return Object.entries(filter).every(([key, value]) => key === "population" || value === undefined);
}

/** Counts of one category as a whole: not of one topic, kind or period of it. */
function isCategoryTotal(measure: MeasureValue): boolean {
  const { topic, documentKind, fromYear, toYear, region, neighboursOnly } = measure.spec.filter;
  return (
    measure.spec.filter.category !== undefined &&
    [topic, documentKind, fromYear, toYear, region, neighboursOnly].every((part) => part === undefined)
  );
}

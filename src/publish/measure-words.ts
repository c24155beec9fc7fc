import type { EventFilter, MeasureSpec } from "../model/index.js";
import { labelOf, regionName, type Site } from "./site.js";
import { listed } from "./words.js";

const AGGREGATES: Readonly<Record<MeasureSpec["aggregate"], string>> = {
  count: "Number of events",
  "distinct-countries": "Number of different partner countries; home territories are not counted",
  share: "Part of the events, from 0 to 100 percent",
  "by-region": "Number of events by region of the partner",
  "by-year": "Number of events by year of start",
  "by-topic": "Number of events by topic; an event may have several",
  "by-country": "Number of events by partner country; an event may have several",
  "by-category": "Number of events by category",
};

/** How a measure aggregates, in words. */
export function aggregateSentence(spec: MeasureSpec): string {
  return AGGREGATES[spec.aggregate];
}

/** Which events a filter lets through, in words. */
export function filterSentence(site: Site, filter: EventFilter): string {
  const { codebook } = site.study;
  const parts = [
    part("category", filter.category, (code) => labelOf(codebook.categories, code)),
    part("region", filter.region, (id) => regionName(site, id)),
    part("topic", filter.topic, (code) => labelOf(codebook.topics, code)),
    part("status", filter.status, (code) => labelOf(codebook.statuses, code)),
    part("document", filter.documentKind, (code) => labelOf(codebook.agreementKinds, code)),
    part("resting on", filter.restsOn, (footing) => (footing === "archived" ? "an archived quote" : "a citation only")),
    part("the ministry’s part", filter.involvement, (word) => word),
    part("reviewed by", filter.review, (word) => word),
    filter.neighboursOnly === true ? "partners that are land neighbours" : null,
    filter.fromYear === undefined ? null : `from ${filter.fromYear}`,
    filter.toYear === undefined ? null : `to ${filter.toYear}`,
  ].filter((words) => words !== null);
  const population =
    filter.population === "sample"
      ? "events from sample pages"
      : "events of the record; sample pages, series rows and running totals are left out";
  return parts.length === 0 ? `All ${population}` : `Among the ${population}: ${parts.join("; ")}`;
}

function part(name: string, values: readonly string[] | undefined, label: (value: string) => string): string | null {
  return values === undefined ? null : `${name} ${listed(values.map((value) => label(value).toLowerCase()))}`;
}

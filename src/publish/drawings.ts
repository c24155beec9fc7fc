import {
  drawNeighbourStrip,
  drawRegionBars,
  drawWorldMap,
  drawYearDots,
  fillForStatus,
  standaloneSvg,
  type MapCountry,
  type PublishedShare,
  type RegionRow,
  type WorldMapFigure,
} from "../figures/index.js";
import type { EventRecord, MeasureRow, MeasureValue, ReferenceStatistic } from "../model/index.js";
import { neighbourRows } from "./neighbours.js";
import { relativeLink, routes } from "./routes.js";
import { countryName, labelOf, partnersOf, type Site } from "./site.js";
import { eventTitle } from "./event-title.js";
import { mapTitle, neighboursTitle, regionTitle, yearsTitle } from "./titles.js";

/** A drawing for wide pages and one for phones. Words in a drawing shrink with it, so a phone gets its own. */
export interface DrawnTwice {
  readonly wide: string;
  readonly narrow: string;
}

/** The map and the bars of one category, with the events that it draws. */
export interface CategoryDrawing {
  readonly measure: MeasureValue;
  readonly title: string;
  readonly events: readonly EventRecord[];
  readonly map: DrawnMap;
  readonly bars: DrawnTwice;
}

export interface DrawnMap {
  readonly wide: WorldMapFigure;
  readonly narrow: WorldMapFigure;
}

/** All drawings that stand on more than one page or are given away as files. Drawn once for each site. */
export interface Drawings {
  readonly world: DrawnMap;
  readonly years: DrawnTwice;
  readonly neighbours: DrawnTwice;
  readonly categories: readonly CategoryDrawing[];
}

const WIDE = 1240;
const NARROW = 328;
const UNIT = { one: "activity", many: "activities" } as const;
const drawn = new WeakMap<Site, Drawings>();

/** The drawings of a site. All of them stand on pages at its root. */
export function drawingsOf(site: Site): Drawings {
  const known = drawn.get(site);
  if (known) return known;
  const made = {
    world: drawMap(site, "world", mapTitle(site), site.record),
    years: drawYears(site),
    neighbours: drawNeighbours(site),
    categories: regionMeasures(site).map((measure) => drawCategory(site, measure)),
  };
  drawn.set(site, made);
  return made;
}

/** Measures by region of one category: each gets a figure. */
function regionMeasures(site: Site): MeasureValue[] {
  return site.measures.filter(
    ({ spec }) => spec.aggregate === "by-region" && spec.filter.category?.length === 1 && spec.filter.population !== "sample",
  );
}

function here(to: string): string {
  return relativeLink(routes.home, to);
}

function drawMap(site: Site, idPrefix: string, title: string, events: readonly EventRecord[], sharesLand = false): DrawnMap {
  const common = {
    title,
    countries: mapCountries(site, events),
    categories: site.study.codebook.categories,
    home: site.study.places.home,
    states: searchedStates(site),
    unit: UNIT,
    sharesLand,
  };
  return {
    wide: drawWorldMap({ ...common, idPrefix, width: WIDE }),
    narrow: drawWorldMap({ ...common, idPrefix: `${idPrefix}-s`, variant: "compact", width: NARROW }),
  };
}

/** Greys count every partner named; a mark stands once, at the first partner, or at home where none is named. */
function mapCountries(site: Site, events: readonly EventRecord[]): MapCountry[] {
  const { actor } = site.study;
  const counts = new Map<string, number>();
  const marks = new Map<string, EventRecord[]>();
  for (const event of events) {
    const partners = partnersOf(site, event);
    for (const code of partners) counts.set(code, (counts.get(code) ?? 0) + 1);
    const at = partners[0] ?? actor.country;
    marks.set(at, [...(marks.get(at) ?? []), event]);
  }
  return [...new Set([...counts.keys(), ...marks.keys()])].sort().map((code) => ({
    code,
    name: code === actor.country ? `In ${countryName(site, code)}, or no partner named` : countryName(site, code),
    count: counts.get(code) ?? 0,
    marks: (marks.get(code) ?? []).map((event) => ({
      category: event.fields.category,
      title: eventTitle(site, event),
      href: here(routes.event(event.id)),
      fill: fillForStatus(event.fields.status),
    })),
    ...(code === actor.country ? {} : { href: here(routes.country(code)) }),
  }));
}

/** Countries that were searched without a result: by the search ledger, or by the baseline's lists. */
function searchedStates(site: Site): Record<string, "looked"> {
  const states: Record<string, "looked"> = {};
  for (const row of neighbourRows(site)) if (row.state === "not-found") states[row.country.code] = "looked";
  for (const search of site.edition.state.searches) if (search.country !== null && search.found === 0) states[search.country] = "looked";
  return states;
}

function drawYears(site: Site): DrawnTwice {
  const input = {
    title: yearsTitle(site.record, "named activities"),
    events: site.record.map((event) => ({
      year: event.fields.date === null ? null : Number(event.fields.date.slice(0, 4)),
      category: event.fields.category,
      title: eventTitle(site, event),
      href: here(routes.event(event.id)),
      fill: fillForStatus(event.fields.status),
    })),
    categories: site.study.codebook.categories,
    ...spanOf(site.record, site),
  };
  return {
    wide: drawYearDots({ ...input, idPrefix: "years", width: WIDE }),
    narrow: drawYearDots({ ...input, idPrefix: "years-s", width: NARROW }),
  };
}

/** First and last year of the events; the study's period where there is none. */
export function spanOf(events: readonly EventRecord[], site: Site): { from: number; to: number } {
  const years = events.flatMap((event) => (event.fields.date === null ? [] : [Number(event.fields.date.slice(0, 4))]));
  const period = Number(site.study.period.from.slice(0, 4));
  return years.length === 0 ? { from: period, to: period } : { from: Math.min(...years), to: Math.max(...years) };
}

function drawNeighbours(site: Site): DrawnTwice {
  const states = { documented: "documented", "not-found": "looked", unknown: "not-looked" } as const;
  const input = {
    title: neighboursTitle(site),
    places: neighbourRows(site).map((row) => ({
      code: row.country.code,
      label: row.name,
      state: states[row.state],
      href: here(routes.country(row.country.code)),
    })),
  };
  return {
    wide: drawNeighbourStrip({ ...input, idPrefix: "nbr", width: WIDE }),
    narrow: drawNeighbourStrip({ ...input, idPrefix: "nbr-s", width: NARROW }),
  };
}

function drawCategory(site: Site, measure: MeasureValue): CategoryDrawing {
  const events = site.record.filter((event) => measure.events.includes(event.id));
  const title = regionTitle(site, measure);
  const input = {
    title,
    rows: measure.rows.map((row) => regionRow(site, measure, row, events)),
    unit: { one: measure.unit.replace(/ies$/, "y").replace(/s$/, ""), many: measure.unit },
  };
  return {
    measure,
    title,
    events,
    map: drawMap(site, `map-${measure.id}`, title, events, true),
    bars: {
      wide: drawRegionBars({ ...input, idPrefix: `bars-${measure.id}`, width: 720 }),
      narrow: drawRegionBars({ ...input, idPrefix: `bars-s-${measure.id}`, width: NARROW }),
    },
  };
}

function regionRow(site: Site, measure: MeasureValue, row: MeasureRow, events: readonly EventRecord[]): RegionRow {
  const held = events.filter((event) => row.events.includes(event.id));
  const archived = held.filter((event) => event.restsOn === "archived").length;
  const published = publishedShare(site, measure, row);
  return {
    key: row.key,
    label: row.label,
    value: row.value,
    share: row.share ?? 0, // of nothing, nothing
    footing: { archived, citation: held.length - archived },
    ...(row.events.length > 0 ? { href: here(`${routes.measure(measure.id)}#row-${row.key}`) } : {}),
    ...(published ? { published } : {}),
  };
}

const OPERATORS = ["=", ">", ">=", "<", "<=", "about"] as const;

/** The published share of a region, where the baseline gives one: named by the region alone, in percent. */
function publishedShare(site: Site, measure: MeasureValue, row: MeasureRow): PublishedShare | null {
  const statistic = shareStatistics(site, measure).find((entry) => regionOf(entry) === row.label);
  const operator = OPERATORS.find((known) => known === statistic?.operator);
  if (!statistic || !operator) return null;
  const total = site.study.baseline?.statistics.find(
    (entry) => entry.measure === "count" && entry.filter === `category=${measure.spec.filter.category?.[0] ?? ""}`,
  );
  const publisher = site.study.baseline?.report.publisher ?? "";
  return { value: Number(statistic.value) / 100, operator, note: `${publisher}${total ? `, of ${total.value}` : ""} (${statistic.id})` };
}

/** Published shares by region that a measure refers to. */
export function shareStatistics(site: Site, measure: MeasureValue): ReferenceStatistic[] {
  return measure.spec.references.flatMap((id) => {
    const statistic = site.study.baseline?.statistics.find((entry) => entry.id === id);
    return statistic?.measure === "share" && regionOf(statistic) !== null ? [statistic] : [];
  });
}

/** The region of a statistic that is filtered by category and region and by nothing else. */
function regionOf(statistic: ReferenceStatistic): string | null {
  const parts = new Map(statistic.filter.split(";").map((part) => part.split("=", 2) as [string, string]));
  return parts.size === 2 && parts.has("category") ? (parts.get("region") ?? null) : null;
}

/** The drawings as files: finding above, source below, colours written out. */
export function drawingFiles(site: Site, source: string): Map<string, string> {
  const { world, years, neighbours, categories } = drawingsOf(site);
  const files = new Map([
    ["figures/world-map.svg", standaloneSvg(world.wide.svg, { title: mapTitle(site), source })],
    ["figures/years.svg", standaloneSvg(years.wide, { title: yearsTitle(site.record, "named activities"), source })],
    ["figures/neighbours.svg", standaloneSvg(neighbours.wide, { title: neighboursTitle(site), source })],
  ]);
  for (const { measure, title, map, bars } of categories) {
    files.set(`figures/${measure.id}-map.svg`, standaloneSvg(map.wide.svg, { title, source }));
    files.set(`figures/${measure.id}-bars.svg`, standaloneSvg(bars.wide, { title, source }));
  }
  return files;
}

/** Words for what a figure shows, by category. */
export function drawingName(site: Site, drawing: CategoryDrawing): string {
  return labelOf(site.study.codebook.categories, drawing.measure.spec.filter.category?.[0] ?? "");
}

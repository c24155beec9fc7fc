import type { EventRecord, Search } from "../model/index.js";
import type { Site } from "./site.js";
import { slugWords } from "./words.js";

export type CoverageState = "cited" | "archived" | "not-found" | "not-looked";

/** Per kind of publisher and year: is there a page, and did anybody look? */
export interface CoverageRow {
  readonly label: string;
  readonly cells: readonly { readonly year: number; readonly state: CoverageState }[];
}

/** What is known of who looked at one country. A blank cell says nothing about what happened. */
export interface Coverage {
  readonly rows: readonly CoverageRow[];
  readonly searches: readonly Search[];
  readonly from: number;
  readonly to: number;
}

/** The coverage of a country by its events and by the search ledger. */
export function coverageOf(site: Site, country: string, events: readonly EventRecord[]): Coverage {
  const from = Number(site.study.period.from.slice(0, 4));
  const to = Number((site.study.period.to ?? site.edition.state.asOf).slice(0, 4));
  const pages = pagesByKind(site, events);
  const searches = site.edition.state.searches.filter((search) => search.country === country);
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const rows = [...pages].map(([label, held]) => ({
    label,
    cells: years.map((year) => ({ year, state: held.get(year) ?? ("not-looked" as const) })),
  }));
  return { rows: [...rows, ...searchRows(searches, years)], searches, from, to };
}

function pagesByKind(site: Site, events: readonly EventRecord[]): Map<string, Map<number, CoverageState>> {
  const kinds = new Map<string, Map<number, CoverageState>>();
  const hold = (kind: string, published: string | null, state: CoverageState) => {
    if (published === null) return;
    const years = kinds.get(kind) ?? new Map<number, CoverageState>();
    const year = Number(published.slice(0, 4));
    if (years.get(year) !== "archived") years.set(year, state);
    kinds.set(kind, years);
  };
  for (const { evidence } of events.flatMap((event) => event.evidence)) {
    if (evidence.kind === "citation") {
      const work = site.works.get(evidence.work);
      if (work) hold(slugWords(work.publisherKind), work.published, "cited");
    } else {
      const source = site.texts.get(evidence.textId);
      if (source) hold("Archived pages", source.published, "archived");
    }
  }
  return new Map([...kinds].sort(([a], [b]) => a.localeCompare(b, "en")));
}

function searchRows(searches: readonly Search[], years: readonly number[]): CoverageRow[] {
  if (searches.length === 0) return [];
  const state = (year: number): CoverageState => {
    const covering = searches.filter((search) => covers(search, year));
    if (covering.length === 0) return "not-looked";
    return covering.some((search) => search.found > 0) ? "archived" : "not-found";
  };
  return [{ label: "Searches", cells: years.map((year) => ({ year, state: state(year) })) }];
}

function covers(search: Search, year: number): boolean {
  const from = search.from === null ? -Infinity : Number(search.from.slice(0, 4));
  const to = search.to === null ? Infinity : Number(search.to.slice(0, 4));
  return from <= year && year <= to;
}

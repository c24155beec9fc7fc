import {
  Bug,
  type BaselineEvent,
  type Capture,
  type Claim,
  type Code,
  type Country,
  type Decision,
  type Edition,
  type EventRecord,
  type Finding,
  type MeasureValue,
  type SourceText,
  type Study,
  type Work,
} from "../model/index.js";

/** What a site is made from. */
export interface SiteInput {
  readonly study: Study;
  readonly edition: Edition;
  readonly measures: readonly MeasureValue[];
  /** `name@version` of the program, printed on every page. */
  readonly generator: string;
}

/** The input with the indexes that pages look things up in. Derived once, read by every page. */
export interface Site extends SiteInput {
  /** Events that count, newest first. */
  readonly record: readonly EventRecord[];
  /** Events from pages invented for demonstration, newest first. */
  readonly samples: readonly EventRecord[];
  readonly claims: readonly Claim[];
  readonly works: ReadonlyMap<string, Work>;
  readonly events: ReadonlyMap<string, EventRecord>;
  readonly texts: ReadonlyMap<string, SourceText>;
  readonly captures: ReadonlyMap<string, Capture>;
  readonly findings: ReadonlyMap<string, Finding>;
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly countries: ReadonlyMap<string, Country>;
  readonly measure: ReadonlyMap<string, MeasureValue>;
  readonly baselineEvents: ReadonlyMap<string, BaselineEvent>;
}

/** The site's indexes over one edition. */
export function siteOf(input: SiteInput): Site {
  const { study, edition } = input;
  const newestFirst = [...edition.events].sort(byDateDescending);
  return {
    ...input,
    record: newestFirst.filter((event) => !event.sample),
    samples: newestFirst.filter((event) => event.sample),
    claims: edition.state.claims,
    works: index([...(study.baseline ? [study.baseline.report] : []), ...edition.state.works]),
    events: index(edition.events),
    texts: index(edition.state.texts),
    captures: index(edition.state.captures),
    findings: index(edition.state.findings),
    decisions: index(edition.state.decisions),
    countries: new Map(study.places.countries.map((country) => [country.code, country])),
    measure: index(input.measures),
    baselineEvents: index(study.baseline?.events ?? []),
  };
}

function index<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** Newest first; undated last; then by id, so that the order never depends on the input's. */
function byDateDescending(a: EventRecord, b: EventRecord): number {
  const [left, right] = [a.fields.date ?? "", b.fields.date ?? ""];
  return left === right ? a.id.localeCompare(b.id, "en") : left < right ? 1 : -1;
}

/** The codebook's entry for a category; every event of a checked edition has one. */
export function categoryOf(site: Site, code: string): Code {
  const found = site.study.codebook.categories.find((category) => category.code === code);
  if (!found) throw new Bug(`category "${code}" stands on an event and not in the codebook of ${site.study.slug}`);
  return found;
}

/** Label of a topic, status or kind; the code itself where the codebook has none. */
export function labelOf(codes: readonly Code[], code: string): string {
  return codes.find((entry) => entry.code === code)?.label ?? code.replaceAll("-", " ");
}

/** English name of a country; its code where the study does not know it. */
export function countryName(site: Site, code: string): string {
  return site.countries.get(code)?.names["en"] ?? new Intl.DisplayNames("en", { type: "region" }).of(code) ?? code;
}

/** Name of a country in the watched ministry's language, where known. */
export function nativeName(site: Site, code: string): { name: string; lang: string } | null {
  const lang = site.study.actor.lang;
  const name = site.countries.get(code)?.names[lang.split("-")[0] ?? lang];
  return name === undefined || lang.startsWith("en") ? null : { name, lang };
}

export function regionName(site: Site, id: string): string {
  return site.study.places.regions.find((region) => region.id === id)?.name ?? id;
}

/** Foreign partners of an event: what the home codes stand for is not counted as a country. */
export function partnersOf(site: Site, event: EventRecord): string[] {
  return event.fields.countries.filter((code) => !site.study.places.home.includes(code));
}

/** Regions of an event's partners, each once, in the study's order. */
export function regionsOf(site: Site, event: EventRecord): string[] {
  const regions = new Set(partnersOf(site, event).map((code) => site.countries.get(code)?.region));
  return site.study.places.regions.map((region) => region.id).filter((id) => regions.has(id));
}

/** Events of the record that name a country as a partner. */
export function eventsWith(site: Site, code: string): EventRecord[] {
  return site.record.filter((event) => partnersOf(site, event).includes(code));
}

/** True where persons must not be made out: then no quote, name or title of the sources is printed. */
export function isProtected(event: EventRecord): boolean {
  return event.protection !== "none";
}

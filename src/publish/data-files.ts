import type { EventRecord, Work } from "../model/index.js";
import { csv, type Cell } from "./csv.js";
import { eventFile, publicFields } from "./event-file.js";
import type { Site } from "./site.js";
import { eventTitle } from "./event-title.js";

const WITHHELD = "withheld to protect a person";

/** The site's content as files for machines and spreadsheets, by address. Samples lie in files of their own. */
export function dataFiles(site: Site): Map<string, string> {
  const files = new Map([
    ["data/events.csv", eventsCsv(site, site.record)],
    ["data/events.jsonl", jsonLines(site, site.record)],
    ["data/claims.csv", claimsCsv(site)],
    ["data/sources.csv", sourcesCsv(site)],
    ["data/measures.json", measuresJson(site)],
  ]);
  if (site.samples.length > 0) {
    files.set("data/sample-events.csv", eventsCsv(site, site.samples));
    files.set("data/sample-events.jsonl", jsonLines(site, site.samples));
  }
  return files;
}

function jsonLines(site: Site, events: readonly EventRecord[]): string {
  return events.map((event) => `${JSON.stringify(eventFile(site, event))}\n`).join("");
}

const EVENT_COLUMNS = [
  "id", "sample", "title", "category", "date", "date_end", "date_basis", "countries", "status", "topics", "actor", "counterpart", "place", "mode",
  "document_kind", "trainees", "items", "series_number", "scope", "involvement", "asserted_by", "confidence", "rests_on", "review", "marking",
  "protection", "works", "texts", "aliases", "page",
] as const; // prettier-ignore

function eventsCsv(site: Site, events: readonly EventRecord[]): string {
  return csv(
    EVENT_COLUMNS,
    events.map((event) => eventRow(site, event)),
  );
}

function eventRow(site: Site, event: EventRecord): Cell[] {
  const { fields } = event;
  const free = publicFields(event);
  const text = (field: string): string | null => {
    const value = free[field];
    return typeof value === "string" ? value : null;
  };
  const works = event.evidence.flatMap(({ evidence }) => (evidence.kind === "citation" ? [evidence.work] : []));
  const texts = event.evidence.flatMap(({ evidence }) => (evidence.kind === "span" ? [evidence.textId] : []));
  const items =
    Array.isArray(free["items"]) && free["items"].length > 0
      ? fields.items.map((item) => [item.quantity ?? "", item.unit ?? "", item.what].join(" ").trim())
      : [];
  return [
    event.id, event.sample, eventTitle(site, event), fields.category, fields.date, fields.dateEnd, fields.dateBasis, fields.countries, fields.status,
    fields.topics, text("actor"), text("counterpart"), text("place"), fields.mode, fields.documentKind, fields.trainees, items, fields.seriesNumber,
    fields.scope, fields.involvement, text("assertedBy"), fields.confidence, event.restsOn, event.review, event.marking, event.protection,
    [...new Set(works)], [...new Set(texts)], event.aliases, `events/${event.id}.html`,
  ]; // prettier-ignore
}

function claimsCsv(site: Site): string {
  const columns = [
    "id",
    "subject",
    "measure",
    "operator",
    "value",
    "unit",
    "period_start",
    "period_end",
    "scope",
    "claimant",
    "claimant_kind",
    "works",
    "note",
  ];
  const rows = site.claims.map((claim): Cell[] => {
    const works = claim.evidence.flatMap((item) => (item.kind === "citation" ? [item.work] : []));
    const { alias, subject, measure, operator, value, unit, periodStart, periodEnd, scope, claimant, claimantKind, note } = claim;
    return [
      alias,
      subject,
      measure,
      operator,
      value,
      unit,
      periodStart,
      periodEnd,
      scope,
      claimant,
      claimantKind,
      [...new Set(works)],
      note,
    ];
  });
  return csv(columns, rows);
}

function sourcesCsv(site: Site): string {
  const columns = [
    "id",
    "author",
    "publisher",
    "publisher_kind",
    "title_original",
    "title_english",
    "lang",
    "published",
    "url",
    "archived_url",
    "withheld",
  ];
  return csv(columns, [...site.works.values()].map(workRow));
}

/** Titles, authors and addresses that name a protected person never leave in a file. */
function workRow(work: Work): Cell[] {
  const held = (text: string) => (work.protectedPerson ? WITHHELD : text);
  const { id, publisher, publisherKind, lang, published, protectedPerson } = work;
  return [
    id,
    held(work.author),
    publisher,
    publisherKind,
    held(work.titleOriginal),
    held(work.titleEnglish),
    lang,
    published,
    held(work.url),
    held(work.archivedUrl),
    protectedPerson,
  ];
}

function measuresJson(site: Site): string {
  const { edition } = site;
  const measures = site.measures.map(({ id, spec, value, unit, n, events, rows, footing, excluded, warnings }) => ({
    id, title: spec.title, definition: spec.definition, aggregate: spec.aggregate, filter: spec.filter, of: spec.of ?? null, value, unit, n, footing, events,
    rows, excluded, warnings, references: spec.references, inconsistencies: spec.inconsistencies, claims: spec.claims, page: `events/measure-${id}.html`,
  })); // prettier-ignore
  return `${JSON.stringify({ edition: edition.id, seq: edition.state.seq, asOf: edition.state.asOf, generator: site.generator, measures }, null, 1)}\n`;
}

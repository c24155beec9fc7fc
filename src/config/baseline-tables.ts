import type { z } from "zod";
import {
  BaselineClaim,
  BaselineEvent,
  ContextEvent,
  Endnote,
  Fact,
  Inconsistency,
  ListedCountry,
  Official,
  Organisation,
  Recommendation,
  ReferenceStatistic,
  ReservedEntry,
  Term,
  Work,
} from "../model/index.js";

/** Where one field of ours stands in a table, and how its cell is read. */
export interface Column {
  readonly name: string;
  readonly as: "text" | "list" | "number" | "date" | "flag" | "publisher-kind";
}

/** A table of a baseline: which file, which of our fields from which column, and the columns that we leave aside by name. */
export interface Table<S extends z.ZodType = z.ZodType> {
  readonly file: string;
  readonly schema: S;
  readonly fields: Readonly<Record<keyof z.infer<S> & string, Column>>;
  readonly aside: readonly string[];
}

const text = (name: string): Column => ({ name, as: "text" });
const list = (name: string): Column => ({ name, as: "list" });
const number = (name: string): Column => ({ name, as: "number" });

function table<S extends z.ZodType>(file: string, schema: S, fields: Table<S>["fields"], aside: readonly string[] = []): Table<S> {
  return { file, schema, fields, aside };
}

/** Every table, in our own column names; a study states its own names in `baseline.yml`. */
export const TABLES = {
  works: table(
    "sources.csv",
    Work,
    {
      id: text("source_id"),
      author: text("author"),
      publisher: text("publisher"),
      publisherKind: { name: "publisher_kind", as: "publisher-kind" },
      titleOriginal: text("title_original"),
      titleEnglish: text("title_english"),
      lang: text("language"),
      published: { name: "published", as: "date" },
      url: text("url"),
      archivedUrl: text("archived_url"),
      accessed: text("accessed"),
      country: text("country"),
      protectedPerson: { name: "protected_person", as: "flag" },
      note: text("note"),
    },
    ["endnotes"],
  ),
  endnotes: table("endnotes.csv", Endnote, {
    id: text("endnote"),
    marker: text("body_marker"),
    works: list("source_ids"),
    forms: list("citation_forms"),
    pages: text("pages"),
    note: text("note"),
  }),
  events: table("events.csv", BaselineEvent, {
    id: text("event_id"),
    section: text("report_section"),
    category: text("category"),
    subtype: text("subtype"),
    dateStart: text("date_start"),
    dateEnd: text("date_end"),
    countries: list("countries"),
    actor: text("actor"),
    counterpart: text("counterpart"),
    place: text("place"),
    topics: list("topics"),
    quantity: text("quantity"),
    items: text("items"),
    summary: text("summary"),
    works: list("source_ids"),
    endnotes: list("endnotes"),
    pages: text("page_hint"),
    confidence: text("confidence"),
    claimant: text("claimant"),
    dateBasis: text("date_basis"),
    involvement: text("involvement"),
    note: text("note"),
  }),
  claims: table("claims.csv", BaselineClaim, {
    id: text("claim_id"),
    subject: text("subject"),
    measure: text("measure"),
    value: number("value"),
    operator: text("operator"),
    unit: text("unit"),
    periodStart: text("period_start"),
    periodEnd: text("period_end"),
    scope: text("scope"),
    claimant: text("claimant"),
    claimantKind: text("claimant_kind"),
    works: list("source_ids"),
    endnotes: list("endnotes"),
    section: text("report_section"),
    note: text("note"),
  }),
  statistics: table("published-statistics.csv", ReferenceStatistic, {
    id: text("stat_id"),
    statement: text("statement"),
    measure: text("measure"),
    filter: text("filter"),
    value: text("value"),
    operator: text("operator"),
    unit: text("unit"),
    period: text("period"),
    pages: text("page_hint"),
    endnote: text("endnote"),
    note: text("note"),
  }),
  reserved: table(
    "entry-ids.csv",
    ReservedEntry,
    {
      id: text("entry_id"),
      country: text("country"),
      number: number("number"),
      highestNumber: number("country_highest_number_listed"),
      category: text("category"),
      topic: text("topic"),
      endnote: text("endnote"),
      note: text("note"),
    },
    ["country_name", "print_order", "report_says", "country_in_names_list", "country_entries_listed"],
  ),
  organisations: table(
    "organizations.csv",
    Organisation,
    {
      id: text("org_id"),
      name: text("name_en"),
      nameNative: text("name_native"),
      romanised: text("name_romanised"),
      kind: text("kind"),
      side: text("side"),
      country: text("country"),
      parent: text("parent_org_id"),
      role: text("role"),
      endnotes: list("endnotes"),
    },
    ["parent_name"],
  ),
  officials: table(
    "officials.csv",
    Official,
    {
      id: text("official_id"),
      name: text("name_romanised"),
      nameNative: text("name_native"),
      of: text("official_of"),
      role: text("role_in_report"),
      act: text("act_in_report"),
      works: list("source_ids"),
      endnotes: list("endnotes"),
      section: text("report_section"),
      years: text("years"),
    },
    ["quotation"],
  ),
  terms: table("terms.csv", Term, {
    id: text("term_id"),
    native: text("native"),
    romanised: text("romanised"),
    english: text("english"),
    meaning: text("meaning"),
    kind: text("kind"),
    codebookKey: text("codebook_key"),
    endnotes: list("endnotes"),
    suggested: text("native_suggested"),
    foundIn: text("found_in"),
  }),
  inconsistencies: table("inconsistencies.csv", Inconsistency, {
    id: text("inc_id"),
    topic: text("topic"),
    readingA: text("reading_a"),
    readingB: text("reading_b"),
    certainty: text("certainty"),
    handling: text("handling"),
    endnotes: list("endnotes"),
  }),
  countryLists: table("country-lists.csv", ListedCountry, {
    list: text("list_id"),
    country: text("country"),
    size: text("list_size"),
    meaning: text("meaning"),
    endnotes: list("endnotes"),
    note: text("note"),
  }),
  facts: table("facts.csv", Fact, {
    id: text("fact_id"),
    section: text("report_section"),
    statement: text("statement"),
    kind: text("kind"),
    claimant: text("claimant"),
    quotation: text("quotation"),
    works: list("source_ids"),
    endnotes: list("endnotes"),
    pages: text("page_hint"),
  }),
  contextEvents: table("context-events.csv", ContextEvent, {
    id: text("context_id"),
    kind: text("kind"),
    dateStart: text("date_start"),
    dateEnd: text("date_end"),
    country: text("country"),
    statement: text("statement"),
    works: list("source_ids"),
    endnotes: list("endnotes"),
    note: text("note"),
  }),
  recommendations: table("recommendations.csv", Recommendation, {
    id: text("rec_id"),
    pillar: text("pillar"),
    text: text("text"),
    actor: text("actor"),
    feature: text("feature"),
  }),
} as const;

import { deriveId } from "../effects/index.js";
import {
  Bug,
  Claim,
  ClaimId,
  DecisionId,
  Digest,
  EventFields,
  EventId,
  Finding,
  FindingId,
  fieldsWithoutEvidence,
  parsePrefixDate,
  type Baseline,
  type BaselineClaim,
  type BaselineEvent,
  type Citation,
  type CountryCode,
  type Decision,
  type EntryDraft,
  type FieldName,
  type Item,
  type Study,
  type WorkId,
} from "../model/index.js";
import { DATE_BASES } from "./check-baseline.js";

/** A baseline of a study, with the places by which its rows are numbered. */
interface Reader {
  readonly study: Study;
  readonly baseline: Baseline;
}

/** Everything that a new ledger of this study starts with, in a fixed order: the same study gives the same entries. */
export function baselineDrafts(study: Study, at: string): EntryDraft[] {
  const { slug, title, baseline } = study;
  const actor = baseline?.coder ?? `study-${slug}@${study.codebook.version}`;
  const digest = Digest.parse(study.digest);
  return [
    { kind: "study", subject: slug, actor, payload: { slug, title, digest } },
    ...study.sources.map((source): EntryDraft => ({ kind: "source", subject: source.id, actor, payload: source })),
    ...(baseline === null ? [] : rowDrafts({ study, baseline }, actor, at)),
  ];
}

/** Highest number that the baseline prints for each country: below it no event id is ever minted. */
export function reservedNumbers(study: Study): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  for (const entry of study.baseline?.reserved ?? []) {
    highest.set(entry.country, Math.max(entry.number, entry.highestNumber, highest.get(entry.country) ?? 0));
  }
  return highest;
}

/** Prefix of an act's event id: its partner, `XM` for three or more, the home country where none is named. */
export function eventPrefix(countries: readonly CountryCode[], study: Study): string {
  const partners = countries.filter((code) => !study.places.home.includes(code));
  if (partners.length > 2) return "XM";
  return partners[0] ?? study.actor.country;
}

function rowDrafts(reader: Reader, actor: string, at: string): EntryDraft[] {
  const { report, works, events, claims } = reader.baseline;
  const findings = events.map((event) => findingOf(event, reader));
  return [
    ...[report, ...works].map((work): EntryDraft => ({ kind: "work", subject: work.id, actor, payload: work })),
    ...findings.map((finding): EntryDraft => ({ kind: "finding", subject: finding.id, actor, payload: finding })),
    ...decisionsOf(findings, reader, at).map((decision): EntryDraft => ({
      kind: "decision",
      subject: decision.id,
      actor,
      payload: decision,
    })),
    ...claims
      .map((claim) => claimOf(claim, reader))
      .map((claim): EntryDraft => ({ kind: "claim", subject: claim.id, actor, payload: claim })),
  ];
}

/** The row as a finding: every field with the works that the baseline cites for it, and the baseline's own page. */
function findingOf(event: BaselineEvent, reader: Reader): Finding {
  const { baseline } = reader;
  const fields = fieldsOf(event, reader);
  const evidence = fieldsWithoutEvidence(fields, []).flatMap((field) =>
    citationsOf(event, baseline, wordsOf(event, field)).map((evidence) => ({ field, evidence })),
  );
  const reading = readingOf(event, baseline);
  const protection = baseline.protect.find((rule) => rule.category === event.category)?.protection ?? "none";
  return Finding.parse({
    id: deriveId("fnd", baseline.coder, event.id),
    coder: baseline.coder,
    textId: null,
    alias: event.id,
    fields,
    evidence,
    score: 1,
    reasons: [],
    marking: "CLEAR",
    protection: reading?.protection ?? protection,
    note: [event.note, reading?.why ?? ""].filter((part) => part !== "").join(" "),
  });
}

function fieldsOf(event: BaselineEvent, { study, baseline }: Reader): EventFields {
  const reading = readingOf(event, baseline);
  const text = (cell: string): string | null => (cell === "" ? null : cell);
  const date = parsePrefixDate(event.dateStart);
  return EventFields.parse({
    category: event.category,
    subtype: text(event.subtype),
    summary: text(event.summary),
    date,
    dateEnd: parsePrefixDate(event.dateEnd),
    dateBasis: date === null ? null : (DATE_BASES[event.dateBasis] ?? null),
    countries: event.countries.filter((code) => !study.places.home.some((home) => home === code)),
    actor: text(event.actor),
    counterpart: text(event.counterpart),
    place: text(event.place),
    mode: null,
    status: reading?.status ?? (event.confidence === "alleged" ? "claimed" : "done"),
    topics: topicsOf(event, { study, baseline }),
    documentKind: study.codebook.agreementKinds.some((kind) => kind.code === event.subtype) ? event.subtype : null,
    ...quantityOf(event, baseline),
    scope: reading?.scope ?? "single",
    involvement: event.involvement,
    assertedBy: text(event.claimant),
    confidence: event.confidence,
  });
}

/** Topics in our codes; a residual one only where no other is named. */
function topicsOf(event: BaselineEvent, { study, baseline }: Reader): string[] {
  const mapped = event.topics.map((topic) => {
    const rule = baseline.topicRules.find((item) => item.from === topic);
    return rule === undefined ? topic : rule.to;
  });
  const topics = [...new Set(mapped.filter((topic) => topic !== null))];
  const specific = topics.filter((topic) => !study.codebook.topics.some((code) => code.code === topic && code.residual));
  return specific.length > 0 ? specific : topics;
}

function quantityOf(event: BaselineEvent, baseline: Baseline): Pick<EventFields, "trainees" | "seriesNumber" | "items"> {
  const none = { trainees: null, seriesNumber: null, items: [] };
  if (event.items === "") return none;
  const rule = baseline.quantityRules.find((item) => item.text === event.items);
  if (rule === undefined) throw new Bug(`no quantity rule for "${event.items}" of ${event.id}: the study was not checked`);
  const quantity = event.quantity === "" ? null : Number(event.quantity);
  const applies = rule.categories?.includes(event.category) ?? true;
  if (applies && rule.field === "trainees") return { ...none, trainees: quantity };
  if (applies && rule.field === "series-number") return { ...none, seriesNumber: quantity };
  const item: Item = { what: rule.what ?? event.items, quantity, unit: rule.unit ?? null };
  return { ...none, items: [item] };
}

function readingOf(event: BaselineEvent, baseline: Baseline): Baseline["readings"][number] | undefined {
  return baseline.readings.find((reading) => reading.event === event.id);
}

type Cited = Pick<BaselineEvent, "works" | "endnotes"> & { readonly pages?: string; readonly section?: string };

/** Where in a cited work a field stands, as far as the baseline says: its dates can come from a headline or a date line. */
function wordsOf(event: BaselineEvent, field: FieldName): string {
  if (field !== "date" && field !== "dateEnd") return "";
  return event.dateBasis === "source-title" ? "headline" : event.dateBasis === "source-publication" ? "date of publication" : "";
}

/** The works that a row names, with the endnotes that name them, and the baseline's own place last. */
function citationsOf(row: Cited, baseline: Baseline, words = ""): Citation[] {
  const works = row.works.map((work): Citation => ({
    kind: "citation",
    work: workId(work, baseline),
    locator: [words, workLocator(work, row, baseline)].filter((part) => part !== "").join(", "),
  }));
  return [...works, { kind: "citation", work: baseline.report.id, locator: reportLocator(row) }];
}

function workLocator(work: string, row: Cited, baseline: Baseline): string {
  const notes = row.endnotes.filter((id) => baseline.endnotes.some((note) => note.id === id && note.works.includes(work)));
  const pages = baseline.endnotes.filter((note) => notes.includes(note.id)).map((note) => pagesOf(work, note.pages));
  const cited = notes.length === 0 ? "named without an endnote" : `cited in ${endnotesPhrase(notes)}`;
  return [...new Set(pages.filter((page) => page !== "")), cited].join(", ");
}

/** `S005 p. 7; S006 p. 12` holds the pages of several works: those of `work`. */
function pagesOf(work: string, pages: string): string {
  const part = pages.split(";").find((item) => item.trim().startsWith(`${work} `));
  return part === undefined ? "" : part.trim().slice(work.length + 1);
}

function reportLocator(row: Cited): string {
  const pages = row.pages === undefined || row.pages === "" ? `section ${row.section ?? "not stated"}` : `pages ${row.pages}`;
  return row.endnotes.length === 0 ? pages : `${pages}, ${endnotesPhrase(row.endnotes)}`;
}

function endnotesPhrase(endnotes: readonly string[]): string {
  return `${endnotes.length === 1 ? "endnote" : "endnotes"} ${endnotes.join(", ")}`;
}

function workId(id: string, baseline: Baseline): WorkId {
  const work = baseline.works.find((item) => item.id === id);
  if (work === undefined) throw new Bug(`work ${id} is cited and not listed: the study was not checked`);
  return work.id;
}

/** One acceptance for each finding. Ids count up from the highest number that the baseline prints for a country. */
function decisionsOf(findings: readonly Finding[], { study, baseline }: Reader, at: string): Decision[] {
  const last = new Map(reservedNumbers(study));
  return findings.map((finding) => {
    const prefix = eventPrefix(finding.fields.countries, study);
    const number = (last.get(prefix) ?? 0) + 1;
    last.set(prefix, number);
    const eventId = EventId.parse(`${prefix}.${String(number).padStart(3, "0")}`);
    return {
      kind: "accept",
      id: DecisionId.parse(deriveId("dec", "accept", finding.id, eventId)),
      by: { kind: "baseline", name: baseline.decidedBy },
      at,
      note: "",
      seen: null,
      eventId,
      findings: [FindingId.parse(finding.id)],
    };
  });
}

function claimOf(row: BaselineClaim, { baseline }: Reader): Claim {
  const { id: alias, works, endnotes, periodStart, periodEnd, ...rest } = row;
  return Claim.parse({
    ...rest,
    id: ClaimId.parse(deriveId("clm", alias)),
    alias,
    periodStart: periodStart === "" ? null : periodStart,
    periodEnd: periodEnd === "" ? null : periodEnd,
    evidence: citationsOf({ works, endnotes, section: row.section }, baseline),
  });
}

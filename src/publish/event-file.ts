import type { EventRecord, FieldEvidence } from "../model/index.js";
import { evidenceCards } from "./evidence.js";
import { categoryOf, isProtected, type Site } from "./site.js";
import { eventTitle } from "./event-title.js";
import { workCitation } from "./titles.js";

const WITHHELD = "withheld to protect a person";
const FREE_TEXT = ["summary", "actor", "counterpart", "place", "assertedBy"] as const;

/** An event with its whole evidence chain, so that a stranger can follow it with this file and the archive alone. */
export function eventFile(site: Site, event: EventRecord): Record<string, unknown> {
  const cards = evidenceCards(site, event);
  const texts = cards.flatMap((card) => (card.kind === "text" ? [card.source] : []));
  const held = isProtected(event);
  return {
    id: event.id,
    title: eventTitle(site, event),
    edition: site.edition.id,
    generator: site.generator,
    sample: event.sample,
    ...(event.sample ? { notice: "Sample: invented page. This activity did not happen and is in no number of the record." } : {}),
    categoryLabel: categoryOf(site, event.fields.category).label,
    fields: publicFields(event),
    restsOn: event.restsOn,
    review: event.review,
    score: event.score,
    marking: event.marking,
    protection: event.protection,
    aliases: event.aliases,
    conflicts: held && event.review !== "baseline" ? WITHHELD : event.conflicts,
    evidence: event.evidence.map((item) => publicEvidence(item, held)),
    texts: texts.map(({ id, captureId, part, url, title, lang, published, publishedBasis, extractor }) => ({
      id, captureId, part, url: held ? WITHHELD : url, title: held ? WITHHELD : title, lang, published, publishedBasis, extractor,
    })), // prettier-ignore
    captures: cards.flatMap((card) =>
      card.kind === "text" && card.capture ? [held ? { ...card.capture, url: WITHHELD } : card.capture] : [],
    ),
    works: cards.flatMap((card) => (card.kind === "citation" ? [publicWork(site, card.workId)] : [])),
    findings: event.findings.map((id) => {
      const finding = site.findings.get(id);
      return {
        id,
        coder: finding?.coder ?? null,
        textId: finding?.textId ?? null,
        score: finding?.score ?? null,
        reasons: held ? WITHHELD : (finding?.reasons ?? []),
      };
    }),
    decisions: event.decisions.map((id) => {
      const decision = site.decisions.get(id);
      return {
        id,
        kind: decision?.kind ?? null,
        by: decision?.by.kind === "person" ? { kind: "person" } : (decision?.by ?? null),
        at: decision?.at ?? null,
      };
    }),
    measures: site.measures.filter((measure) => measure.events.includes(event.id)).map((measure) => measure.id),
    check: [`longarm trace ${event.id}`, "longarm verify"],
  };
}

/** Coded fields without what could name a protected person. */
export function publicFields(event: EventRecord): Record<string, unknown> {
  if (!isProtected(event) || event.review === "baseline") return { ...event.fields };
  const withheld = Object.fromEntries(FREE_TEXT.map((field) => [field, event.fields[field] === null ? null : WITHHELD]));
  return { ...event.fields, ...withheld, items: [] };
}

function publicEvidence({ field, evidence }: FieldEvidence, held: boolean): Record<string, unknown> {
  if (evidence.kind === "citation") return { field, kind: "citation", work: evidence.work, locator: evidence.locator };
  const { textId, start, end, quote } = evidence;
  return { field, kind: "span", textId, start, end, quote: held ? WITHHELD : quote };
}

/** A cited work as it may be given away. */
function publicWork(site: Site, id: string): Record<string, unknown> {
  const work = site.works.get(id);
  if (!work) return { id };
  const { publisher, publisherKind, lang, published } = work;
  const common = { id, citation: workCitation(work).text, publisher, publisherKind, lang, published };
  if (work.protectedPerson) return { ...common, title: WITHHELD, author: WITHHELD, url: WITHHELD };
  return {
    ...common,
    title: work.titleEnglish || work.titleOriginal,
    titleOriginal: work.titleOriginal,
    author: work.author,
    url: work.url,
    archivedUrl: work.archivedUrl,
  };
}

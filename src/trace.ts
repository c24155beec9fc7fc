import { computeMeasures } from "./measure/index.js";
import {
  ItemError,
  type Capture,
  type Decision,
  type Edition,
  type Evidence,
  type EventRecord,
  type Finding,
  type MeasureValue,
  type SourceText,
  type Span,
} from "./model/index.js";
import { nearestOf } from "./config/index.js";
import { spanHolds } from "./text/index.js";
import type { Run } from "./run.js";

/** One step from a number down to bytes: what it is, its id, and the `name@version` that made it. */
export interface TraceStep {
  readonly kind: "measure" | "event" | "decision" | "finding" | "span" | "text" | "capture" | "warc-record" | "citation" | "work";
  readonly id: string;
  readonly madeBy: string;
  readonly [detail: string]: unknown;
}

/**
 * The chain of evidence of a measure, event (id or outside alias), finding, text, capture or page address, from the number down to the archived record.
 * The record's bytes are read and hashed, and the quote is looked up in the text, while tracing: `holds` says what was seen.
 * Where several findings support an event, those with archived quotes come last, so that the chain ends in a `warc-record` wherever there is one.
 * Throws ItemError for an id that nothing has.
 */
export async function trace(id: string, edition: Edition, run: Run): Promise<TraceStep[]> {
  const measure = computeMeasures(edition, run.study).find((value) => value.id === id);
  if (measure) return traceMeasure(measure, edition, run);
  const event = findEvent(id, edition);
  if (event) return traceEvent(event, edition, run);
  const finding = edition.state.findings.find((candidate) => candidate.id === id);
  if (finding) return traceFinding(finding, edition, run);
  const text = edition.state.texts.find((candidate) => candidate.id === id);
  if (text) return traceText(text, edition, run);
  const capture = edition.state.captures.find((candidate) => candidate.id === id || candidate.url === id);
  if (capture) return tracePage(capture, edition, run);
  const withdrawn = edition.tombstones.find((stone) => stone.id === id);
  if (withdrawn)
    throw new ItemError(`${id} no longer stands: ${withdrawn.reason}${withdrawn.mergedInto ? `; see ${withdrawn.mergedInto}` : ""}`);
  throw new ItemError(unknownId(id, edition, run));
}

function findEvent(id: string, edition: Edition): EventRecord | undefined {
  return edition.events.find((event) => event.id === id || event.aliases.includes(id));
}

function unknownId(id: string, edition: Edition, run: Run): string {
  const known = [...edition.events.map((event) => event.id as string), ...run.study.measures.map((measure) => measure.id)];
  const near = nearestOf(id, known);
  return `nothing here has the id "${id}"; ${near === null ? "" : `nearest is "${near}"; `}"longarm events" and "longarm stats" list all`;
}

/** A measure leads on through one of its events: one with an archived quote where there is any. */
async function traceMeasure(value: MeasureValue, edition: Edition, run: Run): Promise<TraceStep[]> {
  const step: TraceStep = {
    kind: "measure",
    id: value.id,
    madeBy: run.generator,
    value: value.value,
    unit: value.unit,
    n: value.n,
    definition: value.spec.definition,
    edition: edition.id,
    events: value.events,
  };
  const events = value.events.flatMap((id) => findEvent(id, edition) ?? []);
  const next = events.find((event) => event.restsOn === "archived") ?? events[0];
  return next ? [step, ...(await traceEvent(next, edition, run))] : [step];
}

async function traceEvent(event: EventRecord, edition: Edition, run: Run): Promise<TraceStep[]> {
  const { category, date, countries, status } = event.fields;
  const decisions = edition.state.decisions.filter((decision) => event.decisions.includes(decision.id));
  const findings = event.findings.flatMap((id) => edition.state.findings.find((finding) => finding.id === id) ?? []);
  const archivedLast = [...findings].sort((a, b) => Number(a.textId !== null) - Number(b.textId !== null));
  const chains = await Promise.all(archivedLast.map((finding) => traceFinding(finding, edition, run)));
  return [
    {
      kind: "event",
      id: event.id,
      madeBy: run.generator,
      aliases: event.aliases,
      category,
      date,
      countries,
      status,
      restsOn: event.restsOn,
      review: event.review,
      sample: event.sample,
      findings: event.findings,
    },
    ...decisions.map(decisionStep),
    ...chains.flat(),
  ];
}

function decisionStep(decision: Decision): TraceStep {
  return {
    kind: "decision",
    id: decision.id,
    madeBy: decision.by.name,
    decision: decision.kind,
    byKind: decision.by.kind,
    at: decision.at,
    note: decision.note,
  };
}

async function traceFinding(finding: Finding, edition: Edition, run: Run): Promise<TraceStep[]> {
  const step: TraceStep = {
    kind: "finding",
    id: finding.id,
    madeBy: finding.coder,
    score: finding.score,
    alias: finding.alias,
    fields: finding.fields,
  };
  const citations = finding.evidence.flatMap(({ field, evidence }) => (evidence.kind === "citation" ? [{ field, evidence }] : []));
  const text = edition.state.texts.find((candidate) => candidate.id === finding.textId);
  const cited = groupCitations(citations).map(({ work, locator, fields }): TraceStep => {
    const known = edition.state.works.find((candidate) => candidate.id === work);
    return {
      kind: "citation",
      id: work,
      madeBy: finding.coder,
      locator,
      fields,
      publisher: known?.publisher ?? null,
      published: known?.published ?? null,
      archived: false,
    };
  });
  if (!text) return [step, ...cited];
  const spans = finding.evidence.flatMap(({ field, evidence }) =>
    evidence.kind === "span" ? [spanStep(field, evidence, text, finding)] : [],
  );
  return [step, ...cited, ...spans, ...(await traceText(text, edition, run))];
}

function groupCitations(items: readonly { readonly field: string; readonly evidence: Extract<Evidence, { kind: "citation" }> }[]) {
  const groups = new Map<string, { work: string; locator: string; fields: string[] }>();
  for (const { field, evidence } of items) {
    const key = `${evidence.work} ${evidence.locator}`;
    const group = groups.get(key) ?? { work: evidence.work, locator: evidence.locator, fields: [] };
    group.fields.push(field);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function spanStep(field: string, span: Span, text: SourceText, finding: Finding): TraceStep {
  return {
    kind: "span",
    id: `${span.textId}#${span.start}-${span.end}`,
    madeBy: finding.coder,
    field,
    quote: span.quote,
    start: span.start,
    end: span.end,
    holds: spanHolds(text, span),
  };
}

/** A page leads to the texts that were read from it, and to what each coder found in them: nothing is a result too. */
async function tracePage(capture: Capture, edition: Edition, run: Run): Promise<TraceStep[]> {
  const texts = edition.state.texts.filter((text) => text.captureId === capture.id);
  const chains = await Promise.all(texts.map((text) => traceText(text, edition, run)));
  return texts.length === 0 ? traceCapture(capture, run) : chains.flat();
}

async function traceText(text: SourceText, edition: Edition, run: Run): Promise<TraceStep[]> {
  const coded = edition.state.coded.filter((item) => item.textId === text.id);
  const { id, title, lang, published, publishedBasis } = text;
  const step: TraceStep = { kind: "text", id, madeBy: text.extractor, title, lang, published, publishedBasis, coded };
  const capture = edition.state.captures.find((candidate) => candidate.id === text.captureId);
  return capture ? [step, ...(await traceCapture(capture, run))] : [step];
}

async function traceCapture(capture: Capture, run: Run): Promise<TraceStep[]> {
  const { id, tool, url, urlBasis, capturedAt, sourceId, warc, payloadDigest } = capture;
  return [
    { kind: "capture", id, madeBy: tool, url, urlBasis, capturedAt, sourceId },
    {
      kind: "warc-record",
      id: warc.recordId,
      madeBy: run.generator,
      file: warc.file,
      offset: warc.offset,
      length: warc.length,
      digest: payloadDigest,
      ...(await lookAt(capture, run)),
    },
  ];
}

/** Whether the record is there and has its digest, seen just now. Damage is a result of tracing, not an end of it. */
async function lookAt({ warc, payloadDigest }: Capture, run: Run): Promise<{ readonly holds: boolean; readonly damage?: string }> {
  try {
    const record = await run.archive.readPayload(warc);
    return { holds: record.digestHolds && record.payloadDigest === payloadDigest };
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    return { holds: false, damage: error.message };
  }
}

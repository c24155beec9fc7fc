import type { Capture, EventRecord, FieldName, SourceText, Span, Work } from "../model/index.js";
import { spanUtf16 } from "../text/index.js";
import type { Site } from "./site.js";

/** Words around a quote that are shown with it, in UTF-16 units to each side; cut back to the nearest sentence end. */
const CONTEXT = 240;
/** The whole text is shown where little would be left out. */
const SENTENCE_END = /[。！？!?；;\n]|\.\s/g;

/** A run of text within the shown context. `fields` is empty outside the evidence. */
export interface Piece {
  readonly text: string;
  readonly fields: readonly FieldName[];
  /** Fields whose quote begins here; the label stands above these words. */
  readonly starts: readonly FieldName[];
  /** True inside a long quote, outside the shorter quotes that lie within it. */
  readonly wide: boolean;
}

export interface Excerpt {
  readonly pieces: readonly Piece[];
  /** True where text of the page was left out before or after. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** All quotes of one archived text that an event rests on. */
export interface TextCard {
  readonly kind: "text";
  readonly source: SourceText;
  readonly capture: Capture | null;
  readonly spans: readonly { readonly field: FieldName; readonly span: Span }[];
  readonly excerpts: readonly Excerpt[];
}

/** A cited work whose page is not archived, with all places in it that an event rests on. */
export interface CitationCard {
  readonly kind: "citation";
  readonly work: Work | null;
  readonly workId: string;
  readonly locators: readonly string[];
  readonly fields: readonly FieldName[];
}

export type EvidenceCard = TextCard | CitationCard;

/** The evidence of an event by document: archived texts first, then citations, each once. */
export function evidenceCards(site: Site, event: EventRecord): EvidenceCard[] {
  return [...textCards(site, event), ...citationCards(site, event)];
}

function textCards(site: Site, event: EventRecord): TextCard[] {
  const byText = new Map<string, { field: FieldName; span: Span }[]>();
  for (const { field, evidence } of event.evidence) {
    if (evidence.kind !== "span") continue;
    const held = byText.get(evidence.textId) ?? [];
    const known = held.some((item) => item.field === field && item.span.start === evidence.start && item.span.end === evidence.end);
    if (!known) held.push({ field, span: evidence });
    byText.set(evidence.textId, held);
  }
  return [...byText].flatMap(([textId, spans]) => {
    const source = site.texts.get(textId);
    if (!source) return [];
    const capture = site.captures.get(source.captureId) ?? null;
    return [{ kind: "text", source, capture, spans, excerpts: excerptsOf(source, spans) }];
  });
}

function citationCards(site: Site, event: EventRecord): CitationCard[] {
  const byWork = new Map<string, { locators: Set<string>; fields: Set<FieldName> }>();
  for (const { field, evidence } of event.evidence) {
    if (evidence.kind !== "citation") continue;
    const held = byWork.get(evidence.work) ?? { locators: new Set(), fields: new Set() };
    if (evidence.locator !== "") held.locators.add(evidence.locator);
    held.fields.add(field);
    byWork.set(evidence.work, held);
  }
  return [...byWork].map(([workId, { locators, fields }]) => ({
    kind: "citation",
    work: site.works.get(workId) ?? null,
    workId,
    locators: [...locators],
    fields: [...fields],
  }));
}

interface Window {
  from: number;
  to: number;
}

interface Marked {
  readonly from: number;
  readonly to: number;
  readonly field: FieldName;
}

/** The parts of a text that hold its quotes, with the sentences around them; overlapping parts are one. */
export function excerptsOf(source: SourceText, spans: readonly { field: FieldName; span: Span }[]): Excerpt[] {
  const marks = spans
    .map(({ field, span }): Marked => {
      const { startUtf16, endUtf16 } = spanUtf16(source, span);
      return { from: startUtf16, to: endUtf16, field };
    })
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const windows: Window[] = [];
  for (const mark of marks) {
    const wanted = { from: contextStart(source.text, mark.from), to: contextEnd(source.text, mark.to) };
    const last = windows.at(-1);
    if (last && wanted.from <= last.to + 2) last.to = Math.max(last.to, wanted.to);
    else windows.push(wanted);
  }
  return windows.map((window) => ({
    pieces: piecesOf(source.text, window, marks),
    cutBefore: source.text.slice(0, window.from).trim() !== "",
    cutAfter: source.text.slice(window.to).trim() !== "",
  }));
}

function contextStart(text: string, from: number): number {
  const earliest = Math.max(0, from - CONTEXT);
  if (earliest === 0) return 0;
  const end = /[。！？!?；;\n]|\.\s/.exec(text.slice(earliest, from));
  return end ? earliest + end.index + end[0].length : wholeCharacter(text, earliest);
}

function contextEnd(text: string, to: number): number {
  const latest = Math.min(text.length, to + CONTEXT);
  if (latest === text.length) return latest;
  const ends = [...text.slice(to, latest).matchAll(SENTENCE_END)];
  const last = ends.at(-1);
  return last ? to + last.index + last[0].length : wholeCharacter(text, latest);
}

/** Steps off the middle of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

function piecesOf(text: string, window: Window, marks: readonly Marked[]): Piece[] {
  const inside = marks.filter((mark) => mark.from >= window.from && mark.to <= window.to);
  const cuts = [...new Set([window.from, window.to, ...inside.flatMap((mark) => [mark.from, mark.to])])].sort((a, b) => a - b);
  const pieces = cuts.slice(0, -1).map((from, index): Piece => {
    const to = cuts[index + 1] ?? window.to;
    const covering = inside.filter((mark) => mark.from <= from && mark.to >= to);
    const innermost = covering.reduce<Marked | null>((best, mark) => (best === null || length(mark) <= length(best) ? mark : best), null);
    return {
      text: text.slice(from, to),
      fields: [...new Set(covering.map((mark) => mark.field))],
      starts: [...new Set(covering.filter((mark) => mark.from === from).map((mark) => mark.field))],
      wide: innermost !== null && inside.some((mark) => contains(innermost, mark)),
    };
  });
  return pieces.map((piece, index) => (sameFields(pieces[index - 1]?.starts, piece.starts) ? { ...piece, starts: [] } : piece));
}

/** Neighbouring quotes of the same field (three countries in a row) carry one label. */
function sameFields(before: readonly FieldName[] | undefined, own: readonly FieldName[]): boolean {
  return before !== undefined && own.length > 0 && before.join() === own.join();
}

function length(mark: Marked): number {
  return mark.to - mark.from;
}

function contains(outer: Marked, inner: Marked): boolean {
  return outer.from <= inner.from && inner.to <= outer.to && length(inner) < length(outer);
}

import { Bug, type SourceText, type Span } from "../model/index.js";
import { OffsetMap } from "./offsets.js";

const maps = new WeakMap<object, OffsetMap>();

type Quotable = Pick<SourceText, "id" | "text">;

/** The checked span of `source.text` from `startUtf16` to before `endUtf16`. Throws where there is no such text. */
export function makeSpan(source: Quotable, startUtf16: number, endUtf16: number): Span {
  const inside = 0 <= startUtf16 && startUtf16 < endUtf16 && endUtf16 <= source.text.length;
  if (!inside) throw new Bug(`span ${startUtf16}-${endUtf16} outside ${source.id} (${source.text.length} units)`);
  const map = offsetMapOf(source);
  const quote = source.text.slice(startUtf16, endUtf16);
  return { kind: "span", textId: source.id, start: map.toCodePoint(startUtf16), end: map.toCodePoint(endUtf16), quote };
}

/** True where the quote of `span` stands in `source` at its offsets, to the letter. */
export function spanHolds(source: Quotable, span: Span): boolean {
  const { startUtf16, endUtf16 } = spanUtf16(source, span);
  return span.textId === source.id && source.text.slice(startUtf16, endUtf16) === span.quote;
}

/** The UTF-16 bounds of a span, for slicing its text. */
export function spanUtf16(source: Quotable, span: Span): { startUtf16: number; endUtf16: number } {
  const map = offsetMapOf(source);
  return { startUtf16: map.toUtf16(span.start), endUtf16: map.toUtf16(span.end) };
}

function offsetMapOf(source: Quotable): OffsetMap {
  const known = maps.get(source);
  if (known) return known;
  const made = new OffsetMap(source.text);
  maps.set(source, made);
  return made;
}

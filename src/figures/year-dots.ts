import { drawMark, markFor, type Category, type MarkFill } from "./marks.js";
import { paint } from "./palette.js";
import { element, figureSvg, fixed, linked, textElement } from "./svg.js";
import { textWidth, wrapText } from "./text-width.js";

export interface YearEvent {
  /** Null where no source gives a date. */
  readonly year: number | null;
  readonly category: string;
  readonly title: string;
  readonly href?: string;
  readonly fill?: MarkFill;
}

/** What shaped the data in some years: a pandemic, a loss of pages, the end of the source. */
export interface YearNote {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface YearDotsInput {
  readonly idPrefix: string;
  readonly title: string;
  readonly desc?: string;
  readonly events: readonly YearEvent[];
  readonly categories: readonly Category[];
  readonly from: number;
  readonly to: number;
  readonly notes?: readonly YearNote[];
  readonly hrefOfYear?: (year: number | null) => string | undefined;
  readonly width?: number;
}

/** All events of one year, or of no known year. */
interface YearColumn {
  readonly year: number | null;
  readonly events: readonly YearEvent[];
}

const MOST_MARKS = 300;
const NARROW = 560;
const PITCH = 13.5;
const MARK = 11;
const NOTE = 18;

/** Events by year, one mark per event, above 300 events one bar per year. Years run down the page on narrow drawings. */
export function drawYearDots(input: YearDotsInput): string {
  const width = input.width ?? 1240;
  const columns = columnsOf(input);
  const drawn = width < NARROW ? drawDown(input, columns, width) : drawAcross(input, columns, width);
  const counts = columns.filter((column) => column.events.length > 0).map((column) => `${yearWords(column.year)}: ${column.events.length}`);
  const notes = (input.notes ?? []).map((note) => ` ${note.from} to ${note.to}: ${note.text}.`).join("");
  const desc = input.desc ?? `${input.events.length} events by year. ${counts.join(", ")}.${notes}`;
  return figureSvg({ idPrefix: input.idPrefix, width, height: drawn.height, title: input.title, desc }, "", drawn.body);
}

/** Every year of the span, empty ones too, then those without a date; events outside the span widen it. */
function columnsOf(input: YearDotsInput): YearColumn[] {
  const order = new Map(input.categories.map((category, index) => [category.code, index]));
  const sorted = [...input.events].sort((a, b) => (order.get(a.category) ?? 0) - (order.get(b.category) ?? 0));
  const years = input.events.flatMap((event) => (event.year === null ? [] : [event.year]));
  const [from, to] = [Math.min(input.from, ...years), Math.max(input.to, ...years)];
  const dated = Array.from({ length: to - from + 1 }, (_, index) => from + index).map((year) => ({
    year,
    events: sorted.filter((event) => event.year === year),
  }));
  const undated = sorted.filter((event) => event.year === null);
  return undated.length === 0 ? dated : [...dated, { year: null, events: undated }];
}

function yearWords(year: number | null): string {
  return year === null ? "no date" : String(year);
}

/** Marks of one year may leave the tab order where its number leads to the same events. */
function markOf(input: YearDotsInput, event: YearEvent, x: number, y: number, size: number, tabStop: boolean): string {
  const fill = event.fill === undefined ? {} : { fill: event.fill };
  return linked(
    { href: event.href, title: event.title, tabStop },
    drawMark(markFor(input.categories, event.category), { x, y, size, ...fill }),
  );
}

function countLabel(input: YearDotsInput, column: YearColumn, x: number, y: number, anchor: "middle" | "start"): string {
  if (column.events.length === 0) return "";
  const text = textElement(String(column.events.length), x, y, { fill: paint("ink-2"), anchor, halo: true });
  const href = input.hrefOfYear?.(column.year);
  return linked({ href, title: `${yearWords(column.year)}: ${column.events.length}` }, text);
}

// ---- Years from left to right ----

function drawAcross(input: YearDotsInput, columns: readonly YearColumn[], width: number): { body: string; height: number } {
  const most = Math.max(1, ...columns.map((column) => column.events.length));
  const notes = input.notes ?? [];
  const head = notes.length * NOTE + 20;
  const plot = input.events.length > MOST_MARKS ? 260 : Math.max(120, most * PITCH);
  const floor = head + plot;
  const step = width / columns.length;
  const middle = (index: number): number => (index + 0.5) * step;
  const stack = input.events.length > MOST_MARKS ? bar : dots;
  const stacks = columns.map((column, index) => stack(input, column, middle(index), floor, plot / most, step));
  const axis = element("path", { d: `M0 ${fixed(floor + 4)}H${fixed(width)}`, stroke: paint("rule-strong") });
  const labels = columns.map((column, index) => axisLabel(column, index, middle(index), floor + 20, step));
  const body = [drawNotes(notes, columns, step, floor), axis, ...stacks, ...labels, undatedLine(columns, step, floor)].join("");
  return { body, height: floor + 30 };
}

function dots(input: YearDotsInput, column: YearColumn, x: number, floor: number, unit: number, step: number): string {
  const pitch = Math.min(PITCH, unit);
  const size = Math.min(MARK, step - 2, pitch - 1.5);
  const tabStop = input.hrefOfYear?.(column.year) === undefined;
  const marks = column.events.map((event, index) => markOf(input, event, x, floor - (index + 0.5) * pitch, size, tabStop));
  return [...marks, countLabel(input, column, x, floor - column.events.length * pitch - 6, "middle")].join("");
}

function bar(input: YearDotsInput, column: YearColumn, x: number, floor: number, unit: number, step: number): string {
  const height = column.events.length * unit;
  const width = Math.min(34, step * 0.7);
  const box = element("rect", { x: x - width / 2, y: floor + 4 - height, width, height, fill: paint("map-3") });
  const target = { href: input.hrefOfYear?.(column.year), title: `${yearWords(column.year)}: ${column.events.length}`, tabStop: false };
  return (height > 0 ? linked(target, box) : "") + countLabel(input, column, x, floor - height - 3, "middle");
}

/** Full years at the beginning and every fifth, two digits between; where it is too narrow, the full ones alone. */
function axisLabel(column: YearColumn, index: number, x: number, y: number, step: number): string {
  const style = { fill: paint("ink-3"), anchor: "middle" as const };
  if (column.year === null) return step < 44 ? textElement("n.d.", x, y, style) : textElement("no date", x, y, style);
  if (column.year % 5 === 0 || (index === 0 && column.year % 5 !== 4)) return textElement(String(column.year), x, y, style);
  return step < 26 ? "" : textElement(`’${String(column.year % 100).padStart(2, "0")}`, x, y, style);
}

function undatedLine(columns: readonly YearColumn[], step: number, floor: number): string {
  if (columns.at(-1)?.year !== null) return "";
  const x = (columns.length - 1) * step;
  return element("path", { d: `M${fixed(x)} ${fixed(floor + 4)}v-84`, stroke: paint("rule-2"), "stroke-dasharray": "3 3", fill: "none" });
}

/** A rule over the years that the note is about, its words above the rule, hairlines down to the axis. */
function drawNotes(notes: readonly YearNote[], columns: readonly YearColumn[], step: number, floor: number): string {
  return notes
    .map((note, row) => {
      const first = columns.findIndex((column) => column.year !== null && column.year >= note.from);
      const last = columns.findLastIndex((column) => column.year !== null && column.year <= note.to);
      if (first < 0 || last < first) return "";
      const [x0, x1, y] = [first * step, (last + 1) * step, row * NOTE + 15];
      const late = x0 + textWidth(note.text, 12) > columns.length * step;
      const sides = `M${fixed(x0)} ${fixed(y + 2)}V${fixed(floor)}M${fixed(x1)} ${fixed(y + 2)}V${fixed(floor)}`;
      const words = textElement(note.text, late ? x1 : x0, y - 4, { fill: paint("ink-2"), anchor: late ? "end" : "start" });
      const rule = element("path", { d: `M${fixed(x0)} ${fixed(y + 2)}H${fixed(x1)}`, stroke: paint("ink-2"), "stroke-width": 1.2 });
      return element("path", { d: sides, stroke: paint("rule"), "stroke-width": 0.7 }) + rule + words;
    })
    .join("");
}

// ---- Years from top to bottom ----

const LABELS = 56;
const ROW = 21;

function drawDown(input: YearDotsInput, columns: readonly YearColumn[], width: number): { body: string; height: number } {
  const rows = columns.filter((column) => column.events.length > 0);
  const most = Math.max(1, ...rows.map((column) => column.events.length));
  const room = width - LABELS - 34;
  const perLine = Math.max(1, Math.floor(room / 12.5));
  let y = 0;
  const parts = rows.map((column) => {
    const asBar = input.events.length > MOST_MARKS;
    const lines = asBar ? 1 : Math.ceil(column.events.length / perLine);
    const top = y + (column.year === null ? 8 : 0);
    y = top + ROW + (lines - 1) * 13;
    return rowOf(input, column, top, { perLine, most, room, asBar });
  });
  const axis = element("path", { d: `M${LABELS - 6} 0V${fixed(y)}`, stroke: paint("rule-strong") });
  const notes = (input.notes ?? []).flatMap((note) => wrapText(`${note.from}–${note.to}: ${note.text}`, width, 13));
  const words = notes.map((line, index) => textElement(line, 0, y + 22 + index * 18, { size: 13, fill: paint("ink-2") }));
  return { body: axis + parts.join("") + words.join(""), height: Math.max(ROW, y) + 6 + notes.length * 18 + (notes.length > 0 ? 6 : 0) };
}

interface RowRoom {
  readonly perLine: number;
  readonly most: number;
  readonly room: number;
  readonly asBar: boolean;
}

function rowOf(input: YearDotsInput, column: YearColumn, top: number, { perLine, most, room, asBar }: RowRoom): string {
  const label = textElement(yearWords(column.year), LABELS - 12, top + 15, { fill: paint("ink-3"), anchor: "end" });
  const tabStop = input.hrefOfYear?.(column.year) === undefined;
  if (asBar) {
    const width = (column.events.length / most) * room;
    const box = element("rect", { x: LABELS - 6, y: top + 4, width, height: 13, fill: paint("map-3") });
    return label + box + countLabel(input, column, LABELS + width, top + 15, "start");
  }
  const marks = column.events.map((event, index) => {
    const [x, y] = [LABELS + 5 + (index % perLine) * 12.5, top + 10.5 + Math.floor(index / perLine) * 13];
    return markOf(input, event, x, y, 10, tabStop);
  });
  const inLast = ((column.events.length - 1) % perLine) + 1;
  const lastTop = top + Math.floor((column.events.length - 1) / perLine) * 13;
  return [label, ...marks, countLabel(input, column, LABELS + 4 + inLast * 12.5, lastTop + 15, "start")].join("");
}

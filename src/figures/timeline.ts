import { Bug } from "../model/index.js";
import { drawMark, markFor, type Category, type MarkFill } from "./marks.js";
import { paint } from "./palette.js";
import { element, figureSvg, fixed, linked, textElement } from "./svg.js";
import { textWidth, wrapText } from "./text-width.js";

export interface TimelineEvent {
  readonly id: string;
  readonly category: string;
  /** First and last day that the date can mean, `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
  readonly precision: "day" | "month" | "year" | "range";
  readonly title: string;
  readonly href?: string;
  readonly fill?: MarkFill;
}

export interface TimelineInput {
  readonly idPrefix: string;
  readonly title: string;
  readonly desc?: string;
  readonly events: readonly TimelineEvent[];
  /** Lanes are the categories that have events, in this order. */
  readonly categories: readonly Category[];
  /** First and last year drawn. */
  readonly from: number;
  readonly to: number;
  /** The study's own period, as a rule on top. */
  readonly period?: { readonly from: number; readonly to: number; readonly label: string };
  /** Sentences inside long empty spans: what is not there, and whether anybody looked. */
  readonly blanks?: readonly { readonly from: number; readonly to: number; readonly text: string }[];
  readonly width?: number;
}

interface Axis {
  readonly width: number;
  readonly x: (day: string) => number;
  readonly year: (year: number) => number;
}

interface Lane {
  readonly category: Category;
  readonly events: readonly { readonly event: TimelineEvent; readonly row: number }[];
  readonly top: number;
  readonly height: number;
}

const LANE = 60;
const ROW = 20;
const MARK = 15;
/** On narrower drawings the sentences about blanks belong to the subtitle. */
const NARROW = 560;

/** One lane per category: a mark is a day, a bar the span within which the day lies. */
export function drawTimeline(input: TimelineInput): string {
  const width = input.width ?? 940;
  const axis = axisOf(input, width);
  const top = input.period ? 26 : 6;
  const lanes = lanesOf(input, axis, top);
  const floor = lanes.reduce((y, lane) => Math.max(y, lane.top + lane.height), top);
  const body = [
    drawYears(input, axis, floor),
    drawPeriod(input, axis),
    ...lanes.map((lane) => drawLaneRule(lane, width)),
    drawBlanks(input, axis, top, floor, lanes),
    ...lanes.map((lane) => drawLane(input, lane, axis)),
  ].join("");
  const frame = { idPrefix: input.idPrefix, width, height: floor + 26, title: input.title, desc: input.desc ?? describe(input) };
  return figureSvg(frame, "", body);
}

function axisOf(input: TimelineInput, width: number): Axis {
  const span = input.to + 1 - input.from;
  if (span <= 0) throw new Bug(`a timeline from ${input.from} to ${input.to} has no years`);
  const [start, end] = [Date.UTC(input.from, 0, 1), Date.UTC(input.to + 1, 0, 1)];
  const x = (day: string): number => {
    const time = Date.parse(`${day}T00:00:00Z`);
    if (Number.isNaN(time)) throw new Bug(`"${day}" on a timeline is no day; give YYYY-MM-DD`);
    return Math.min(width, Math.max(0, ((time - start) / (end - start)) * width));
  };
  return { width, x, year: (year) => ((year - input.from) / span) * width };
}

/** Events that would cover one another stand in rows within their lane. */
function lanesOf(input: TimelineInput, axis: Axis, top: number): Lane[] {
  let y = top;
  return input.categories.flatMap((category) => {
    const own = input.events.filter((event) => event.category === category.code);
    if (own.length === 0) return [];
    const events = inRows(own, axis);
    const rows = Math.max(...events.map((item) => item.row)) + 1;
    const lane = { category, events, top: y, height: LANE + (rows - 1) * ROW };
    y += lane.height;
    return [lane];
  });
}

function inRows(events: readonly TimelineEvent[], axis: Axis): { event: TimelineEvent; row: number }[] {
  const ends: number[] = [];
  const sorted = [...events].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.id < b.id ? -1 : 1));
  return sorted.map((event) => {
    const [from, to] = spanOf(event, axis);
    const free = ends.findIndex((end) => end + 2 < from);
    const row = free < 0 ? ends.length : free;
    ends[row] = to;
    return { event, row };
  });
}

function middleOf(event: TimelineEvent, axis: Axis): number {
  const middle = (axis.x(event.first) + axis.x(event.last)) / 2;
  return Math.min(axis.width - MARK / 2, Math.max(MARK / 2, middle));
}

/** What an event takes up from left to right: its mark, and the bar behind it. */
function spanOf(event: TimelineEvent, axis: Axis): [number, number] {
  const middle = middleOf(event, axis);
  const [from, to] = event.precision === "day" ? [middle, middle] : [axis.x(event.first), axis.x(event.last)];
  return [Math.min(from, middle - MARK / 2), Math.max(to, middle + MARK / 2)];
}

function drawYears(input: TimelineInput, axis: Axis, floor: number): string {
  const span = input.to + 1 - input.from;
  const most = Math.min(7, axis.width / 54);
  const step = [1, 2, 5, 10, 20, 50].find((years) => span / years <= most) ?? 100;
  const years = Array.from({ length: span }, (_, index) => input.from + index).filter((year) => year % step === 0 || year === input.from);
  const apart = years.filter((year) => year === input.from || axis.year(year) - axis.year(input.from) >= 40);
  return apart
    .map((year) => {
      const x = axis.year(year);
      const line = element("path", { d: `M${fixed(x + 0.5)} 4V${fixed(floor + 4)}`, stroke: paint("rule") });
      return line + textElement(String(year), x + 0.5, floor + 18, { fill: paint("ink-3"), anchor: "start" });
    })
    .join("");
}

function drawPeriod(input: TimelineInput, axis: Axis): string {
  if (!input.period) return "";
  const [x0, x1] = [Math.max(0, axis.year(input.period.from)), Math.min(axis.width, axis.year(input.period.to + 1))];
  const rule = element("path", { d: `M${fixed(x0)} 20H${fixed(x1)}`, stroke: paint("ink"), "stroke-width": 1.5 });
  return rule + textElement(input.period.label, x0, 13, { fill: paint("ink-2"), halo: true });
}

function drawLaneRule(lane: Lane, width: number): string {
  const rule = element("path", { d: `M0 ${fixed(lane.top + lane.height - 0.5)}H${fixed(width)}`, stroke: paint("rule") });
  return rule + textElement(lane.category.label, 0, lane.top + 18, { size: 13, fill: paint("ink-2"), halo: true });
}

function drawLane(input: TimelineInput, lane: Lane, axis: Axis): string {
  const mark = markFor(input.categories, lane.category.code);
  return lane.events
    .map(({ event, row }) => {
      const y = lane.top + LANE / 2 + 4 + row * ROW;
      const [from, to] = [axis.x(event.first), axis.x(event.last)];
      const height = 7;
      const width = Math.max(4, to - from);
      const bar = element("rect", {
        x: Math.min(from, axis.width - width),
        y: y - height / 2,
        width,
        height,
        fill: mark.colour,
        "fill-opacity": 0.32,
      });
      const fill = event.fill === undefined ? {} : { fill: event.fill };
      const shape = drawMark(mark, { x: middleOf(event, axis), y, size: MARK, halo: true, ...fill });
      return linked({ href: event.href, title: event.title }, event.precision === "day" ? "" : bar, shape);
    })
    .join("");
}

/** The sentence of a blank, in the first height at which it covers no mark. Left out of the drawing (not of the words) where it does not fit. */
function drawBlanks(input: TimelineInput, axis: Axis, top: number, floor: number, lanes: readonly Lane[]): string {
  if (axis.width < NARROW) return "";
  return (input.blanks ?? [])
    .map((blank) => {
      const [x0, x1] = [axis.year(blank.from), axis.year(blank.to + 1)];
      const lines = wrapText(blank.text, x1 - x0 - 16, 13);
      const widest = Math.max(...lines.map((line) => textWidth(line, 13)));
      if (widest > x1 - x0 - 8 || lines.length > 3) return "";
      const y = blankHeight(lanes, (top + floor) / 2, lines.length);
      return lines
        .map((line, index) =>
          textElement(line, (x0 + x1) / 2, y + index * 18, { size: 13, fill: paint("ink-2"), anchor: "middle", halo: true }),
        )
        .join("");
    })
    .join("");
}

/** Within one lane, below its name: lines of text never lie on the rule between two lanes. */
function blankHeight(lanes: readonly Lane[], middle: number, lines: number): number {
  const lane = lanes.find((item) => middle < item.top + item.height);
  return lane ? lane.top + lane.height / 2 + 5 - (lines - 1) * 9 : middle;
}

function describe(input: TimelineInput): string {
  const listed = input.events.map(
    (event) => `${event.title} (${event.precision === "day" ? event.first : `between ${event.first} and ${event.last}`})`,
  );
  const blanks = (input.blanks ?? []).map((blank) => ` ${blank.text}`).join("");
  return `${input.events.length} events: ${listed.join("; ") || "none"}.${blanks}`;
}

import { Bug } from "../model/index.js";
import { footingBox, footingSegments, stripeDefs, type Box } from "./footing.js";
import { paint } from "./palette.js";
import { element, figureSvg, fixed, linked, textElement } from "./svg.js";
import { textWidth, wrapText } from "./text-width.js";

/** What an earlier, published work says about the same row. */
export interface PublishedShare {
  /** In 0..1, of that work's own total. */
  readonly value: number;
  readonly operator: "=" | ">" | ">=" | "<" | "<=" | "about";
  /** Said with the marker: whose figure it is, and of how many. */
  readonly note: string;
}

export interface RegionRow {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** In 0..1; null where there is no whole to be part of. */
  readonly share: number | null;
  readonly href?: string;
  readonly footing: { readonly archived: number; readonly citation: number };
  readonly published?: PublishedShare;
}

export interface RegionBarsInput {
  readonly idPrefix: string;
  readonly title: string;
  readonly desc?: string;
  readonly rows: readonly RegionRow[];
  readonly unit: { readonly one: string; readonly many: string };
  readonly width?: number;
}

/** Where a bar begins, how long its axis is and how high a row stands: labels left of the bars, or above them on phones. */
interface Frame {
  readonly width: number;
  readonly labelWidth: number;
  readonly axisX: number;
  readonly axisWidth: number;
  readonly rowHeight: number;
  readonly barTop: number;
  readonly stacked: boolean;
}

const BAR = 18;
const AXIS = 22;

/**
 * One bar per region in the pattern of its footing. Bars count; where a published share stands beside them, all bars are shares,
 * because two works with different totals can only be compared as parts of their own whole.
 */
export function drawRegionBars(input: RegionBarsInput): string {
  const byShare = input.rows.some((row) => row.published !== undefined);
  const top = niceTop(Math.max(0, ...input.rows.flatMap((row) => [lengthOf(row, byShare), row.published?.value ?? 0])), byShare);
  const frame = frameOf(input);
  const height = AXIS + input.rows.length * frame.rowHeight + 6;
  const grid = drawGrid(frame, top, byShare, height);
  const rows = input.rows.map((row, index) => drawRow(input, row, frame, AXIS + index * frame.rowHeight, top, byShare));
  const desc = input.desc ?? input.rows.map((row) => rowWords(row, input)).join("; ");
  const body = grid + rows.join("");
  return figureSvg({ idPrefix: input.idPrefix, width: frame.width, height, title: input.title, desc }, stripeDefs(input.idPrefix), body);
}

function frameOf(input: RegionBarsInput): Frame {
  const width = input.width ?? 720;
  const stacked = width < 520;
  const longest = Math.max(0, ...input.rows.map((row) => textWidth(row.label, 14)));
  const labelWidth = stacked ? 0 : Math.min(width * 0.34, longest + 14);
  const tail = Math.max(0, ...input.rows.map((row) => tailWidth(row, stacked))) + 12;
  return {
    width,
    labelWidth,
    axisX: labelWidth,
    axisWidth: width - labelWidth - tail,
    rowHeight: stacked ? 48 : 34,
    barTop: stacked ? 22 : 8,
    stacked,
  };
}

/** Room right of a bar: its value, and where labels stand left of the bars, the published share too. */
function tailWidth(row: RegionRow, stacked: boolean): number {
  const published = row.published && !stacked ? textWidth(publishedShort(row.published), 13) + 10 : 0;
  return textWidth(valueWords(row), 13, 600) + published;
}

function lengthOf(row: RegionRow, byShare: boolean): number {
  if (!byShare) return row.value;
  if (row.share === null) throw new Bug(`region "${row.key}" has no share, but a published share is to be drawn beside it`);
  return row.share;
}

/** End of the axis: the next calm number, at most a quarter above the longest bar. */
function niceTop(most: number, byShare: boolean): number {
  if (byShare) return Math.min(1, Math.max(0.1, Math.ceil(most * 10) / 10));
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= most) ?? 10;
  return Math.max(4, step * power);
}

/** Zero and at most five lines above it, at calm numbers. */
function ticksOf(top: number, byShare: boolean): number[] {
  const steps = byShare ? [0.02, 0.05, 0.1, 0.2, 0.25] : [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000];
  const step = steps.find((size) => top / size <= 5.0001) ?? top / 5;
  return Array.from({ length: Math.floor(top / step + 1e-6) + 1 }, (_, index) => index * step);
}

function drawGrid(frame: Frame, top: number, byShare: boolean, height: number): string {
  return ticksOf(top, byShare)
    .map((tick) => {
      const x = frame.axisX + (tick / top) * frame.axisWidth;
      const line = element("path", {
        d: `M${fixed(x)} ${AXIS - 4}V${fixed(height)}`,
        stroke: paint(tick === 0 ? "rule-strong" : "rule"),
        "stroke-width": tick === 0 ? 1 : 0.7,
      });
      const words = byShare ? `${Math.round(tick * 100)}%` : String(tick);
      return line + textElement(words, x, 12, { fill: paint("ink-3"), anchor: tick === 0 ? "start" : "middle" });
    })
    .join("");
}

function drawRow(input: RegionBarsInput, row: RegionRow, frame: Frame, y: number, top: number, byShare: boolean): string {
  const length = (value: number): number => (value / top) * frame.axisWidth;
  const bar: Box = { x: frame.axisX, y: y + frame.barTop, width: length(lengthOf(row, byShare)), height: BAR };
  const segments = row.value === 0 ? [] : footingSegments({ ...row.footing, claim: 0 }, bar);
  const boxes = segments.map((segment) => footingBox(segment.kind, segment.box, input.idPrefix));
  const published = row.published ? drawPublished(row.published, row, bar, length(row.published.value)) : "";
  const end = Math.max(bar.width, row.published ? length(row.published.value) : 0);
  const [x, middle] = [bar.x + end + 10, bar.y + BAR / 2 + 4.6];
  const value = textElement(valueWords(row), x, middle, { size: 13, weight: 600, halo: true });
  const target = { href: row.href, title: rowWords(row, input) };
  const claim = row.published ? drawPublishedWords(row, row.published, frame, x, middle, y) : "";
  return linked(target, ...boxes, drawLabel(row, frame, y), value) + published + claim;
}

/** The published share in words: after the value, or on narrow drawings at the right end of the label's line. */
function drawPublishedWords(row: RegionRow, published: PublishedShare, frame: Frame, x: number, middle: number, y: number): string {
  const style = { size: 13, fill: paint("ink-2"), halo: true };
  if (frame.stacked) return textElement(publishedShort(published), frame.width, y + 15, { ...style, anchor: "end" });
  return textElement(publishedShort(published), x + textWidth(valueWords(row), 13, 600) + 10, middle, style);
}

function drawLabel(row: RegionRow, frame: Frame, y: number): string {
  if (frame.stacked) return textElement(row.label, 0, y + 15, { size: 14, halo: true });
  const lines = wrapText(row.label, frame.labelWidth - 10, 14).slice(0, 2);
  const first = y + frame.barTop + BAR / 2 + 5 - (lines.length - 1) * 8;
  return lines.map((line, index) => textElement(line, frame.labelWidth - 10, first + index * 16, { size: 14, anchor: "end" })).join("");
}

/** The dotted outline of a claim around the bar: open to the right for "more than". */
function drawPublished(published: PublishedShare, row: RegionRow, bar: Box, width: number): string {
  const [left, right, up, down] = [bar.x, bar.x + width, bar.y - 4, bar.y + BAR + 4];
  const open = published.operator === ">" || published.operator === ">=";
  const tip = open ? `L${fixed(right + 6)} ${fixed((up + down) / 2)}L${fixed(right)} ${fixed(down)}` : `V${fixed(down)}`;
  const outline = element("path", {
    d: `M${fixed(left)} ${fixed(up)}H${fixed(right)}${tip}H${fixed(left)}`,
    fill: "none",
    stroke: paint("foot-claim"),
    "stroke-width": 1.6,
    "stroke-dasharray": "1.6 2.4",
  });
  // Where the bar is longer, the end of the outline would drown in its stripes.
  const clear =
    right < bar.x + bar.width
      ? element("path", { d: `M${fixed(right)} ${fixed(up)}V${fixed(down)}`, stroke: paint("paper"), "stroke-width": 5 })
      : "";
  return linked({ title: `${row.label}, published: ${publishedWords(published)}` }, clear, outline);
}

const SIGNS = { "=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", about: "about " } as const;

function publishedShort(published: PublishedShare): string {
  return `published ${SIGNS[published.operator]}${percent(published.value)}`;
}

function publishedWords(published: PublishedShare): string {
  const sign = { "=": "", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", about: "about " }[published.operator];
  return `${sign}${percent(published.value)} (${published.note})`;
}

function percent(share: number): string {
  const value = share * 100;
  return value > 0 && value < 1 ? "<1%" : `${Math.round(value)}%`;
}

function valueWords(row: RegionRow): string {
  return row.share === null ? String(row.value) : `${row.value} · ${percent(row.share)}`;
}

function rowWords(row: RegionRow, input: RegionBarsInput): string {
  const count = `${row.value} ${row.value === 1 ? input.unit.one : input.unit.many}`;
  const share = row.share === null ? "" : `, ${percent(row.share)}`;
  const rests = row.value === 0 ? "" : `; ${row.footing.archived} with an archived quote, ${row.footing.citation} by citation only`;
  return `${row.label}: ${count}${share}${rests}${row.published ? `; published: ${publishedWords(row.published)}` : ""}`;
}

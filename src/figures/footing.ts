import { Bug } from "../model/index.js";
import { paint } from "./palette.js";
import { checkIdPrefix, element } from "./svg.js";

/** What a number rests on: counts of archived quotes, of citations without an archived page, of claims. */
export interface FootingCounts {
  readonly archived: number;
  readonly citation: number;
  readonly claim: number;
}
export type FootingKind = keyof FootingCounts;

/** Segments in the order in which they are always drawn. */
const FOOTING_ORDER: readonly FootingKind[] = ["archived", "citation", "claim"];
const GAP = 2;

/** The diagonal stripes that mean "citation only". One per drawing; `stripeBox` refers to it. */
export function stripeDefs(idPrefix: string): string {
  checkIdPrefix(idPrefix);
  const side = 5;
  return element(
    "pattern",
    { id: `${idPrefix}-stripes`, width: side, height: side, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    element("rect", { width: side, height: side, fill: paint("paper") }),
    element("rect", { width: 1.6, height: side, fill: paint("foot-cite") }),
  );
}

/** The rings that mean "looked for, not found". */
export function ringDefs(idPrefix: string, side = 6): string {
  checkIdPrefix(idPrefix);
  return element(
    "pattern",
    { id: `${idPrefix}-rings`, width: side, height: side, patternUnits: "userSpaceOnUse" },
    element("rect", { width: side, height: side, fill: paint("paper") }),
    element("circle", { cx: side / 2, cy: side / 2, r: side * 0.27, fill: "none", stroke: paint("map-zero"), "stroke-width": side * 0.17 }),
  );
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box in the pattern of its footing: solid, diagonal stripes, dotted outline. */
export function footingBox(kind: FootingKind, box: Box, idPrefix: string): string {
  if (kind === "archived") return element("rect", { ...box, fill: paint("foot-quote") });
  const inset = kind === "citation" ? 0.5 : 0.75;
  const inner = inside(box, inset);
  if (kind === "citation")
    return element("rect", { ...inner, fill: `url(#${idPrefix}-stripes)`, stroke: paint("foot-cite"), "stroke-width": 1 });
  const dots = { stroke: paint("foot-claim"), "stroke-width": 1.5, "stroke-dasharray": "0.01 3", "stroke-linecap": "round" };
  return element("rect", { ...inner, fill: "none", ...dots });
}

function inside(box: Box, by: number): Box {
  const width = Math.max(0.5, box.width - 2 * by);
  return { x: box.x + by, y: box.y + by, width, height: Math.max(0.5, box.height - 2 * by) };
}

/** The segments of a footing bar within `box`, in proportion, with gaps of 2 px; a kind that is there is never under 3 px. */
export function footingSegments(counts: FootingCounts, box: Box): { readonly kind: FootingKind; readonly box: Box }[] {
  const kinds = FOOTING_ORDER.filter((kind) => checkedCount(counts, kind) > 0);
  const total = kinds.reduce((sum, kind) => sum + counts[kind], 0);
  const room = box.width - GAP * Math.max(0, kinds.length - 1);
  const widths = kinds.map((kind) => Math.max(Math.min(3, room / kinds.length), (room * counts[kind]) / total));
  const shrink = room / widths.reduce((sum, width) => sum + width, 0);
  let x = box.x;
  return kinds.map((kind, index) => {
    const width = (widths[index] ?? 0) * shrink;
    const segment = { kind, box: { ...box, x, width } };
    x += width + GAP;
    return segment;
  });
}

function checkedCount(counts: FootingCounts, kind: FootingKind): number {
  const count = counts[kind];
  if (!(count >= 0)) throw new Bug(`footing "${kind}" is ${count}; it must be 0 or more`);
  return count;
}

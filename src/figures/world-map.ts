import { Bug } from "../model/index.js";
import { ringDefs, type Box } from "./footing.js";
import { placeLabels, type LabelField, type LabelForm, type LabelItem, type LabelPlace } from "./label-solver.js";
import { LandMask } from "./land-mask.js";
import { drawMark, markFor, type Category, type MarkFill } from "./marks.js";
import { paint, type Token } from "./palette.js";
import { projectWorld, type LandShape, type ProjectedLand } from "./projected-land.js";
import type { Point } from "./simplify.js";
import { element, figureSvg, fixed, linked, textElement } from "./svg.js";
import { textWidth } from "./text-width.js";

/** One event on the map. */
export interface MapMark {
  readonly category: string;
  readonly title: string;
  readonly href?: string;
  readonly fill?: MarkFill;
}

export interface MapCountry {
  /** ISO 3166-1 alpha-2, or XK. */
  readonly code: string;
  readonly name: string;
  /** Decides the grey. Not drawn for home codes. */
  readonly count: number;
  /** Each event at one country only, so that a mark stands for one event. */
  readonly marks: readonly MapMark[];
  readonly href?: string;
}

export interface WorldMapInput {
  readonly idPrefix: string;
  /** The finding. */
  readonly title: string;
  /** Details in words; made from the counts where it is not given. */
  readonly desc?: string;
  readonly countries: readonly MapCountry[];
  readonly categories: readonly Category[];
  /** Codes of the studied state itself: drawn as land, never shaded. */
  readonly home: readonly string[];
  /** Countries that were searched without a result get rings. A country that is neither counted nor here was not searched. */
  readonly states?: Readonly<Record<string, "looked">>;
  /** In px at the smallest width at which it will be shown: words grow with the drawing, and must not shrink. Default 1240. */
  readonly width?: number;
  /** `compact`: greys and circles only, for phones; the list of countries beside it carries the marks. */
  readonly variant?: "full" | "compact";
  /** True where maps on one page are to share their land (`withLandOf`): it is then the same on all maps of a width. */
  readonly sharesLand?: boolean;
  /** Lower bounds of the second and third grey. */
  readonly breaks?: readonly [number, number];
  /** What is counted, for the words on each country: `{ one: "activity", many: "activities" }`. */
  readonly unit: { readonly one: string; readonly many: string };
}

/** One entry of the key under the map. */
export interface MapKeyEntry {
  readonly kind: "count" | "looked" | "not-looked";
  /** `1`, `2 to 3`, `4 or more`; empty for the two search states, whose words belong to the page. */
  readonly label: string;
  readonly swatch: string;
}

export interface WorldMapFigure {
  readonly idPrefix: string;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly legend: readonly MapKeyEntry[];
  /** `shading` where there are more events than can be drawn one by one, or in the compact variant. */
  readonly mode: "marks" | "shading";
  /** Codes for which the map has no place. The page must name them. */
  readonly notOnMap: readonly string[];
  /** Countries whose marks and name found no free place. The page must list them. */
  readonly unlabelled: readonly string[];
  /** Where the marks and the name of each country stand, in the drawing's px. */
  readonly labels: readonly { readonly code: string; readonly box: Box }[];
}

/** Above this many events, one mark per event no longer reads (LOOK.md, principle 3). */
const MOST_MARKS = 300;
const PITCH = 12.2;
const LABEL = 12;
const LINE = 15;

/** The world with one mark per event beside its country, and greys for the counts. */
export function drawWorldMap(input: WorldMapInput): WorldMapFigure {
  const width = input.width ?? (input.variant === "compact" ? 360 : 1240);
  const total = input.countries.reduce((sum, country) => sum + country.marks.length, 0);
  const mode = input.variant === "compact" || total > MOST_MARKS ? "shading" : "marks";
  const margin = mode === "marks" ? { left: width * 0.015, right: width * 0.04, top: 10 } : { left: 4, right: 6, top: 4 };
  const land = projectWorld(width, margin);
  const breaks = input.breaks ?? breaksFor(input.countries.map((country) => country.count));
  const view: MapView = { input, land, mode, breaks, smallest: input.variant === "compact" ? 9 : 26 };
  const placed = mode === "marks" ? setLabels(view) : { places: [], unplaced: [] };
  const notOnMap = input.countries.filter((country) => land.anchorOf(country.code) === null).map((country) => country.code);
  const ringed = Object.keys(input.states ?? {}).length > 0;
  const body = [drawLand(view), drawCircles(view), ...placed.places.map((place) => drawLabel(view, place))].join("");
  const frame = { idPrefix: input.idPrefix, width, height: land.height, title: input.title, desc: input.desc ?? describe(view, notOnMap) };
  return {
    idPrefix: input.idPrefix,
    svg: figureSvg(frame, ringed ? ringDefs(input.idPrefix, 5.4) : "", body),
    width,
    height: land.height,
    legend: legendOf(input.idPrefix, breaks, ringed),
    mode,
    notOnMap,
    unlabelled: placed.unplaced,
    labels: placed.places.map(({ id, box }) => ({ code: id, box })),
  };
}

function landId(idPrefix: string): string {
  return `${idPrefix}-land`;
}

/**
 * `map` with its land taken from another map on the same page, where both have the same: most of a map's bytes are its coasts. What
 * comes out needs the other map beside it.
 */
export function withLandOf(map: WorldMapFigure, other: WorldMapFigure): string {
  const [own, lent] = [landElement(map), landElement(other)];
  if (own.replace(landId(map.idPrefix), landId(other.idPrefix)) !== lent) return map.svg;
  return map.svg.replace(own, element("use", { href: `#${landId(other.idPrefix)}` }));
}

function landElement({ svg, idPrefix }: WorldMapFigure): string {
  const start = svg.indexOf(`<path id="${landId(idPrefix)}"`);
  return svg.slice(start, svg.indexOf("/>", start) + 2);
}

interface MapView {
  readonly input: WorldMapInput;
  readonly land: ProjectedLand;
  readonly mode: "marks" | "shading";
  readonly breaks: readonly [number, number];
  /** A country under this many px² gets a circle. */
  readonly smallest: number;
}

/** Pairs of lower bounds, calm numbers; the first under which at most a quarter of the countries has the darkest grey is taken. */
const BREAKS = [[2, 4], [2, 6], [3, 10], [5, 20], [10, 50], [10, 100], [50, 500], [100, 1000]] as const; // prettier-ignore

/** Lower bounds of the second and third grey for these counts. */
export function breaksFor(counts: readonly number[]): readonly [number, number] {
  const known = counts.filter((count) => count > 0);
  const dark = (third: number): number => known.filter((count) => count >= third).length;
  return BREAKS.find(([, third]) => dark(third) <= known.length / 4) ?? [100, 1000];
}

function shadeOf(count: number, [second, third]: readonly [number, number]): Token {
  if (count <= 0) return "map-empty";
  return count >= third ? "map-3" : count >= second ? "map-2" : "map-1";
}

/** Fill and border of a country: grey for counts, rings for searches without result, plain land for the rest and for home. */
function surfaceOf(view: MapView, code: string | null): { fill: string; stroke: string; "stroke-width": number } {
  const { input } = view;
  const plain = { stroke: paint("map-line"), "stroke-width": 0.5 };
  if (code === null || input.home.includes(code)) return { fill: paint("map-empty"), ...plain };
  const count = countOf(view, code);
  if (count > 0) return { fill: paint(shadeOf(count, view.breaks)), ...plain };
  if (input.states?.[code] === "looked") return { fill: `url(#${input.idPrefix}-rings)`, stroke: paint("map-zero"), "stroke-width": 0.9 };
  return { fill: paint("map-empty"), ...plain };
}

function countOf(view: MapView, code: string): number {
  return view.input.home.includes(code) ? 0 : (countryOf(view, code)?.count ?? 0);
}

function countryOf(view: MapView, code: string | null): MapCountry | undefined {
  return view.input.countries.find((country) => country.code === code);
}

/** Plain land in one path without words; above it each country of the study in a path of its own. */
function drawLand(view: MapView): string {
  const counted = (shape: LandShape): boolean =>
    shape.code !== null && (countOf(view, shape.code) > 0 || view.input.states?.[shape.code] === "looked");
  const ground = element("path", {
    id: landId(view.input.idPrefix),
    d: view.land.shapes.map((shape) => (view.input.sharesLand === true || !counted(shape) ? shape.path : "")).join(""),
    ...surfaceOf(view, null),
    "vector-effect": "non-scaling-stroke",
  });
  return [ground, ...view.land.shapes.filter((shape) => shape.path !== "" && counted(shape)).map((shape) => drawCountry(view, shape))].join(
    "",
  );
}

function drawCountry(view: MapView, shape: LandShape): string {
  const path = element("path", { d: shape.path, ...surfaceOf(view, shape.code), "vector-effect": "non-scaling-stroke" });
  return linked(targetOf(view, shape.code ?? ""), path);
}

/** Words and link of a country's surface. Where a name stands beside it, the name has the place in the tab order. */
function targetOf(view: MapView, code: string): { href?: string | undefined; title: string; tabStop: boolean } {
  const country = countryOf(view, code);
  const tabStop = view.mode === "shading" || country?.marks.length === 0;
  if (!country) return { title: `${code}: looked for, not found`, tabStop };
  return { href: country.href, title: `${country.name}: ${numbered(view, country.count)}`, tabStop };
}

function numbered(view: MapView, count: number): string {
  const { one, many } = view.input.unit;
  return `${count} ${count === 1 ? one : many}`;
}

/** Countries too small to see get a circle in their grey. */
function drawCircles(view: MapView): string {
  return view.input.countries
    .filter((country) => countOf(view, country.code) > 0 && isSmall(view, country.code))
    .map((country) => {
      const point = view.land.anchorOf(country.code);
      if (!point) return "";
      const circle = element("circle", {
        cx: point[0],
        cy: point[1],
        r: circleRadius(view),
        fill: surfaceOf(view, country.code).fill,
        stroke: paint("ink"),
        "stroke-width": 0.9,
      });
      return linked(targetOf(view, country.code), circle);
    })
    .join("");
}

function circleRadius(view: MapView): number {
  return view.smallest === 9 ? 2.4 : 3.6;
}

function isSmall(view: MapView, code: string): boolean {
  return (view.land.shapes.find((shape) => shape.code === code)?.area ?? 0) < view.smallest;
}

// ---- Marks and names ----

interface MarkGrid {
  readonly columns: number;
  readonly rows: number;
}

function gridOf(count: number): MarkGrid {
  const columns = count <= 5 ? count : Math.ceil(Math.sqrt(count * 2.2));
  return { columns, rows: Math.ceil(count / Math.max(1, columns)) };
}

function setLabels(view: MapView): { places: readonly LabelPlace[]; unplaced: readonly string[] } {
  const items = view.input.countries.flatMap((country) => itemOf(view, country));
  return placeLabels(items, fieldOf(view));
}

function itemOf(view: MapView, country: MapCountry): LabelItem[] {
  const anchor = view.land.anchorOf(country.code);
  if (country.marks.length === 0 || !anchor) return [];
  const radius = isSmall(view, country.code) ? circleRadius(view) : 1.4;
  return [{ id: country.code, anchor, radius, forms: formsOf(country) }];
}

/** Marks before the name, marks after the name, or marks above the name. */
function formsOf(country: MapCountry): LabelForm[] {
  const { columns, rows } = gridOf(country.marks.length);
  const name = textWidth(country.name, LABEL);
  const beside = { width: round(columns * PITCH + 3 + name), height: round(Math.max(LINE, rows * PITCH)) };
  const stacked = { width: round(Math.max(columns * PITCH, name)), height: round(rows * PITCH + LINE) };
  return [
    { kind: "right", ...beside },
    { kind: "left", ...beside },
    { kind: "centred", ...stacked },
  ];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Words stand on their own country if it is large enough, else on the sea, else on blank land; least of all on another's grey. */
function fieldOf(view: MapView): LabelField {
  const { shapes, width, height } = view.land;
  const mask = new LandMask(width, height, shapes.map((shape, index) => ({ value: index + 1, rings: shape.rings }))); // prettier-ignore
  const numbers = new Map(shapes.map((shape, index) => [shape.code, index + 1]));
  const shaded = shapes.map((shape) => shape.code !== null && countOf(view, shape.code) > 0);
  const cost = (id: string, box: Box, onPoint: boolean): number => {
    const own = numbers.get(id) ?? -1;
    const weight = (value: number): number =>
      value === 0 ? 0 : value === own ? (onPoint ? 0 : 12) : shaded[value - 1] === true ? 130 : 48;
    const ground = mask.weigh(box.x, box.y, box.width, box.height, weight);
    if (!onPoint) return 6 + ground;
    const inside = mask.weigh(box.x, box.y, box.width, box.height, (value) => (value === own ? 1 : 0));
    return inside < 0.45 ? Infinity : ground + 30 * (1 - inside);
  };
  return { width, height, cost };
}

/** Leader, point, marks and name of one country. */
function drawLabel(view: MapView, place: LabelPlace): string {
  const country = countryOf(view, place.id);
  if (!country) throw new Bug(`the map placed a label for "${place.id}", which it was not given`);
  const { box, form } = place;
  const grid = gridOf(country.marks.length);
  const marksWidth = grid.columns * PITCH;
  const marksX =
    form.kind === "right" ? box.x : form.kind === "left" ? box.x + box.width - marksWidth : box.x + (box.width - marksWidth) / 2;
  const marksY = form.kind === "centred" ? box.y : box.y + (box.height - grid.rows * PITCH) / 2;
  const marks = country.marks.map((mark, index) => {
    const x = marksX + ((index % grid.columns) + 0.5) * PITCH;
    const y = marksY + (Math.floor(index / grid.columns) + 0.5) * PITCH;
    return drawMapMark(view, mark, [x, y], country.href === undefined);
  });
  return element("g", {}, leaderOf(view, country, place), ...marks, drawName(view, country, place, marksWidth));
}

function drawMapMark(view: MapView, mark: MapMark, [x, y]: Point, tabStop: boolean): string {
  const fill = mark.fill === undefined ? {} : { fill: mark.fill };
  const shape = drawMark(markFor(view.input.categories, mark.category), { x, y, size: 11.8, halo: true, ...fill });
  return linked({ href: mark.href, title: mark.title, tabStop }, shape);
}

function drawName(view: MapView, country: MapCountry, { box, form }: LabelPlace, marksWidth: number): string {
  const middle = box.y + box.height / 2 + 4.2;
  const text =
    form.kind === "right"
      ? textElement(country.name, box.x + marksWidth + 3, middle, { halo: true })
      : form.kind === "left"
        ? textElement(country.name, box.x + box.width - marksWidth - 3, middle, { halo: true, anchor: "end" })
        : textElement(country.name, box.x + box.width / 2, box.y + box.height - 3.6, { halo: true, anchor: "middle" });
  return linked({ href: country.href, title: `${country.name}: ${numbered(view, Math.max(country.count, country.marks.length))}` }, text);
}

/** The point is drawn where no circle stands in its place. */
function leaderOf(view: MapView, country: MapCountry, { leader }: LabelPlace): string {
  if (!leader) return "";
  const [[x0, y0], [x1, y1]] = leader;
  const circled = isSmall(view, country.code) && countOf(view, country.code) > 0;
  const reach = Math.hypot(x1 - x0, y1 - y0);
  const skip = circled && reach > 0 ? Math.min(1, circleRadius(view) / reach) : 0;
  const from = `M${fixed(x0 + (x1 - x0) * skip, 1)} ${fixed(y0 + (y1 - y0) * skip, 1)}`;
  const line = element("path", { d: `${from}L${fixed(x1, 1)} ${fixed(y1, 1)}`, fill: "none", stroke: paint("ink-2"), "stroke-width": 0.7 });
  return line + (circled ? "" : element("circle", { cx: x0, cy: y0, r: 1.4 }));
}

// ---- Words ----

function describe(view: MapView, notOnMap: readonly string[]): string {
  const counted = view.input.countries.filter((country) => countOf(view, country.code) > 0);
  const listed = [...counted]
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .map((country) => `${country.name} ${country.count}`);
  const missing = notOnMap.length === 0 ? "" : ` Not on the map: ${notOnMap.join(", ")}.`;
  return `World map of ${view.input.unit.many} per country, ${counted.length} countries: ${listed.join(", ") || "none"}.${missing}`;
}

function legendOf(idPrefix: string, [second, third]: readonly [number, number], ringed: boolean): MapKeyEntry[] {
  const range = (from: number, to: number): string => (from === to ? String(from) : `${from} to ${to}`);
  const counts: MapKeyEntry[] = [
    { kind: "count", label: range(1, second - 1), swatch: swatch(paint("map-1")) },
    { kind: "count", label: range(second, third - 1), swatch: swatch(paint("map-2")) },
    { kind: "count", label: `${third} or more`, swatch: swatch(paint("map-3")) },
  ];
  const rings = swatch(`url(#${idPrefix}-key-rings)`, ringDefs(`${idPrefix}-key`, 6.5), paint("map-zero"));
  const looked: MapKeyEntry[] = ringed ? [{ kind: "looked", label: "", swatch: rings }] : [];
  return [...counts, ...looked, { kind: "not-looked", label: "", swatch: swatch(paint("map-empty")) }];
}

/** The small box that stands for a surface in a key. */
function swatch(fill: string, defs = "", stroke = paint("map-line")): string {
  const box = element("rect", { x: 0.5, y: 0.5, width: 25, height: 13, fill, stroke });
  const inner = defs === "" ? box : element("defs", {}, defs) + box;
  return element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", class: "swatch", width: 26, height: 14, viewBox: "0 0 26 14", "aria-hidden": "true" },
    inner,
  );
}

import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoEqualEarth, geoEqualEarthRaw, geoPath, type GeoProjection } from "d3-geo";
import { readCountries, type AtlasCountry } from "./atlas.js";
import type { Point } from "./simplify.js";
import { NOT_DRAWN, POINTS_WITHOUT_SHAPE } from "./territories.js";

/** One country on paper. */
export interface LandShape {
  readonly code: string | null;
  /** Path data, one decimal. Empty where the country is under a third of a pixel. */
  readonly path: string;
  readonly rings: readonly (readonly Point[])[];
  /** px² of all its land. */
  readonly area: number;
}

export interface ProjectedLand {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly LandShape[];
  /** A point inside the largest piece of the country, or null where the map does not reach it. */
  readonly anchorOf: (code: string) => Point | null;
}

/** Meridian in the middle of the world map: at 11° east the cut falls between Alaska and Chukotka, and both stay whole. */
const MIDDLE_EAST = 11;
/** Scale of d3's raw Equal Earth that fills one pixel of width: its x runs from -2.7 to 2.7. */
const RAW_WIDTH = 5.41;

const worlds = new Map<string, ProjectedLand>();

/** The world in Equal Earth, without Antarctica, fitted to the width. Computed once per size; the result is a pure function of it. */
export function projectWorld(
  width: number,
  margin: { readonly left: number; readonly right: number; readonly top: number },
): ProjectedLand {
  const key = [width, margin.left, margin.right, margin.top].join(" ");
  const known = worlds.get(key);
  if (known) return known;
  const made = makeWorld(width, margin);
  worlds.set(key, made);
  return made;
}

function makeWorld(width: number, margin: { left: number; right: number; top: number }): ProjectedLand {
  const inner = width - margin.left - margin.right;
  const countries = countriesAt(inner / RAW_WIDTH, width > 600 ? 0.9 : 0.5);
  const projection = geoEqualEarth().rotate([-MIDDLE_EAST, 0]);
  projection.fitWidth(inner, toGeometry(countries));
  const bounds = geoPath(projection).bounds(toGeometry(countries));
  const [x, y] = projection.translate();
  projection.translate([x - bounds[0][0] + margin.left, y - bounds[0][1] + margin.top]);
  const height = Math.ceil(bounds[1][1] - bounds[0][1] + 2 * margin.top);
  return landOf(countries, projection, width, height);
}

function countriesAt(pixelsPerUnit: number, minAreaPx: number): AtlasCountry[] {
  const radians = Math.PI / 180;
  const project = ([lon, lat]: Point): Point => geoEqualEarthRaw(lon * radians, lat * radians);
  const minArea = minAreaPx / pixelsPerUnit ** 2;
  return readCountries(minArea, project)
    .filter((country) => country.code === null || !NOT_DRAWN.has(country.code))
    .map((country) => ({ ...country, polygons: country.polygons.filter(isSound) }));
}

/** Simplifying may turn a tiny ring inside out; on a sphere that ring would be the whole world but for one island. */
function isSound(polygon: readonly (readonly Point[])[]): boolean {
  return polygon.length > 0 && geoArea(polygonGeometry(polygon)) < 2 * Math.PI;
}

function polygonGeometry(polygon: readonly (readonly Point[])[]): { type: "Polygon"; coordinates: number[][][] } {
  return { type: "Polygon", coordinates: polygon.map((ring) => ring.map(([lon, lat]) => [lon, lat])) };
}

function toGeometry(countries: readonly AtlasCountry[]): { type: "MultiPolygon"; coordinates: number[][][][] } {
  return {
    type: "MultiPolygon",
    coordinates: countries.flatMap((country) => country.polygons.map((polygon) => polygonGeometry(polygon).coordinates)),
  };
}

function landOf(countries: readonly AtlasCountry[], projection: GeoProjection, width: number, height: number): ProjectedLand {
  const shapes = countries.map((country) => shapeOf(country, projection));
  const byCode = new Map(shapes.map((shape) => [shape.code, shape]));
  const anchorOf = (code: string): Point | null => {
    const shape = byCode.get(code);
    if (shape && shape.rings.length > 0) return insidePoint(shape);
    const point = POINTS_WITHOUT_SHAPE[code] ?? firstPoint(countries, code);
    return point === null ? null : projection([point[0], point[1]]);
  };
  return { width, height, shapes, anchorOf };
}

/** For a country of less than a pixel: where it lies. */
function firstPoint(countries: readonly AtlasCountry[], code: string): Point | null {
  return countries.find((country) => country.code === code)?.polygons[0]?.[0]?.[0] ?? null;
}

function shapeOf(country: AtlasCountry, projection: GeoProjection): LandShape {
  const rings = ringsOf(country, projection).filter((ring) => Math.abs(ringArea(ring)) >= 0.3);
  const area = rings.reduce((sum, ring) => sum + ringArea(ring), 0);
  return { code: country.code, rings, path: pathOf(rings), area: Math.abs(area) };
}

/** The rings as the projection clips and bends them. */
function ringsOf(country: AtlasCountry, projection: GeoProjection): Point[][] {
  const rings: Point[][] = [];
  const pen = {
    moveTo: (x: number, y: number): void => void rings.push([[x, y]]),
    lineTo: (x: number, y: number): void => void rings.at(-1)?.push([x, y]),
    closePath: (): void => undefined,
    arc: (): void => undefined,
    beginPath: (): void => undefined,
  };
  geoPath(projection, pen)(toGeometry([country]));
  return rings;
}

/** Relative path data in tenths of a pixel: about a third shorter than absolute, and equal points fall together. */
function pathOf(rings: readonly (readonly Point[])[]): string {
  return rings.map(ringPath).join("");
}

function ringPath(ring: readonly Point[]): string {
  let previous: Point | null = null;
  let data = "";
  for (const [px, py] of ring) {
    const [x, y]: Point = [Math.round(px * 10), Math.round(py * 10)];
    if (previous === null) data += `M${x / 10} ${y / 10}l`;
    else if (x !== previous[0] || y !== previous[1]) data += pair((x - previous[0]) / 10, (y - previous[1]) / 10, data.endsWith("l"));
    previous = [x, y];
  }
  return data.endsWith("l") ? "" : `${data}z`;
}

function pair(x: number, y: number, first: boolean): string {
  const [a, b] = [short(x), short(y)];
  return `${first || a.startsWith("-") ? "" : " "}${a}${b.startsWith("-") ? "" : " "}${b}`;
}

function short(value: number): string {
  return String(value).replace(/^(-?)0\./, "$1.");
}

/** Signed area (shoelace): holes come out with the other sign. */
function ringArea(ring: readonly Point[]): number {
  let sum = 0;
  let [px, py] = ring.at(-1) ?? [0, 0];
  for (const [x, y] of ring) {
    sum += px * y - x * py;
    [px, py] = [x, y];
  }
  return sum / 2;
}

/** True where (x, y) lies within the rings, by the even-odd rule. */
export function isInside(rings: readonly (readonly Point[])[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    let [px, py] = ring.at(-1) ?? [0, 0];
    for (const [qx, qy] of ring) {
      if (qy > y !== py > y && x < ((px - qx) * (y - qy)) / (py - qy) + qx) inside = !inside;
      [px, py] = [qx, qy];
    }
  }
  return inside;
}

/** Centre of gravity of the largest ring, or where that lies outside (a crescent), the roomiest point of a grid over it. */
function insidePoint(shape: LandShape): Point {
  const largest = shape.rings.reduce((best, ring) => (Math.abs(ringArea(ring)) > Math.abs(ringArea(best)) ? ring : best));
  const centre = ringCentroid(largest);
  if (isInside([largest], centre[0], centre[1])) return centre;
  return roomiestPoint(largest);
}

function ringCentroid(ring: readonly Point[]): Point {
  const area = ringArea(ring);
  let [sx, sy] = [0, 0];
  let [px, py] = ring.at(-1) ?? [0, 0];
  for (const [x, y] of ring) {
    const cross = px * y - x * py;
    sx += (px + x) * cross;
    sy += (py + y) * cross;
    [px, py] = [x, y];
  }
  return [sx / (6 * area), sy / (6 * area)];
}

function roomiestPoint(ring: readonly Point[]): Point {
  const box = boundsOf([ring]);
  const steps = 24;
  let best: { point: Point; room: number } = { point: ring[0] ?? [0, 0], room: -1 };
  for (let row = 1; row < steps; row += 1) {
    for (let column = 1; column < steps; column += 1) {
      const point: Point = [box.x0 + ((box.x1 - box.x0) * column) / steps, box.y0 + ((box.y1 - box.y0) * row) / steps];
      if (!isInside([ring], point[0], point[1])) continue;
      const room = Math.min(...ring.map(([x, y]) => (x - point[0]) ** 2 + (y - point[1]) ** 2));
      if (room > best.room) best = { point, room };
    }
  }
  return best.point;
}

export interface Bounds {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The smallest box around all points of the rings. */
export function boundsOf(rings: readonly (readonly Point[])[]): Bounds {
  const bounds = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (const [x, y] of rings.flat()) {
    bounds.x0 = Math.min(bounds.x0, x);
    bounds.y0 = Math.min(bounds.y0, y);
    bounds.x1 = Math.max(bounds.x1, x);
    bounds.y1 = Math.max(bounds.y1, y);
  }
  return bounds;
}

/** Pieces under this part of a country's largest do not stretch the frame: Svalbard, Hawaii, French Guiana. */
const FRAME_PART = 0.18;
const PAD = 4;

/** Another country with more than this part of the region's land is drawn but does not set the frame: Russia in Europe, Australia in Oceania. */
const GIANT = 0.5;
/** In a region of fewer countries than this, each of them is context worth showing whole. */
const FEW = 6;

/**
 * The region of `code` in Lambert's azimuthal equal-area projection, centred on the region, fitted to the box and cut at its edges.
 * Codes without a shape have an anchor.
 */
export function projectRegion(code: string, regionCodes: readonly string[], width: number, height: number): ProjectedLand {
  const codes = [...new Set([code, ...regionCodes])].sort();
  const wanted = new Set(codes);
  const countries = allCountries().filter((country) => country.code !== null && wanted.has(country.code));
  const object = frameObject(code, countries);
  const [lon, lat] = geoCentroid(object);
  const projection = geoAzimuthalEqualArea().rotate([-lon, -lat]).clipAngle(140);
  projection.fitExtent([[PAD, PAD], [width - PAD, height - PAD]], object); // prettier-ignore
  const used = cropBelow(projection, object, height);
  projection.clipExtent([[-2, -2], [width + 2, used + 2]]); // prettier-ignore
  return landOf(countries, projection, width, used);
}

/** Moves what is drawn to the top and answers the height that it needs: a wide region leaves no empty space on the page. */
function cropBelow(projection: GeoProjection, object: FrameObject, height: number): number {
  const [[, top], [, bottom]] = geoPath(projection).bounds(object);
  const used = Math.min(height, Math.ceil(bottom - top) + 2 * PAD);
  if (!(used < height)) return height;
  const [x, y] = projection.translate();
  projection.translate([x, y - top + PAD]);
  return used;
}

let fine: readonly AtlasCountry[] | null = null;

/** At the resolution of a region map; the same for every region. */
function allCountries(): readonly AtlasCountry[] {
  fine ??= countriesAt(400, 0.5);
  return fine;
}

/** What the map must show: the main lands of the region, and the point of a country without a shape. */
function frameObject(code: string, countries: readonly AtlasCountry[]): FrameObject {
  const total = countries.reduce((sum, country) => sum + landArea(country), 0);
  const setting = countries.filter((country) => country.code === code || landArea(country) <= GIANT * total);
  const land = toGeometry((countries.length < FEW ? countries : setting).map(mainland));
  const point = POINTS_WITHOUT_SHAPE[code];
  const points = { type: "MultiPoint" as const, coordinates: point ? [[...point]] : [] };
  return { type: "GeometryCollection", geometries: [land, points] };
}

type FrameObject = {
  readonly type: "GeometryCollection";
  readonly geometries: ({ type: "MultiPolygon"; coordinates: number[][][][] } | { type: "MultiPoint"; coordinates: number[][] })[];
};

function landArea(country: AtlasCountry): number {
  return country.polygons.reduce((sum, polygon) => sum + geoArea(polygonGeometry(polygon)), 0);
}

function mainland(country: AtlasCountry): AtlasCountry {
  const sizes = country.polygons.map((polygon) => geoArea(polygonGeometry(polygon)));
  const largest = Math.max(...sizes);
  return { ...country, polygons: country.polygons.filter((_, index) => (sizes[index] ?? 0) >= FRAME_PART * largest) };
}

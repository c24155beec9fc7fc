import { createRequire } from "node:module";
import iso from "i18n-iso-countries";
import { feature, merge } from "topojson-client";
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from "topojson-specification";
import { Bug } from "../model/index.js";
import { simplifyLine, type Point } from "./simplify.js";
import { SHAPES_WITHOUT_CODE } from "./territories.js";

/** One country's land as rings of longitude and latitude; `code` is null for land that no code counts. */
export interface AtlasCountry {
  readonly code: string | null;
  readonly polygons: readonly (readonly (readonly Point[])[])[];
}

type CountryTopology = Topology<{ countries: GeometryCollection<{ name?: string }> }>;
type Shape = (Polygon<{ name?: string }> | MultiPolygon<{ name?: string }>) & { id?: string | number };

const require = createRequire(import.meta.url);

/** Natural Earth 1:50 million, in the public domain, as packed by world-atlas. */
function readTopology(): CountryTopology {
  const file: unknown = require("world-atlas/countries-50m.json");
  if (!isTopology(file)) throw new Bug("world-atlas/countries-50m.json holds no topology of countries; reinstall the package");
  return file;
}

function isTopology(file: unknown): file is CountryTopology {
  return typeof file === "object" && file !== null && "objects" in file && "arcs" in file;
}

/** The code that a shape is counted under. Throws on a shape for which nobody has decided. */
function codeOf(shape: Shape): string | null {
  const code = shape.id === undefined ? undefined : iso.numericToAlpha2(shape.id);
  if (code !== undefined) return code;
  const name = shape.properties?.name ?? "";
  const decision = SHAPES_WITHOUT_CODE[name];
  if (!decision) throw new Bug(`the map has a shape "${name}" without an ISO code; decide in territories.ts what it joins`);
  return decision.joins;
}

/**
 * All countries, their borders simplified once per line (so that neighbours stay neighbours). `minArea` is in the square units of
 * `project`, which should be equal-area. Shapes that share a code are dissolved into one.
 */
export function readCountries(minArea: number, project: (lonLat: Point) => Point): readonly AtlasCountry[] {
  const topology = simplifyTopology(readTopology(), minArea, project);
  const groups = new Map<string, Shape[]>();
  const loose: Shape[] = [];
  for (const shape of topology.objects.countries.geometries.filter(isShape)) {
    const code = codeOf(shape);
    if (code === null) loose.push(shape);
    else groups.set(code, [...(groups.get(code) ?? []), shape]);
  }
  const counted = [...groups].map(([code, shapes]) => ({ code, polygons: polygonsOf(topology, shapes) }));
  const land = loose.map((shape) => ({ code: null, polygons: polygonsOf(topology, [shape]) }));
  return [...counted, ...land].sort((a, b) => (a.code ?? "~").localeCompare(b.code ?? "~", "en"));
}

function isShape(geometry: { type: string | null }): geometry is Shape {
  return geometry.type === "Polygon" || geometry.type === "MultiPolygon";
}

function polygonsOf(topology: CountryTopology, shapes: readonly Shape[]): Point[][][] {
  return coordinatesOf(topology, shapes).map((rings) => rings.map((ring) => ring.map(([lon = 0, lat = 0]): Point => [lon, lat])));
}

function coordinatesOf(topology: CountryTopology, shapes: readonly Shape[]): number[][][][] {
  const [first] = shapes;
  if (!first || shapes.length > 1) return merge(topology, [...shapes]).coordinates;
  return first.type === "Polygon" ? [feature(topology, first).geometry.coordinates] : feature(topology, first).geometry.coordinates;
}

/** The topology with its arcs decoded from quantised deltas and simplified. */
function simplifyTopology(topology: CountryTopology, minArea: number, project: (lonLat: Point) => Point): CountryTopology {
  const { scale, translate } = topology.transform ?? { scale: [1, 1], translate: [0, 0] };
  const decode = (arc: readonly (readonly number[])[]): Point[] => {
    let [x, y] = [0, 0];
    return arc.map(([dx = 0, dy = 0]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  };
  const arcs = topology.arcs.map((arc) => {
    const points = decode(arc);
    const kept = simplifyLine(points.map(project), minArea, isClosed(points) ? 4 : 2);
    return kept.map((index) => [...(points[index] ?? [0, 0])]);
  });
  return { type: "Topology", objects: topology.objects, arcs };
}

function isClosed(points: readonly Point[]): boolean {
  const [first, last] = [points[0], points.at(-1)];
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

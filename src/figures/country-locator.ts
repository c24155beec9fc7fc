import { paint } from "./palette.js";
import { projectRegion, type ProjectedLand } from "./projected-land.js";
import { element, figureSvg, linked } from "./svg.js";

export interface LocatorInput {
  readonly idPrefix: string;
  readonly title: string;
  /** The country that is shown. */
  readonly code: string;
  readonly name: string;
  /** Its region: the frame of the map. May leave the country itself out. */
  readonly regionCodes: readonly string[];
  readonly width?: number;
  /** At most: a region that is wider than high takes less. */
  readonly height?: number;
}

/** A country under this many px² gets a circle around its point. */
const SMALL = 26;

/** Where a country lies within its region. Null where the map has neither a shape nor a point for it. */
export function drawCountryLocator(input: LocatorInput): string | null {
  const [width, height] = [input.width ?? 300, input.height ?? 340];
  const codes = [...new Set([input.code, ...input.regionCodes])].sort();
  const land = projectRegion(input.code, input.regionCodes, width, height);
  const own = drawOwn(input, land);
  if (own === null) return null;
  const others = land.shapes.filter((shape) => shape.code !== input.code).map((shape) => shape.path);
  const border = { stroke: paint("map-line"), "stroke-width": 0.7, "stroke-linejoin": "round", "vector-effect": "non-scaling-stroke" };
  const region = element("path", { d: others.join(""), fill: paint("map-empty"), ...border });
  const frame = {
    idPrefix: input.idPrefix,
    width: land.width,
    height: land.height,
    title: input.title,
    desc: `${input.name}, highlighted among ${codes.length} countries of its region.`,
  };
  return figureSvg(frame, "", region + own);
}

function drawOwn(input: LocatorInput, land: ProjectedLand): string | null {
  const anchor = land.anchorOf(input.code);
  if (!anchor) return null;
  const shape = land.shapes.find((item) => item.code === input.code);
  const path =
    shape && shape.path !== "" ? element("path", { d: shape.path, fill: paint("map-3"), stroke: paint("map-3"), "stroke-width": 0.7 }) : "";
  if ((shape?.area ?? 0) >= SMALL) return linked({ title: input.name }, path);
  const dot = element("circle", { cx: anchor[0], cy: anchor[1], r: 2, fill: paint("ink") });
  const ring = element("circle", { cx: anchor[0], cy: anchor[1], r: 8, fill: "none", stroke: paint("ink"), "stroke-width": 1.4 });
  return linked({ title: input.name }, path, dot, ring);
}

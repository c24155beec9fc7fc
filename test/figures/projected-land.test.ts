import { describe, expect, it } from "vitest";
import iso from "i18n-iso-countries";
import { boundsOf, isInside, projectRegion, projectWorld } from "../../src/figures/projected-land.js";
import { POINTS_WITHOUT_SHAPE } from "../../src/figures/territories.js";

const world = projectWorld(1240, { left: 20, right: 40, top: 10 });
const shapeOf = (code: string) => world.shapes.find((shape) => shape.code === code);

describe("the world on paper", () => {
  it("has a place for every ISO 3166-1 code but Antarctica's, and for Kosovo", () => {
    const missing = [...Object.keys(iso.getAlpha2Codes()), "XK"].filter((code) => world.anchorOf(code) === null);
    expect(missing).toEqual(["AQ"]);
  });

  it("knows no place for a code that is none", () => {
    expect(world.anchorOf("ZZ")).toBeNull();
  });

  it("draws each country once, and land that nobody counts without a code", () => {
    const codes = world.shapes.map((shape) => shape.code).filter((code) => code !== null);
    expect(new Set(codes).size).toBe(codes.length);
    expect(world.shapes.filter((shape) => shape.code === null)).toHaveLength(2);
  });

  it("counts Somaliland under SO and Northern Cyprus under CY, as one shape each", () => {
    // Equal-area map: Somalia with Somaliland is 637,657 km², Ethiopia 1,104,300 km².
    const ratio = (shapeOf("SO")?.area ?? 0) / (shapeOf("ET")?.area ?? 1);
    expect(ratio).toBeGreaterThan(0.53);
    expect(ratio).toBeLessThan(0.63);
    expect(shapeOf("CY")?.rings).toHaveLength(1);
  });

  it("keeps Chukotka whole: nothing of Russia lies at the left edge", () => {
    expect(boundsOf(shapeOf("RU")?.rings ?? []).x0).toBeGreaterThan(world.width / 2);
  });

  it("stays within its frame", () => {
    const bounds = boundsOf(world.shapes.flatMap((shape) => shape.rings));
    expect(bounds.x0).toBeGreaterThanOrEqual(19.9);
    expect(bounds.x1).toBeLessThanOrEqual(1200.1);
    expect(bounds.y1).toBeLessThanOrEqual(world.height);
  });

  it("puts the point of every country that can be seen inside it", () => {
    const outside = world.shapes.filter((shape) => {
      const point = shape.code !== null && shape.area > 5 ? world.anchorOf(shape.code) : null;
      return point !== null && !isInside(shape.rings, point[0], point[1]);
    });
    expect(outside.map((shape) => shape.code)).toEqual([]);
  });
});

describe("a region on paper", () => {
  /** A country of the same region, for each code without a shape. */
  const NEIGHBOUR: Readonly<Record<string, string>> = {
    ...{ BQ: "VE", BV: "ZA", CC: "ID", CX: "ID", GF: "BR", GI: "ES", GP: "DO", MQ: "DO", RE: "MG", SJ: "NO" },
    ...{ TK: "FJ", TV: "FJ", UM: "PG", YT: "MG" },
  };

  it.each(Object.keys(POINTS_WITHOUT_SHAPE))("shows where %s lies, which has no shape", (code) => {
    const land = projectRegion(code, [NEIGHBOUR[code] ?? ""], 300, 340);
    const [x, y] = land.anchorOf(code) ?? [-1, -1];
    expect(x >= 0 && x <= 300 && y >= 0 && y <= 340).toBe(true);
    expect(land.shapes.map((shape) => shape.code)).toEqual([NEIGHBOUR[code]]);
  });

  it("does not let one giant set the frame: with Russia in Europe, Croatia can still be seen", () => {
    const europe = "AL AT BE BG CH CZ DE DK ES FI FR GB GR HR HU IT NL NO PL PT RO RS RU SE SI SK UA".split(" ");
    const area = projectRegion("HR", europe, 220, 250).shapes.find((shape) => shape.code === "HR")?.area ?? 0;
    expect(area).toBeGreaterThan(100);
  });
});

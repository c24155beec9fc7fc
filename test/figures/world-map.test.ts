import { describe, expect, it } from "vitest";
import { breaksFor, drawWorldMap, withLandOf, type WorldMapInput } from "../../src/figures/world-map.js";
import { boxesOverlap } from "../../src/figures/label-solver.js";
import { aCountry, CATEGORIES, countriesOf, FORTY_ONE, ONE_HUNDRED_TWENTY } from "./study-sample.js";

function aMap(changes: Partial<WorldMapInput> = {}): WorldMapInput {
  return {
    idPrefix: "map",
    title: "One finding",
    countries: countriesOf(FORTY_ONE),
    categories: CATEGORIES,
    home: ["CN"],
    unit: { one: "activity", many: "activities" },
    ...changes,
  };
}

const hrefsIn = (svg: string): string[] => [...svg.matchAll(/<a href="([^"]*)"/g)].map((match) => match[1] ?? "");

describe("drawWorldMap", () => {
  it.each([
    ["41 countries", FORTY_ONE],
    ["120 countries", ONE_HUNDRED_TWENTY],
  ])(
    "sets all marks and names of %s without two of them touching",
    (_, codes) => {
      const map = drawWorldMap(aMap({ countries: countriesOf(codes) }));
      expect(map.mode).toBe("marks");
      expect(map.unlabelled).toEqual([]);
      expect(map.labels.map((label) => label.code).sort()).toEqual([...codes].sort());
      map.labels.forEach(({ code, box }, index) => {
        expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= map.width && box.y + box.height <= map.height, code).toBe(true);
        for (const other of map.labels.slice(index + 1)) expect(boxesOverlap(box, other.box), `${code} and ${other.code}`).toBe(false);
      });
    },
    60_000,
  );

  it("links every event once and every country", () => {
    const input = aMap();
    const hrefs = hrefsIn(drawWorldMap(input).svg);
    for (const country of input.countries) {
      expect(hrefs).toContain(country.href);
      for (const mark of country.marks) expect(hrefs.filter((href) => href === mark.href)).toHaveLength(1);
    }
  });

  it("gives the same bytes for the same input", () => {
    expect(drawWorldMap(aMap()).svg).toBe(drawWorldMap(aMap()).svg);
  });

  it("draws home as land: its marks stand on it, its count shades nothing", () => {
    const { svg } = drawWorldMap(aMap({ countries: [aCountry("CN", 5)] }));
    expect(svg).not.toMatch(/<path [^>]*fill="var\(--map-[123]/);
    expect(hrefsIn(svg)).toContain("events/CN.1/");
  });

  it("falls back to greys and circles above 300 events, and says so", () => {
    const many = drawWorldMap(aMap({ countries: [aCountry("US", 200), aCountry("SG", 101)] }));
    expect(many.mode).toBe("shading");
    expect(hrefsIn(many.svg).filter((href) => href.startsWith("events/"))).toEqual([]);
    expect(drawWorldMap(aMap({ countries: [aCountry("US", 200), aCountry("SG", 100)] })).mode).toBe("marks");
  });

  it("has a compact form of greys and circles for phones", () => {
    const map = drawWorldMap(aMap({ variant: "compact" }));
    expect([map.mode, map.width]).toEqual(["shading", 360]);
    expect(map.svg).not.toContain("<text");
    expect(map.svg).toContain("<circle");
  });

  it("names codes for which there is no place, in the result and in the words", () => {
    const map = drawWorldMap(aMap({ countries: [aCountry("FR", 1), { ...aCountry("FR", 2), code: "EU", name: "European Union" }] }));
    expect(map.notOnMap).toEqual(["EU"]);
    expect(map.svg).toContain("Not on the map: EU.");
  });

  it("shows searches without result as rings, counted ones as grey, the rest as empty", () => {
    const map = drawWorldMap(aMap({ countries: [aCountry("LA", 1)], states: { NP: "looked", LA: "looked" } }));
    expect(map.svg.match(/<path [^>]*url\(#map-rings\)/g)).toHaveLength(1);
    expect(map.legend.map((entry) => entry.kind)).toEqual(["count", "count", "count", "looked", "not-looked"]);
  });

  it("gives a country of less than 26 px² a circle in its grey", () => {
    const circles = (code: string): number =>
      drawWorldMap(aMap({ countries: [aCountry(code, 1)] })).svg.match(/<circle [^>]*stroke/g)?.length ?? 0;
    expect([circles("AG"), circles("TV"), circles("FR")]).toEqual([1, 1, 0]);
  });

  it("writes each name and title as text, whatever stands in it", () => {
    const { svg } = drawWorldMap(aMap({ countries: [{ ...aCountry("FR", 1), name: `<b>"Fr" & 'x'</b>` }] }));
    expect(svg).not.toContain("<b>");
    expect(svg).toContain("&#60;b&#62;&#34;Fr&#34; &#38; &#39;x&#39;&#60;/b&#62;");
  });

  it("signals an event of a category that it was not given", () => {
    expect(() => drawWorldMap(aMap({ categories: CATEGORIES.slice(0, 2), countries: [aCountry("FR", 9)] }))).toThrow(
      /not in the study's list/,
    );
  });

  it("draws an empty world where nothing is known", () => {
    const map = drawWorldMap(aMap({ countries: [] }));
    expect(map.svg).toContain("0 countries: none.");
  });
});

describe("withLandOf", () => {
  const first = drawWorldMap(aMap({ idPrefix: "one", sharesLand: true, countries: [aCountry("FR", 1)] }));

  it("takes the land of another map of the same width, and leaves everything else as it is", () => {
    const second = drawWorldMap(aMap({ idPrefix: "two", sharesLand: true, countries: [aCountry("LA", 2)] }));
    const shared = withLandOf(second, first);
    expect(shared).toContain('<use href="#one-land"/>');
    expect(shared.length).toBeLessThan(second.svg.length / 2);
    expect(hrefsIn(shared)).toEqual(hrefsIn(second.svg));
  });

  it("keeps the land of a map that shows another one", () => {
    const narrow = drawWorldMap(aMap({ idPrefix: "two", sharesLand: true, variant: "compact" }));
    expect(withLandOf(narrow, first)).toBe(narrow.svg);
  });
});

describe("breaksFor", () => {
  it("takes calm numbers, of which the darkest grey is for at most a quarter of the countries", () => {
    expect(breaksFor([1, 1, 1, 1, 2, 2, 3, 8])).toEqual([2, 4]);
    expect(breaksFor([1, 4, 5, 7, 9, 12, 30, 40])).toEqual([5, 20]);
    expect(breaksFor([])).toEqual([2, 4]);
  });
});

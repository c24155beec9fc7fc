import { describe, expect, it } from "vitest";
import { drawCountryLocator, drawRegionBars, drawTimeline, drawYearDots } from "../../src/figures/index.js";
import { CATEGORIES } from "./study-sample.js";

const hrefsIn = (svg: string): string[] => [...svg.matchAll(/<a href="([^"]*)"/g)].map((match) => match[1] ?? "");
const events = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    year: 2010 + (index % 10),
    category: CATEGORIES[index % 9]?.code ?? "",
    title: `Act ${index}`,
    href: `events/${index}/`,
  }));

describe("drawYearDots", () => {
  const input = { idPrefix: "y", title: "t", categories: CATEGORIES, from: 2010, to: 2019 };

  it.each([1240, 340])("links every event once at %i px", (width) => {
    const hrefs = hrefsIn(drawYearDots({ ...input, events: events(120), width }));
    expect([...hrefs].sort()).toEqual(events(120).map((event) => event.href).sort()); // prettier-ignore
  });

  it("takes marks out of the tab order where the number of the year leads to the same events", () => {
    const svg = drawYearDots({ ...input, events: events(5), hrefOfYear: (year) => `?year=${year ?? ""}` });
    expect(svg.match(/<a href="events\/\d\/" tabindex="-1">/g)).toHaveLength(5);
    expect(svg.match(/<a href="\?year=\d{4}">/g)).toHaveLength(5);
  });

  it("draws one bar per year above 300 events", () => {
    const svg = drawYearDots({ ...input, events: events(301), hrefOfYear: () => "?" });
    expect(svg.match(/<rect /g)).toHaveLength(10);
    expect(drawYearDots({ ...input, events: events(300) })).not.toContain("<rect ");
  });

  it("shows a year outside the span that it was given, rather than losing its events", () => {
    const svg = drawYearDots({ ...input, events: [{ year: 1997, category: "talk", title: "Early", href: "e/" }] });
    expect(svg).toContain(">1997</text>");
    expect(hrefsIn(svg)).toEqual(["e/"]);
  });
});

describe("drawRegionBars", () => {
  const row = { key: "a", label: "Asia", value: 3, share: null, footing: { archived: 1, citation: 2 } };
  const input = { idPrefix: "r", title: "t", unit: { one: "act", many: "acts" } };

  it("begins every axis at zero and makes lengths follow the counts", () => {
    const svg = drawRegionBars({
      ...input,
      rows: [row, { ...row, key: "b", value: 6, footing: { archived: 6, citation: 0 } }],
      width: 700,
    });
    const solid = [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="18" fill="var\(--foot-quote/g)].map((match) =>
      Number(match[2]),
    );
    // 1 of 3 (a third of the shorter bar, less the gap) against 6 of 6.
    expect((solid[1] ?? 0) / ((solid[0] ?? 1) * 3 + 2)).toBeCloseTo(2, 1);
    expect(svg).toContain(">0</text>");
  });

  it("refuses to set a share beside a count that is no share of anything", () => {
    const published = { value: 0.5, operator: "=" as const, note: "n" };
    expect(() => drawRegionBars({ ...input, rows: [{ ...row, published }] })).toThrow(/has no share/);
  });
});

describe("drawTimeline", () => {
  const input = { idPrefix: "t", title: "t", categories: CATEGORIES, from: 2000, to: 2020 };
  const event = (id: string, day: string) => ({
    id,
    category: "talk",
    first: day,
    last: day,
    precision: "day" as const,
    title: id,
    href: `e/${id}`,
  });

  it("sets events of the same days below one another", () => {
    const svg = drawTimeline({ ...input, events: [event("a", "2010-05-01"), event("b", "2010-05-02"), event("c", "2015-01-01")] });
    const heights = [...svg.matchAll(/translate\([\d.]+ ([\d.]+)\)/g)].map((match) => Number(match[1]));
    expect(new Set(heights).size).toBe(2);
    expect(hrefsIn(svg)).toEqual(["e/a", "e/b", "e/c"]);
  });

  it("draws no bar for a day, and one for a year", () => {
    const year = { ...event("y", "2012-01-01"), last: "2012-12-31", precision: "year" as const };
    expect(drawTimeline({ ...input, events: [event("a", "2010-05-01")] })).not.toContain("<rect");
    expect(drawTimeline({ ...input, events: [year] })).toContain('fill-opacity="0.32"');
  });

  it("signals a date that is none", () => {
    expect(() => drawTimeline({ ...input, events: [event("a", "soon")] })).toThrow(/"soon"/);
  });
});

describe("drawCountryLocator", () => {
  it("is absent for a code that the map does not have, instead of showing a region with nothing in it", () => {
    expect(drawCountryLocator({ idPrefix: "l", title: "t", code: "EU", name: "EU", regionCodes: ["FR"] })).toBeNull();
  });

  it("takes no more height than its region needs", () => {
    const wide = drawCountryLocator({ idPrefix: "l", title: "t", code: "US", name: "United States", regionCodes: ["CA"], height: 900 });
    expect(Number(/viewBox="0 0 300 ([\d.]+)"/.exec(wide ?? "")?.[1])).toBeLessThan(400);
  });

  it("rings a country too small to see", () => {
    expect(drawCountryLocator({ idPrefix: "l", title: "t", code: "TV", name: "Tuvalu", regionCodes: ["FJ"] })).toContain("<circle");
  });
});

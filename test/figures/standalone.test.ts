import { describe, expect, it } from "vitest";
import { standaloneSvg } from "../../src/figures/index.js";
import { DRAWINGS } from "./drawings.js";
import { parseXml } from "./parse-xml.js";

const text = { title: "Six of ten & more are in Asia", source: "Source: an edition. Boundaries imply no position." };
const figures = Object.entries(DRAWINGS);

describe("standaloneSvg", () => {
  it.each(figures)("turns %s into a file that needs no stylesheet", (_, draw) => {
    const file = standaloneSvg(draw(), text);
    expect(() => parseXml(file)).not.toThrow();
    expect(file).not.toContain("var(");
    expect(file).toContain('fill="#ffffff"');
    expect(file).toContain("Six of ten &#38; more are in Asia");
    expect(file).toContain(">Source: an edition. Boundaries imply no position.<");
  });

  it("takes out links that would lead nowhere, or makes them whole", () => {
    const svg = DRAWINGS["neighbour-strip"]?.() ?? "";
    expect(standaloneSvg(svg, text)).not.toContain("<a ");
    const whole = standaloneSvg(svg, { ...text, baseUrl: "https://longarm.example/en/" });
    expect(whole).toContain('<a href="https://longarm.example/en/countries/NP/">');
  });

  it("keeps an ampersand in an address escaped once", () => {
    const svg = (DRAWINGS["neighbour-strip"]?.() ?? "").replace("countries/NP/", "events/?a=1&#38;b=2");
    expect(standaloneSvg(svg, { ...text, baseUrl: "https://longarm.example/" })).toContain("events/?a=1&#38;b=2");
  });

  it("refuses what is no drawing of ours", () => {
    expect(() => standaloneSvg("<p>", text)).toThrow(/wants a drawing/);
  });
});

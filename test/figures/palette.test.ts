import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CATEGORY_COLOURS, LIGHT } from "../../src/figures/palette.js";
import { ciede2000, lab, seenBy, type Vision } from "./colour-difference.js";

const VISIONS: readonly Vision[] = ["normal", "protan", "deutan", "tritan"];
/** LOOK.md, section 3: no pair may come nearer. About 2 is just noticeable. */
const NEAREST = 8.5;
const tokensFile = fileURLToPath(new URL("../../src/publish/assets/tokens.css", import.meta.url));

function smallestDistance(colours: readonly string[], vision: Vision): number {
  const seen = colours.map((colour) => lab(seenBy(vision, colour)));
  return Math.min(...seen.flatMap((a, index) => seen.slice(index + 1).map((b) => ciede2000(a, b))));
}

/** `--name: #value` of the first block (light) or of the block that `selector` opens. */
function tokensOf(css: string, selector: string): ReadonlyMap<string, string> {
  const block = css.slice(css.indexOf(selector)).split("}")[0] ?? "";
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

describe("the colour difference used here", () => {
  it("agrees with the published test data of CIEDE2000", () => {
    // Sharma, Wu and Dalal 2005, table 1, pairs 1, 7, 13, 17 and 25.
    expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 3);
    expect(ciede2000([50, 0, 0], [50, -1, 2])).toBeCloseTo(2.3669, 3);
    expect(ciede2000([50, -0.001, 2.49], [50, 0.0009, -2.49])).toBeCloseTo(4.8045, 3);
    expect(ciede2000([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 3);
    expect(ciede2000([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 3);
  });
});

describe("the nine category colours", () => {
  it.each(VISIONS)("differ in every pair for %s vision", (vision) => {
    expect(smallestDistance(CATEGORY_COLOURS, vision)).toBeGreaterThanOrEqual(NEAREST);
  });

  it("would fail the check if two of them were alike", () => {
    expect(smallestDistance([...CATEGORY_COLOURS, "#2f78b8"], "normal")).toBeLessThan(NEAREST);
  });
});

describe("the site's tokens", () => {
  const css = readFileSync(tokensFile, "utf8");
  const themes = { light: tokensOf(css, ":root {"), dark: tokensOf(css, ':root[data-theme="dark"] {') };

  it.each(VISIONS.flatMap((vision) => (["light", "dark"] as const).map((theme) => ({ vision, theme }))))(
    "keep every pair of categories apart, $theme theme, $vision vision",
    ({ vision, theme }) => {
      const colours = [...themes[theme]].filter(([name]) => name.startsWith("cat-")).map(([, value]) => value);
      expect(colours).toHaveLength(9);
      expect(smallestDistance(colours, vision)).toBeGreaterThanOrEqual(NEAREST);
    },
  );

  it("have the light values that stand behind them in a drawing", () => {
    const differing = Object.entries(LIGHT).filter(([name, value]) => value.startsWith("#") && themes.light.get(name) !== value);
    expect(differing).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { footingBox, stripeDefs } from "../../src/figures/footing.js";
import { drawWorldMap } from "../../src/figures/index.js";
import { openBrowser } from "../browser.js";
import { DRAWINGS } from "./drawings.js";
import { CATEGORIES, countriesOf, FORTY_ONE, ONE_HUNDRED_TWENTY } from "./study-sample.js";

const require = createRequire(import.meta.url);
const font = readFileSync(require.resolve("@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2")).toString(
  "base64",
);
const STYLE = `@font-face{font-family:"Source Sans 3 Variable";src:url(data:font/woff2;base64,${font}) format("woff2");font-weight:200 900}body{margin:0}`;

interface Measured {
  readonly text: string;
  readonly size: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Every line of text as the browser sets it, and the box of the drawing around it. */
interface Page {
  readonly frame: Measured;
  readonly texts: readonly Measured[];
  readonly bars: readonly Measured[];
}

const MEASURE = `(async () => {
  await document.fonts.load('12px "Source Sans 3 Variable"');
  await document.fonts.ready;
  const box = (node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return { text: node.textContent, size: parseFloat(getComputedStyle(node).fontSize), left, top, right, bottom };
  };
  const all = (selector) => [...document.querySelectorAll(selector)].map(box);
  return { frame: box(document.querySelector("svg")), texts: all("text"), bars: all("rect") };
})()`;

/** Text boxes hold room above and below the letters; only what the letters may take counts as touching. */
const LEADING = 3;
const touch = (a: Measured, b: Measured): boolean =>
  a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top + LEADING < b.bottom - LEADING && b.top + LEADING < a.bottom - LEADING;

function touchingPairs(texts: readonly Measured[]): string[] {
  return texts.flatMap((a, index) => texts.slice(index + 1).flatMap((b) => (touch(a, b) ? [`${a.text} / ${b.text}`] : [])));
}

describe("drawings in a browser", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser.close();
  });

  async function measure(svg: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.setContent(`<!doctype html><style>${STYLE}</style>${svg}`);
    const measured: Page = await page.evaluate(MEASURE);
    await page.close();
    return measured;
  }

  it.each(Object.entries(DRAWINGS))("%s has no two lines of text on each other, none cut off, none under 12 px", async (_, draw) => {
    const { frame, texts } = await measure(draw());
    expect(touchingPairs(texts)).toEqual([]);
    expect(texts.filter((text) => text.size < 12)).toEqual([]);
    expect(
      texts.filter((text) => text.left < frame.left - 0.5 || text.right > frame.right + 0.5 || text.bottom > frame.bottom + 0.5),
    ).toEqual([]);
  });

  it.each([
    ["41", FORTY_ONE],
    ["120", ONE_HUNDRED_TWENTY],
  ])("the map of %s countries has no two names on each other and none cut off", async (_, codes) => {
    const countries = countriesOf(codes);
    const map = drawWorldMap({
      idPrefix: "m",
      title: "t",
      countries,
      categories: CATEGORIES,
      home: ["CN"],
      unit: { one: "act", many: "acts" },
    });
    const { frame, texts } = await measure(map.svg);
    expect(texts).toHaveLength(codes.length);
    expect(touchingPairs(texts)).toEqual([]);
    expect(texts.filter((text) => text.left < frame.left || text.right > frame.right || text.bottom > frame.bottom)).toEqual([]);
  });

  it("paints patterns: the stripes of a citation are neither white nor black throughout", async () => {
    const page = await browser.newPage({ viewport: { width: 120, height: 40 } });
    const stripes = footingBox("citation", { x: 0, y: 0, width: 100, height: 9 }, "fb");
    await page.setContent(
      `<!doctype html><style>${STYLE}</style><svg width="100" height="9"><defs>${stripeDefs("fb")}</defs>${stripes}</svg>`,
    );
    const png = (await page.screenshot({ clip: { x: 35, y: 2, width: 40, height: 5 } })).toString("base64");
    const shades = await page.evaluate(`(async () => {
      const image = new Image(); image.src = "data:image/png;base64,${png}"; await image.decode();
      const canvas = new OffscreenCanvas(40, 5).getContext("2d"); canvas.drawImage(image, 0, 0);
      const data = canvas.getImageData(0, 0, 40, 5).data;
      return [...data].filter((_, index) => index % 4 === 0);
    })()`);
    const values = Array.isArray(shades) ? shades.map(Number) : [];
    expect(Math.min(...values)).toBeLessThan(90);
    expect(Math.max(...values)).toBeGreaterThan(220);
    await page.close();
  });
});

import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../browser.js";
import { buildFixture, ZH_TEXT } from "../publish/site-fixture.js";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".json": "application/json",
};
/** One page of each kind. */
const KINDS = [
  "index.html",
  "events/index.html",
  "events/sample.html",
  "events/filter-training.any.any.html",
  "events/LA.001.html",
  "events/AR.001.html",
  "events/FR.001.html",
  "events/TZ.002.html",
  "events/measure-patrols.html",
  "events/measure-trainings-by-region.html",
  "countries/index.html",
  "countries/LA.html",
  "countries/KZ.html",
  "claims.html",
  "figures.html",
  "numbers.html",
  "lists.html",
  "method.html",
  "readings.html",
  "sources.html",
  "404.html",
];

let root: string;
let server: Server;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "longarm-browser-"));
  await buildFixture(join(root, "site"));
  server = serve(join(root, "site"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  origin = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(root, { recursive: true, force: true });
});

/** The folder under a base path, as a host that knows nothing of the site would serve it. */
function serve(folder: string): Server {
  return createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).replace(/^\/base\//, "");
    readFile(join(folder, path)).then(
      (content) => response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(content),
      () => response.writeHead(404).end(),
    );
  });
}

/** Opens a page and collects what went wrong on it: console errors, and requests to another host. */
async function open(address: string, options: { width?: number; dark?: boolean } = {}): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.dark === true ? "dark" : "light",
  });
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("file:")) faults.push(`request to ${request.url()}`);
  });
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
  await page.goto(address, { waitUntil: "load" });
  return { page, faults };
}

const at = (path: string) => `${origin}/base/${path}`;

describe("a reader without script", () => {
  it("goes from the first page by a filter to an activity and finds the quote in its context", async () => {
    const { page, faults } = await open(at("index.html"));
    await page
      .getByRole("group", { name: "Filter by category" })
      .getByRole("link", { name: /^Meeting/ })
      .click();
    expect(page.url()).toContain("events/filter-meeting.any.any.html");
    expect(await page.locator(".result").textContent()).toContain("1 of 7 activities");
    await page.locator(".ev a").first().click();
    expect(page.url()).toContain("events/LA.001.html");
    const quote = page.locator("blockquote");
    const shown = await quote.evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement; // a clone of an element is an element
      copy.querySelectorAll("rt").forEach((label) => label.remove());
      return copy.textContent;
    });
    expect(shown).toContain("6月14日，公序部副部长在万象会见老挝警察总监。双方就打击毒品犯罪交换意见。");
    expect(ZH_TEXT.text).toContain("6月14日，公序部副部长在万象会见老挝警察总监。");
    const marked = quote.locator('mark[data-fields~="place"]');
    expect(await marked.evaluate((element) => [...element.childNodes].map((node) => node.textContent).join(""))).toContain("万象");
    expect(await marked.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe("rgb(255, 226, 122)");
    expect(await quote.evaluate((element) => getComputedStyle(element).fontFamily)).toContain("Noto Serif SC");
    expect(faults).toEqual([]);
    await page.close();
  });

  it("finds every kind of page without an error and without a request to anybody else", async () => {
    for (const path of KINDS) {
      const { page, faults } = await open(at(path));
      expect(faults, path).toEqual([]);
      await page.close();
    }
  });

  it("reads the same pages from a folder on disk, styles and fonts included", async () => {
    const { page, faults } = await open(pathToFileURL(join(root, "site", "events", "LA.001.html")).href);
    expect(faults).toEqual([]);
    expect(await page.locator("h1").evaluate((element) => getComputedStyle(element).fontFamily)).toContain("Source Serif 4");
    await page.evaluate(() => document.fonts.ready);
    expect(
      await page.evaluate(() => [...document.fonts].some((font) => font.status === "loaded" && font.family.includes("Noto Serif SC"))),
    ).toBe(true);
    await page.locator(".crumb a").first().click();
    expect(page.url()).toMatch(/^file:.*index\.html$/);
    await page.close();
  });
});

describe("every kind of page", () => {
  it("has no sideways scrolling at 360 and at 320 px", async () => {
    for (const width of [360, 320]) {
      for (const path of KINDS) {
        const { page } = await open(at(path), { width });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(over, `${path} at ${width} px`).toBeLessThanOrEqual(0);
        await page.close();
      }
    }
  });

  it.each([false, true])("has no accessibility violation that axe can find (dark: %s)", async (dark) => {
    const found: string[] = [];
    for (const path of KINDS) {
      const { page } = await open(at(path), { dark });
      found.push(...(await axe(page)).map((violation) => `${path}: ${violation}`));
      await page.close();
    }
    expect(found).toEqual([]);
  });
});

/** Violations of WCAG 2.2 AA as `rule: where`. Run through the debugger's world, so that the page's policy against scripts holds. */
async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Axe {
      run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary: string }[] }[] }>;
    }
    const { axe: runner } = globalThis as unknown as { axe: Axe }; // put there by the line above
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await runner.run({ runOnly: { type: "tag", values: tags } });
    return violations.flatMap((rule) =>
      rule.nodes.slice(0, 3).map((node) => `${rule.id}: ${String(node.target[0])}: ${node.failureSummary}`),
    );
  });
}

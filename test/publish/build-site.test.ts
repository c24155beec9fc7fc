import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SiteReport } from "../../src/publish/index.js";
import { anEvent } from "../factories/index.js";
import { brokenLinks, numbersWithoutEvents, pageAt, pagesOf, readSite, type BuiltSite } from "./read-site.js";
import { buildFixture, EVENTS, fixtureEdition, SECRETS, ZH_TEXT } from "./site-fixture.js";

let root: string;
let folder: string;
let site: BuiltSite;
let report: SiteReport;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "longarm-site-"));
  folder = join(root, "site");
  report = await buildFixture(folder);
  site = readSite(folder);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("the built site", () => {
  it("has a page for every event, measure and partner country, and says how many", () => {
    for (const event of EVENTS) expect(site.has(`events/${event.id}.html`)).toBe(true);
    for (const at of [
      "index.html",
      "events/measure-activities.html",
      "countries/LA.html",
      "claims.html",
      "figures.html",
      "method.html",
      "readings.html",
      "sources.html",
      "404.html",
    ]) {
      expect(site.has(at), at).toBe(true);
    }
    expect(report).toMatchObject({ pages: pagesOf(site).length, files: site.size, events: 7, samples: 1 });
  });

  it("has no broken internal link and no missing fragment", () => {
    expect(brokenLinks(site)).toEqual([]);
  });

  it("leads from every number to exactly as many events as the number says", () => {
    expect(numbersWithoutEvents(site)).toEqual([]);
    const numbers = pageAt(site, "index.html").querySelectorAll("[data-events]");
    expect(numbers.length).toBeGreaterThan(8);
  });

  it("has one h1 on every page, a language, a title and the same strict policy", () => {
    for (const at of pagesOf(site)) {
      const page = pageAt(site, at);
      expect(page.querySelectorAll("h1").length, at).toBe(1);
      expect(page.documentElement.getAttribute("lang")).toBe("en");
      expect(page.querySelector("title")?.textContent).toMatch(/Longarm/);
      expect(page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute("content")).toContain("default-src 'none'");
    }
  });

  it("needs no script, no inline style and nobody else's server", () => {
    for (const at of pagesOf(site)) {
      const page = pageAt(site, at);
      expect(page.querySelectorAll("script, style, [style], iframe, form").length, at).toBe(0);
      const loaded = [...page.querySelectorAll("link[href], img[src], [srcset]")].map(
        (element) => element.getAttribute("href") ?? element.getAttribute("src"),
      );
      expect(loaded.filter((address) => address === null || /^(https?:)?\/\//.test(address))).toEqual([]);
    }
    expect(site.get("assets/fonts.css")).not.toMatch(/https?:/);
  });

  it("speaks of no ministry but the one its study names", () => {
    for (const [at, text] of site) expect(text, at).not.toMatch(/\bMPS\b|Public Security|公安部/);
  });

  it("is the same bytes when it is built again", async () => {
    const again = join(root, "again");
    await buildFixture(again);
    expect(readSite(again)).toEqual(site);
  });
});

describe("an event page", () => {
  it("marks the quote within its context, to the letter, in its language", () => {
    const page = pageAt(site, "events/LA.001.html");
    const quote = page.querySelector("blockquote");
    quote?.querySelectorAll("rt").forEach((label) => label.remove());
    expect(quote?.getAttribute("lang")).toBe("zh");
    expect(quote?.textContent).toContain("𠮷祥。6月14日，公序部副部长在万象会见老挝警察总监。");
    const date = [...(quote?.querySelectorAll("mark") ?? [])].filter((mark) => mark.getAttribute("data-fields")?.includes("date"));
    expect(date.map((mark) => mark.textContent).join("")).toBe("6月14日");
  });

  it("names the archived record: file, offset, length, record id and digest", () => {
    const text = pageAt(site, "events/LA.001.html").body.textContent ?? "";
    expect(text).toMatch(/example\.warc\.gz, offset 0, length 500/);
    expect(text).toContain("urn:uuid:00000000");
    expect(text).toMatch(/sha256:[0-9a-f]{64}/);
    expect(text).toContain("longarm trace LA.001");
  });

  it("shows every step from figure to archive record, and those that are missing as missing", () => {
    const steps = (id: string) =>
      [...pageAt(site, `events/${id}.html`).querySelectorAll(".chain li")].map((step) => step.classList.contains("ok"));
    expect(steps("LA.001")).toEqual([true, true, true, true, true, true, true, true]);
    expect(steps("TZ.001")).toEqual([true, true, true, true, true, true, false, false]);
  });

  it("shows both readings of a conflict, with the counted one marked and the rule beside them", () => {
    const page = pageAt(site, "events/AR.001.html");
    expect([...page.querySelectorAll(".rd .val")].map((value) => value.textContent)).toEqual(["laboratory", "equipment"]);
    expect(page.querySelector(".rd.sel .val")?.textContent).toBe("equipment");
    expect(page.querySelector(".rule")?.textContent).toContain("The cited source goes first");
  });

  it("names the known doubts that touch it", () => {
    expect(pageAt(site, "events/TZ.001.html").body.textContent).toContain("Coded as a course");
  });

  it("lies beside a file that holds the whole chain", () => {
    const file: unknown = JSON.parse(site.get("events/LA.001.json") ?? "");
    expect(file).toMatchObject({
      id: "LA.001",
      fields: { category: "meeting", countries: ["LA"] },
      texts: [{ id: ZH_TEXT.id, captureId: ZH_TEXT.captureId }],
      captures: [{ warc: { file: "example.warc.gz", offset: 0, length: 500 } }],
      decisions: [{ kind: "accept" }],
    });
    expect(JSON.stringify(file)).toContain('"quote":"6月14日"');
  });
});

describe("sample pages", () => {
  it("stand apart: in their own list and numbers, in none of the record", () => {
    const list = pageAt(site, "events/index.html");
    expect([...list.querySelectorAll("[data-event]")].map((row) => row.getAttribute("data-event"))).not.toContain("TZ.002");
    expect(pageAt(site, "events/measure-activities.html").querySelector('[data-event="TZ.002"]')).toBeNull();
    expect(pageAt(site, "events/measure-sample-activities.html").querySelector('[data-event="TZ.002"]')).not.toBeNull();
    expect(site.get("data/events.csv")).not.toContain("TZ.002");
    expect(site.get("data/sample-events.csv")).toContain("TZ.002");
  });

  it("carry an unmistakable notice before anything else is said", () => {
    const main = pageAt(site, "events/TZ.002.html").querySelector("main");
    const text = main?.textContent ?? "";
    expect(text.indexOf("Sample: invented page")).toBeGreaterThanOrEqual(0);
    expect(text.indexOf("Sample: invented page")).toBeLessThan(text.indexOf("Training"));
  });
});

describe("protected persons", () => {
  it("are named in no page and in no file of the site", () => {
    for (const [at, text] of site) for (const secret of SECRETS) expect(text, at).not.toContain(secret);
  });

  it("leave publisher and date of a withheld work, so that it can still be asked for", () => {
    const line = pageAt(site, "sources.html").querySelector("#S002");
    expect(line?.textContent).toContain("Example News, 15 Jun 2024. Title withheld to protect a person");
    expect(line?.querySelectorAll('a[href^="http"]').length).toBe(0);
  });
});

describe("data files", () => {
  it("guard spreadsheet cells against formulas", () => {
    expect(site.get("data/events.csv")).toContain("'=cmd|");
    expect(site.get("data/events.csv")).not.toMatch(/[,"\n]=cmd/);
  });

  it("hold one row for each event of the record and one line of JSON with its evidence", () => {
    const rows = (site.get("data/events.csv") ?? "").trim().split("\r\n");
    const lines = (site.get("data/events.jsonl") ?? "").trim().split("\n");
    expect([rows.length - 1, lines.length]).toEqual([7, 7]);
  });

  it("hold every number with the events behind it", () => {
    const file: unknown = JSON.parse(site.get("data/measures.json") ?? "");
    expect(file).toMatchObject({ measures: [{ id: "activities", value: 6 }, {}, {}, {}, {}, {}] });
  });
});

describe("filters", () => {
  it("are pages: one for each combination that has events, none for the others", () => {
    expect(site.has("events/filter-training.africa.any.html")).toBe(true);
    expect(site.has("events/filter-training.asia.citation.html")).toBe(true);
    expect(site.has("events/filter-training.europe.any.html")).toBe(false);
  });

  it("mark what is on and lead back from it; a choice without events stays visible without a link", () => {
    const page = pageAt(site, "events/filter-training.any.any.html");
    const on = page.querySelector('.filters [aria-current="true"]');
    expect(on?.textContent).toContain("Training");
    expect(on?.getAttribute("href")).toBe("index.html");
    const off = [...page.querySelectorAll(".filters .off")].map((chip) => chip.textContent);
    expect(off.some((text) => text.startsWith("Oceania"))).toBe(true);
    expect(page.querySelector(".result")?.textContent).toContain("1 of 7 activities");
  });
});

describe("writing the site", () => {
  it("replaces an old site as a whole", async () => {
    const target = join(root, "replaced");
    await buildFixture(target);
    writeFileSync(join(target, "left-over.html"), "old");
    await buildFixture(target);
    expect(existsSync(join(target, "left-over.html"))).toBe(false);
    expect(readdirSync(root).filter((name) => name.startsWith("replaced"))).toEqual(["replaced"]);
  });

  it("leaves the old site untouched when a build fails", async () => {
    const target = join(root, "kept");
    await buildFixture(target);
    const before = readFileSync(join(target, "index.html"), "utf8");
    const bad = fixtureEdition({ events: [...EVENTS, anEvent("AR.009", { category: "no-such-category" })] });
    await expect(buildFixture(target, { edition: bad })).rejects.toThrow(/no-such-category/);
    expect(readFileSync(join(target, "index.html"), "utf8")).toBe(before);
  });

  it("never replaces a folder that is not a site of ours", async () => {
    const target = join(root, "foreign");
    await mkdir(target);
    writeFileSync(join(target, "thesis.txt"), "mine");
    await expect(buildFixture(target)).rejects.toThrow(/choose an empty or a new folder/);
    expect(readFileSync(join(target, "thesis.txt"), "utf8")).toBe("mine");
  });

  it("refuses an edition that holds an event for a smaller circle", async () => {
    const edition = fixtureEdition({ events: [anEvent("AR.001", {}, { marking: "AMBER" })] });
    await expect(buildFixture(join(root, "amber"), { edition })).rejects.toThrow(/AR\.001 is TLP:AMBER/);
    expect(existsSync(join(root, "amber"))).toBe(false);
  });

  it("works for an edition with nothing in it", async () => {
    const target = join(root, "empty");
    await buildFixture(target, { edition: fixtureEdition({ events: [] }) });
    const built = readSite(target);
    expect(brokenLinks(built)).toEqual([]);
    expect(numbersWithoutEvents(built)).toEqual([]);
    expect(pageAt(built, "index.html").querySelector("#map h2")?.textContent).toBe("No activity is on record yet");
  });
});

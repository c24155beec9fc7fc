import { createHash } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longarm, type Ended } from "../longarm.js";

/*
 * The promise of the product, tested as a stranger would: from a number on the first page, by its links, to the bytes in the archive. Nothing of ours is
 * imported below this line but the command that builds the workspace; the WARC record is read by hand (WARC 1.1, section 4).
 */

let folder = "";
let built: Ended;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "longarm-follow-"));
  built = await longarm(["start", "--once", "-w", folder]);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const page = (path: string): Document => parseHTML(readFileSync(join(folder, "site", path), "utf8")).document;
const follow = (from: string, href: string): string => join(dirname(from), href.replace(/#.*/, ""));

describe("a number of the built site", () => {
  it("is built in one command that says what each stage did", () => {
    expect(built).toMatchObject({ code: 0 });
    expect(built.err.match(/^\d\/4 /gm)).toHaveLength(4);
  });

  it("leads by links to as many events as it says, each with a quote that stands in its archived record", () => {
    const number = page("index.html").querySelector("#samples a.v[data-events]");
    const stated = Number(number?.getAttribute("data-events"));
    expect(stated).toBeGreaterThan(9);
    expect(number?.textContent).toMatch(new RegExp(`^${stated}`));

    const list = follow("index.html", number?.getAttribute("href") ?? "");
    const events = [...page(list).querySelectorAll("li.ev .t a")].map((link) => follow(list, link.getAttribute("href") ?? ""));
    expect(events).toHaveLength(stated);

    const quotes = events.map((path) => ({ path, marks: checkEvent(path), withheld: isWithheld(path) }));
    expect(quotes.filter(({ marks, withheld }) => (withheld ? marks > 0 : marks < 3))).toEqual([]);
    expect(quotes.filter(({ withheld }) => withheld)).toHaveLength(1); // the one return of a person among the samples
  });

  it("is traced by the command to the same record, and the digest is seen to hold", async () => {
    const ended = await longarm(["trace", "sample-activities", "-w", folder, "--json"]);
    const steps = JSON.parse(ended.out) as {
      kind: string;
      id: string;
      madeBy: string;
      holds?: boolean;
      file?: string;
      offset?: number;
      digest?: string;
    }[];
    const kinds = steps.map((step) => step.kind);
    expect(kinds.filter((kind, at) => kind !== kinds[at - 1])).toEqual([
      "measure",
      "event",
      "decision",
      "finding",
      "span",
      "text",
      "capture",
      "warc-record",
    ]);
    expect(steps.every((step) => /^.+@.+$/.test(step.madeBy))).toBe(true);
    const last = steps.at(-1);
    expect(last?.holds).toBe(true);
    const event = steps[1]?.id ?? "";
    expect(readFileSync(join(folder, "site/events", `${event}.html`), "utf8")).toContain(last?.digest);
  });
});

/** Checks every archived record that an event page names; returns how many marked passages stood there. */
function checkEvent(path: string): number {
  const cards = [...page(path).querySelectorAll("article.ecard")].filter((card) => /Archive record/.test(card.textContent));
  expect(cards.length, `${path} names an archived record`).toBeGreaterThan(0);
  return cards
    .map((card) => {
      const facts = card.textContent;
      const [, file = "", offset = "", length = ""] = /(longarm-[\w-]+\.warc\.gz), offset (\d+), length (\d+)/.exec(facts) ?? [];
      const payload = readRecord(join(folder, "archive", file), Number(offset), Number(length));
      expect(facts).toContain(`sha256:${createHash("sha256").update(payload).digest("hex")}`);
      const readings = ["utf-8", "gb18030", "big5"].map((charset) => plain(new TextDecoder(charset).decode(payload)));
      const marks = [...card.querySelectorAll("blockquote mark")].map(quoteOf).filter((quote) => quote !== "");
      for (const quote of marks)
        expect(
          readings.some((reading) => reading.includes(quote)),
          `${path}: "${quote}" stands in ${file} at ${offset}`,
        ).toBe(true);
      return marks.length;
    })
    .reduce((sum, count) => sum + count, 0);
}

/** A quote about a person at risk stays in the archive: the page names the record and shows none of its words. */
const isWithheld = (path: string): boolean =>
  /withheld to protect a person/.test(page(path).querySelector("article.ecard")?.textContent ?? "");

/** The marked words themselves, without the labels above the line. */
function quoteOf(mark: Element): string {
  for (const label of mark.querySelectorAll("rt, rp")) label.remove();
  return squeeze(mark.textContent);
}

/** One gzip member is one record: header lines, blank line, block; the block of a response begins with its HTTP headers. */
function readRecord(path: string, offset: number, length: number): Buffer {
  const member = Buffer.alloc(length);
  const file = openSync(path, "r");
  readSync(file, member, 0, length, offset);
  closeSync(file);
  const record = gunzipSync(member);
  const end = record.indexOf("\r\n\r\n");
  const headers = record.subarray(0, end).toString("utf8");
  expect(headers).toMatch(/^WARC\/1\.1\r\n/);
  const block = record.subarray(end + 4, end + 4 + Number(/^Content-Length: (\d+)/im.exec(headers)?.[1]));
  return /^WARC-Type: response/im.test(headers) ? block.subarray(block.indexOf("\r\n\r\n") + 4) : block;
}

/** What a page says, without its markup; a line of JSON says what its strings say. */
function plain(source: string): string {
  const text = source.startsWith("{")
    ? Object.values(JSON.parse(source) as Record<string, string>).join("\n")
    : source.replace(/<(script|style)[\s\S]*?<\/\1>/gi, "").replace(/<[^>]*>/g, "");
  return squeeze(
    text
      .replace(/&nbsp;/g, " ")
      .replace(/&amp;/g, "&")
      .replace(/&#39;|&rsquo;/g, "'")
      .replace(/&quot;/g, '"'),
  );
}

/** Blanks and line ends are layout; evidence is the words. */
const squeeze = (text: string): string => text.normalize("NFC").replace(/\s+/g, "");

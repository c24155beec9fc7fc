import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { extractText } from "../src/extract/index.js";
import { CaptureId, type Page, type SourceText } from "../src/model/index.js";

/** Scores of text extraction on labelled pages that lie beside the checkout. Precision and recall are averaged over pages. */
export interface ExtractScore {
  readonly set: string;
  readonly pages: number;
  readonly failed: number;
  readonly empty: number;
  /** Share of pages whose title is the gold title to the letter. */
  readonly title: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Share of dated pages whose date is the gold date at the gold's own precision. */
  readonly date: number | null;
  readonly seconds: number;
  readonly slowestMs: number;
}

export interface GoldPage {
  readonly id: string;
  readonly url: string | null;
  readonly html: string;
  readonly title: string | null;
  readonly text: string | null;
  readonly date: string | null;
}

/** The name of each set, as its file is called. */
export const EXTRACT_SETS = [
  "cctv-item-pages",
  "chinese-web-content",
  "scrapinghub-articles",
  "htmldate-dates",
  "gne-chinese-pages-no-gold",
] as const;

const ROOT = new URL("../../shared/data/html-gold/", import.meta.url);

export function goldPath(set: string): string {
  return fileURLToPath(new URL(`${set}.jsonl.gz`, ROOT));
}

/** The pages of a set, or null where it does not lie beside the checkout. */
export function readGold(set: string): GoldPage[] | null {
  const path = goldPath(set);
  if (!existsSync(path)) return null;
  const lines = gunzipSync(readFileSync(path)).toString("utf8").split("\n");
  // One file was written by a program that knows NaN, which is no JSON.
  return lines.filter((line) => line !== "").map((line) => goldPage(JSON.parse(line.replaceAll(/: NaN(?=[,}])/g, ": null"))));
}

function goldPage(raw: unknown): GoldPage {
  const { id, url, html, gold } = raw as Record<string, unknown>; // a file of the shared data, described in its README
  const facts = (gold ?? {}) as Record<string, unknown>; // as above
  const date = facts["date"] ?? facts["broadcast_date"];
  return {
    id: String(id),
    url: textOrNull(url),
    html: String(html),
    title: textOrNull(facts["title"]),
    text: textOrNull(facts["text"]),
    date: goldDate(date),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** `2005-5-7 21:23:57` → `2005-05-07`; null for `UNKNOWN`. */
function goldDate(value: unknown): string | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?/.exec(typeof value === "string" ? value : "") ?? [];
  if (year === undefined) return null;
  return [year, month, day]
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, "0"))
    .join("-");
}

interface PageScore {
  readonly id: string;
  readonly ms: number;
  readonly failed: boolean;
  readonly empty: boolean;
  readonly title: boolean | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly date: boolean | null;
  readonly source: SourceText | null;
}

/** Extracts one page as if it had been fetched as UTF-8 and compares. */
export function scorePage(gold: GoldPage): PageScore {
  const started = performance.now();
  const result = tryExtract(gold);
  const ms = performance.now() - started;
  const source = result !== "failed" && result.kind === "text" ? result.source : null;
  const body = source === null ? "" : source.text.slice(source.title.length + 1);
  const overlap = gold.text === null ? null : shingleOverlap(body, gold.text);
  return {
    id: gold.id,
    ms,
    failed: result === "failed",
    empty: source === null,
    title: gold.title === null ? null : source?.title === gold.title,
    precision: overlap?.precision ?? null,
    recall: overlap?.recall ?? null,
    date: gold.date === null ? null : source?.published?.slice(0, gold.date.length) === gold.date,
    source,
  };
}

function tryExtract(gold: GoldPage): ReturnType<typeof extractText> | "failed" {
  const url = gold.url ?? "https://page.example/";
  const page: Page = {
    url,
    urlBasis: "stated",
    mediaType: "text/html",
    charset: "utf-8",
    status: 200,
    body: Buffer.from(gold.html, "utf8"),
    httpBlock: null,
    capturedAt: null,
    origin: gold.id,
    tool: "eval@1",
  };
  try {
    return extractText(page, { id: CaptureId.parse("cap_0000"), url });
  } catch {
    // A crash is what is counted here; the test shows which page it was.
    return "failed";
  }
}

/** Overlap of 4-grams, each counted as often as it occurs; a Han character is a token, else a word (as scrapinghub's benchmark). */
export function shingleOverlap(got: string, gold: string): { precision: number; recall: number } {
  const a = shingles(got);
  const b = shingles(gold);
  let common = 0;
  for (const [key, count] of a) common += Math.min(count, b.get(key) ?? 0);
  const total = (bag: ReadonlyMap<string, number>) => [...bag.values()].reduce((sum, count) => sum + count, 0);
  return { precision: total(a) === 0 ? 0 : common / total(a), recall: total(b) === 0 ? 0 : common / total(b) };
}

function shingles(text: string): Map<string, number> {
  const tokens = text.toLowerCase().match(/[\p{Script=Han}\u3041-\u30FF]|[\p{L}\p{N}]+/gu) ?? [];
  const bag = new Map<string, number>();
  for (let at = 0; at === 0 || at + 4 <= tokens.length; at += 1) {
    const key = tokens.slice(at, at + 4).join(" ");
    if (key !== "") bag.set(key, (bag.get(key) ?? 0) + 1);
  }
  return bag;
}

export function scoreSet(set: string, pages: readonly GoldPage[]): ExtractScore {
  const scores = pages.map(scorePage);
  const precision = mean(scores.map((score) => score.precision));
  const recall = mean(scores.map((score) => score.recall));
  return {
    set,
    pages: pages.length,
    failed: scores.filter((score) => score.failed).length,
    empty: scores.filter((score) => score.empty).length,
    title: share(scores.map((score) => score.title)),
    precision,
    recall,
    f1: precision === null || recall === null ? null : (2 * precision * recall) / Math.max(precision + recall, 1e-9),
    date: share(scores.map((score) => score.date)),
    seconds: scores.reduce((sum, score) => sum + score.ms, 0) / 1000,
    slowestMs: Math.max(0, ...scores.map((score) => score.ms)),
  };
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function share(values: readonly (boolean | null)[]): number | null {
  return mean(values.map((value) => (value === null ? null : Number(value))));
}

/** The scores as a table for people. */
export function extractTable(scores: readonly ExtractScore[]): string {
  const cell = (value: number | null) => (value === null ? "-" : value.toFixed(3));
  const rows = scores.map((score) =>
    [
      score.set.padEnd(26),
      String(score.pages).padStart(5),
      String(score.failed).padStart(6),
      String(score.empty).padStart(5),
      ...[score.title, score.precision, score.recall, score.f1, score.date].map((value) => cell(value).padStart(6)),
      score.seconds.toFixed(1).padStart(7),
      score.slowestMs.toFixed(0).padStart(10),
    ].join(" "),
  );
  const head = `${"set".padEnd(26)} pages failed empty  title   prec recall     f1   date seconds slowest ms`;
  return [head, ...rows].join("\n");
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { makeRuleCoder, type RuleCoder } from "../src/coding/index.js";
import { loadStudy } from "../src/config/index.js";
import { itWithShared, readSharedJsonl, sharedPath } from "../test/shared-data.js";
import {
  codeDocument,
  f1,
  GoldDocument,
  halfOf,
  readFixtures,
  scoreCoder,
  scoreRow,
  type CodedDocument,
  type CoderScore,
} from "./coder.js";

const Measure = z.enum(["relevance", "events", "dated"]);
const Floors = z.object({
  coder: z.record(
    z.string(),
    z.object({ corpus: z.string(), floors: z.partialRecord(Measure, z.number()), falseAlarms: z.number().optional() }),
  ),
});
const floors = Floors.parse(JSON.parse(readFileSync(new URL("floors.json", import.meta.url), "utf8"))).coder;

const CORPUS = "data/mps-corpus-zh/mps-corpus-zh.jsonl.gz";
const GOLD = "data/coder-gold-zh/gold.jsonl";

let coder: RuleCoder;
beforeAll(async () => {
  coder = makeRuleCoder(await loadStudy(fileURLToPath(new URL("../studies/mps", import.meta.url))));
});

/** Prints the set and its halves, and holds the whole to its floors. */
function report(name: string, documents: readonly CodedDocument[], corpus: string): void {
  const halves = (["dev", "other"] as const).map((half) => documents.filter(({ gold }) => halfOf(gold.id) === half));
  const score = scoreCoder(documents);
  const rows = [scoreRow(name, score), ...halves.map((half, index) => scoreRow(`  ${["dev", "other"][index] ?? ""}`, scoreCoder(half)))];
  process.stderr.write(`${rows.join("\n")}\n`);
  expect(score.verbatim, "every quote stands at its offsets").toBe(true);
  expect(floors[name]?.corpus, `the floors of ${name} were set on these very documents`).toBe(corpus);
  for (const measure of Measure.options)
    expect(measured(score)[measure], `${measure} of ${name}`).toBeGreaterThanOrEqual(floors[name]?.floors[measure] ?? 1);
}

const measured = (score: CoderScore): Record<z.infer<typeof Measure>, number> => ({
  relevance: f1(score.relevance),
  events: f1(score.events),
  dated: f1(score.dated),
});

const digest = (...files: readonly (string | URL)[]): string => {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return `sha256:${hash.digest("hex")}`;
};

const fixture = (file: string): URL => new URL(`fixtures/coder/${file}`, import.meta.url);

describe("the rule coder", () => {
  it("stays above its floors on the invented Chinese documents", () => {
    const documents = readFixtures("zh").map(({ line, gold }) => codeDocument(line, gold, coder));
    report("fixtures-zh", documents, digest(fixture("zh.docs.jsonl"), fixture("zh.gold.jsonl")));
  });

  it("stays above its floors on the invented English documents", () => {
    const english = readFixtures("multi").filter(({ lang }) => lang === "en");
    const documents = english.map(({ line, gold }) => codeDocument(line, gold, coder));
    report("fixtures-en", documents, digest(fixture("multi.docs.jsonl"), fixture("multi.gold.jsonl")));
  });

  it.each([
    ["es", "Spanish"],
    ["fr", "French"],
    ["pt", "Portuguese"],
    ["ru", "Russian"],
  ])("stays above its floors on the invented documents in %s (%s)", (tag) => {
    const documents = readFixtures("multi")
      .filter(({ lang }) => lang === tag)
      .map(({ line, gold }) => codeDocument(line, gold, coder));
    report(`fixtures-${tag}`, documents, digest(fixture("multi.docs.jsonl"), fixture("multi.gold.jsonl")));
  });

  it("says that it has not read documents in languages that the lexicon does not hold", () => {
    const rest = readFixtures("multi").filter(({ lang }) => !coder.languages.has(lang));
    expect(rest.length).toBeGreaterThan(5);
    for (const { line, gold } of rest) expect(codeDocument(line, gold, coder).coded).toMatchObject({ read: false, findings: [] });
  });

  itWithShared(GOLD, "stays above its floors on hand-labelled Chinese news", () => {
    const labels = new Map(
      readSharedJsonl(GOLD)
        .map((line) => GoldDocument.parse(line))
        .map((gold) => [gold.id, gold]),
    );
    const documents = readNews().flatMap((document) => {
      const gold = labels.get(document.id);
      return gold ? [codeDocument(document, gold, coder)] : [];
    });
    expect(documents).toHaveLength(labels.size);
    report("news-zh", documents, digest(sharedPath(GOLD)));
  });

  itWithShared(CORPUS, "keeps false alarms on domestic and random news below its ceiling", () => {
    const relevant = new Set(
      readSharedJsonl(GOLD)
        .map((line) => GoldDocument.parse(line))
        .flatMap((gold) => (gold.relevant ? [gold.id] : [])),
    );
    const negatives = readNews().filter(({ id, tier }) => /^(?:mps_domestic|random_negative)$/.test(tier) && !relevant.has(id));
    const alarms = negatives.filter((document) => {
      const gold: GoldDocument = { id: document.id, relevant: false, certainty: "high", events: [] };
      return codeDocument(document, gold, coder).coded.relevant;
    });
    process.stderr.write(`false alarms: ${alarms.length} of ${negatives.length}\n`);
    expect(negatives.length).toBeGreaterThan(800);
    expect(alarms.length / negatives.length).toBeLessThanOrEqual(floors["negatives-zh"]?.falseAlarms ?? 0);
  });
});

const News = z.object({ id: z.string(), title: z.string(), text: z.string(), date: z.string(), lang: z.string(), tier: z.string() });

function readNews(): { id: string; title: string; text: string; published: string; lang: string; tier: string }[] {
  return readSharedJsonl(CORPUS)
    .map((line) => News.parse(line))
    .map(({ date, ...rest }) => ({ ...rest, published: date }));
}

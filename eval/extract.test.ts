import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { z } from "zod";
import { itWithShared } from "../test/shared-data.js";
import { EXTRACT_SETS, extractTable, goldPath, readGold, scoreSet } from "./extract.js";

const Measure = z.enum(["title", "f1", "date"]);
const Floors = z.object({ extract: z.record(z.string(), z.object({ corpus: z.string(), floors: z.partialRecord(Measure, z.number()) })) });
const floors = Floors.parse(JSON.parse(readFileSync(new URL("floors.json", import.meta.url), "utf8"))).extract;

for (const set of EXTRACT_SETS) {
  itWithShared(
    `data/html-gold/${set}.jsonl.gz`,
    `extraction of ${set} crashes on no page and stays above its floors`,
    () => {
      const pages = readGold(set) ?? [];
      const score = scoreSet(set, pages);
      process.stderr.write(`${extractTable([score])}\n`);
      expect(pages.length).toBeGreaterThan(0);
      expect(score.failed).toBe(0);
      for (const measure of Measure.options) {
        const floor = floors[set]?.floors[measure];
        if (floor !== undefined) expect(score[measure] ?? 0, `${measure} of ${set}`).toBeGreaterThanOrEqual(floor);
      }
    },
    120_000,
  );

  itWithShared(`data/html-gold/${set}.jsonl.gz`, `the floors of ${set} were set on the very pages that are read here`, () => {
    const digest = createHash("sha256")
      .update(readFileSync(goldPath(set)))
      .digest("hex");
    expect(floors[set]?.corpus).toBe(`sha256:${digest}`);
  });
}

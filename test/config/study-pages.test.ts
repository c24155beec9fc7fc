import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { studyPages } from "../../scripts/study-pages.js";

describe("the reference pages of the shipped study", async () => {
  for (const [name, text] of Object.entries(await studyPages())) {
    it(`docs/reference/${name} says what the study says (else: npx tsx scripts/study-reference.ts)`, () => {
      expect(readFileSync(new URL(`../../docs/reference/${name}`, import.meta.url), "utf8")).toBe(text);
    });
  }
});

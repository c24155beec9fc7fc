import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { referencePages } from "../../scripts/reference-pages.js";

describe("the reference pages", async () => {
  for (const [name, text] of Object.entries(await referencePages())) {
    it(`docs/reference/${name} says what the code says (else: npm run docs)`, () => {
      expect(readFileSync(new URL(`../../docs/reference/${name}`, import.meta.url), "utf8")).toBe(text);
    });
  }
});

import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { textWidth, wrapText } from "../../src/figures/text-width.js";

describe("textWidth", () => {
  it("counts a Han character as a full square and an accented letter as its base", () => {
    expect(textWidth("公安部", 10)).toBeCloseTo(3 * 10 * 1.04);
    expect(textWidth("Côte", 12)).toBeCloseTo(textWidth("Cote", 12));
  });

  it("grows with each character", () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom("a", "W", "公"), (text, more) => textWidth(text + more, 12) > textWidth(text, 12)));
  });
});

describe("wrapText", () => {
  it("keeps all words in order, and breaks only where a line would be too wide", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 300 }), (list, width) => {
        const lines = wrapText(list.join(" "), width, 13);
        expect(lines.join(" ")).toBe(list.join(" "));
        for (const line of lines) expect(!line.includes(" ") || textWidth(line, 13) <= width).toBe(true);
      }),
    );
  });
});

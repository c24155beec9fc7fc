import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptsOf } from "../../src/publish/evidence.js";
import { makeSpan } from "../../src/text/index.js";
import { aText } from "../factories/index.js";

const textOf = (body: string) => aText({ title: "标题", body });

describe("excerpts", () => {
  it("hold every quote in its context, whatever the text and however the quotes overlap", () => {
    const word = fc.constantFrom("公安。", "𠮷", "met ", "day. ", "\n", "词", "—", "a");
    const bounds = fc.array(fc.tuple(fc.nat(1500), fc.nat(80)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 20, maxLength: 600 }), bounds, (words, places) => {
        const source = textOf(words.join(""));
        const spans = places.map(([at, length]) => {
          const start = at % (source.text.length - 1);
          return { field: "place" as const, span: makeSpan(source, start, Math.min(source.text.length, start + 1 + length)) };
        });
        const shown = excerptsOf(source, spans).map((excerpt) => excerpt.pieces.map((piece) => piece.text).join(""));
        for (const { span } of spans) expect(shown.some((text) => text.includes(span.quote))).toBe(true);
        for (const text of shown) expect(source.text).toContain(text);
        const marked = excerptsOf(source, spans).flatMap((excerpt) => excerpt.pieces.filter((piece) => piece.fields.length > 0));
        expect(marked.map((piece) => piece.text).join("").length).toBeLessThanOrEqual(source.text.length);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it("begin at a sentence and say where text was left out", () => {
    const source = textOf(`${"远。".repeat(300)}前一句。6月14日会见。后一句。${"远。".repeat(300)}`);
    const at = source.text.indexOf("6月14日");
    const [excerpt, ...others] = excerptsOf(source, [{ field: "date", span: makeSpan(source, at, at + 5) }]);
    const text = excerpt?.pieces.map((piece) => piece.text).join("") ?? "";
    expect(others).toEqual([]);
    expect(text.startsWith("远。")).toBe(true);
    expect(text.length).toBeLessThan(600);
    expect([excerpt?.cutBefore, excerpt?.cutAfter]).toEqual([true, true]);
  });

  it("make one excerpt of quotes that lie close and two of quotes that lie apart", () => {
    const source = textOf(`开始。${"。".repeat(900)}结束。`);
    const span = (words: string) => {
      const at = source.text.indexOf(words);
      return { field: "place" as const, span: makeSpan(source, at, at + words.length) };
    };
    expect(excerptsOf(source, [span("开"), span("始")])).toHaveLength(1);
    expect(excerptsOf(source, [span("开始"), span("结束")])).toHaveLength(2);
  });

  it("tell a long quote from the shorter ones within it", () => {
    const source = textOf("部长在万象会见。");
    const spans = [
      { field: "category" as const, span: makeSpan(source, 3, 10) },
      { field: "place" as const, span: makeSpan(source, 6, 8) },
    ];
    const pieces = excerptsOf(source, spans).flatMap((excerpt) => excerpt.pieces);
    expect(
      pieces.filter((piece) => piece.fields.length > 0).map(({ text, fields, starts, wide }) => ({ text, fields, starts, wide })),
    ).toEqual([
      { text: "部长在", fields: ["category"], starts: ["category"], wide: true },
      { text: "万象", fields: ["category", "place"], starts: ["place"], wide: false },
      { text: "会见", fields: ["category"], starts: [], wide: true },
    ]);
  });
});

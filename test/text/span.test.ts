import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Bug } from "../../src/model/index.js";
import { makeSpan, spanHolds, spanUtf16 } from "../../src/text/index.js";
import { aText } from "../factories/index.js";

describe("spans", () => {
  it("count code points and hold the quote to the letter", () => {
    const source = aText({ title: "𠮷田👮", body: "会見" });
    const span = makeSpan(source, source.text.indexOf("会"), source.text.length);
    expect(span).toMatchObject({ start: 4, end: 6, quote: "会見" });
    expect(spanHolds(source, span)).toBe(true);
  });

  it("cannot be made outside the text or empty", () => {
    const source = aText({ text: "abc", title: "" });
    expect(() => makeSpan(source, 0, 4)).toThrow(Bug);
    expect(() => makeSpan(source, 1, 1)).toThrow(Bug);
    expect(() => makeSpan(source, -1, 1)).toThrow(Bug);
  });

  it("do not hold in another text or at other offsets", () => {
    const source = aText({ text: "met in Beijing", title: "" });
    const span = makeSpan(source, 7, 14);
    expect(spanHolds(source, { ...span, start: span.start - 1 })).toBe(false);
    expect(spanHolds(aText({ text: "met in Beijing.", title: "" }), span)).toBe(false);
  });

  it("hold wherever they are made between code points", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), fc.nat(), fc.nat(), (text, a, b) => {
        const points = [...text];
        const [from, to] = [a % points.length, b % points.length].sort((x, y) => x - y);
        const source = aText({ text, title: "" });
        const start = points.slice(0, from).join("").length;
        const end = points.slice(0, (to ?? 0) + 1).join("").length;
        const span = makeSpan(source, start, end);
        expect(spanHolds(source, span)).toBe(true);
        expect(spanUtf16(source, span)).toEqual({ startUtf16: start, endUtf16: end });
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OffsetMap } from "../../src/text/index.js";

const codePoints = (text: string): number => [...text].length;

describe("offsets", () => {
  it("counts 𠮷 and an emoji as one code point and two units", () => {
    const map = new OffsetMap("a𠮷b👮c");
    expect([0, 1, 3, 4, 6, 7].map((utf16) => map.toCodePoint(utf16))).toEqual([0, 1, 2, 3, 4, 5]);
    expect([0, 1, 2, 3, 4, 5].map((point) => map.toUtf16(point))).toEqual([0, 1, 3, 4, 6, 7]);
  });

  it("counts a combining mark as a code point of its own", () => {
    expect(new OffsetMap("e\u0301x").toCodePoint(2)).toBe(2);
  });

  it("counts each person of a joined emoji", () => {
    const family = "👨‍👩‍👧";
    expect(new OffsetMap(family).toCodePoint(family.length)).toBe(5);
  });

  it("agrees with the code points before every position and leads back to it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(), (text, point) => {
        const whole = codePoints(text);
        const at = point % (whole + 1);
        const map = new OffsetMap(text);
        const utf16 = [...text].slice(0, at).join("").length;
        expect(map.toUtf16(at)).toBe(utf16);
        expect(map.toCodePoint(utf16)).toBe(at);
      }),
    );
  });
});

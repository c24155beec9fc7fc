import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, nearestOf } from "../../src/config/index.js";

describe("the nearest known word", () => {
  it("counts a swap of neighbours as one step", () => {
    expect(editDistance("meetign", "meeting")).toBe(1);
    expect(editDistance("meetng", "meeting")).toBe(1);
    expect(editDistance("", "abc")).toBe(3);
  });

  it("is offered where it is close and withheld where it is not", () => {
    expect(nearestOf("meetng", ["agreement", "meeting"])).toBe("meeting");
    expect(nearestOf("helicopter", ["agreement", "meeting"])).toBeNull();
    expect(nearestOf("x", [])).toBeNull();
  });

  it("is as far from a as a is from it, and nothing is far from itself", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

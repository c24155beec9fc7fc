import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { simplifyLine, type Point } from "../../src/figures/simplify.js";

const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), { minLength: 2, maxLength: 60 });

describe("simplifyLine", () => {
  it("keeps both ends and the order, so that lines which meet go on meeting", () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 0, max: 500 }), (line, area) => {
        const kept = simplifyLine(line, area, 2);
        expect([kept[0], kept.at(-1)]).toEqual([0, line.length - 1]);
        expect(kept).toEqual([...kept].sort((a, b) => a - b));
      }),
    );
  });

  it("gives a line read backwards the same points, so that it does not matter which neighbour owns the border", () => {
    // A zigzag without equal areas: among equals the earlier point goes first, and that is the one thing that depends on direction.
    const line: Point[] = Array.from({ length: 40 }, (_, index) => [index * 3, Math.sin(index * 1.7) * 10 + index * 0.013]);
    const back = simplifyLine([...line].reverse(), 8, 2).map((index) => line.length - 1 - index);
    expect(back.reverse()).toEqual(simplifyLine(line, 8, 2));
  });

  it("drops a point that changes little and keeps one that changes much", () => {
    expect(simplifyLine([[0, 0], [5, 0.1], [10, 0], [15, 9], [20, 0]], 5, 2)).toEqual([0, 2, 3, 4]); // prettier-ignore
  });

  it("leaves as many points as it is told to keep", () => {
    fc.assert(fc.property(points, (line) => simplifyLine(line, Infinity, 4).length >= Math.min(4, line.length)));
  });
});

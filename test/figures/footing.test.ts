import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { footingSegments } from "../../src/figures/footing.js";

const count = fc.integer({ min: 0, max: 5000 });
const counts = fc.record({ archived: count, citation: count, claim: count });

describe("footingSegments", () => {
  it("fills the bar from end to end, in fixed order, with gaps of 2 px", () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 20, max: 400 }), (value, width) => {
        const segments = footingSegments(value, { x: 5, y: 0, width, height: 9 });
        const kinds = (["archived", "citation", "claim"] as const).filter((kind) => value[kind] > 0);
        expect(segments.map((segment) => segment.kind)).toEqual(kinds);
        segments.forEach(({ box }, index) => {
          const next = segments[index + 1];
          expect(next ? next.box.x - box.x - box.width : 5 + width - box.x - box.width).toBeCloseTo(next ? 2 : 0);
          expect(box.width).toBeGreaterThan(1.5);
        });
      }),
    );
  });

  it("draws in proportion", () => {
    const [archived, citation] = footingSegments({ archived: 75, citation: 25, claim: 0 }, { x: 0, y: 0, width: 102, height: 9 });
    expect([archived?.box.width, citation?.box.width]).toEqual([75, 25]);
  });

  it("refuses a negative count", () => {
    expect(() => footingSegments({ archived: -1, citation: 0, claim: 0 }, { x: 0, y: 0, width: 9, height: 9 })).toThrow(/"archived" is -1/);
  });
});

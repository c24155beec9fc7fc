import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { boxesOverlap, placeLabels, type LabelItem } from "../../src/figures/label-solver.js";

const field = { width: 600, height: 400, cost: () => 0 };

const item = fc.record({
  x: fc.integer({ min: 20, max: 580 }),
  y: fc.integer({ min: 20, max: 380 }),
  width: fc.integer({ min: 20, max: 90 }),
});

function itemsOf(drawn: readonly { x: number; y: number; width: number }[]): LabelItem[] {
  return drawn.map(({ x, y, width }, index) => ({
    id: `i${index}`,
    anchor: [x, y],
    radius: 2,
    forms: (["right", "left", "centred"] as const).map((kind) => ({ kind, width, height: kind === "centred" ? 28 : 15 })),
  }));
}

describe("placeLabels", () => {
  it("never sets two labels over each other, nor outside the field, and names those it could not set", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (drawn) => {
        const items = itemsOf(drawn);
        const { places, unplaced } = placeLabels(items, field);
        expect([...places.map((place) => place.id), ...unplaced].sort()).toEqual(items.map((one) => one.id).sort());
        places.forEach(({ box }, index) => {
          expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 600 && box.y + box.height <= 400).toBe(true);
          for (const other of places.slice(index + 1)) expect(boxesOverlap(box, other.box)).toBe(false);
        });
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it("gives the same places again", () => {
    const items = itemsOf(
      Array.from({ length: 30 }, (_, index) => ({ x: 200 + ((index * 37) % 150), y: 150 + ((index * 53) % 90), width: 40 + index })),
    );
    expect(placeLabels(items, field)).toEqual(placeLabels(items, field));
  });

  it("says which labels have no room at all", () => {
    const items = itemsOf(Array.from({ length: 12 }, () => ({ x: 50, y: 20, width: 90 })));
    const { places, unplaced } = placeLabels(items, { width: 100, height: 40, cost: () => 0 });
    expect(places.length).toBeGreaterThan(0);
    expect(unplaced.length).toBe(12 - places.length);
    expect(unplaced.length).toBeGreaterThan(0);
  });

  it("sets a label on its point where the ground allows it, without a leader", () => {
    const [place] = placeLabels(itemsOf([{ x: 300, y: 200, width: 60 }]), field).places;
    expect(place?.leader).toBeNull();
  });

  it("leaves forbidden ground", () => {
    const forbidden = { ...field, cost: (_: string, __: unknown, onPoint: boolean) => (onPoint ? Infinity : 0) };
    const [place] = placeLabels(itemsOf([{ x: 300, y: 200, width: 60 }]), forbidden).places;
    expect(place?.leader).not.toBeNull();
  });
});

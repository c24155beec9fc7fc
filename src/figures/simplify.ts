export type Point = readonly [number, number];

interface Candidate {
  readonly area: number;
  readonly index: number;
}

/**
 * Visvalingam and Whyatt's line simplification: drops the points whose triangle with their neighbours is under `minArea`, smallest first.
 * Both ends stay, so that lines which meet go on meeting, and at least `keep` points do. Returns the places of what remains.
 */
export function simplifyLine(points: readonly Point[], minArea: number, keep: number): number[] {
  const next = points.map((_, index) => index + 1);
  const previous = points.map((_, index) => index - 1);
  const areas = points.map((_, index) => triangleAt(points, index - 1, index, index + 1));
  const heap = new CandidateHeap();
  areas.forEach((area, index) => {
    if (area !== Infinity) heap.push({ area, index });
  });
  const gone = new Set<number>();
  while (points.length - gone.size > keep) {
    const least = heap.pop();
    if (!least || least.area >= minArea) break;
    if (gone.has(least.index) || areas[least.index] !== least.area) continue;
    gone.add(least.index);
    const before = previous[least.index] ?? 0;
    const after = next[least.index] ?? 0;
    next[before] = after;
    previous[after] = before;
    for (const index of [before, after]) {
      // A neighbour never becomes cheaper than what was dropped, or a whole coast would unravel from one end.
      const area = Math.max(triangleAt(points, previous[index] ?? -1, index, next[index] ?? -1), least.area);
      areas[index] = area;
      if (area !== Infinity) heap.push({ area, index });
    }
  }
  return points.map((_, index) => index).filter((index) => !gone.has(index));
}

function triangleAt(points: readonly Point[], a: number, b: number, c: number): number {
  const [p, q, r] = [points[a], points[b], points[c]];
  if (!p || !q || !r) return Infinity;
  return Math.abs((q[0] - p[0]) * (r[1] - p[1]) - (r[0] - p[0]) * (q[1] - p[1])) / 2;
}

/** A binary heap, smallest area first; equal areas by place, so that the result never depends on anything else. */
class CandidateHeap {
  readonly #items: Candidate[] = [];

  push(item: Candidate): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent];
      if (!above || !isLess(item, above)) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  pop(): Candidate | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (last && items.length > 0) this.#sink(last);
    return top;
  }

  #sink(item: Candidate): void {
    const items = this.#items;
    let at = 0;
    for (;;) {
      const [left, right] = [items[2 * at + 1], items[2 * at + 2]];
      const child = right && left && isLess(right, left) ? 2 * at + 2 : 2 * at + 1;
      const below = items[child];
      if (!below || !isLess(below, item)) break;
      items[at] = below;
      at = child;
    }
    items[at] = item;
  }
}

function isLess(a: Candidate, b: Candidate): boolean {
  return a.area < b.area || (a.area === b.area && a.index < b.index);
}

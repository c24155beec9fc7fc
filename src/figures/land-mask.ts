import type { Point } from "./simplify.js";

/** A ring with the number that its inside gets. */
export interface MaskShape {
  readonly value: number;
  readonly rings: readonly (readonly Point[])[];
}

const CELL = 4;

/** Which country lies where, on a grid of 4 px: 0 is sea. Good enough to keep words off land, and quick to ask. */
export class LandMask {
  readonly #columns: number;
  readonly #rows: number;
  readonly #cells: Uint16Array;

  constructor(width: number, height: number, shapes: readonly MaskShape[]) {
    this.#columns = Math.ceil(width / CELL);
    this.#rows = Math.ceil(height / CELL);
    this.#cells = new Uint16Array(this.#columns * this.#rows);
    for (const shape of shapes) this.#fill(shape);
  }

  /** Part of the box (in 0..1) that lies on land, weighted by `weight` of each country's number. */
  weigh(x: number, y: number, width: number, height: number, weight: (value: number) => number): number {
    const [c0, c1] = [Math.floor(x / CELL), Math.floor((x + width) / CELL)];
    const [r0, r1] = [Math.floor(y / CELL), Math.floor((y + height) / CELL)];
    let sum = 0;
    for (let row = r0; row <= r1; row += 1) for (let column = c0; column <= c1; column += 1) sum += weight(this.#at(column, row));
    return sum / ((c1 - c0 + 1) * (r1 - r0 + 1));
  }

  #at(column: number, row: number): number {
    if (column < 0 || row < 0 || column >= this.#columns || row >= this.#rows) return 0;
    return this.#cells[row * this.#columns + column] ?? 0;
  }

  /** Scan lines through the middle of each row of cells, even-odd. */
  #fill(shape: MaskShape): void {
    const ys = shape.rings.flat().map(([, y]) => y);
    const first = Math.max(0, Math.floor(minimum(ys) / CELL));
    const last = Math.min(this.#rows - 1, Math.ceil(maximum(ys) / CELL));
    for (let row = first; row <= last; row += 1) {
      const crossings = crossingsAt(shape.rings, (row + 0.5) * CELL);
      for (let index = 0; index + 1 < crossings.length; index += 2) {
        const from = Math.max(0, Math.round((crossings[index] ?? 0) / CELL));
        const to = Math.min(this.#columns, Math.round((crossings[index + 1] ?? 0) / CELL));
        this.#cells.fill(shape.value, row * this.#columns + from, row * this.#columns + Math.max(from, to));
      }
    }
  }
}

function minimum(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

function maximum(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}

function crossingsAt(rings: readonly (readonly Point[])[], y: number): number[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    let [px, py] = ring.at(-1) ?? [0, 0];
    for (const [qx, qy] of ring) {
      if (py > y !== qy > y) crossings.push(((qx - px) * (y - py)) / (qy - py) + px);
      [px, py] = [qx, qy];
    }
  }
  return crossings.sort((a, b) => a - b);
}

/** The known word that `seen` was most likely meant to be, or null where none is close. */
export function nearestOf(seen: string, known: Iterable<string>): string | null {
  const limit = Math.max(2, Math.floor(seen.length / 3));
  let best: { word: string; distance: number } | null = null;
  for (const word of known) {
    const distance = editDistance(seen.toLowerCase(), word.toLowerCase());
    if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { word, distance };
  }
  return best?.word ?? null;
}

/** Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) line.push(cheapestStep(a, b, row, column, before, above, line));
    before = above;
    above = line;
  }
  return above[b.length] ?? 0;
}

function cheapestStep(
  a: string,
  b: string,
  row: number,
  column: number,
  before: readonly number[],
  above: readonly number[],
  line: readonly number[],
): number {
  const at = (values: readonly number[], index: number): number => values[index] ?? Infinity;
  const change = a[row - 1] === b[column - 1] ? 0 : 1;
  const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
  return Math.min(
    at(above, column) + 1,
    at(line, column - 1) + 1,
    at(above, column - 1) + change,
    swapped ? at(before, column - 2) + 1 : Infinity,
  );
}

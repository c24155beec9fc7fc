/**
 * UTF-16 units (inside the program) against code points (in every published file and in the ledger).
 * The only converter. Built once per text; a text without astral characters costs nothing.
 */
export class OffsetMap {
  /** UTF-16 positions of the low surrogates, ascending. */
  readonly #low: number[] = [];

  constructor(text: string) {
    for (const match of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) this.#low.push(match.index + 1);
  }

  /** Code points before the UTF-16 position `utf16`. A position inside a pair counts as behind it. */
  toCodePoint(utf16: number): number {
    return utf16 - this.#lowBefore(utf16);
  }

  /** UTF-16 position of the code point number `codePoint`. */
  toUtf16(codePoint: number): number {
    let utf16 = codePoint;
    for (const low of this.#low) {
      if (low > utf16) break;
      utf16 += 1;
    }
    return utf16;
  }

  #lowBefore(utf16: number): number {
    let from = 0;
    let to = this.#low.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#low[middle] ?? Infinity) < utf16) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** Spelling without what differs between copies: width, case, spaces, punctuation. */
export function foldWords(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** How alike two names are, 0 to 1 (Dice over pairs of neighbouring characters); null where their scripts cannot be compared. */
export function nameLikeness(a: string, b: string): number | null {
  const [left, right] = [foldWords(a), foldWords(b)];
  if (left === "" || right === "" || isHan(left) !== isHan(right)) return null;
  if (left.includes(right) || right.includes(left)) return 1;
  const [x, y] = [pairsOf(left), pairsOf(right)];
  const shared = [...x].filter((pair) => y.has(pair)).length;
  return x.size + y.size === 0 ? 0 : (2 * shared) / (x.size + y.size);
}

function isHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

function pairsOf(text: string): Set<string> {
  const letters = [...text];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index] ?? ""}${letter}`));
}

/** A slice of a text, in UTF-16 units. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** How a script marks words and sentences: Han has no spaces and 。; others have both. */
export type Script = "han" | "spaced";

const HAN = /\p{Script=Han}/gu;
const LETTER = /\p{L}/gu;
const HAN_END = /[。!?;…]+[)\]》]*/g;
/** A full stop ends a sentence before a space and a capital, a digit or a quotation mark. */
const SPACED_END = /[.!?;]+["')\]]*(?=\s+["'(]?[\p{Lu}\d]|\s*$)/gu;
/** Words whose full stop ends no sentence, and initials (J. Smith). */
const ABBREVIATION =
  /(?:^|[\s("'])(?:\p{Lu}|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Capt|Gov|Sen|Rep|Prof|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|U\.N)\.$/u;

/** The lines of `text` that hold anything, trimmed. */
export function splitLines(text: string): Slice[] {
  const lines: Slice[] = [];
  for (const match of text.matchAll(/[^\n\r]+/g)) {
    const line = trimSlice(text, { start: match.index, end: match.index + match[0].length });
    if (line) lines.push(line);
  }
  return lines;
}

/** The sentences of one line. A line without sentence marks is one sentence. */
export function splitSentences(text: string, line: Slice, script: Script): Slice[] {
  const piece = text.slice(line.start, line.end);
  const sentences: Slice[] = [];
  let from = 0;
  for (const match of piece.matchAll(script === "han" ? HAN_END : SPACED_END)) {
    const to = closeQuote(piece, from, match.index + match[0].length);
    if (script === "spaced" && ABBREVIATION.test(piece.slice(from, match.index + 1))) continue;
    push(sentences, text, line.start + from, line.start + to);
    from = to;
  }
  push(sentences, text, line.start + from, line.end);
  return sentences;
}

/** A straight quotation mark behind the full stop belongs to the sentence only where it closes one that is open. */
function closeQuote(piece: string, from: number, to: number): number {
  const open = piece.slice(from, to).split('"').length % 2 === 0;
  return open && piece.charAt(to) === '"' ? to + 1 : to;
}

/** The script that most letters of `text` belong to. */
export function scriptOf(text: string): Script {
  const han = text.match(HAN)?.length ?? 0;
  const letters = text.match(LETTER)?.length ?? 0;
  return han * 4 > letters ? "han" : "spaced";
}

function push(sentences: Slice[], text: string, start: number, end: number): void {
  const slice = trimSlice(text, { start, end });
  if (slice) sentences.push(slice);
}

function trimSlice(text: string, slice: Slice): Slice | null {
  let { start, end } = slice;
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return start < end ? { start, end } : null;
}

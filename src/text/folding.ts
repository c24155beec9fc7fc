import { Converter } from "opencc-js/t2cn";

/** A text made comparable, with the way back: every position of `text` knows where it came from. */
export interface Folded {
  readonly text: string;
  /** UTF-16 bounds in the original of the slice `start`-`end` of `text`. */
  toOriginal(start: number, end: number): { readonly start: number; readonly end: number };
}

const toSimplified = Converter({ from: "t", to: "cn" });
const simplified = new Map<string, string>();

/** Pronunciation that some mirror sites put behind a character: 會(huì)見. It has a tone mark; other brackets stay. */
const PINYIN = /(?<=\p{Script=Han})[((](?=[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[))]/gu;

const PUNCTUATION: ReadonlyMap<string, string> = new Map([
  ["\u3000", " "],
  ["\u00a0", " "],
  ["“", '"'],
  ["”", '"'],
  ["「", '"'],
  ["」", '"'],
  ["『", '"'],
  ["』", '"'],
  ["‘", "'"],
  ["’", "'"],
  ["—", "-"],
  ["–", "-"],
  ["−", "-"],
  ["\u00ad", ""],
  ["\u200b", ""],
  ["\ufeff", ""],
]);

/**
 * Folds what does not change the meaning: traditional to simplified characters, full-width to ASCII, quotation marks and
 * dashes to one form; drops pronunciation brackets and invisible characters. For matching only; evidence is cut from the original.
 */
export function foldText(original: string): Folded {
  const skips = findPinyin(original);
  const pieces: string[] = [];
  const origins: number[] = [];
  let at = 0;
  while (at < original.length) {
    const skipTo = skips.get(at);
    if (skipTo !== undefined) {
      at = skipTo;
      continue;
    }
    const character = String.fromCodePoint(original.codePointAt(at) ?? 0);
    const folded = foldCharacter(character);
    for (let unit = 0; unit < folded.length; unit += 1) origins.push(at + Math.min(unit, character.length - 1));
    pieces.push(folded);
    at += character.length;
  }
  return makeFolded(original, pieces.join(""), origins);
}

function makeFolded(original: string, text: string, origins: readonly number[]): Folded {
  return {
    text,
    toOriginal(start, end) {
      const from = origins[start] ?? original.length;
      const last = end > start ? origins[end - 1] : undefined;
      return { start: from, end: last === undefined ? from : last + unitsAt(original, last) };
    },
  };
}

/** Length of the character that holds the unit at `at`, counted from `at`: a pair is never cut. */
function unitsAt(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  return code > 0xffff ? 2 : 1;
}

function findPinyin(text: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const match of text.matchAll(PINYIN)) found.set(match.index, match.index + match[0].length);
  return found;
}

function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character;
  const known = simplified.get(character);
  if (known !== undefined) return known;
  const made = computeFold(character, code);
  simplified.set(character, made);
  return made;
}

function computeFold(character: string, code: number): string {
  const mark = PUNCTUATION.get(character);
  if (mark !== undefined) return mark;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return /\p{Script=Han}/u.test(character) ? toSimplified(character) : character;
}

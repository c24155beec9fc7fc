import type { Script } from "./sentences.js";

/** One occurrence of a listed word. */
export interface WordHit<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

const LETTER = /[\p{L}\p{N}]/u;
/** Letters by which words are kept; shorter words by all of theirs, and those are tried last. */
const HEAD = { han: 1, spaced: 3 } as const;

/**
 * Finds many words in one pass; at each place the longest wins, and words do not overlap.
 * In a spaced script a word must stand alone.
 */
export class WordFinder<T> {
  /** By the first letters of the word, so that thousands of inflected names cost no more than a few. */
  readonly #byHead = new Map<string, { readonly word: string; readonly value: T }[]>();
  readonly #script: Script;

  /** Of two entries with the same word the first counts. */
  constructor(entries: Iterable<readonly [string, T]>, script: Script) {
    this.#script = script;
    const seen = new Set<string>();
    for (const [word, value] of entries) {
      if (word === "" || seen.has(word)) continue;
      seen.add(word);
      const head = word.slice(0, HEAD[script]);
      const bucket = this.#byHead.get(head);
      if (bucket) bucket.push({ word, value });
      else this.#byHead.set(head, [{ word, value }]);
    }
    for (const bucket of this.#byHead.values()) bucket.sort((a, b) => b.word.length - a.word.length);
  }

  find(text: string): WordHit<T>[] {
    const hits: WordHit<T>[] = [];
    let at = 0;
    while (at < text.length) {
      const hit = this.#hitAt(text, at);
      if (hit) hits.push(hit);
      at = hit ? hit.end : at + 1;
    }
    return hits;
  }

  #hitAt(text: string, at: number): WordHit<T> | null {
    if (this.#script === "spaced" && at > 0 && LETTER.test(text.charAt(at - 1))) return null;
    for (let length = HEAD[this.#script]; length > 0; length -= 1) {
      const hit = this.#hitIn(this.#byHead.get(text.slice(at, at + length)) ?? [], text, at);
      if (hit) return hit;
    }
    return null;
  }

  #hitIn(bucket: readonly { readonly word: string; readonly value: T }[], text: string, at: number): WordHit<T> | null {
    for (const { word, value } of bucket) {
      if (!text.startsWith(word, at)) continue;
      const end = at + word.length;
      if (this.#script === "spaced" && LETTER.test(text.charAt(end))) continue;
      return { start: at, end, value };
    }
    return null;
  }
}

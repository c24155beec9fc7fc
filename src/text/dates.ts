import type { DateBasis, PrefixDate } from "../model/index.js";
import { makeDateFinder } from "./dates-by-words.js";
import { findDatesEn } from "./dates-en.js";
import { findDatesZh } from "./dates-zh.js";
import { DateReader } from "./date-reader.js";
import { DATE_WORDS } from "./date-words.js";

/** A place in a text that says when, with the date it means as far as that can be known. */
export interface DateMention {
  readonly start: number;
  readonly end: number;
  /** Null where no year (or month) can be known. */
  readonly date: PrefixDate | null;
  readonly basis: DateBasis;
  /** `since`: from then on; `background`: a mere year word (last year), or since when things are so. */
  readonly kind: "plain" | "since" | "background";
}

type DateFinder = (text: string, reader: DateReader) => DateMention[];

/** Date grammars by language; the rest read by a table of words, compiled when first needed. A language without either reads no dates. */
const GRAMMARS = new Map<string, DateFinder>([
  ["zh", findDatesZh],
  ["en", findDatesEn],
]);

function grammarOf(lang: string): DateFinder | null {
  const words = DATE_WORDS[lang];
  if (!GRAMMARS.has(lang) && words) GRAMMARS.set(lang, makeDateFinder(words));
  return GRAMMARS.get(lang) ?? null;
}

/** All dates in `text`, in order, resolved against the day of publication and against each other. */
export function findDates(text: string, lang: string, published: PrefixDate | null): DateMention[] {
  const grammar = grammarOf(lang);
  return grammar ? grammar(text, new DateReader(published)) : [];
}

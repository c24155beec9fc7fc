import type { DateBasis, PrefixDate } from "../model/index.js";
import { findDatesEn } from "./dates-en.js";
import { findDatesZh } from "./dates-zh.js";
import { DateReader } from "./date-reader.js";

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

/** Date grammars by language. A language without one reads no dates but ISO ones, which every grammar knows. */
const GRAMMARS: Readonly<Record<string, (text: string, reader: DateReader) => DateMention[]>> = { zh: findDatesZh, en: findDatesEn };

/** All dates in `text`, in order, resolved against the day of publication and against each other. */
export function findDates(text: string, lang: string, published: PrefixDate | null): DateMention[] {
  const grammar = GRAMMARS[lang];
  return grammar ? grammar(text, new DateReader(published)) : [];
}

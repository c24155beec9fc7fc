import type { DateBasis, PrefixDate } from "../model/index.js";
import type { Slice } from "../text/index.js";
import type { DatedMention, Mentions } from "./mentions.js";
import type { Reading, Sentence } from "./reading.js";

/** The date of an act, with the words that give it; without words it rests on the day of publication. */
export interface ChosenDate {
  readonly date: PrefixDate;
  readonly basis: DateBasis;
  readonly words: Slice | null;
  /** True where the sentence of the act itself gives it. */
  readonly near: boolean;
}

/** The date that belongs to `trigger`: in its sentence, before it in the line, in the headline or dateline, else publication. */
export function chooseDate(reading: Reading, mentions: Mentions, sentence: Sentence, trigger: Slice): ChosenDate | null {
  const inItem = mentions.dates.filter((date) => date.sentence.item === sentence.item);
  const here = inItem.filter((date) => date.sentence === sentence && date.basis !== "dateline");
  const near = nearest(here.filter(usable), trigger);
  if (near) return chosen(near, true);
  if (here.some((date) => date.kind === "plain")) return null; // a day is said, and its year cannot be known
  const line = inItem.filter((date) => date.sentence.line === sentence.line && date.start < sentence.start && usable(date));
  const before = line.findLast((date) => date.basis !== "dateline") ?? line.at(-1);
  if (before) return chosen(before, false);
  const first = inItem.find((date) => usable(date) && date.basis === "dateline") ?? inItem.find(usable);
  if (first) return chosen(first, false);
  const { published } = reading.source;
  return published === null ? null : { date: published, basis: "publication", words: null, near: false };
}

const usable = (date: DatedMention): boolean => date.date !== null && date.kind === "plain";

/** Full days before coarser dates, those before the trigger before those behind it, the nearest first. */
function nearest(dates: readonly DatedMention[], trigger: Slice): DatedMention | null {
  const rank = (date: DatedMention): number => {
    const coarse = date.date?.length === 10 ? 0 : 1000;
    const distance = date.end <= trigger.start ? trigger.start - date.end : 200 + date.start - trigger.end;
    return coarse + distance;
  };
  return [...dates].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

function chosen(mention: DatedMention, near: boolean): ChosenDate | null {
  return mention.date === null
    ? null
    : { date: mention.date, basis: mention.basis, words: { start: mention.start, end: mention.end }, near };
}

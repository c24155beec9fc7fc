import type { DateBasis, PrefixDate } from "../model/index.js";
import type { Slice } from "../text/index.js";
import type { DatedMention, Mentions } from "./mentions.js";
import { occurs } from "./pattern.js";
import type { Reading, Sentence } from "./reading.js";

/** The date of an act, with the words that give it; without words it rests on the day of publication. */
export interface ChosenDate {
  readonly date: PrefixDate;
  readonly basis: DateBasis;
  readonly words: Slice | null;
  /** True where the sentence of the act itself gives it. */
  readonly near: boolean;
}

/** The words whose date is sought. A running total carries the day of its announcement, not the day it counts from. */
export interface Dated {
  readonly sentence: Sentence;
  readonly trigger: Slice;
  readonly total: boolean;
}

/** The date that belongs to an act: in its sentence, before it in the line, earlier in the item, in the dateline, else publication. */
export function chooseDate(reading: Reading, mentions: Mentions, act: Dated): ChosenDate | null {
  const inItem = mentions.dates.filter((date) => date.sentence.item === act.sentence.item && !(act.total && date.kind === "since"));
  const here = inItem.filter((date) => date.sentence === act.sentence && date.basis !== "dateline");
  const near = nearest(reading, here.filter(isFine), act);
  if (near) return chosen(near, true);
  if (here.some((date) => date.date === null)) return null; // a time is said, and its year cannot be known
  const year = here.find(isUsable);
  const { published } = reading.source;
  if (year && published?.slice(0, 4) !== year.date?.slice(0, 4)) return chosen(year, true);
  const earlier = findEarlier(inItem, act.sentence);
  if (earlier) return chosen(earlier, false);
  return published === null ? null : { date: published, basis: "publication", words: null, near: false };
}

const isUsable = (date: DatedMention): boolean => date.date !== null && date.kind !== "background";
const isFine = (date: DatedMention): boolean => isUsable(date) && (date.date?.length ?? 0) > 4;

/** Before it in the line, else the first day of the item, else the dateline, else any date of the item. */
function findEarlier(inItem: readonly DatedMention[], sentence: Sentence): DatedMention | null {
  const before = inItem.filter((date) => date.start < sentence.start && isFine(date));
  const plain = before.filter((date) => date.basis !== "dateline");
  const line = plain.findLast((date) => date.sentence.line === sentence.line);
  const day = plain.find((date) => date.date?.length === 10);
  return line ?? day ?? before[0] ?? inItem.find(isFine) ?? null;
}

/** Full days before coarser dates, acts before announcements, those before the trigger before those behind it, the nearest first. */
function nearest(reading: Reading, dates: readonly DatedMention[], act: Dated): DatedMention | null {
  const rank = (date: DatedMention): number => {
    const announced = !act.total && isAnnouncement(reading, date) ? 2000 : 0;
    const coarse = date.date?.length === 10 ? 0 : 1000;
    const distance = date.end <= act.trigger.start ? act.trigger.start - date.end : 200 + date.start - act.trigger.end;
    return announced + coarse + distance;
  };
  return [...dates].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** Words of announcing right beside the date: 18日通报, said on Saturday. */
function isAnnouncement(reading: Reading, date: DatedMention): boolean {
  const beside = reading.folded.text.slice(Math.max(date.sentence.start, date.start - 16), Math.min(date.sentence.end, date.end + 4));
  return occurs(date.sentence.language.tense.announcing, beside);
}

function chosen(mention: DatedMention, near: boolean): ChosenDate | null {
  return mention.date === null
    ? null
    : { date: mention.date, basis: mention.basis, words: { start: mention.start, end: mention.end }, near };
}

import type { DateBasis, PrefixDate } from "../model/index.js";
import type { DateReader } from "./date-reader.js";
import { shiftDays } from "./date-reader.js";
import type { DateMention } from "./dates.js";
import { parseNumber } from "./numbers.js";

const N = "[\\d〇零一二三四五六七八九十]";
/** 3日, 3号, and the first of 3至5日. */
const day = (name: string): string => `(?<${name}>(?:${N}){1,3})(?:(?:日|号)?(?:至|到|-|—|~)(?:${N}){1,3})?(?:日|号)`;
/** Alternatives from the fullest to the barest; the first that fits at a place wins. */
const DATE = new RegExp(
  [
    `(?<!\\d)(?<iy>(?:19|20)\\d\\d)(?<sep>[-/.])(?<im>\\d{1,2})(?:\\k<sep>(?<id>\\d{1,2}))?(?![\\d])`,
    `(?:(?<year>(?:(?:19|20)\\d\\d|[一二][〇零九][〇零一二三四五六七八九]{2}))年|(?<ryear>今年|去年|前年|同年|当年|明年))(?:(?<month>${N}{1,3})月(?:份)?(?:${day("day")})?)?`,
    `(?<bmonth>(?<!\\d)${N}{1,3})月(?:份)?(?:${day("bday")})?(?!球|饼)`,
    `(?<![\\d月.]|第)${day("oday")}(?!线|楼|院|文|令|公路|台风|店|机|电|内)`,
    `(?<word>今天|今日|今晚|今晨|今早|昨天|昨日|昨晚|前天|当天|当日|同日|当晚|此前一天|前一天|日前|近日|近期|本月|上月|上个月|(?:本周|上周|这周|星期|周|礼拜)[一二三四五六日天])`,
  ].join("|"),
  "g",
);
const DATELINE = /^\s*(?:电|讯|消息|专电)/;
/** 2014年以来, 自去年起: not when the act was, but since when things are so. */
const SINCE = /^(?:以来|起至今|至今|来,)/;
const FROM = /[自从]$/;
/** 9月28日至10月3日: the second day only ends what began on the first. */
const UNTIL = /^(?:至|到|-|—|~)$/;
const WEEKDAYS = "日一二三四五六";

type Groups = Readonly<Record<string, string | undefined>>;

/** Dates in Chinese text (folded: simplified, ASCII digits), Chinese numerals included. */
export function findDatesZh(text: string, reader: DateReader): DateMention[] {
  const mentions: DateMention[] = [];
  for (const match of text.matchAll(DATE)) {
    const end = match.index + match[0].length;
    const read = readGroups(match.groups ?? {}, reader);
    if (!read) continue;
    const last = mentions.at(-1);
    if (last?.date?.length === 10 && UNTIL.test(text.slice(last.end, match.index))) continue;
    const after = text.slice(end, end + 6);
    const basis = DATELINE.test(after) ? "dateline" : read.basis;
    mentions.push({ start: match.index, end, date: read.date, basis, kind: kindOf(read, text.slice(0, match.index), after) });
  }
  return mentions;
}

function kindOf(read: Read, before: string, after: string): DateMention["kind"] {
  if (SINCE.test(after) || read.background) return "background";
  return FROM.test(before) ? "since" : "plain";
}

interface Read {
  readonly date: PrefixDate | null;
  readonly basis: DateBasis;
  readonly background: boolean;
}

function readGroups(groups: Groups, reader: DateReader): Read | null {
  if (groups["iy"] !== undefined) return stated(reader.note(reader.full(Number(groups["iy"]), number(groups["im"]), number(groups["id"]))));
  if (groups["year"] !== undefined || groups["ryear"] !== undefined) return readYear(groups, reader);
  if (groups["bmonth"] !== undefined) return readMonth(groups, reader);
  if (groups["oday"] !== undefined) return readDay(groups["oday"], reader);
  return groups["word"] === undefined ? null : readWord(groups["word"], reader);
}

function readYear(groups: Groups, reader: DateReader): Read | null {
  const year = groups["year"] !== undefined ? parseNumber(groups["year"]) : relativeYear(groups["ryear"] ?? "", reader);
  if (year === null) return null;
  const date = reader.full(year, number(groups["month"]), number(groups["day"]));
  const relative = groups["ryear"] !== undefined;
  return {
    date: relative ? date : reader.note(date),
    basis: relative ? "inferred" : "stated",
    background: relative && groups["month"] === undefined,
  };
}

function relativeYear(word: string, reader: DateReader): number | null {
  const offset = { 今年: 0, 去年: -1, 前年: -2, 明年: 1 }[word];
  const date = offset === undefined ? reader.last() : reader.yearFromPublished(offset);
  return date === null ? null : Number(date.slice(0, 4));
}

function readMonth(groups: Groups, reader: DateReader): Read | null {
  const month = number(groups["bmonth"]);
  if (month === null || month < 1 || month > 12) return null;
  const date = reader.monthDay(month, number(groups["bday"]));
  return stated(groups["bday"] === undefined ? date : reader.note(date));
}

function readDay(written: string, reader: DateReader): Read | null {
  const day = number(written);
  return day === null || day < 1 || day > 31 ? null : stated(reader.dayOnly(day));
}

function readWord(word: string, reader: DateReader): Read {
  if (/^今/.test(word)) return inferred(reader.fromPublished(0));
  if (/^昨/.test(word)) return inferred(reader.fromPublished(-1));
  if (word === "前天") return inferred(reader.fromPublished(-2));
  if (/^(?:当|同日)/.test(word)) return inferred(reader.last());
  if (/前一天$/.test(word)) return inferred(dayBefore(reader.last()));
  if (/^(?:上月|上个月)$/.test(word)) return inferred(reader.monthFromPublished(-1));
  if (/^(?:日前|近日|近期|本月)$/.test(word)) return inferred(reader.monthFromPublished(0));
  return inferred(reader.lastWeekday(Math.max(0, WEEKDAYS.indexOf(word.slice(-1))), word.startsWith("上")));
}

function dayBefore(date: PrefixDate | null): PrefixDate | null {
  return date === null ? null : shiftDays(date, -1);
}

function number(written: string | undefined): number | null {
  return written === undefined ? null : parseNumber(written);
}

const stated = (date: PrefixDate | null): Read => ({ date, basis: "stated", background: false });
const inferred = (date: PrefixDate | null): Read => ({ date, basis: "inferred", background: false });

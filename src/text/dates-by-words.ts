import type { DateBasis, PrefixDate } from "../model/index.js";
import type { DateReader } from "./date-reader.js";
import type { DateWords } from "./date-words.js";
import type { DateMention } from "./dates.js";

type Groups = Readonly<Record<string, string | undefined>>;

interface Read {
  readonly date: PrefixDate | null;
  readonly basis: DateBasis;
}

/** PLACE, 3 sept (Agency) -- : the place and day of writing, at the head of a line. */
const HEAD = /(?:^|\n)["' ]*\p{Lu}[\p{L}.'-]+(?: [\p{L}.'-]+){0,4}(?:, \p{Lu}[\p{L}. ]+)?(?:, | \(| - | |\. )(?:el )?$/u;
/** What closes such a head. */
const HEAD_END = /^\.?\)?(?: ?[(/][\p{L}\d ./-]+[)/])?\.? ?(?:--?|:|\.|\/)(?= )|^\)/u;
/** A line that holds nothing but a date is the day of writing too. */
const LINE_HEAD = /(?:^|\n)(?:[\p{L} ]{0,24}: ?)?$/u;
const LINE_END = /^[.,]?(?:,? \d{1,2}[:h]\d\d.{0,12})?(?:\n|$)/;

const YEAR = "(?:19|20)\\d\\d";
const WORDS = ["today", "yesterday", "dayBeforeYesterday", "lately", "lastWeek", "lastMonth", "lastYear", "thisYear"] as const;

/** Makes the reader of one language: full and partial dates, weekdays and words like "yesterday", from a table of words. */
export function makeDateFinder(words: DateWords): (text: string, reader: DateReader) => DateMention[] {
  const pattern = compile(words);
  const since = new RegExp(`(?<!\\p{L})(?:${words.since}) $`, "iu");
  const until = new RegExp(`^${words.to}(?:el |le |il |o |the )?$`, "iu");
  const months = [...words.months, ...words.shortMonths].map((month) => new RegExp(`^(?:${month})\\.?$`, "iu"));
  const weekdays = words.weekdays.map((day) => new RegExp(`^(?:${day})$`, "iu"));
  return (text, reader) => {
    const mentions: DateMention[] = [];
    for (const match of text.matchAll(pattern)) {
      const read = readGroups(match.groups ?? {}, reader, months, weekdays);
      const end = match.index + match[0].length;
      const last = mentions.at(-1);
      if (last?.date?.length === 10 && until.test(text.slice(last.end, match.index))) continue;
      const before = text.slice(Math.max(0, match.index - 60), match.index);
      const dateline = read.basis === "stated" && isDateline(before, text.slice(end, end + 40));
      const kind = since.test(before) && match.groups?.["range"] === undefined ? "since" : "plain"; // с 3 по 6 is no since
      mentions.push({ start: match.index, end, date: read.date, basis: dateline ? "dateline" : read.basis, kind });
    }
    return mentions;
  };
}

/** Alternatives from the fullest to the barest; the first that fits at a place wins. */
function compile(words: DateWords): RegExp {
  const { of, ordinal, to, and, before, yearWord } = words;
  const any = (members: readonly string[]): string => `(?:${members.join("|")})`;
  const weekday = any(words.weekdays);
  const month = any(words.months);
  const shortMonth = `${any(words.shortMonths)}(?!\\p{L})\\.?`;
  const range = `(?:${to}|${and})\\d{1,2}${ordinal}`;
  const alternatives = [
    `(?<iy>${YEAR})-(?<im>\\d\\d)(?:-(?<id>\\d\\d))?`,
    `(?<nd>\\d{1,2})(?<sep>[./])(?<nm>\\d{1,2})\\k<sep>(?<ny>${YEAR})`,
    `(?:${weekday}${of}\\(?)?(?<d1>\\d{1,2})${ordinal}(?<range>${range})?${of}(?<m1>${month}|${shortMonth})(?!\\p{L})(?:${of}(?<y1>${YEAR})(?!\\d)${yearWord})?`,
    `(?<m2>${month})${of}(?<y2>${YEAR})(?!\\d)${yearWord}`,
    `(?:(?:${words.past}) )?${weekday}(?:,? (?:(?:el|dia|día) )?\\(?|,? )(?<d3>\\d{1,2})(?=[,.);:](?!\\d))`,
    `(?<strict>(?:${words.past}) )?(?<weekday>${weekday})(?<strictBehind> (?:${words.past}))?`,
    `(?:${words.dayWord})(?<d4>\\d{1,2})(?!\\d|[.,]\\d|:|${ordinal}(?:${range})?${of}${month})`,
    ...WORDS.map((name) => `(?<${name}>${words[name]})`),
    `(?<=(?<!\\p{L})${before}(?: |(?<=')))(?<m5>${month})`,
    `(?<=(?<!\\p{L})${before} )(?<y4>${YEAR})(?!\\d|[.,]\\d)${yearWord}`,
    ...(yearWord === "" ? [] : [`(?<y5>${YEAR})(?= ?(?:г|god|год))${yearWord}`]),
  ];
  return new RegExp(`(?<![\\p{L}\\d])(?:${alternatives.map((one) => `(?:${one})(?![\\p{L}])`).join("|")})`, "giu");
}

/** The head of a report, or a line of its own. */
function isDateline(before: string, after: string): boolean {
  return (HEAD.test(before) && HEAD_END.test(after)) || (LINE_HEAD.test(before) && LINE_END.test(after));
}

function readGroups(groups: Groups, reader: DateReader, months: readonly RegExp[], weekdays: readonly RegExp[]): Read {
  const full = (year?: string, month?: string, day?: string): Read =>
    stated(reader.note(reader.full(Number(year), number(month), number(day))));
  if (groups["iy"] !== undefined) return full(groups["iy"], groups["im"], groups["id"]);
  if (groups["ny"] !== undefined) return full(groups["ny"], groups["nm"], groups["nd"]);
  const month = indexOf(months, groups["m1"] ?? groups["m2"] ?? groups["m5"]);
  const year = number(groups["y1"] ?? groups["y2"] ?? groups["y4"] ?? groups["y5"]);
  if (month !== null) {
    const named = (month % 12) + 1;
    const day = number(groups["d1"]);
    return stated(reader.note(year === null ? reader.monthDay(named, day) : reader.full(year, named, day)));
  }
  if (year !== null) return stated(reader.full(year, null, null));
  const day = number(groups["d3"] ?? groups["d4"]);
  if (day !== null) return stated(reader.note(reader.dayOnly(day)));
  const weekday = indexOf(weekdays, groups["weekday"]);
  const strict = groups["strict"] ?? groups["strictBehind"];
  if (weekday !== null) return inferred(reader.lastWeekday(weekday, strict !== undefined));
  return inferred(readWord(groups, reader));
}

function readWord(groups: Groups, reader: DateReader): PrefixDate | null {
  if (groups["today"] !== undefined) return reader.fromPublished(0);
  if (groups["yesterday"] !== undefined) return reader.fromPublished(-1);
  if (groups["dayBeforeYesterday"] !== undefined) return reader.fromPublished(-2);
  if (groups["lastMonth"] !== undefined) return reader.monthFromPublished(-1);
  if (groups["thisYear"] !== undefined) return reader.yearFromPublished(0);
  if (groups["lastYear"] !== undefined) return reader.yearFromPublished(-1);
  if (groups["lastWeek"] !== undefined) return monthOfDay(reader.fromPublished(-7));
  return reader.monthFromPublished(0);
}

function monthOfDay(date: PrefixDate | null): PrefixDate | null {
  // A slice of a valid date at a member boundary is a valid date.
  return date === null ? null : (date.slice(0, 7) as PrefixDate);
}

/** The place of `written` in a list of patterns, or null. */
function indexOf(patterns: readonly RegExp[], written: string | undefined): number | null {
  if (written === undefined) return null;
  const index = patterns.findIndex((pattern) => pattern.test(written));
  return index < 0 ? null : index;
}

function number(written: string | undefined): number | null {
  return written === undefined ? null : Number(written);
}

const stated = (date: PrefixDate | null): Read => ({ date, basis: "stated" });
const inferred = (date: PrefixDate | null): Read => ({ date, basis: "inferred" });

import type { DateBasis, PrefixDate } from "../model/index.js";
import type { DateReader } from "./date-reader.js";
import type { DateMention } from "./dates.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MONTH =
  "(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\b\\.?)";
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";

/** Tuesday, Sept. 3: the day of the month says it better. */
const DAY_NAME = "(?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day,? (?:the )?)?";

/** Alternatives from the fullest to the barest; the first that fits at a place wins. */
const DATE = new RegExp(
  [
    `\\b(?<iy>(?:19|20)\\d\\d)-(?<im>\\d\\d)(?:-(?<id>\\d\\d))?\\b`,
    `\\b${DAY_NAME}(?<m1>${MONTH}) ${DAY.replace("(", "(?<d1>")}(?: ?(?:-|to|and) ?\\d{1,2}(?:st|nd|rd|th)?)?(?:,? (?<y1>(?:19|20)\\d\\d))?\\b`,
    `\\b${DAY_NAME}${DAY.replace("(", "(?<d2>")}(?: ?(?:-|to|and) ?\\d{1,2}(?:st|nd|rd|th)?)? (?:of )?(?<m2>${MONTH})(?:,? (?<y2>(?:19|20)\\d\\d))?`,
    `\\b(?<m3>${MONTH})(?: of)?,? (?<y3>(?:19|20)\\d\\d)\\b`,
    `\\b(?<strict>last |(?:earlier )?this )?(?<weekday>(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day)\\b`,
    `\\b(?<=(?:in|of|since|during|for|until) )(?<y4>(?:19|20)\\d\\d)\\b`,
    `\\b(?<=(?:in|last|since|until|early|late|mid-?) )(?<m5>${MONTH})(?! \\d)`,
    `\\b(?<word>today|yesterday|earlier this week|this week|last week|this month|last month|this year|last year|recently)\\b`,
  ].join("|"),
  "gi",
);
/** CITY, Sept. 13 (Agency) -- : the place and day of writing, at the head of a line. */
const DATELINE_HEAD = /(?:^|\n)["' ]*[A-Z][A-Z .'-]{2,40}(?:, [A-Z][A-Za-z. ]+)?,? \(?$/;
/** City, 23 April 2024. - : the same in small letters, told by the dash behind it. */
const PLAIN_HEAD = /(?:^|\n)["' ]*[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){0,3}(?:, [A-Z][A-Za-z. ]+)?(?:, | \()$/;
const DASH = /^\.?\)?(?: \([A-Za-z ./-]+\))?\.? ?(?:--?|:)(?= )/;
/** A line that holds nothing but a date is the day of writing too. */
const LINE_HEAD = /(?:^|\n)(?:(?:Published|Updated|Posted|Date|Time)(?: on)?:? ?)?$/i;
const LINE_END = /^[.,]?(?: \d{1,2}:\d\d.{0,12})?(?:\n|$)/;
/** September 28 to October 3: the second day only ends what began on the first. */
const UNTIL = /^ ?(?:to|until|till|through|-) ?$/;
const SINCE = /\bsince $/i;

type Groups = Readonly<Record<string, string | undefined>>;

/** Dates in English text: full, partial, weekdays and relative words. */
export function findDatesEn(text: string, reader: DateReader): DateMention[] {
  const mentions: DateMention[] = [];
  for (const match of text.matchAll(DATE)) {
    const read = readGroups(match.groups ?? {}, reader);
    if (!read) continue;
    const end = match.index + match[0].length;
    const last = mentions.at(-1);
    if (last?.date?.length === 10 && UNTIL.test(text.slice(last.end, match.index))) continue;
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const dateline = read.basis === "stated" && isDateline(before, text.slice(end, end + 40));
    mentions.push({
      start: match.index,
      end,
      date: read.date,
      basis: dateline ? "dateline" : read.basis,
      kind: SINCE.test(before) ? "since" : "plain",
    });
  }
  return mentions;
}

/** The head of a report, or a line of its own. */
function isDateline(before: string, after: string): boolean {
  if (DATELINE_HEAD.test(before) || (PLAIN_HEAD.test(before) && DASH.test(after))) return true;
  return LINE_HEAD.test(before) && LINE_END.test(after);
}

interface Read {
  readonly date: PrefixDate | null;
  readonly basis: DateBasis;
}

function readGroups(groups: Groups, reader: DateReader): Read | null {
  if (groups["iy"] !== undefined) return stated(reader.note(reader.full(Number(groups["iy"]), number(groups["im"]), number(groups["id"]))));
  const month = monthOf(groups["m1"] ?? groups["m2"] ?? groups["m3"] ?? groups["m5"]);
  const year = number(groups["y1"] ?? groups["y2"] ?? groups["y3"] ?? groups["y4"]);
  const day = number(groups["d1"] ?? groups["d2"]);
  if (month !== null) return stated(reader.note(year === null ? reader.monthDay(month, day) : reader.full(year, month, day)));
  if (year !== null) return stated(reader.full(year, null, null));
  if (groups["weekday"] !== undefined) return inferred(readWeekday(groups["weekday"], groups["strict"] ?? "", reader));
  return groups["word"] === undefined ? null : inferred(readWord(groups["word"].toLowerCase(), reader));
}

function readWeekday(weekday: string, before: string, reader: DateReader): PrefixDate | null {
  return reader.lastWeekday(WEEKDAYS.indexOf(weekday.slice(0, 3).toLowerCase()), before.toLowerCase() === "last ");
}

function readWord(word: string, reader: DateReader): PrefixDate | null {
  if (word === "today") return reader.fromPublished(0);
  if (word === "yesterday") return reader.fromPublished(-1);
  if (word === "last month") return reader.monthFromPublished(-1);
  if (word === "this year") return reader.yearFromPublished(0);
  if (word === "last year") return reader.yearFromPublished(-1);
  if (word === "last week") return monthOfDay(reader.fromPublished(-7));
  return reader.monthFromPublished(0);
}

function monthOfDay(date: PrefixDate | null): PrefixDate | null {
  // A slice of a valid date at a member boundary is a valid date.
  return date === null ? null : (date.slice(0, 7) as PrefixDate);
}

function monthOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  const index = MONTHS.indexOf(written.slice(0, 3).toLowerCase());
  return index < 0 ? null : index + 1;
}

function number(written: string | undefined): number | null {
  return written === undefined ? null : Number(written);
}

const stated = (date: PrefixDate | null): Read => ({ date, basis: "stated" });
const inferred = (date: PrefixDate | null): Read => ({ date, basis: "inferred" });

import { z } from "zod";

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A date known only as far as it is written: `2021`, `2021-02`, `2021-02-16`. Precision is never invented. */
export const PrefixDate = z
  .string()
  .regex(/^\d{4}(-\d\d(-\d\d)?)?$/, "a date is YYYY, YYYY-MM or YYYY-MM-DD")
  .refine(isRealDate, "no such day in the calendar")
  .brand<"PrefixDate">();
export type PrefixDate = z.infer<typeof PrefixDate>;

export const DateBasis = z.enum(["stated", "dateline", "publication", "inferred"]);
export type DateBasis = z.infer<typeof DateBasis>;

export type DatePrecision = "year" | "month" | "day";

function isRealDate(date: string): boolean {
  const [year, month, day] = date.split("-").map(Number);
  if (month === undefined) return true;
  if (month < 1 || month > 12) return false;
  if (day === undefined) return true;
  if (day < 1 || day > (DAYS[month - 1] ?? 0)) return false;
  const leap = year !== undefined && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  return !(month === 2 && day === 29) || leap;
}

/** The date that `text` writes, or null where it writes none. */
export function parsePrefixDate(text: string): PrefixDate | null {
  const parsed = PrefixDate.safeParse(text);
  return parsed.success ? parsed.data : null;
}

export function datePrecision(date: PrefixDate): DatePrecision {
  return date.length === 4 ? "year" : date.length === 7 ? "month" : "day";
}

export function yearOf(date: PrefixDate): number {
  return Number(date.slice(0, 4));
}

/** True where both could be the same day: one is a prefix of the other. */
export function datesAgree(a: PrefixDate, b: PrefixDate): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** First and last day that the date can mean. */
export function dayRange(date: PrefixDate): { first: string; last: string } {
  if (date.length === 10) return { first: date, last: date };
  if (date.length === 4) return { first: `${date}-01-01`, last: `${date}-12-31` };
  const [year, month] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year ?? 0, month ?? 1, 0)).getUTCDate();
  return { first: `${date}-01`, last: `${date}-${String(last).padStart(2, "0")}` };
}

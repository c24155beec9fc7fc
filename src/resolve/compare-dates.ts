import { datePrecision, dayRange, type DatePrecision, type EventFields } from "../model/index.js";
import type { DateWindow } from "./link-rules.js";

type Dated = Pick<EventFields, "date" | "dateEnd" | "dateBasis">;

/** How the dates of two findings stand to each other. */
export type DateMatch =
  | { readonly kind: "unknown" }
  | { readonly kind: "agree"; readonly precision: DatePrecision; readonly reported: boolean }
  /** Not the same day, and close enough for one act. */
  | { readonly kind: "near"; readonly days: number; readonly reported: boolean }
  /** Too far from each other for one act. */
  | { readonly kind: "apart"; readonly days: number };

const EARLY_DAYS = 1; // a report can carry the day before the act only through time zones

/** Compares two dates as the days they can mean; a date taken from a report may lie some days after the act. */
export function compareDates(a: Dated, b: Dated, window: DateWindow): DateMatch {
  const [left, right] = [interval(a), interval(b)];
  if (left === null || right === null) return { kind: "unknown" };
  const reported = isReportDay(a) || isReportDay(b);
  const days = gap(left, right);
  if (days === 0) return { kind: "agree", precision: coarser(left.precision, right.precision), reported };
  return days <= tolerated(a, b, window) ? { kind: "near", days, reported } : { kind: "apart", days };
}

interface Interval {
  readonly first: string;
  readonly last: string;
  readonly precision: DatePrecision;
}

function interval({ date, dateEnd }: Dated): Interval | null {
  if (date === null) return null;
  const { first, last } = dayRange(date);
  const end = dateEnd === null ? last : dayRange(dateEnd).last;
  return { first, last: end > last ? end : last, precision: datePrecision(date) };
}

/** Days between the two intervals; 0 where they share one. */
function gap(a: Interval, b: Interval): number {
  if (a.last < b.first) return daysBetween(a.last, b.first);
  return b.last < a.first ? daysBetween(b.last, a.first) : 0;
}

function tolerated(a: Dated, b: Dated, window: DateWindow): number {
  if (isReportDay(a) === isReportDay(b)) return isReportDay(a) ? window.reportDays : window.statedDays;
  const [report, act] = isReportDay(a) ? [a, b] : [b, a];
  const reportFirst = (report.date ?? "") < (act.date ?? "");
  return reportFirst ? EARLY_DAYS : window.reportDays;
}

/** A dateline and a publication day tell when the report was made, not when the act was done. An inferred day ("on the 27th") is the act's. */
function isReportDay({ dateBasis }: Dated): boolean {
  return dateBasis === "dateline" || dateBasis === "publication";
}

function coarser(a: DatePrecision, b: DatePrecision): DatePrecision {
  if (a === "year" || b === "year") return "year";
  return a === "month" || b === "month" ? "month" : "day";
}

/** Whole days from one day to a later one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

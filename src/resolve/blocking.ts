import { datePrecision, dayRange, type EventFields, type Finding } from "../model/index.js";
import { windowFor, type LinkRules } from "./link-rules.js";

/** Under these keys a finding is kept, and under those it looks for others: only findings that meet are compared. */
export interface BlockKeys {
  readonly kept: readonly string[];
  readonly sought: readonly string[];
}

/**
 * Country and month, wide enough for the date window of the category. A finding that is dated only to the year meets all months of
 * that year; one without a date meets others without one, and any through its series number or outside number.
 */
export function blockKeys(finding: Finding, rules: LinkRules): BlockKeys {
  const { fields } = finding;
  const countries = fields.countries.length === 0 ? ["--"] : fields.countries;
  const times = timeKeys(fields, rules);
  const cross = (values: readonly string[]): string[] => countries.flatMap((country) => values.map((value) => `${country}|${value}`));
  const named = [
    ...(fields.seriesNumber === null ? [] : [`${fields.category}#${fields.seriesNumber}`]),
    ...(finding.alias === null ? [] : [`alias|${finding.alias}`]),
  ];
  return { kept: [...cross(times.kept), ...named], sought: [...cross(times.sought), ...named] };
}

function timeKeys(fields: EventFields, rules: LinkRules): BlockKeys {
  const { date } = fields;
  if (date === null) return { kept: [`undated ${fields.category}`], sought: [`undated ${fields.category}`] };
  const year = date.slice(0, 4);
  if (datePrecision(date) === "year")
    return { kept: [`${year}-??`], sought: [`${year}-??`, ...monthsFrom(`${year}-01-01`, `${year}-12-31`)] };
  const { first, last } = dayRange(date);
  const { statedDays, reportDays } = windowFor(fields.category, fields.category, rules);
  const reach = Math.max(statedDays, reportDays);
  const end = fields.dateEnd === null ? last : dayRange(fields.dateEnd).last;
  const months = monthsFrom(shift(first, -reach), shift(end > last ? end : last, reach));
  return { kept: months, sought: [...months, ...new Set(months.map((month) => `${month.slice(0, 4)}-??`))] };
}

const MOST_MONTHS = 24; // a period of many years is no single act; its first months are enough to meet its like

function monthsFrom(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first.slice(0, 7); month <= last.slice(0, 7) && months.length < MOST_MONTHS; month = nextMonth(month))
    months.push(month);
  return months;
}

function nextMonth(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 1, 1)).toISOString().slice(0, 7);
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

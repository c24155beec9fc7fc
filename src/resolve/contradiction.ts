import type { EventFields, Finding } from "../model/index.js";
import { compareDates } from "./compare-dates.js";
import { categoriesFit, windowFor, type LinkRules } from "./link-rules.js";

/** Why two findings cannot tell the same act, in words, or null where nothing speaks against it. */
export function contradiction(a: Finding, b: Finding, rules: LinkRules): string | null {
  const [x, y] = [a.fields, b.fields];
  if (!categoriesFit(x.category, y.category, rules)) return `${x.category} against ${y.category}`;
  if (x.scope !== y.scope) return `${x.scope} against ${y.scope}`;
  if (differ(x.seriesNumber, y.seriesNumber)) return `number ${x.seriesNumber ?? ""} against ${y.seriesNumber ?? ""} of a series`;
  if (differ(a.alias, b.alias)) return `${a.alias ?? ""} and ${b.alias ?? ""} are two acts in one numbering`;
  if (disjoint(x.countries, y.countries)) return `${x.countries.join(" ")} against ${y.countries.join(" ")}`;
  const dates = compareDates(x, y, windowFor(x.category, y.category, rules));
  if (dates.kind === "apart") return `${x.date ?? ""} and ${y.date ?? ""} are ${dates.days} days apart`;
  return isOneReading(a, b) ? differenceInOneText(x, y) : null;
}

/** True where one coder read both in one text: then they are two acts unless nothing tells them apart. */
export function isOneReading(a: Finding, b: Finding): boolean {
  return a.textId !== null && a.textId === b.textId && a.coder === b.coder;
}

/** One writer who gives two days, two numbers or two lists of countries means two acts. */
function differenceInOneText(x: EventFields, y: EventFields): string | null {
  if (differ(x.date, y.date) && x.dateBasis === "stated" && y.dateBasis === "stated")
    return `one text gives ${x.date ?? ""} and ${y.date ?? ""}`;
  if (differ(x.trainees, y.trainees)) return `one text gives ${x.trainees ?? ""} and ${y.trainees ?? ""} trainees`;
  if (differ(x.documentKind, y.documentKind)) return `one text names ${x.documentKind ?? ""} and ${y.documentKind ?? ""}`;
  if (!sameMembers(x.countries, y.countries))
    return `one text names ${x.countries.join(" ") || "none"} and ${y.countries.join(" ") || "none"}`;
  return null;
}

/** True for two values that are both known and not equal. */
export function differ<T>(a: T | null, b: T | null): boolean {
  return a !== null && b !== null && a !== b;
}

function disjoint(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((item) => b.includes(item));
}

/** True for two lists with the same members, in whatever order. */
export function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

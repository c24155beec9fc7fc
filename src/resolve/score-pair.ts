import type { EventFields, Finding, Reason } from "../model/index.js";
import { compareDates, type DateMatch } from "./compare-dates.js";
import { isOneReading, sameMembers } from "./contradiction.js";
import { windowFor, type DateWindow, type LinkRules } from "./link-rules.js";
import { foldWords, nameLikeness } from "./similarity.js";

const TELLING_QUOTE = 12; // code points; shorter quotes (a day, a name) stand in reports of many acts
const ALIKE = 0.5;

/** How far two findings that do not contradict each other look like one act: a score in 0..1 and a line for each feature that moved it. */
export function scorePair(a: Finding, b: Finding, rules: LinkRules): { readonly score: number; readonly reasons: Reason[] } {
  const reasons = FEATURES.flatMap((feature) => feature(a, b, rules) ?? []);
  const sum = reasons.reduce((total, reason) => total + reason.weight, 0);
  return { score: round(Math.min(1, Math.max(0, sum))), reasons };
}

type Feature = (a: Finding, b: Finding, rules: LinkRules) => Reason | null;

const FEATURES: readonly Feature[] = [
  (a, b) => (a.fields.category === b.fields.category ? reason("category", 0.2, a.fields.category) : null),
  (a, b) => countries(a.fields, b.fields),
  (a, b, rules) => dates(a.fields, b.fields, windowFor(a.fields.category, b.fields.category, rules)),
  (a, b) => name("place", a.fields.place, b.fields.place, 0.1, -0.1),
  (a, b) => name("counterpart", a.fields.counterpart, b.fields.counterpart, 0.15, -0.1),
  (a, b) => equal("seriesNumber", a.fields.seriesNumber, b.fields.seriesNumber, 0.4, 0),
  (a, b) => equal("trainees", a.fields.trainees, b.fields.trainees, 0.2, -0.15),
  (a, b) => equal("documentKind", a.fields.documentKind, b.fields.documentKind, 0.1, -0.2),
  (a, b) => equal("mode", a.fields.mode, b.fields.mode, 0.05, -0.15),
  (a, b) => items(a.fields, b.fields),
  (a, b) => equal("alias", a.alias, b.alias, 0.5, 0),
  oneText,
  sharedWords,
];

function countries(x: EventFields, y: EventFields): Reason | null {
  const shared = x.countries.filter((code) => y.countries.includes(code));
  if (shared.length > 0) {
    return sameMembers(x.countries, y.countries)
      ? reason("countries", 0.25, `both ${shared.join(" ")}`)
      : reason("countries", 0.15, `${shared.join(" ")} in both`);
  }
  return x.countries.length + y.countries.length === 0 ? reason("countries", 0.05, "none named in either") : null;
}

function dates(x: EventFields, y: EventFields, window: DateWindow): Reason | null {
  const match = compareDates(x, y, window);
  const weight = dateWeight(match, window);
  return weight === 0 ? null : reason("date", weight, `${x.date ?? ""} (${x.dateBasis ?? ""}) and ${y.date ?? ""} (${y.dateBasis ?? ""})`);
}

function dateWeight(match: DateMatch, window: DateWindow): number {
  if (match.kind === "agree") {
    if (match.precision === "day") return match.reported ? 0.3 : 0.35;
    return match.precision === "month" ? 0.15 : 0;
  }
  if (match.kind !== "near") return 0;
  const [most, allowed] = match.reported ? [0.3, window.reportDays] : [0.15, window.statedDays];
  return round(most * (1 - match.days / (allowed + 1)));
}

function name(feature: string, x: string | null, y: string | null, alike: number, unlike: number): Reason | null {
  const likeness = x === null || y === null ? null : nameLikeness(x, y);
  if (likeness === null) return null;
  return reason(feature, likeness >= ALIKE ? alike : unlike, `${x ?? ""} / ${y ?? ""}`);
}

function equal(feature: string, x: string | number | null, y: string | number | null, same: number, other: number): Reason | null {
  if (x === null || y === null) return null;
  const weight = x === y ? same : other;
  return weight === 0 ? null : reason(feature, weight, `${x} / ${y}`);
}

function items(x: EventFields, y: EventFields): Reason | null {
  const shared = x.items.filter((item) =>
    y.items.some((other) => foldWords(item.what) === foldWords(other.what) && item.quantity === other.quantity && item.unit === other.unit),
  );
  return shared.length === 0 ? null : reason("items", 0.15, shared.map((item) => item.what).join(", "));
}

/** A headline and its story repeat one act; anything that tells them apart was already a contradiction. */
function oneText(a: Finding, b: Finding): Reason | null {
  if (!isOneReading(a, b)) return null;
  const [x, y] = [a.fields, b.fields];
  const repeated = x.category === y.category && x.date === y.date && sameHost(x.counterpart, y.counterpart) && sameHost(x.place, y.place);
  return repeated ? null : reason("one-text", -0.3, "two findings of one text are two acts unless one repeats the other");
}

function sameHost(x: string | null, y: string | null): boolean {
  return x === null || y === null || (nameLikeness(x, y) ?? 0) >= ALIKE;
}

/** Copies of one report share their words; two coders who marked the same words read one act. */
function sharedWords(a: Finding, b: Finding): Reason | null {
  if (isOneReading(a, b)) return null;
  const known = new Set(tellingQuotes(b));
  const shared = tellingQuotes(a).find((quote) => known.has(quote));
  return shared === undefined ? null : reason("words", 0.3, `both rest on "${[...shared].slice(0, 40).join("")}"`);
}

/** The quotes of a finding that are long enough to tell one report from another, folded. */
export function tellingQuotes(finding: Finding): string[] {
  const quotes = finding.evidence.flatMap(({ evidence }) => (evidence.kind === "span" ? [foldWords(evidence.quote)] : []));
  return [...new Set(quotes)].filter((quote) => [...quote].length >= TELLING_QUOTE);
}

function reason(feature: string, weight: number, note: string): Reason {
  return { feature, weight, note };
}

/** Scores are compared and hashed: three decimals, so that sums do not depend on the order of terms. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

import { datePrecision, type EventRecord } from "../model/index.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
/** Words of code names that are abbreviations. */
const ABBREVIATIONS = new Set(["ngo", "prc", "un", "us", "eu", "dna", "tnr"]);
/** Words of code names that are names: those of countries, which the language tables of the platform know, and one body. */
const NAMES = new Set(["interpol", ...countryNames()]);

function countryNames(): string[] {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.flatMap((code) => names.of(code)?.toLowerCase() ?? []);
}

/** `9 Jul 2012`, `Jul 2012`, `2012`: as precise as the date is, never more. */
export function dateText(date: string): string {
  const [year = "", month, day] = date.split("-");
  if (month === undefined) return year;
  const name = MONTHS[Number(month) - 1] ?? month;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** `24 Nov 2026, 03:30 UTC`. */
export function instantText(instant: string): string {
  return `${dateText(instant.slice(0, 10))}, ${instant.slice(11, 16)} UTC`;
}

/** `2011–2022`, `Jan–Oct 2019`, `3–7 Mar 2020`: what both ends share is written once. */
export function dateSpanText(from: string | null, to: string | null): string {
  if (from === null) return to === null ? "No date" : `until ${dateText(to)}`;
  return to === null || to === from ? dateText(from) : `${sharedOnce(from, to)}–${dateText(to)}`;
}

/** The beginning of a span without the year, and without the month, that its end repeats. */
function sharedOnce(from: string, to: string): string {
  const start = dateText(from);
  if (from.length === 4 || from.slice(0, 4) !== to.slice(0, 4)) return start;
  const days = from.length === 10 && to.length === 10 && from.slice(0, 7) === to.slice(0, 7);
  return days ? String(Number(from.slice(8))) : start.replace(/ \d{4}$/, "");
}

/** The period of a claim: `2014–2020`, `until 2017`, `from 2014`. */
export function periodText(from: string | null, to: string | null): string {
  if (from === null && to === null) return "not stated";
  return to === null && from !== null ? `from ${dateText(from)}` : dateSpanText(from, to);
}

const THOUSANDS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

const ORDINALS = new Intl.PluralRules("en", { type: "ordinal" });

const BASIS = { stated: "stated", dateline: "of the dateline", publication: "of the notice", inferred: "inferred" } as const;

/** How far the date is known and what it rests on, in plain words: `day of the notice`. */
export function dateNote(fields: EventRecord["fields"]): string {
  if (fields.date === null) return "not stated";
  const precision = fields.dateEnd === null || fields.dateEnd === fields.date ? datePrecision(fields.date) : "range";
  if (fields.dateBasis === null) return precision;
  const basis = BASIS[fields.dateBasis];
  return basis.startsWith("of") ? `${precision} ${basis}` : `${precision}, ${basis}`;
}

export function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1000 ? String(value) : THOUSANDS.format(value);
}

export function percentText(share: number): string {
  return `${numberText(Math.round(share * 100))}%`;
}

/** A number as a word below 100, in figures from there on. */
export function numberWord(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 100) return numberText(value);
  if (value < 20) return ONES[value] ?? String(value);
  const tens = TENS[Math.floor(value / 10)] ?? "";
  return value % 10 === 0 ? tens : `${tens}-${ONES[value % 10] ?? ""}`;
}

/** `1st`, `22nd`, `310th`. */
export function ordinal(value: number): string {
  const suffixes = { one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" } as const;
  return `${numberText(value)}${suffixes[ORDINALS.select(value)]}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** First letter small, unless the word is an abbreviation or a name in capitals. */
export function uncapitalised(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** `1 activity`, `90 activities`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;
}

/** Words for a code name of the data (`prc-state-media`), where no codebook gives a label. */
export function slugWords(slug: string): string {
  const words = slug
    .split(/[-_]/)
    .map((word) => (ABBREVIATIONS.has(word) ? word.toUpperCase() : NAMES.has(word) ? capitalised(word) : word));
  return capitalised(words.join(" "));
}

const OPERATORS: Readonly<Record<string, string>> = { "=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", about: "about " };

/** `≥ 114`, `about 50`. */
export function withOperator(operator: string, value: string): string {
  return `${OPERATORS[operator] ?? `${operator} `}${value}`;
}

/** Possessive of a name: `Ruritania’s`, `the Philippines’`. */
export function possessive(name: string): string {
  return name.endsWith("s") ? `${name}’` : `${name}’s`;
}

/** Straight quotes of the data as typographic ones. */
export function curly(text: string): string {
  return text.replaceAll(/(\w)'(\w|\s|$)/g, "$1’$2").replaceAll(/"([^"]*)"/g, "“$1”");
}

const LANGUAGES: Readonly<Record<string, string>> = { zh: "Chinese", "zh-Hans": "Chinese, simplified", "zh-Hant": "Chinese, traditional" };

/** English name of a language tag. */
export function languageName(tag: string): string {
  if (tag === "und" || tag === "") return "Language not known";
  return LANGUAGES[tag] ?? new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;
}

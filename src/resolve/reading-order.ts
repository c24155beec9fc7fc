import type { DateBasis, EventFields, Finding } from "../model/index.js";

/** A finding of an event with what decides between it and others. */
export interface Reading {
  readonly finding: Finding;
  readonly fields: EventFields;
  readonly baseline: boolean;
  readonly archived: boolean;
  /** Place in the ledger. */
  readonly order: number;
}

/** One rule by which a reading goes before another, with the sentence that readers see. */
export interface Precedence {
  readonly rule: string;
  readonly rank: (reading: Reading) => number;
}

/** Higher rank first, rule after rule. The place in the ledger decides last, so that there is always one answer. */
const GENERAL: readonly Precedence[] = [
  { rule: "the baseline's reading counts before a machine's", rank: ({ baseline }) => Number(baseline) },
  { rule: "an archived quote counts before a citation", rank: ({ archived }) => Number(archived) },
  { rule: "the more precise date counts", rank: ({ fields }) => fields.date?.length ?? 0 },
  { rule: "the reading with the higher score counts", rank: ({ finding }) => finding.score },
  { rule: "the reading that was recorded first counts", rank: ({ order }) => -order },
];

/** An act that somebody reports as done is more than its announcement; a denial is kept as a reading and undoes nothing by itself. */
const STATUS_RANK: Readonly<Record<EventFields["status"], number>> = {
  done: 6,
  "under-way": 5,
  cancelled: 4,
  agreed: 3,
  announced: 2,
  claimed: 1,
  denied: 0,
};
const INVOLVEMENT_RANK: Readonly<Record<EventFields["involvement"], number>> = { stated: 2, unclear: 1, none: 0 };

/** "On the 27th" is the day of the act too, once the month is inferred. */
const DATE_BASIS_RANK: Readonly<Record<DateBasis, number>> = { stated: 2, inferred: 1, dateline: 0, publication: 0 };

/** By which rules the value of a field is chosen among several readings (a person's edit stands before all of them). */
export function precedenceFor(field: keyof EventFields): readonly Precedence[] {
  if (field === "date") {
    const stated: Precedence = {
      rule: "a day that a source states counts before the day of a report",
      rank: ({ fields }) => DATE_BASIS_RANK[fields.dateBasis ?? "publication"],
    };
    return [stated, ...GENERAL];
  }
  if (field === "status")
    return [{ rule: "what was done counts before what was planned", rank: ({ fields }) => STATUS_RANK[fields.status] }, ...GENERAL];
  if (field === "involvement") {
    return [{ rule: "a source that names the ministry counts", rank: ({ fields }) => INVOLVEMENT_RANK[fields.involvement] }, ...GENERAL];
  }
  return GENERAL;
}

/** Readings in the order in which their values count. */
export function inOrder(readings: readonly Reading[], precedence: readonly Precedence[]): Reading[] {
  return [...readings].sort((a, b) => precedence.map(({ rank }) => rank(b) - rank(a)).find((difference) => difference !== 0) ?? 0);
}

/** The rule that put `first` before `second`. */
export function decidingRule(first: Reading, second: Reading, precedence: readonly Precedence[]): string {
  return precedence.find(({ rank }) => rank(first) !== rank(second))?.rule ?? "the readings do not differ in rank";
}

import type { Claim, Edition, EventFilter, EventId, MeasureSpec, MeasureValue, Study } from "../model/index.js";
import { computeMeasure } from "./compute-measures.js";

/** What somebody asserts beside what is documented under the same definition and for the same years. */
export interface ClaimComparison {
  readonly claim: Claim;
  /** The measure that the study names for this claim, for all years; null where it names none. */
  readonly measure: MeasureValue | null;
  /** The measure within the claim's period; null where nothing can be compared. */
  readonly documented: number | null;
  readonly events: readonly EventId[];
  /** Documented by claimed; null where they cannot be compared. */
  readonly ratio: number | null;
  /** Why the two cannot be compared, else null. */
  readonly reason: string | null;
}

/** Every claim of the ledger beside the measure that counts the same thing, or with the reason why there is no comparison. */
export function compareClaims(
  edition: Pick<Edition, "events" | "state">,
  study: Study,
  measures: readonly MeasureValue[],
): ClaimComparison[] {
  return edition.state.claims.map((claim) => {
    const measure = measures.find(({ spec }) => spec.claims.includes(claim.alias)) ?? null;
    const reason = whyNotComparable(claim, measure);
    if (measure === null || reason !== null) return { claim, measure, documented: null, events: [], ratio: null, reason };
    const within = computeMeasure(narrowed(measure.spec, claim), edition.events, study);
    const ratio = within.value === null ? null : within.value / claim.value;
    return { claim, measure, documented: within.value, events: within.events, ratio, reason: null };
  });
}

function whyNotComparable(claim: Claim, measure: MeasureValue | null): string | null {
  if (measure === null) return "no measure of this study counts the same thing";
  if (measure.spec.aggregate !== "count" && measure.spec.aggregate !== "distinct-countries")
    return "the measure is a share or a breakdown, not a total";
  if (!sameUnit(claim.unit, measure.unit)) return `the claim counts ${claim.unit}, the record counts ${measure.unit}`;
  return claim.value === 0 ? "the claim is zero" : null;
}

/** The measure's own filter, and within it the years of the claim. */
function narrowed(spec: MeasureSpec, { periodStart, periodEnd }: Claim): MeasureSpec {
  const from = [spec.filter.fromYear, yearIn(periodStart)].filter((year) => year !== undefined);
  const to = [spec.filter.toYear, yearIn(periodEnd)].filter((year) => year !== undefined);
  const filter: EventFilter = {
    ...spec.filter,
    ...(from.length === 0 ? {} : { fromYear: Math.max(...from) }),
    ...(to.length === 0 ? {} : { toYear: Math.min(...to) }),
  };
  return { ...spec, filter };
}

function yearIn(date: string | null): number | undefined {
  return date !== null && /^\d{4}/.test(date) ? Number(date.slice(0, 4)) : undefined;
}

/** One unit in singular and plural; a government stands for its country. */
function sameUnit(a: string, b: string): boolean {
  const stem = (unit: string): string => {
    const word = unit
      .trim()
      .toLowerCase()
      .replace(/(ies|y|s)$/, "");
    return word === "government" ? "countr" : word;
  };
  return stem(a) === stem(b);
}

import type { Claim, EventRecord, MeasureValue, ReferenceStatistic } from "../model/index.js";
import type { Site } from "./site.js";

/** A measure beside the totals that others published for it. */
export interface Comparison {
  readonly measure: MeasureValue;
  readonly published: readonly ReferenceStatistic[];
  readonly claims: readonly Claim[];
  /** Claims that count the same thing in the same unit; a bar is drawn for these alone. */
  readonly comparable: readonly Claim[];
}

/** Measures that name a claim or a published figure, in the study's order. */
export function comparisons(site: Site): Comparison[] {
  return site.measures.flatMap((measure) => {
    const published = publishedFor(site, measure);
    const claims = measure.spec.claims.flatMap((alias) => site.claims.find((claim) => claim.alias === alias) ?? []);
    if (published.length === 0 && claims.length === 0) return [];
    const comparable = claims.filter((claim) => sameUnit(claim.unit, measure.unit));
    return [{ measure, published, claims, comparable }];
  });
}

/** Published figures for a measure that are numbers. */
export function publishedFor(site: Site, measure: MeasureValue): ReferenceStatistic[] {
  return measure.spec.references.flatMap((id) => {
    const statistic = site.study.baseline?.statistics.find((entry) => entry.id === id);
    return statistic && Number.isFinite(Number.parseFloat(statistic.value)) ? [statistic] : [];
  });
}

/** The published total of a plain count, or null. Shares and checks are no totals. */
export function publishedTotal(site: Site, measure: MeasureValue): ReferenceStatistic | null {
  const wanted = measure.spec.aggregate === "distinct-countries" ? ["distinct-countries"] : ["count"];
  if (!["count", "distinct-countries"].includes(measure.spec.aggregate)) return null;
  return publishedFor(site, measure).find((statistic) => wanted.includes(statistic.measure)) ?? null;
}

/** Units differ in number and in the name of the same thing only where one contains the other. */
function sameUnit(claimed: string, measured: string): boolean {
  const [a, b] = [stem(claimed), stem(measured)];
  const states = ["countr", "government"];
  return a === b || (states.includes(a) && states.includes(b));
}

function stem(unit: string): string {
  return unit
    .toLowerCase()
    .replace(/(ies|y|s)$/, "")
    .trim();
}

/** Acts of a numbered series (the 114th of its kind) that share a claim's partner countries. */
export function seriesEvents(site: Site, claim: Claim): EventRecord[] {
  const scope = claim.scope.split(";").filter((part) => part !== "");
  return site.record.filter(
    (event) =>
      scope.length > 0 &&
      event.fields.seriesNumber !== null &&
      event.fields.scope === "single" &&
      scope.every((code) => event.fields.countries.some((country) => country === code)) &&
      event.fields.countries.length === scope.length,
  );
}

import { describe, expect, it } from "vitest";
import { compareClaims, computeMeasures, type ClaimComparison } from "../../src/measure/index.js";
import { aClaim, aMeasure, anEdition, anEvent, aStudy } from "../factories/index.js";

const events = [
  anEvent("LA.001", { category: "patrol", countries: ["LA", "MM"], date: "2019-05-01" }),
  anEvent("LA.002", { category: "patrol", countries: ["LA"], date: "2021" }),
  anEvent("LA.003", { category: "patrol", countries: ["LA"], date: null, dateBasis: null }),
];
const patrols = aMeasure({ id: "patrols", unit: "patrols", filter: { category: ["patrol"] }, claims: ["C001"] });

function compare(claim: Parameters<typeof aClaim>[0], measure = patrols): ClaimComparison {
  const study = aStudy({ measures: [measure] });
  const edition = anEdition({ events, state: { claims: [aClaim(claim)] } });
  const [comparison] = compareClaims(edition, study, computeMeasures(edition, study));
  if (!comparison) throw new Error("one claim gives one comparison");
  return comparison;
}

describe("compareClaims", () => {
  it("puts a claim beside what is documented under the same definition", () => {
    expect(compare({ value: 100 })).toMatchObject({
      documented: 3,
      ratio: 0.03,
      reason: null,
      events: ["LA.001", "LA.002", "LA.003"],
      measure: { id: "patrols", value: 3 },
    });
  });

  it("counts only the years of the claim", () => {
    expect(compare({ periodStart: "2011-12", periodEnd: "2020-01", value: 10 })).toMatchObject({
      documented: 1,
      ratio: 0.1,
      events: ["LA.001"],
      measure: { value: 3 },
    });
    expect(compare({ periodStart: "2020" }).events).toEqual(["LA.002"]);
  });

  it("never widens the measure's own years", () => {
    const recent = { ...patrols, filter: { ...patrols.filter, fromYear: 2020 } };
    expect(compare({ periodStart: "2011" }, recent).events).toEqual(["LA.002"]);
  });

  it("takes governments for countries", () => {
    const countries = { ...patrols, unit: "governments", aggregate: "distinct-countries" as const };
    expect(compare({ unit: "countries", value: 4 }, countries)).toMatchObject({ documented: 2, ratio: 0.5 });
  });

  it.each([
    ["another unit", { unit: "persons" }, patrols, "the claim counts persons, the record counts patrols"],
    ["a claim that no measure names", { alias: "C002" }, patrols, "no measure of this study counts the same thing"],
    ["a breakdown", {}, { ...patrols, aggregate: "by-year" as const }, "the measure is a share or a breakdown, not a total"],
    ["a claim of zero", { value: 0 }, patrols, "the claim is zero"],
  ])("gives the reason instead of a ratio for %s", (_, claim, measure, reason) => {
    expect(compare(claim, measure)).toMatchObject({ documented: null, ratio: null, events: [], reason });
  });
});

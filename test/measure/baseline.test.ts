import { beforeAll, describe, expect, it } from "vitest";
import { fileURLToPath } from "node:url";
import { baselineDrafts, loadStudy } from "../../src/config/index.js";
import { compareClaims, computeMeasures } from "../../src/measure/index.js";
import type { Edition, MeasureValue, Study } from "../../src/model/index.js";
import { deriveEdition } from "../../src/resolve/index.js";
import { aMeasure, aState } from "../factories/index.js";

/** The shipped study with nothing in its ledger but the baseline. */
describe("the baseline of the shipped study", () => {
  let study: Study;
  let edition: Edition;

  beforeAll(async () => {
    study = await loadStudy(fileURLToPath(new URL("../../studies/mps", import.meta.url)));
    const drafts = baselineDrafts(study, "2024-01-01T00:00:00Z");
    const state = aState({
      works: drafts.flatMap((draft) => (draft.kind === "work" ? [draft.payload] : [])),
      findings: drafts.flatMap((draft) => (draft.kind === "finding" ? [draft.payload] : [])),
      decisions: drafts.flatMap((draft) => (draft.kind === "decision" ? [draft.payload] : [])),
      claims: drafts.flatMap((draft) => (draft.kind === "claim" ? [draft.payload] : [])),
    });
    edition = deriveEdition(state, study);
  });

  const values = (specs: readonly Parameters<typeof aMeasure>[0][]): MeasureValue[] =>
    computeMeasures(edition, { ...study, measures: specs.map((spec) => aMeasure(spec)) });
  const left = (value: MeasureValue): number => value.excluded.reduce((sum, { events }) => sum + events.length, 0);

  it("becomes 90 events under ids of their own, each on a citation, none of them sample", () => {
    expect(edition.events).toHaveLength(90);
    expect(new Set(edition.events.map(({ id }) => id)).size).toBe(90);
    expect(edition.tombstones).toEqual([]);
    expect(edition.open).toEqual([]);
    expect(new Set(edition.events.map(({ restsOn, review, sample }) => `${restsOn} ${review} ${String(sample)}`))).toEqual(
      new Set(["citation baseline false"]),
    );
  });

  it("has the numbers by category that its makers counted, once what is left out is added", () => {
    const categories = ["meeting", "agreement", "training", "assistance", "patrol", "multilateral", "rendition", "tnr"];
    const computed = values(categories.map((category) => ({ id: category, filter: { category: [category] } })));
    expect(computed.map((value) => [value.id, (value.value ?? 0) + left(value)])).toEqual([
      ["meeting", 6],
      ["agreement", 5],
      ["training", 19],
      ["assistance", 13],
      ["patrol", 7],
      ["multilateral", 9],
      ["rendition", 12],
      ["tnr", 19],
    ]);
  });

  it("leaves the Mekong series out of the patrols and names it", () => {
    const [patrols] = values([{ filter: { category: ["patrol"] } }]);
    expect(patrols?.value).toBe(6);
    const series = patrols?.excluded.find(({ reason }) => reason.startsWith("row for a whole series"));
    expect(series?.events.map((id) => edition.events.find((event) => event.id === id)?.aliases)).toEqual([["LA.patrol.001"]]);
  });

  it("names 41 partner countries over all its events", () => {
    expect(new Set(edition.events.flatMap(({ fields }) => fields.countries)).size).toBe(41);
  });

  it("gives every measure of the study a value that its own rows and exclusions account for", () => {
    const computed = computeMeasures(edition, study);
    expect(computed).toHaveLength(study.measures.length);
    for (const value of computed) {
      const inRows = new Set(value.rows.flatMap((row) => row.events));
      expect({ id: value.id, n: value.rows.length === 0 ? value.n : inRows.size }).toEqual({ id: value.id, n: value.events.length });
      expect(value.warnings.filter((warning) => warning.startsWith("I")).length).toBe(value.spec.inconsistencies.length);
    }
  });

  it("stands beside every claim with a ratio or a reason", () => {
    const comparisons = compareClaims(edition, study, computeMeasures(edition, study));
    expect(comparisons).toHaveLength(61);
    expect(comparisons.filter(({ ratio, reason }) => (ratio === null) === (reason === null))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import type { Decision, Edition, Finding, LedgerState, MeasureSpec } from "../../src/model/index.js";
import { diffEditions, type MeasureChange } from "../../src/measure/index.js";
import { deriveEdition } from "../../src/resolve/index.js";
import {
  aFinding,
  aMeasure,
  aMerge,
  anAccept,
  anEdit,
  aPolicy,
  aReject,
  aSpanFinding,
  aSplit,
  aState,
  aStudy,
  aText,
  aWithdrawal,
  type FieldsSketch,
} from "../factories/index.js";

const EARLIER = "2024-07-01T12:00:00.000Z";
const LATER = "2024-09-01T12:00:00.000Z";

interface Said {
  readonly findings?: readonly Finding[];
  readonly decisions?: readonly Decision[];
  readonly rest?: Partial<LedgerState>;
}

/** What changed between an edition of what was said first, and one of that and what was said then. */
function diff(first: Said, then: Said, over: Parameters<typeof aMeasure>[0] = {}): MeasureChange[] {
  const study = aStudy({ measures: [aMeasure(over)] });
  const edition = (asOf: string, findings: readonly Finding[], decisions: readonly Decision[], rest: Partial<LedgerState> = {}): Edition =>
    deriveEdition(aState({ asOf, findings, decisions, ...rest }), study);
  const [before, after] = [first.findings ?? [], then.findings ?? []];
  const decided = [...(first.decisions ?? []), ...(then.decisions ?? [])];
  return diffEditions(
    edition(EARLIER, before, first.decisions ?? [], first.rest),
    edition(LATER, [...before, ...after], decided, { ...first.rest, ...then.rest }),
    study,
  );
}

/** The parts, as lines that can be read: kind, effect, event, other event, decisions. */
function partsOf(changes: readonly MeasureChange[]): unknown[] {
  for (const { before, after, addsUp, parts } of changes) {
    const sum = parts.reduce((total, { effect }) => total + effect, 0);
    expect(sum).toBe(after.n - before.n);
    if (addsUp) expect(sum).toBe(Number(after.value) - Number(before.value));
  }
  return changes.flatMap(({ parts }) =>
    parts.flatMap((part) => part.changes.map(({ kind, effect, event, other, decisions }) => [kind, effect, event, other, ...decisions])),
  );
}

let made = 0;
const finding = (sketch: FieldsSketch = {}): Finding => aFinding({ place: `place ${(made += 1)}`, ...sketch });

const a = finding();
const b = finding();
const held = { findings: [a, b], decisions: [anAccept("MM.001", [a]), anAccept("MM.002", [b])] };

describe("diffEditions", () => {
  it("says nothing of measures that did not change", () => {
    const edit = anEdit("MM.001", { place: "Yangon" });
    expect(diff(held, { findings: [finding()], decisions: [edit] })).toEqual([]);
  });

  it("calls an act new that began after the earlier edition, and all else a late find", () => {
    const dates = ["2024-08-01", "2024-08", "2024-07-02", "2024-07-01", "2024-06-30", "2024-07", "2024", "1999", null];
    const findings = dates.map((date) => finding({ date, dateBasis: date === null ? null : "stated" }));
    const decisions = findings.map((item, at) => anAccept(`LA.00${at + 1}`, [item], { by: aPolicy }));
    const parts = partsOf(diff(held, { findings, decisions }));
    const kinds = ["new-event", "new-event", "new-event", ...Array.from({ length: 6 }, () => "late-find")];
    expect(parts).toEqual(decisions.map((decision, at) => [kinds[at], 1, `LA.00${at + 1}`, null, decision.id]));
  });

  it("calls it a recode where the same event comes in or goes out, with the values and the edit that changed them", () => {
    const confirmed = anAccept("MM.001", [a], { at: "2024-08-01T00:00:00Z" });
    const edits = [confirmed, anEdit("MM.001", { category: "training" }), anEdit("MM.002", { place: "Bago" })];
    const changes = diff(held, { decisions: edits }, { filter: { category: ["meeting"] } });
    expect(partsOf(changes)).toEqual([["recode", -1, "MM.001", null, edits[1]?.id]]);
    expect(changes[0]?.parts[0]?.changes[0]?.values).toContainEqual({ name: "category", before: "meeting", after: "training" });
    const [into] = diff(held, { decisions: edits }, { filter: { category: ["training"] } });
    expect([into?.before.value, into?.after.value, into?.parts[0]?.effect]).toEqual([0, 1, 1]);
  });

  it("names the coder that read the text anew where nobody decided", () => {
    const text = aText({ body: "The minister met the police chief." });
    const [old, anew] = ["rules@1.0.0", "rules@2.0.0"].map((coder, at) =>
      aSpanFinding({ category: at === 0 ? "meeting" : "training" }, { text, coder }),
    ) as [Finding, Finding];
    const read = (coder: string): LedgerState["coded"][number] => ({ textId: text.id, coder, relevant: true, findings: 1 });
    const first = {
      findings: [old, anew],
      decisions: [anAccept("MM.001", [old, anew])],
      rest: { texts: [text], coded: [read(old.coder)] },
    };
    const then = { rest: { coded: [read(old.coder), read(anew.coder)] } };
    const changes = diff(first, then, { filter: { category: ["training"] } });
    expect(partsOf(changes)).toEqual([["recode", 1, "MM.001", null]]);
    expect(changes[0]?.parts[0]?.changes[0]?.readAnewBy).toEqual(["rules@2.0.0"]);
  });

  it("calls a merge what stands under another id, and names both ids and the decision", () => {
    const merge = aMerge("MM.002", "MM.001");
    expect(partsOf(diff(held, { decisions: [merge] }))).toEqual([["merge", -1, "MM.002", "MM.001", merge.id]]);
    const accept = anAccept("MM.001", [b]); // a person moved its only finding: the same in other words
    expect(partsOf(diff(held, { decisions: [accept] }))).toEqual([["merge", -1, "MM.002", "MM.001", accept.id]]);
  });

  it("calls a split what was known as part of another event, even where that act would be a late find by its date", () => {
    const both = { findings: [a, b], decisions: [anAccept("MM.001", [a, b])] };
    const split = aSplit("MM.001", [b], "MM.002");
    expect(partsOf(diff(both, { decisions: [split] }))).toEqual([["split", 1, "MM.002", "MM.001", split.id]]);
  });

  it("calls a split of an act that the earlier edition did not know at all a find of two", () => {
    const [c, d] = [finding(), finding()];
    const decisions = [anAccept("LA.001", [c, d]), aSplit("LA.001", [d], "LA.002")];
    expect(partsOf(diff(held, { findings: [c, d], decisions })).map((part) => (part as unknown[]).slice(0, 3))).toEqual([
      ["late-find", 1, "LA.001"],
      ["late-find", 1, "LA.002"],
    ]);
  });

  it("calls withdrawals and rejections by that name, and restored what was taken back", () => {
    const [withdrawal, rejection] = [aWithdrawal("MM.001"), aReject("MM.002", [b])];
    expect(partsOf(diff(held, { decisions: [withdrawal, rejection] }))).toEqual([
      ["withdrawal", -1, "MM.001", null, withdrawal.id],
      ["withdrawal", -1, "MM.002", null, rejection.id],
    ]);
    const back = anAccept("MM.002", [b], { at: "2024-08-01T00:00:00Z" });
    const gone = { ...held, decisions: [...held.decisions, rejection] };
    expect(partsOf(diff(gone, { decisions: [back] }))).toEqual([["restored", 1, "MM.002", null, back.id]]);
  });

  it("shows changes that cancel out: the value is the same, the events are not", () => {
    const [c, rejection] = [finding({ date: "2024-08-01" }), aReject("MM.002", [b])];
    const changes = diff(held, { findings: [c], decisions: [anAccept("LA.001", [c]), rejection] });
    expect(changes.map(({ before, after }) => [before.value, after.value])).toEqual([[2, 2]]);
    expect(partsOf(changes).map((part) => (part as unknown[]).slice(0, 3))).toEqual([
      ["new-event", 1, "LA.001"],
      ["withdrawal", -1, "MM.002"],
    ]);
  });

  it("shows where an event moved within a breakdown, and which rows changed", () => {
    const edit = anEdit("MM.001", { countries: ["FR"] });
    const [change] = diff(held, { decisions: [edit] }, { aggregate: "by-region" });
    expect(change?.parts.map(({ kind, effect }) => [kind, effect])).toEqual([["recode", 0]]);
    expect(change?.rows.map(({ key, before, after }) => [key, before, after])).toEqual([
      ["asia", 2, 1],
      ["europe", 0, 1],
    ]);
  });

  it.each<[MeasureSpec["aggregate"], number, number]>([
    ["distinct-countries", 1, 2],
    ["share", 1, 0.5],
  ])("lists the events behind a %s and says that the parts need not add up", (aggregate, before, after) => {
    const edit = anEdit("MM.001", { countries: ["FR"] });
    const filter = aggregate === "share" ? { region: ["asia"] } : {};
    const [change] = diff(held, { decisions: [edit] }, { aggregate, filter });
    expect(change).toMatchObject({ addsUp: false, before: { value: before }, after: { value: after } });
    expect(change?.parts).toMatchObject([{ kind: "recode", effect: 0, changes: [{ event: "MM.001", decisions: [edit.id] }] }]);
  });
});

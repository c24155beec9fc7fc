import { describe, expect, it } from "vitest";
import type { EventRecord, Finding, LedgerState } from "../../src/model/index.js";
import { reviewQueue, type ReviewItem } from "../../src/review/index.js";
import {
  aCapture,
  aFinding,
  aLink,
  anEdition,
  anEvent,
  aSource,
  aSpanFinding,
  aStudy,
  aText,
  type FieldsSketch,
} from "../factories/index.js";

const study = aStudy();
const machine = (id: string, sketch: FieldsSketch = {}, rest: Partial<EventRecord> = {}): EventRecord =>
  anEvent(id, sketch, { review: "machine", score: 0.8, ...rest });
const queue = (events: readonly EventRecord[], open: readonly Finding[] = [], state: Partial<LedgerState> = {}): ReviewItem[] =>
  reviewQueue(anEdition({ events, open, state: { findings: [...open], ...state } }), study);
const order = (items: readonly ReviewItem[]): string[] => items.map(({ id }) => id);

describe("reviewQueue", () => {
  it("lists open findings and events that only a rule accepted", () => {
    const open = aFinding({ countries: ["LA"] }, { score: 0.4 });
    const items = queue([machine("MM.001"), anEvent("MM.002"), anEvent("MM.003", {}, { review: "reviewed" })], [open]);
    expect(order(items).sort()).toEqual(["MM.001", open.id].sort());
    expect(items.map(({ kind }) => kind).sort()).toEqual(["event", "finding"]);
  });

  it("puts first what is close to the line", () => {
    const scores = [0.1, 0.48, 0.3].map((score) => aFinding({ countries: ["LA"] }, { score }));
    expect(queue([], scores).map(({ finding }) => finding?.score)).toEqual([0.48, 0.3, 0.1]);
    expect(order(queue([machine("MM.001", {}, { score: 0.95 }), machine("MM.002", {}, { score: 0.6 })]))).toEqual(["MM.002", "MM.001"]);
  });

  it("puts first what moves a number more: the only act of its country or category", () => {
    const many = [1, 2, 3].map((number) => anEvent(`MM.00${number}`));
    expect(order(queue([...many, machine("MM.004"), machine("FJ.001", { countries: ["FJ"] })]))).toEqual(["FJ.001", "MM.004"]);
    expect(order(queue([...many, machine("MM.004"), machine("MM.005", { category: "rendition" })]))).toEqual(["MM.005", "MM.004"]);
  });

  it("puts first what sources disagree about, and says on what", () => {
    const conflict = {
      field: "date" as const,
      readings: [
        { value: "2024-06-14", findings: [], counted: true },
        { value: "2024-06-20", findings: [], counted: false },
      ],
      rule: "",
    };
    const [first] = queue([machine("MM.001"), machine("MM.002", {}, { conflicts: [conflict] })]);
    expect(first?.id).toBe("MM.002");
    expect(first?.reasons).toContainEqual({ feature: "conflict", weight: 0.2, note: "date: 2024-06-14 / 2024-06-20" });
  });

  it("shows what an item may be one with", () => {
    const [inside, outside] = [aFinding({ place: "1" }), aFinding({ place: "2" }, { score: 0.4 })];
    const link = aLink(inside, outside, { verdict: "ask" });
    const items = queue([machine("MM.001", {}, { findings: [inside.id] })], [outside], { links: [link] });
    expect(items.find(({ kind }) => kind === "finding")).toMatchObject({ links: [link], events: ["MM.001"] });
    expect(items.find(({ kind }) => kind === "event")).toMatchObject({ links: [link], events: [] });
  });

  it("shows no link between findings of one event", () => {
    const [a, b] = [aFinding({ place: "1" }), aFinding({ place: "2" })];
    expect(queue([machine("MM.001", {}, { findings: [a.id, b.id] })], [], { links: [aLink(a, b)] })[0]?.links).toEqual([]);
  });

  it("raises an event that the newest rules no longer find", () => {
    const text = aText();
    const old = aSpanFinding({}, { text, coder: "rules@1.0.0" });
    const coded = [{ textId: text.id, coder: "rules@1.1.0", relevant: false, findings: 0 }];
    const items = queue([machine("MM.001"), machine("MM.002", {}, { findings: [old.id] })], [], { coded, findings: [old] });
    expect(items[0]).toMatchObject({
      id: "MM.002",
      reasons: expect.arrayContaining([expect.objectContaining({ feature: "coder" })]) as unknown,
    });
  });

  it("puts sample pages last: they move no number", () => {
    const text = aText();
    const state = {
      texts: [text],
      captures: [aCapture({ sourceId: "src_sample" })],
      sources: [aSource({ id: "src_sample", publisherKind: "sample" })],
    };
    const invented = aSpanFinding({ countries: ["FJ"] }, { text, score: 0.5 });
    const items = queue(
      [machine("MM.001", {}, { score: 0.99 }), machine("TZ.001", { countries: ["TZ"] }, { sample: true })],
      [invented],
      state,
    );
    expect(items[0]?.id).toBe("MM.001");
    expect(items.slice(1).map(({ influence }) => influence)).toEqual([0, 0]);
  });

  it("orders by uncertainty times influence, each explained line by line, and the same every time", () => {
    const events = [
      machine("MM.001"),
      machine("LA.001", { countries: ["LA"], category: "patrol" }, { score: 0.55 }),
      machine("CN.001", { countries: [] }),
    ];
    const items = queue(events, [aFinding({}, { score: 0.45 })]);
    for (const item of items) {
      expect(item.priority).toBeCloseTo(item.uncertainty * item.influence, 3);
      expect(item.reasons.every(({ note }) => note !== "")).toBe(true);
    }
    expect(items.map(({ priority }) => priority)).toEqual(items.map(({ priority }) => priority).sort((a, b) => b - a));
    expect(order(queue([...events].reverse(), [aFinding({}, { score: 0.45 })]))).toEqual(order(items));
  });
});

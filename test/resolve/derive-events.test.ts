import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RunAbort, type Decision, type EventRecord, type Finding, type LedgerState } from "../../src/model/index.js";
import { deriveEdition, deriveEvents, type DerivedEvents } from "../../src/resolve/index.js";
import {
  aBaseline,
  aCapture,
  aFinding,
  aMark,
  aMerge,
  anAccept,
  anEdit,
  aPolicy,
  aReject,
  aSource,
  aSpanFinding,
  aSplit,
  aState,
  aStudy,
  aText,
  aWithdrawal,
  type FieldsSketch,
} from "../factories/index.js";

const study = aStudy();
const derive = (findings: readonly Finding[], decisions: readonly Decision[], rest: Partial<LedgerState> = {}): DerivedEvents =>
  deriveEvents(aState({ findings, decisions, ...rest }), study);
const onlyEvent = (derived: DerivedEvents): EventRecord => {
  expect(derived.events).toHaveLength(1);
  return derived.events[0] as EventRecord; // counted on the line above
};
const at = (minute: number): { at: string } => ({ at: `2024-07-01T00:${String(minute).padStart(2, "0")}:00Z` });
const words = (sketch: FieldsSketch): Finding => {
  const body = JSON.stringify(sketch);
  return aSpanFinding(sketch, { text: aText({ url: `https://a.example/${body}`, body }), quotes: { category: body } });
};
/** What an event says, without the list of decisions that led there. */
const content = (event: EventRecord | undefined): unknown => event && { ...event, decisions: [] };

describe("deriveEvents", () => {
  const a = aFinding({ place: "Beijing" });
  const b = words({ counterpart: "Chief of Police", topics: ["cyber"] });
  const c = aFinding({ countries: ["LA"] });

  it("leaves findings open until somebody decides", () => {
    expect(derive([a, b], [])).toEqual({ events: [], tombstones: [], open: [a, b] });
  });

  it("makes one event of all findings accepted under one id, with all that each of them says", () => {
    const event = onlyEvent(derive([a, b], [anAccept("MM.001", [a]), anAccept("MM.001", [b], at(1))]));
    expect(event).toMatchObject({ id: "MM.001", findings: [a.id, b.id], restsOn: "archived", review: "reviewed", conflicts: [], score: 1 });
    expect(event.fields).toMatchObject({ place: "Beijing", counterpart: "Chief of Police", topics: ["cyber"], countries: ["MM"] });
    expect(event.decisions).toHaveLength(2);
  });

  it("keeps the stricter mark where two events become one, and the mark of the whole on what is split off", () => {
    const two = [anAccept("MM.001", [a]), anAccept("MM.002", [b])];
    const marks = [aMark("MM.001", { marking: "CLEAR" }), aMark("MM.002", { marking: "RED", protection: "person-at-risk" })];
    const merged = [...two, ...marks, aMerge("MM.002", "MM.001", at(1))];
    expect(onlyEvent(derive([a, b], merged))).toMatchObject({ marking: "RED", protection: "person-at-risk" });
    const { events } = derive([a, b], [...merged, aSplit("MM.001", [b], "MM.003", at(2))]);
    expect(events.map(({ id, marking }) => `${id} ${marking}`)).toEqual(["MM.001 RED", "MM.003 RED"]);
  });

  it("lists events by prefix and number", () => {
    const findings = [aFinding({ place: "1" }), aFinding({ place: "2" }), aFinding({ place: "3" })];
    const names = ["MM.1000", "MM.999", "LA.001"];
    const decisions = findings.map((finding, index) => anAccept(names[index] ?? "", [finding]));
    expect(derive(findings, decisions).events.map(({ id }) => id)).toEqual(["LA.001", "MM.999", "MM.1000"]);
  });

  it("says who looked at an event: a rule, the baseline's makers, a person", () => {
    const review = (decisions: readonly Decision[]): string => onlyEvent(derive([a], decisions)).review;
    expect(review([anAccept("MM.001", [a], { by: aPolicy })])).toBe("machine");
    expect(review([anAccept("MM.001", [a], { by: aBaseline })])).toBe("baseline");
    expect(review([anAccept("MM.001", [a], { by: aPolicy }), anAccept("MM.001", [a], at(1))])).toBe("reviewed");
    expect(review([anAccept("MM.001", [a], { by: aBaseline }), anEdit("MM.001", { place: "Yangon" }, [], at(1))])).toBe("reviewed");
  });

  it("turns an event whose last finding is rejected into a tombstone, and keeps the others' events whole", () => {
    const rejected = aReject("MM.001", [a], at(1));
    const derived = derive([a, c], [anAccept("MM.001", [a]), anAccept("LA.001", [c]), rejected]);
    expect(derived.events.map(({ id }) => id)).toEqual(["LA.001"]);
    expect(derived.tombstones).toEqual([{ id: "MM.001", reason: "not-the-ministry", mergedInto: null, decision: rejected.id }]);
    expect(derived.open).toEqual([]);
  });

  it("takes a rejected finding out of an event that others still tell", () => {
    const event = onlyEvent(derive([a, b], [anAccept("MM.001", [a, b]), aReject("MM.001", [b], at(1))]));
    expect(event.findings).toEqual([a.id]);
    expect(event.fields.counterpart).toBeNull();
  });

  it("closes a finding that is rejected before it was part of any event", () => {
    expect(derive([a], [aReject(null, [a])])).toEqual({ events: [], tombstones: [], open: [] });
  });

  it("restores the former event when a rejection is taken back", () => {
    const before = [anAccept("MM.001", [a, b]), anEdit("MM.001", { place: "Yangon" }, [], at(1))];
    const restored = [...before, aReject("MM.001", [b], at(2)), anAccept("MM.001", [b], at(3))];
    expect(content(onlyEvent(derive([a, b], restored)))).toEqual(content(onlyEvent(derive([a, b], before))));
    const emptied = [...before, aReject("MM.001", [a, b], at(2)), anAccept("MM.001", [a, b], at(3))];
    expect(content(onlyEvent(derive([a, b], emptied)))).toEqual(content(onlyEvent(derive([a, b], before))));
    expect(derive([a, b], emptied).tombstones).toEqual([]);
  });

  it("lets a person overrule a rule in either order of writing", () => {
    const accept = anAccept("MM.001", [a], { by: aPolicy });
    const reject = aReject(null, [a], at(1));
    expect(derive([a], [accept, reject]).events).toEqual([]);
    expect(derive([a], [reject, accept]).events).toEqual([]);
    const home = anAccept("MM.001", [a]);
    expect(derive([a], [home, anAccept("MM.002", [a], { by: aPolicy })]).events.map(({ id }) => id)).toEqual(["MM.001"]);
    expect(
      derive([a], [anAccept("MM.001", [a], { by: aPolicy }), anAccept("MM.002", [a], { by: aPolicy })]).events.map(({ id }) => id),
    ).toEqual(["MM.001"]);
  });

  it("moves a finding that a person accepts under another id, and leaves a tombstone that points there", () => {
    const derived = derive([a], [anAccept("MM.001", [a]), anAccept("MM.002", [a], at(1))]);
    expect(derived.events.map(({ id }) => id)).toEqual(["MM.002"]);
    expect(derived.tombstones).toMatchObject([{ id: "MM.001", reason: "moved", mergedInto: "MM.002" }]);
  });

  describe("merge and split", () => {
    const two = [anAccept("MM.001", [a]), anAccept("MM.002", [b])];

    it("merge puts all findings into one event and points from the other", () => {
      const derived = derive([a, b], [...two, aMerge("MM.002", "MM.001", at(1))]);
      expect(onlyEvent(derived)).toMatchObject({ id: "MM.001", findings: [a.id, b.id] });
      expect(derived.tombstones).toMatchObject([{ id: "MM.002", reason: "merged", mergedInto: "MM.001" }]);
    });

    it("merge leads later decisions on the merged id to where it went", () => {
      const derived = derive(
        [a, b, c],
        [...two, aMerge("MM.002", "MM.001", at(1)), anEdit("MM.002", { place: "Yangon" }, [], at(2)), anAccept("MM.002", [c], at(3))],
      );
      expect(onlyEvent(derived).fields).toMatchObject({ place: "Yangon", countries: ["MM", "LA"] });
    });

    it("merge into each other changes nothing more", () => {
      const merged = [...two, aMerge("MM.002", "MM.001", at(1))];
      expect(content(onlyEvent(derive([a, b], [...merged, aMerge("MM.001", "MM.002", at(2))])))).toEqual(
        content(onlyEvent(derive([a, b], merged))),
      );
    });

    it("merge keeps the target's word and shows what a person had set on the other", () => {
      const edited = [...two, anEdit("MM.002", { trainees: 12 }, [], at(1)), anEdit("MM.001", { trainees: 20 }, [], at(2))];
      const event = onlyEvent(derive([a, b], [...edited, aMerge("MM.002", "MM.001", at(3))]));
      expect(event.fields.trainees).toBe(20);
      expect(event.conflicts).toMatchObject([
        {
          field: "trainees",
          readings: [
            { value: "20", counted: true },
            { value: "12", counted: false },
          ],
        },
      ]);
    });

    it("split after merge gives back what was merged, under a new id", () => {
      const before = derive([a, b], two).events;
      const after = derive([a, b], [...two, aMerge("MM.002", "MM.001", at(1)), aSplit("MM.001", [b], "MM.003", at(2))]);
      expect(after.events.map(({ id }) => id)).toEqual(["MM.001", "MM.003"]);
      expect(content(after.events[0])).toEqual(content(before[0]));
      expect(content(after.events[1])).toEqual({ ...before[1], decisions: [], id: "MM.003" });
    });

    it("merge after split restores the event", () => {
      const whole = [anAccept("MM.001", [a, b])];
      const again = [...whole, aSplit("MM.001", [b], "MM.002", at(1)), aMerge("MM.002", "MM.001", at(2))];
      expect(content(onlyEvent(derive([a, b], again)))).toEqual(content(onlyEvent(derive([a, b], whole))));
    });

    it("split takes only what the event holds", () => {
      const derived = derive([a, b, c], [anAccept("MM.001", [a, b]), anAccept("LA.001", [c]), aSplit("MM.001", [b, c], "MM.002", at(1))]);
      expect(derived.events.map(({ id, findings }) => [id, ...findings])).toEqual([
        ["LA.001", c.id],
        ["MM.001", a.id],
        ["MM.002", b.id],
      ]);
    });

    it("split of everything leaves a tombstone that points to the new event", () => {
      expect(derive([a], [anAccept("MM.001", [a]), aSplit("MM.001", [a], "MM.002", at(1))]).tombstones).toMatchObject([
        { id: "MM.001", mergedInto: "MM.002" },
      ]);
    });
  });

  it("withdraws an event with its reason, and a person's new acceptance brings it back", () => {
    const withdrawn = [anAccept("MM.001", [a]), aWithdrawal("MM.001", { ...at(1), reason: "duplicate" })];
    expect(derive([a], withdrawn)).toMatchObject({
      events: [],
      open: [],
      tombstones: [{ id: "MM.001", reason: "duplicate", mergedInto: null }],
    });
    expect(derive([a], [...withdrawn, anAccept("MM.001", [a], { by: aPolicy, ...at(2) })]).events).toEqual([]);
    expect(derive([a], [...withdrawn, anAccept("MM.001", [a], at(2))]).events.map(({ id }) => id)).toEqual(["MM.001"]);
  });

  it("marks with the strictest of its findings and the newest mark", () => {
    const amber = aFinding({ place: "1" }, { marking: "AMBER", protection: "accused" });
    const marked = (...decisions: Decision[]): EventRecord => onlyEvent(derive([a, amber], [anAccept("MM.001", [a, amber]), ...decisions]));
    expect(marked()).toMatchObject({ marking: "AMBER", protection: "accused" });
    expect(marked(aMark("MM.001", { marking: "RED", protection: "person-at-risk" }))).toMatchObject({
      marking: "RED",
      protection: "person-at-risk",
    });
    expect(marked(aMark("MM.001", { marking: "RED" }), aMark("MM.001", { marking: "CLEAR", ...at(2) }))).toMatchObject({
      marking: "AMBER",
      protection: "accused",
    });
  });

  it("refuses a ledger whose decisions name what it does not hold", () => {
    expect(() => derive([], [anAccept("MM.001", [a])])).toThrow(RunAbort);
    expect(() => derive([a], [anEdit("MM.001", { place: "Yangon" })])).toThrow(/no earlier decision made/);
  });

  it("is sample where every quote comes from an invented page, and not where a citation or a real page joins", () => {
    const text = aText({ url: "https://sample.example/1" });
    const capture = aCapture({ url: "https://sample.example/1", sourceId: "src_sample" });
    const source = aSource({ id: "src_sample", publisherKind: "sample" });
    const invented = aSpanFinding({}, { text });
    const rest = { texts: [text], captures: [capture], sources: [source] };
    expect(onlyEvent(derive([invented], [anAccept("MM.001", [invented])], rest)).sample).toBe(true);
    expect(onlyEvent(derive([invented, a], [anAccept("MM.001", [invented, a])], rest)).sample).toBe(false);
    expect(onlyEvent(derive([a], [anAccept("MM.001", [a])], rest)).sample).toBe(false);
    const real = { ...rest, captures: [{ ...capture, sourceId: null }] };
    expect(onlyEvent(derive([invented], [anAccept("MM.001", [invented])], real)).sample).toBe(false);
  });

  it("hears the newest version of a coder, keeps what older ones said, and leaves those out of what is open", () => {
    const text = aText();
    const old = aSpanFinding({ place: "Bejing" }, { text, coder: "rules@1.0.0" });
    const newer = aSpanFinding({ place: "Beijing" }, { text, coder: "rules@1.1.0" });
    const coded = ["rules@1.0.0", "rules@1.1.0"].map((coder) => ({ textId: text.id, coder, relevant: true, findings: 1 }));
    const event = onlyEvent(derive([old, newer], [anAccept("MM.001", [old, newer])], { coded }));
    expect(event.fields.place).toBe("Beijing");
    expect(event.findings).toEqual([old.id, newer.id]);
    expect(derive([old, newer], [], { coded }).open).toEqual([newer]);
    expect(onlyEvent(derive([old], [anAccept("MM.001", [old])], { coded })).fields.place).toBe("Bejing");
  });

  it("names an edition after the head of the chain", () => {
    const edition = deriveEdition(aState({ head: "abc", findings: [a] }), study);
    expect(edition).toMatchObject({ id: expect.stringMatching(/^edn_[0-9a-f]{20}$/) as string, open: [a] });
    expect(edition.id).not.toBe(deriveEdition(aState({ head: "abd" }), study).id);
  });

  it("does not depend on the order of decisions about different findings, nor on the order within one acceptance", () => {
    const findings = [a, b, c, aFinding({ place: "Yangon" })];
    const decisions = [
      anAccept("MM.001", [a], { by: aPolicy }),
      anAccept("MM.001", [b, a], { by: aPolicy }),
      anAccept("LA.001", [c]),
      aReject(null, findings.slice(3)),
    ];
    const wanted = derive(findings, decisions);
    fc.assert(
      fc.property(fc.shuffledSubarray(decisions, { minLength: decisions.length }), (order) => {
        const derived = derive(findings, order);
        expect(derived.events.map(content)).toEqual(wanted.events.map(content));
        expect(derived.open).toEqual(wanted.open);
      }),
    );
  });

  it("keeps every finding in one place, whatever is decided: in one event, rejected, withdrawn or open", () => {
    const findings = [a, b, c, aFinding({ place: "Yangon" })];
    const some = fc.subarray(findings, { minLength: 1 });
    const id = fc.constantFrom("MM.001", "MM.002", "LA.001");
    const step = fc.oneof(
      fc
        .tuple(id, some, fc.constantFrom(aPolicy, { kind: "person", name: "P" } as const))
        .map(([event, list, by]) => anAccept(event, list, { by })),
      some.map((list) => aReject(null, list)),
      fc.tuple(id, id).map(([from, into]) => aMerge(from, into)),
      fc.tuple(id, some, fc.constantFrom("MM.007", "MM.008")).map(([event, list, made]) => aSplit(event, list, made)),
      id.map((event) => aWithdrawal(event)),
    );
    const founding = ["MM.001", "MM.002", "LA.001"].map((event, index) => anAccept(event, findings.slice(index, index + 1)));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const derived = derive(findings, [...founding, ...steps]);
        const held = derived.events.flatMap((event) => event.findings);
        expect(new Set(held).size).toBe(held.length);
        expect(held.filter((finding) => derived.open.some(({ id: open }) => open === finding))).toEqual([]);
        const ids = [...derived.events.map((event) => event.id), ...derived.tombstones.map((stone) => stone.id)];
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(expect.arrayContaining(["MM.001", "MM.002", "LA.001"])); // an id that was used is never forgotten
      }),
    );
  });
});

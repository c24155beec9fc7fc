import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decision, type Finding, type LedgerState, type Link } from "../../src/model/index.js";
import { decideByPolicy, deriveEvents, proposeLinks } from "../../src/resolve/index.js";
import {
  aBaselineOf,
  aFinding,
  aLink,
  aMerge,
  anAccept,
  aPolicy,
  aReject,
  aSpanFinding,
  aState,
  aStudy,
  aText,
  aWithdrawal,
  type FieldsSketch,
} from "../factories/index.js";

const study = aStudy();
const AT = "2024-07-02T00:00:00Z";

function decide(fresh: readonly Finding[], state: Partial<LedgerState> = {}, links?: readonly Link[], over = study): Decision[] {
  const full = aState(state);
  return decideByPolicy({ fresh, links: links ?? proposeLinks(fresh, full.findings), state: full, study: over, at: AT });
}

function told(sketch: FieldsSketch = {}, score = 0.8): Finding {
  const body = JSON.stringify(sketch);
  return aSpanFinding(sketch, { score, text: aText({ url: `https://a.example/${body}`, body }), quotes: { category: body } });
}

const homes = (decisions: readonly Decision[]): unknown[] =>
  decisions.map((decision) => [decision.eventId, ...("findings" in decision ? decision.findings : [])]);

const names = (decisions: readonly Decision[]): unknown[] => decisions.map(({ eventId }) => eventId);

describe("decideByPolicy", () => {
  const known = told({ place: "Beijing" });
  const accepted = { findings: [known], decisions: [anAccept("MM.001", [known], { by: aPolicy })] };

  it("accepts a finding with score enough under a new id, in the name of the study's rule", () => {
    const fresh = told();
    const [decision] = decide([fresh]);
    expect(decision).toMatchObject({
      kind: "accept",
      eventId: "MM.001",
      findings: [fresh.id],
      by: { kind: "policy", name: "score-over-0.5" },
      at: AT,
      seen: null,
    });
    expect(() => Decision.parse(decision)).not.toThrow();
  });

  it("leaves a finding with a low score open", () => {
    expect(decide([told({}, 0.49)])).toEqual([]);
    expect(decide([told({}, 0.5)])).toHaveLength(1);
  });

  it("lets a finding join the event that tells the same act, and names the decision before it", () => {
    const fresh = told({ counterpart: "police chief" });
    expect(decide([fresh], accepted)).toMatchObject([{ eventId: "MM.001", findings: [fresh.id], seen: accepted.decisions[0]?.id }]);
  });

  it("gives another act the next number", () => {
    expect(names(decide([told({ date: "2024-08-01" })], accepted))).toEqual(["MM.002"]);
  });

  it.each([
    [["MM", "LA", "TH"], "XM.001"],
    [["LA"], "LA.001"],
    [[], "CN.001"],
  ])("numbers an act with %j as %s", (countries, id) => {
    expect(names(decide([told({ countries })]))).toEqual([id]);
  });

  it("never uses a number again: not of tombstones, not of splits, not what the baseline printed", () => {
    const reserved = [{ id: "MM.003", country: "MM", number: 3, highestNumber: 17, category: "", topic: "", endnote: "", note: "" }];
    const baseline = { ...aBaselineOf(), reserved: reserved.map((entry) => ({ ...entry, country: known.fields.countries[0] ?? never() })) };
    expect(names(decide([told()], {}, [], aStudy({ baseline })))).toEqual(["MM.018"]);
    const withdrawn = { findings: [known], decisions: [anAccept("MM.041", [known]), aWithdrawal("MM.041")] };
    expect(names(decide([told({ date: "2024-08-01" })], withdrawn))).toEqual(["MM.042"]);
  });

  it("makes one event of a headline and its story", () => {
    const [headline, story] = [aSpanFinding({}, { score: 0.6 }), aSpanFinding({ place: "Beijing" }, { score: 0.9 })];
    const decisions = decide([headline, story]);
    expect(homes(decisions)).toEqual([["MM.001", headline.id, story.id]]);
  });

  it("makes two events of two acts in one text", () => {
    const text = aText();
    const two = [aSpanFinding({}, { text }), aSpanFinding({ countries: ["LA"] }, { text })];
    expect(names(decide(two))).toEqual(["MM.001", "LA.001"]);
  });

  it("never accepts what a person rejected, nor what tells the same", () => {
    const rejected = { findings: [known], decisions: [...accepted.decisions, aReject("MM.001", [known])] };
    expect(decide([known], rejected)).toEqual([]);
    expect(decide([told({ counterpart: "police chief" })], rejected)).toEqual([]);
  });

  it("does not join an event that a person took a finding out of", () => {
    const other = told({ counterpart: "police chief" });
    const trimmed = {
      findings: [known, other],
      decisions: [anAccept("MM.001", [known, other], { by: aPolicy }), aReject("MM.001", [other])],
    };
    const fresh = told({ topics: ["cyber"] });
    expect(decide([fresh], trimmed, [aLink(fresh, known)])).toEqual([]);
  });

  it("does not join an event where a member speaks against it, nor does it mint a second id for it", () => {
    const strange = told({ date: "2024-08-01" });
    const both = { findings: [known, strange], decisions: [anAccept("MM.001", [known, strange])] };
    expect(decide([told({ counterpart: "police chief" })], both)).toEqual([]);
  });

  it("follows a merged event to where it went, and joins no withdrawn one", () => {
    const second = told({ date: "2024-08-01" });
    const merged = {
      findings: [known, second],
      decisions: [anAccept("MM.001", [known]), anAccept("MM.002", [second]), aMerge("MM.001", "MM.002")],
    };
    const fresh = told({ date: "2024-08-01", place: "Yangon" });
    expect(homes(decide([fresh], merged, [aLink(fresh, second)]))).toEqual([]); // MM.002 now also holds a report of June
    const withdrawn = { findings: [known], decisions: [anAccept("MM.001", [known]), aWithdrawal("MM.001")] };
    expect(decide([told({ counterpart: "police chief" })], withdrawn)).toEqual([]);
  });

  it("does nothing to findings that are in the record already", () => {
    expect(decide([known], accepted)).toEqual([]);
  });

  it("gives the same decisions for the same input", () => {
    const fresh = [told(), told({ countries: ["LA"] })];
    expect(decide(fresh)).toEqual(decide(fresh));
  });

  it("builds a record page by page in which no id is given twice and every accepted finding has one event", () => {
    const finding = fc
      .record({
        date: fc.constantFrom("2024-06-13", "2024-06-14", "2024-06-15", "2024-07-14"),
        countries: fc.constantFrom<string[]>(["MM"], ["LA"], ["MM", "LA", "TH"], []),
        place: fc.constantFrom("Yangon", "Beijing", null),
      })
      .chain((sketch) => fc.constantFrom(0.3, 0.7, 0.9).map((score) => told(sketch, score)));
    fc.assert(
      fc.property(fc.uniqueArray(finding, { selector: ({ id }) => id, maxLength: 15 }), (pages) => {
        let state = aState();
        for (const page of pages) {
          const links = proposeLinks([page], state.findings);
          const decisions = decideByPolicy({ fresh: [page], links, state, study, at: AT });
          state = {
            ...state,
            findings: [...state.findings, page],
            links: [...state.links, ...links],
            decisions: [...state.decisions, ...decisions],
          };
        }
        const derived = deriveEvents(state, study);
        const held = derived.events.flatMap(({ findings }) => findings);
        expect(new Set(held).size).toBe(held.length);
        expect([...held, ...derived.open.map(({ id }) => id)].sort()).toEqual(pages.map(({ id }) => id).sort());
        expect(new Set(state.decisions.map(({ id }) => id)).size).toBe(state.decisions.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the baseline and a page about the same act", () => {
  it("meet in one event that then rests on an archived quote", () => {
    const old = aFinding({ date: "2024-06-15", dateBasis: "publication" }, { alias: "MM.meeting.001" });
    const state = { findings: [old], decisions: [anAccept("MM.018", [old], { by: { kind: "baseline", name: "2022 report" } })] };
    const fresh = told();
    const decisions = [...state.decisions, ...decide([fresh], state)];
    const { events } = deriveEvents(aState({ findings: [old, fresh], decisions }), study);
    expect(events).toMatchObject([
      { id: "MM.018", aliases: ["MM.meeting.001"], restsOn: "archived", review: "baseline", fields: { date: "2024-06-14" } },
    ]);
  });
});

function never(): never {
  throw new Error("a meeting has a country");
}

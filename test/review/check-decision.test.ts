import { describe, expect, it } from "vitest";
import { Decision, ItemError, type Edition, type LedgerState } from "../../src/model/index.js";
import { deriveEdition } from "../../src/resolve/index.js";
import { checkDecision, type DecisionDraft } from "../../src/review/index.js";
import { spanHolds } from "../../src/text/index.js";
import {
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
  aWork,
} from "../factories/index.js";

const study = aStudy();
const text = aText({
  url: "https://a.example/",
  body: "On 14 June the minister met the police chief. The police chief thanked him. 𠮷 In Yangon, 20 officers were trained.",
});
const other = aText({ url: "https://b.example/", body: "On 14 June the minister met the police chief in Beijing." });
const finding = aSpanFinding({}, { text });
const copy = aSpanFinding({ place: "Beijing" }, { text: other });
const open = aFinding({ countries: ["LA"] });

const editionOf = (over: Partial<LedgerState> = {}): Edition =>
  deriveEdition(
    aState({
      texts: [text, other],
      works: [aWork()],
      findings: [finding, copy, open],
      decisions: [anAccept("MM.001", [finding], { by: aPolicy })],
      ...over,
    }),
    study,
  );
const edition = editionOf();

type Sketch = DecisionDraft extends infer D ? (D extends DecisionDraft ? Omit<D, "by" | "at"> & { by?: string } : never) : never;
const check = (draft: Sketch, at: Edition = edition): Decision =>
  checkDecision({ by: "Reviewer", at: "2024-07-03T00:00:00Z", ...draft }, at, study); // the sketch with its two missing members
const refusal = (draft: Sketch, at: Edition = edition): string => {
  try {
    check(draft, at);
  } catch (error) {
    if (error instanceof ItemError) return error.message;
    throw error;
  }
  return "accepted";
};
const withDecisions = (...decisions: Decision[]): Edition => editionOf({ decisions: [...edition.state.decisions, ...decisions] });

describe("accept", () => {
  it("confirms all findings of an event, naming the decision that was seen", () => {
    const decision = check({ kind: "accept", target: "MM.001" });
    expect(decision).toMatchObject({
      kind: "accept",
      eventId: "MM.001",
      findings: [finding.id],
      by: { kind: "person", name: "Reviewer" },
      seen: edition.state.decisions[0]?.id,
    });
    expect(() => Decision.parse(decision)).not.toThrow();
  });

  it("makes an event of an open finding, under the next number of its country", () => {
    expect(check({ kind: "accept", target: open.id })).toMatchObject({ eventId: "LA.001", findings: [open.id], seen: null });
    expect(check({ kind: "accept", target: copy.id, into: "new" })).toMatchObject({ eventId: "MM.002" });
  });

  it("lets a finding join the event that is named, or the one that it is linked to", () => {
    expect(check({ kind: "accept", target: copy.id, into: "MM.001" })).toMatchObject({ eventId: "MM.001", findings: [copy.id] });
    expect(check({ kind: "accept", target: copy.id }, editionOf({ links: [aLink(finding, copy)] }))).toMatchObject({ eventId: "MM.001" });
    expect(check({ kind: "accept", target: copy.id }, editionOf({ links: [aLink(finding, copy, { verdict: "ask" })] }))).toMatchObject({
      eventId: "MM.002",
    });
  });

  it("asks which event is meant where a finding is linked to two", () => {
    const both = editionOf({
      links: [aLink(finding, copy), aLink(open, copy)],
      decisions: [...edition.state.decisions, anAccept("LA.001", [open])],
    });
    expect(refusal({ kind: "accept", target: copy.id }, both)).toMatch(/linked to LA.001 and MM.001; say which one with --into/);
  });

  it("takes a rejection back under the id that the finding had", () => {
    const rejected = withDecisions(aReject("MM.001", [finding]));
    expect(check({ kind: "accept", target: finding.id }, rejected)).toMatchObject({ eventId: "MM.001", findings: [finding.id] });
  });
});

describe("reject", () => {
  it("takes an event's findings out, or closes an open finding", () => {
    expect(check({ kind: "reject", target: "MM.001", reason: "not-an-act" })).toMatchObject({
      kind: "reject",
      eventId: "MM.001",
      findings: [finding.id],
      reason: "not-an-act",
    });
    expect(check({ kind: "reject", target: open.id, reason: "duplicate" })).toMatchObject({
      eventId: null,
      findings: [open.id],
      seen: null,
    });
    expect(check({ kind: "reject", target: finding.id, reason: "duplicate" })).toMatchObject({ eventId: "MM.001", findings: [finding.id] });
  });

  it("takes only reasons of the codebook", () => {
    expect(refusal({ kind: "reject", target: open.id, reason: "duplicat" })).toMatch(
      /"duplicat" is no reason of the codebook; nearest is "duplicate"; known are not-the-ministry/,
    );
  });

  it("refuses what was rejected before", () => {
    expect(refusal({ kind: "reject", target: open.id, reason: "duplicate" }, withDecisions(aReject(null, [open])))).toMatch(
      /there is nothing to reject/,
    );
  });
});

describe("edit", () => {
  const edit = (set: readonly string[], evidence: Extract<DecisionDraft, { kind: "edit" }>["evidence"], target = "MM.001"): Sketch => ({
    kind: "edit",
    target,
    set,
    evidence,
  });
  const quote = (words: string, named?: string) => ({
    kind: "quote" as const,
    quote: words,
    ...(named === undefined ? {} : { text: named }),
  });

  it("proves each change with a checked quote of the event's page", () => {
    const decision = check(edit(["place=Yangon", "trainees=20"], quote("In Yangon, 20 officers")));
    if (decision.kind !== "edit") throw new Error("an edit");
    expect(decision.changes).toEqual({ place: "Yangon", trainees: 20 });
    expect(decision.evidence.map(({ field }) => field)).toEqual(["place", "trainees"]);
    for (const { evidence } of decision.evidence) expect(evidence.kind === "span" && spanHolds(text, evidence)).toBe(true);
  });

  it("takes a citation of a known work with a place in it", () => {
    expect(check(edit(["date=2024-06-13"], { kind: "citation", work: "S001", locator: " p. 3 " }))).toMatchObject({
      evidence: [{ field: "date", evidence: { kind: "citation", work: "S001", locator: "p. 3" } }],
    });
    expect(refusal(edit(["date=2024"], { kind: "citation", work: "S002", locator: "p. 3" }))).toMatch(
      /no work has the id "S002"; nearest is "S001"/,
    );
    expect(refusal(edit(["date=2024"], { kind: "citation", work: "S001", locator: " " }))).toMatch(/no place in it/);
  });

  it("reaches an event through one of its findings", () => {
    expect(check(edit(["place=Yangon"], quote("In Yangon"), finding.id))).toMatchObject({ eventId: "MM.001" });
    expect(refusal(edit(["place=Vientiane"], quote("x"), open.id))).toMatch(/belongs to no event yet; accept it first/);
  });

  it.each<[string, readonly string[], Extract<DecisionDraft, { kind: "edit" }>["evidence"], RegExp]>([
    ["no evidence", ["place=Yangon"], null, /needs evidence: words of its page \(--quote\)/],
    ["no change", [], quote("In Yangon"), /changes nothing/],
    ["an empty quote", ["place=Yangon"], quote(" "), /the quote is empty/],
    ["words that do not stand there", ["place=Yangon"], quote("In Rangoon"), /"In Rangoon" stands in no text of MM.001 \(txt_/],
    ["words that stand twice", ["counterpart=police chief"], quote("police chief"), /stands 3 times, in txt_\w+; give more words/],
    ["words of another page", ["place=Beijing"], quote("in Beijing"), /stands in no text of MM.001/],
    ["an unknown text", ["place=Beijing"], quote("in Beijing", "txt_nowhere"), /no text has the id "txt_nowhere"/],
    ["a field set twice", ["place=A", "place=B"], quote("In Yangon"), /place is set twice/],
    ["an end before the date", ["dateEnd=2024-06-13"], quote("In Yangon"), /lies before the date 2024-06-14/],
    ["an end without a date", ["date=none", "dateEnd=2024-06-13"], quote("In Yangon"), /needs a date/],
    ["a wrong code", ["category=traning"], quote("In Yangon"), /nearest is "training"/],
  ])("refuses %s", (_, set, evidence, message) => {
    expect(refusal(edit(set, evidence))).toMatch(message);
  });

  it("looks into a page of another event where it is named", () => {
    expect(check(edit(["place=Beijing"], quote("in Beijing", other.id)))).toMatchObject({
      evidence: [{ evidence: { textId: other.id, quote: "in Beijing" } }],
    });
  });

  it("asks for the page where two of the event's pages have the words", () => {
    const joined = withDecisions(anAccept("MM.001", [copy]));
    expect(refusal(edit(["date=2024-06-14"], quote("On 14 June")), joined)).toMatch(/stands 2 times, in txt_\w+, txt_\w+; .*--text/);
    expect(check(edit(["date=2024-06-14"], quote("On 14 June", other.id)), joined)).toMatchObject({ kind: "edit" });
  });

  it("allows an end on the month of a finer date", () => {
    expect(check(edit(["dateEnd=2024-06"], quote("In Yangon"))).kind).toBe("edit");
  });
});

describe("every decision", () => {
  it("needs a person's name", () => {
    expect(refusal({ kind: "accept", target: "MM.001", by: " " })).toMatch(/needs the name of the person/);
  });

  it("names something that exists; the nearest id is shown", () => {
    expect(refusal({ kind: "accept", target: "MN.001" })).toMatch(/nothing here has the id "MN.001"; nearest is "MM.001"/);
    expect(refusal({ kind: "accept", target: `${open.id.slice(0, -1)}` })).toContain(open.id);
    expect(refusal({ kind: "accept", target: copy.id, into: "MM.01" })).toMatch(/nearest is "MM.001"/);
  });

  it("finds an event by its outside number", () => {
    const named = aFinding({ countries: ["FJ"] }, { alias: "FJ.meeting.001" });
    const at = editionOf({ findings: [named], decisions: [anAccept("FJ.001", [named])] });
    expect(check({ kind: "accept", target: "FJ.meeting.001" }, at)).toMatchObject({ eventId: "FJ.001" });
  });

  it("is refused on an event that no longer stands, and says where it went", () => {
    expect(refusal({ kind: "accept", target: "MM.001" }, withDecisions(aWithdrawal("MM.001")))).toMatch(
      /MM.001 no longer stands \(not-the-ministry, dec_\w+\); accept one of its findings/,
    );
    const merged = withDecisions(anAccept("LA.001", [open]), aMerge("MM.001", "LA.001"));
    expect(refusal({ kind: "reject", target: "MM.001", reason: "duplicate" }, merged)).toMatch(/decide on LA.001 instead/);
  });

  it("is refused where somebody decided since it was looked at", () => {
    const [first] = edition.state.decisions;
    const confirmed = withDecisions(anAccept("MM.001", [finding]));
    expect(check({ kind: "accept", target: "MM.001", seen: first?.id ?? null }).seen).toBe(first?.id);
    expect(refusal({ kind: "accept", target: "MM.001", seen: first?.id ?? null }, confirmed)).toMatch(
      /MM.001 was decided on since: newest is dec_\w+, you had seen dec_\w+/,
    );
    expect(refusal({ kind: "accept", target: "MM.001", seen: null })).toMatch(/you had seen none/);
  });

  it("has an id that follows from what it says and when", () => {
    const draft: Sketch = { kind: "accept", target: "MM.001" };
    expect(check(draft).id).toBe(check(draft).id);
    expect(check({ ...draft, note: "checked" }).id).not.toBe(check(draft).id);
    expect(checkDecision({ kind: "accept", target: "MM.001", by: "Reviewer", at: "2024-07-04T00:00:00Z" }, edition, study).id).not.toBe(
      check(draft).id,
    );
  });

  it("has the effect that it announces once it is followed", () => {
    const followed = (draft: Sketch): Edition => withDecisions(check(draft));
    expect(followed({ kind: "accept", target: open.id }).events.map(({ id }) => id)).toEqual(["LA.001", "MM.001"]);
    expect(followed({ kind: "reject", target: "MM.001", reason: "not-an-act" })).toMatchObject({
      events: [],
      tombstones: [{ id: "MM.001", reason: "not-an-act" }],
    });
    const edited = followed({ kind: "edit", target: "MM.001", set: ["place=Yangon"], evidence: { kind: "quote", quote: "In Yangon" } });
    expect(edited.events[0]).toMatchObject({ fields: { place: "Yangon" }, review: "reviewed" });
  });
});

describe("decisions on whole events", () => {
  const two = editionOf({
    decisions: [anAccept("MM.001", [finding, copy], { by: aPolicy }), anAccept("LA.001", [open], { by: aPolicy })],
  });
  const after = (decision: Decision): Edition => editionOf({ decisions: [...two.state.decisions, decision] });
  const ids = (at: Edition): string[] => at.events.map(({ id }) => id);

  it("merge one event into another", () => {
    const merge = check({ kind: "merge", target: "LA.001", into: "MM.001" }, two);
    expect(merge).toMatchObject({ kind: "merge", eventId: "LA.001", into: "MM.001", seen: two.state.decisions[1]?.id });
    expect(ids(after(merge))).toEqual(["MM.001"]);
    expect(refusal({ kind: "merge", target: "LA.001", into: "LA.001" }, two)).toMatch(/cannot be merged into itself/);
    expect(refusal({ kind: "merge", target: "LA.001", into: "MM.002" }, two)).toMatch(
      /nothing here has the id "MM.002"; nearest is "MM.001"/,
    );
    expect(refusal({ kind: "merge", target: "LA.001", into: "MM.001" }, after(merge))).toMatch(
      /LA.001 no longer stands .* decide on MM.001/,
    );
  });

  it("split some findings off under an id that was never used", () => {
    const split = check({ kind: "split", target: "MM.001", findings: [copy.id] }, two);
    expect(split).toMatchObject({ kind: "split", eventId: "MM.001", findings: [copy.id], newEventId: "MM.002" });
    expect(ids(after(split))).toEqual(["LA.001", "MM.001", "MM.002"]);
    expect(refusal({ kind: "split", target: "MM.001", findings: [] }, two)).toMatch(/names no finding/);
    expect(refusal({ kind: "split", target: "MM.001", findings: [finding.id, copy.id, copy.id] }, two)).toMatch(
      /must leave MM.001 a finding/,
    );
    expect(refusal({ kind: "split", target: "MM.001", findings: [open.id] }, two)).toMatch(/is no finding of MM.001; .*it holds fnd_/);
  });

  it("mark an event, and leave what was not given as it was", () => {
    const mark = check({ kind: "mark", target: "MM.001", marking: "AMBER", protection: null }, two);
    expect(mark).toMatchObject({ kind: "mark", eventId: "MM.001", marking: "AMBER", protection: "none" });
    expect(refusal({ kind: "mark", target: "MM.001", marking: "AMBRE", protection: null }, two)).toMatch(
      /"AMBRE" is no marking; nearest is "AMBER"/,
    );
    expect(refusal({ kind: "mark", target: "MM.001", marking: null, protection: null }, two)).toMatch(/says nothing/);
  });

  it("withdraw an event, which accepting one of its findings brings back", () => {
    const withdrawal = check({ kind: "withdraw", target: "MM.001", reason: "not-an-act" }, two);
    const gone = after(withdrawal);
    expect(ids(gone)).toEqual(["LA.001"]);
    expect(refusal({ kind: "withdraw", target: "MM.001", reason: "not-an-act" }, gone)).toMatch(/no longer stands/);
    expect(refusal({ kind: "withdraw", target: "MM.001", reason: "boring" }, two)).toMatch(/"boring" is no reason of the codebook/);
    const back = check({ kind: "accept", target: finding.id }, gone);
    expect(back).toMatchObject({ kind: "accept", eventId: "MM.001" });
    expect(ids(editionOf({ decisions: [...gone.state.decisions, back] }))).toEqual(["LA.001", "MM.001"]);
  });

  it("are refused where somebody decided in between", () => {
    const seen = two.state.decisions[0]?.id ?? null;
    const between = after(check({ kind: "mark", target: "MM.001", marking: "GREEN", protection: null }, two));
    const drafts: Sketch[] = [
      { kind: "merge", target: "MM.001", into: "LA.001", seen },
      { kind: "split", target: "MM.001", findings: [copy.id], seen },
      { kind: "mark", target: "MM.001", marking: "RED", protection: null, seen },
      { kind: "withdraw", target: "MM.001", reason: "not-an-act", seen },
    ];
    for (const draft of drafts) {
      expect(refusal(draft, two)).toBe("accepted");
      expect(refusal(draft, between)).toMatch(/^MM.001 was decided on since: newest is dec_\w+, you had seen dec_\w+; look at it again/);
    }
  });

  it("are refused for a finding that belongs to no event", () => {
    expect(refusal({ kind: "withdraw", target: open.id, reason: "not-an-act" })).toMatch(/belongs to no event; accept it first/);
  });
});

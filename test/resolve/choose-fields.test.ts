import { describe, expect, it } from "vitest";
import type { Decision, EventRecord, Finding } from "../../src/model/index.js";
import { deriveEvents } from "../../src/resolve/index.js";
import {
  aBaseline,
  aFinding,
  anAccept,
  anEdit,
  aPolicy,
  aSpanFinding,
  aState,
  aStudy,
  aText,
  type FieldsSketch,
} from "../factories/index.js";

const later = (minute: number): { at: string } => ({ at: `2024-07-01T01:0${minute}:00Z` });

/** The event of findings that the baseline (those without text) or the rule accepted, after `edits`. */
function eventOf(findings: readonly Finding[], edits: readonly Decision[] = []): EventRecord {
  const accepts = findings.map((finding) => anAccept("MM.001", [finding], { by: finding.textId === null ? aBaseline : aPolicy }));
  const [event] = deriveEvents(aState({ findings, decisions: [...accepts, ...edits] }), aStudy()).events;
  if (!event) throw new Error("no event");
  return event;
}

function told(sketch: FieldsSketch, score = 0.8): Finding {
  const body = JSON.stringify(sketch);
  return aSpanFinding(sketch, { score, text: aText({ url: `https://a.example/${score}`, body }), quotes: { category: body } });
}

describe("the fields of an event with several findings", () => {
  it("takes a person's edit before all else, with its evidence, and shows what it overrules", () => {
    const event = eventOf([aFinding({ trainees: 20 })], [anEdit("MM.001", { trainees: 25 }, [], later(1))]);
    expect(event.fields.trainees).toBe(25);
    expect(event.evidence.filter(({ field }) => field === "trainees")).toEqual([
      { field: "trainees", evidence: { kind: "citation", work: "S001", locator: "p. 2" } },
    ]);
    expect(event.conflicts).toMatchObject([
      {
        field: "trainees",
        rule: "a person's decision on this event counts before all else",
        readings: [
          { value: "25", findings: [], counted: true },
          { value: "20", counted: false },
        ],
      },
    ]);
  });

  it("takes the newest of two edits, and drops the evidence of the older", () => {
    const event = eventOf(
      [aFinding()],
      [
        anEdit("MM.001", { place: "Yangon" }, [], later(1)),
        anEdit("MM.001", { place: "Beijing" }, [{ field: "place", evidence: aFinding().evidence[0]?.evidence ?? never() }], later(2)),
      ],
    );
    expect(event.fields.place).toBe("Beijing");
    expect(event.evidence.filter(({ field }) => field === "place")).toMatchObject([{ evidence: { locator: "p. 1" } }]);
  });

  it("clears a field that a person emptied, with its evidence from the text", () => {
    const event = eventOf([aFinding({ place: "Beijing" })], [anEdit("MM.001", { place: null }, [], later(1))]);
    expect(event.fields.place).toBeNull();
    expect(
      event.evidence.filter(({ field, evidence }) => field === "place" && evidence.kind === "citation" && evidence.locator === "p. 1"),
    ).toEqual([]);
  });

  it("takes a date that a person set for stated, and lets go of the former end", () => {
    const event = eventOf(
      [told({ date: "2024-06-15", dateEnd: "2024-06-18", dateBasis: "publication" })],
      [anEdit("MM.001", { date: "2024-06-14" }, [], later(1))],
    );
    expect(event.fields).toMatchObject({ date: "2024-06-14", dateBasis: "stated", dateEnd: null });
  });

  it("takes the baseline's number before a machine's, and names the rule", () => {
    const [machine, baseline] = [told({ trainees: 30 }), aFinding({ trainees: 20 })];
    const event = eventOf([machine, baseline]);
    expect(event.fields.trainees).toBe(20);
    expect(event.conflicts).toEqual([
      {
        field: "trainees",
        readings: [
          { value: "20", findings: [baseline.id], counted: true },
          { value: "30", findings: [machine.id], counted: false },
        ],
        rule: "the baseline's reading counts before a machine's",
      },
    ]);
  });

  it("takes a stated day before the day of the baseline's source, and a finer date before a coarser that agrees", () => {
    const published = aFinding({ date: "2024-06-15", dateBasis: "publication" });
    const event = eventOf([published, told({ date: "2024-06-14" })]);
    expect(event.fields).toMatchObject({ date: "2024-06-14", dateBasis: "stated" });
    expect(event.conflicts).toMatchObject([{ field: "date", rule: "a day that a source states counts before the day of a report" }]);
    expect(eventOf([published, told({ date: "2024-06-14", dateBasis: "inferred" })]).fields.date).toBe("2024-06-14");
    const finer = eventOf([aFinding({ date: "2024" }), told({ date: "2024-06-14" })]);
    expect(finer.fields.date).toBe("2024-06-14");
    expect(finer.conflicts).toEqual([]);
  });

  it("takes the higher score, then the earlier record, between two readings of pages", () => {
    expect(eventOf([told({ trainees: 20 }, 0.6), told({ trainees: 30 }, 0.9)])).toMatchObject({
      fields: { trainees: 30 },
      conflicts: [{ rule: "the reading with the higher score counts" }],
      score: 0.9,
    });
    const event = eventOf([told({ trainees: 20 }), told({ trainees: 30 })]);
    expect(event).toMatchObject({ fields: { trainees: 20 }, conflicts: [{ rule: "the reading that was recorded first counts" }] });
  });

  it("takes a value from whoever has one", () => {
    expect(eventOf([aFinding(), told({ trainees: 30, mode: "video", place: "Yangon" })])).toMatchObject({
      fields: { trainees: 30, mode: "video", place: "Yangon" },
      conflicts: [],
    });
  });

  it("takes what was done before what was planned, without calling that a conflict", () => {
    expect(eventOf([told({ status: "announced" }), told({ status: "done" })])).toMatchObject({ fields: { status: "done" }, conflicts: [] });
  });

  it("shows a denial beside a report", () => {
    const event = eventOf([told({ status: "denied" }, 0.95), told({ status: "done" }, 0.6)]);
    expect(event.fields.status).toBe("done");
    expect(event.conflicts).toMatchObject([{ field: "status", readings: [{ value: "done" }, { value: "denied", counted: false }] }]);
  });

  it("unites countries and topics, and drops a residual topic beside a specific one", () => {
    const event = eventOf([
      told({ countries: ["MM"], topics: ["other"] }),
      told({ countries: ["LA", "MM"], topics: ["cyber", "migration"] }),
    ]);
    expect(event.fields.countries).toEqual(["MM", "LA"]);
    expect(event.fields.topics).toEqual(["cyber", "migration"]);
    expect(eventOf([told({ topics: ["other"] })]).fields.topics).toEqual(["other"]);
  });

  it("keeps an allegation with the one who makes it", () => {
    const event = eventOf([
      told({ assertedBy: "a newspaper", confidence: "alleged" }, 0.9),
      told({ assertedBy: "a ministry", confidence: "stated" }, 0.5),
    ]);
    expect(event.fields).toMatchObject({ assertedBy: "a newspaper", confidence: "alleged" });
  });

  it("proves a value with those that say so, and not with those that say otherwise", () => {
    const [first, second] = [told({ trainees: 20 }, 0.9), told({ trainees: 30 }, 0.6)];
    const event = eventOf([first, second]);
    const proof = event.evidence
      .filter(({ field }) => field === "trainees")
      .map(({ evidence }) => (evidence.kind === "span" ? evidence.textId : ""));
    expect(proof).toEqual([first.textId]);
    expect(event.evidence.filter(({ field }) => field === "countries")).toHaveLength(2);
  });

  it("compares lists of goods as lists", () => {
    const radios = { what: "radios", quantity: 20, unit: null };
    const event = eventOf([told({ items: [radios] }, 0.9), told({ items: [{ ...radios, quantity: 30 }] }, 0.5)]);
    expect(event.fields.items).toEqual([radios]);
    expect(event.conflicts).toMatchObject([{ field: "items", readings: [{ value: "20 radios" }, { value: "30 radios" }] }]);
  });
});

function never(): never {
  throw new Error("a finding has evidence");
}

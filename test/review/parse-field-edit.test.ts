import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FieldName, ItemError } from "../../src/model/index.js";
import { parseFieldEdit } from "../../src/review/index.js";
import { aStudy } from "../factories/index.js";

const study = aStudy();

describe("parseFieldEdit", () => {
  it.each([
    ["category=training", { category: "training" }],
    ["date=2024-05", { date: "2024-05" }],
    ["dateEnd=2024-05-03", { dateEnd: "2024-05-03" }],
    ["dateBasis=publication", { dateBasis: "publication" }],
    ["countries=MM, la", { countries: ["MM", "LA"] }],
    ["countries=none", { countries: [] }],
    ["topics=cyber,migration,cyber", { topics: ["cyber", "migration"] }],
    ["status=under-way", { status: "under-way" }],
    ["mode=video", { mode: "video" }],
    ["scope=series", { scope: "series" }],
    ["involvement=unclear", { involvement: "unclear" }],
    ["confidence=alleged", { confidence: "alleged" }],
    ["documentKind=cooperation-agreement", { documentKind: "cooperation-agreement" }],
    ["trainees=20", { trainees: 20 }],
    ["seriesNumber=none", { seriesNumber: null }],
    [
      "items=radios:20:pieces; boats",
      {
        items: [
          { what: "radios", quantity: 20, unit: "pieces" },
          { what: "boats", quantity: null, unit: null },
        ],
      },
    ],
    ["place= 万象 ", { place: "万象" }],
    ["summary=Talks on a = b", { summary: "Talks on a = b" }],
    ["actor=none", { actor: null }],
    ["subtype=", { subtype: null }],
  ])("reads %s", (text, changes) => {
    expect(parseFieldEdit(text, study)).toEqual(changes);
  });

  it.each([
    ["date", /no change of a field; write field=value/],
    ["=2024", /no change of a field/],
    ["dat=2024", /"dat" is no field of an event; nearest is "date"/],
    ["date=May 2024", /"May 2024" is no date; write 2024, 2024-05 or 2024-05-17/],
    ["date=2024-02-30", /no date/],
    ["category=meetng", /"meetng" is not defined; nearest is "meeting"/],
    ["category=none", /"none" is not defined/],
    ["topics=cyber,migratoin", /"migratoin" is not defined; nearest is "migration"/],
    ["status=doen", /nearest is "done"; known are announced, agreed/],
    ["countries=Myanmar", /Myanmar has the code MM/],
    ["countries=XX", /no country of this study; write the two letters/],
    ["countries=HK", /HK belongs to the home side/],
    ["trainees=about 20", /no whole number; write digits only/],
    ["trainees=-3", /no whole number/],
    ["items=radios:many", /no item; write what:quantity:unit/],
    ["documentKind=treaty", /"treaty" is not defined; known are memorandum-of-understanding/],
  ])("refuses %s and says what to do", (text, message) => {
    expect(() => parseFieldEdit(text, study)).toThrow(ItemError);
    expect(() => parseFieldEdit(text, study)).toThrow(message);
  });

  it("gives one field or an ItemError, whatever is typed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...FieldName.options), fc.string(), (field, value) => {
        try {
          expect(Object.keys(parseFieldEdit(`${field}=${value}`, study))).toEqual([field]);
        } catch (error) {
          expect(error).toBeInstanceOf(ItemError);
        }
      }),
    );
  });
});

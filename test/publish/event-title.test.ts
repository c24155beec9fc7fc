import { describe, expect, it } from "vitest";
import type { EventRecord } from "../../src/model/index.js";
import { eventTitle, eventTitleParts } from "../../src/publish/event-title.js";
import { siteOf } from "../../src/publish/site.js";
import { anEvent, aSpanFinding, aText } from "../factories/index.js";
import { fixtureEdition, fixtureInput } from "./site-fixture.js";

const english = aText({ url: "https://news.example/en", lang: "en", title: "t", body: "words" });
const chinese = aText({ url: "https://news.example/zh", lang: "zh", title: "t", body: "词" });
const spanish = aText({ url: "https://news.example/es", lang: "es", title: "t", body: "palabras" });
const state = { ...fixtureEdition().state, texts: [english, chinese, spanish] };
const site = siteOf(fixtureInput({ edition: fixtureEdition({ events: [], state }) }));

type Fields = Parameters<typeof anEvent>[1];

/** An event without a summary, every field quoted from `text`. */
function coded(fields: Fields, text = english, rest: Partial<EventRecord> = {}): EventRecord {
  const { evidence } = aSpanFinding({}, { text, quotes: {} });
  const [first] = evidence;
  const quoted = (["counterpart", "items", "place"] as const).flatMap((field) => (first ? [{ ...first, field }] : []));
  return { ...anEvent("LA.001", { summary: null, ...fields }, rest), evidence: quoted };
}

describe("the title of an event that nobody has summed up", () => {
  const titleOf = (fields: Fields) => eventTitle(site, coded(fields));

  it("names both sides of an act of two, with their document, number or channel", () => {
    expect(titleOf({ category: "meeting", countries: ["LA"], counterpart: "Minister of Order" })).toBe(
      "Meeting with the Minister of Order, Laos",
    );
    expect(titleOf({ category: "meeting", countries: ["LA"], mode: "video" })).toBe("Meeting by video with Laos");
    expect(titleOf({ category: "patrol", countries: ["LA", "MM", "TH"], seriesNumber: 32 })).toBe(
      "32nd patrol with Laos, Myanmar and Thailand",
    );
    expect(titleOf({ category: "meeting", countries: ["LA"], place: "Vientiane" })).toBe("Meeting with Laos in Vientiane");
    expect(titleOf({ category: "meeting", countries: [] })).toBe("Meeting, partner not named");
  });

  it("tells what was given, and to whom", () => {
    expect(titleOf({ category: "training", countries: ["TZ"], trainees: 24 })).toBe("Training for 24 people, Tanzania");
    expect(titleOf({ category: "training", countries: ["TZ"], trainees: 1, counterpart: "Tanzania Police" })).toBe(
      "Training for Tanzania Police, 1 person, Tanzania",
    );
    const items = [
      { what: "supplies", quantity: null, unit: null },
      { what: "motorcycles", quantity: 20, unit: null },
      { what: "radio", quantity: 40, unit: "sets of" },
      { what: "cars", quantity: 3, unit: null },
    ];
    expect(titleOf({ category: "assistance", countries: ["AR"], items })).toBe(
      "Assistance: 20 motorcycles, 40 sets of radio and two more, Argentina",
    );
  });

  it("quotes names in the language of their source, and gives none of its own an article", () => {
    const items = [{ what: "台式电脑", quantity: 150, unit: "台" }];
    expect(eventTitleParts(site, coded({ category: "assistance", countries: ["AR"], items, counterpart: "内务部" }, chinese))).toEqual([
      { text: "Assistance", lang: null },
      { text: " for ", lang: null },
      { text: "内务部", lang: "zh" },
      { text: ": ", lang: null },
      { text: "台式电脑150台", lang: "zh" },
      { text: ", Argentina", lang: null },
    ]);
    const parts = eventTitleParts(site, coded({ category: "meeting", countries: ["AR"], counterpart: "Ministerio of X" }, spanish));
    expect(parts).toContainEqual({ text: "Ministerio of X", lang: "es" });
  });

  it("says kind and country of a protected event, and no word more", () => {
    const held = coded(
      { category: "rendition", countries: ["FR"], date: "2023-03-29", counterpart: "Jane Doe-Secret", place: "Lyon", summary: "A secret" },
      english,
      { protection: "person-at-risk", review: "machine" },
    );
    expect(eventTitle(site, held)).toBe("Rendition, France");
  });
});

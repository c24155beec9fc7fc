import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/index.js";
import { contradiction } from "../../src/resolve/contradiction.js";
import { LINK_RULES, proposeLinks } from "../../src/resolve/index.js";
import { scorePair } from "../../src/resolve/score-pair.js";
import { aFinding, aSpanFinding, aText, type FieldsSketch } from "../factories/index.js";

const verdictOf = (a: Finding, b: Finding): string => proposeLinks([a], [b])[0]?.verdict ?? "none";
const report = (sketch: FieldsSketch = {}): Finding => {
  const words = JSON.stringify(sketch);
  return aSpanFinding(sketch, { text: aText({ url: `https://a.example/${words}`, body: words }), quotes: { category: words } });
};

describe("proposeLinks", () => {
  it("takes two reports of a meeting with one country on one day for one act, and says why", () => {
    const [link] = proposeLinks([report({ place: "Beijing" })], [aFinding({ counterpart: "police chief" })]);
    expect(link).toMatchObject({ verdict: "same", score: 0.8, matcher: LINK_RULES.matcher });
    expect(link?.reasons.map(({ feature, weight }) => [feature, weight])).toEqual([
      ["category", 0.2],
      ["countries", 0.25],
      ["date", 0.35],
    ]);
    expect(link?.reasons[2]?.note).toBe("2024-06-14 (stated) and 2024-06-14 (stated)");
  });

  it.each([
    ["a publication day after", { date: "2024-06-15", dateBasis: "publication" }, "same"],
    ["a dateline two days later", { date: "2024-06-16", dateBasis: "dateline" }, "ask"],
    ["a publication week later", { date: "2024-06-21", dateBasis: "publication" }, "none"],
    ["a publication days before the act", { date: "2024-06-11", dateBasis: "publication" }, "none"],
    ["the next stated day", { date: "2024-06-15" }, "ask"],
    ["a stated day later in the week", { date: "2024-06-18" }, "none"],
    ["the same day of a month that was inferred", { dateBasis: "inferred" }, "same"],
    ["another day of a month that was inferred", { date: "2024-06-17", dateBasis: "inferred" }, "none"],
    ["the month alone", { date: "2024-06" }, "ask"],
    ["the month and the same counterpart", { date: "2024-06", counterpart: "Chief of Police" }, "same"],
    ["the year alone", { date: "2024" }, "none"],
    ["another year", { date: "2023" }, "none"],
    ["a visit of several days around it", { date: "2024-06-13", dateEnd: "2024-06-16" }, "same"],
    ["another country", { countries: ["LA"] }, "none"],
    ["one country more", { countries: ["MM", "LA"] }, "same"],
    ["another category", { category: "training" }, "none"],
    ["a running total", { scope: "total" }, "none"],
  ] as const)("compares a meeting on a stated day with %s", (_, sketch, verdict) => {
    const other: FieldsSketch = { ...sketch, countries: "countries" in sketch ? [...sketch.countries] : ["MM"] };
    expect(verdictOf(aFinding({ counterpart: "Chief of Police" }), report(other))).toBe(verdict);
  });

  it("reads the months on both sides of a month's end", () => {
    expect(verdictOf(aFinding({ date: "2024-05-31" }), report({ date: "2024-06-01", dateBasis: "publication" }))).toBe("same");
    expect(verdictOf(aFinding({ date: "2024-01-01", dateBasis: "publication" }), report({ date: "2023-12-31" }))).toBe("same");
  });

  it("joins the start and the end of one numbered patrol and parts two numbers", () => {
    const start = report({ category: "patrol", countries: ["LA", "MM", "TH"], date: "2024-06-18", seriesNumber: 142 });
    const end = report({ category: "patrol", countries: ["LA", "MM", "TH"], date: "2024-06-21", seriesNumber: 142 });
    const next = report({ category: "patrol", countries: ["LA", "MM", "TH"], date: "2024-06-18", seriesNumber: 143 });
    expect(verdictOf(start, end)).toBe("same");
    expect(verdictOf(start, next)).toBe("none");
  });

  it("finds one series number again where one report has no date", () => {
    const dated = report({ category: "patrol", countries: ["LA"], seriesNumber: 142 });
    expect(verdictOf(dated, report({ category: "patrol", countries: ["LA"], date: null, dateBasis: null, seriesNumber: 142 }))).toBe(
      "same",
    );
  });

  it("asks about a course that began on another day, and is sure where the number of trainees agrees too", () => {
    const course = aFinding({ category: "training", date: "2024-06-03", trainees: 20 });
    expect(verdictOf(course, report({ category: "training", date: "2024-06-14" }))).toBe("ask");
    expect(verdictOf(course, report({ category: "training", date: "2024-06-14", trainees: 20 }))).toBe("same");
    expect(verdictOf(course, report({ category: "training", date: "2024-06-14", trainees: 35 }))).toBe("none");
  });

  it("asks where readers of one act may have taken different categories", () => {
    expect(verdictOf(report({ category: "joint-operation" }), report({ category: "rendition" }))).toBe("ask");
  });

  it("knows a syndicated copy by its words, though neither carries a date", () => {
    const body = "A group of police officers from Myanmar finished a course at the college.";
    const undated: FieldsSketch = { category: "training", date: null, dateBasis: null };
    const copy = (url: string, words = body): Finding =>
      aSpanFinding(undated, { text: aText({ url, body: words }), quotes: { category: words } });
    expect(verdictOf(copy("https://a.example/"), copy("https://b.example/"))).toBe("same");
    expect(
      verdictOf(copy("https://a.example/"), copy("https://b.example/", "Other police officers finished a course at another college.")),
    ).toBe("none");
  });

  it("compares names only within one script", () => {
    const latin = aFinding({ date: "2024-06", counterpart: "Minister of Interior" });
    expect(verdictOf(latin, report({ date: "2024-06", counterpart: "内政部长" }))).toBe("ask");
    expect(
      proposeLinks([latin], [report({ date: "2024-06", counterpart: "内政部长" })])[0]?.reasons.map(({ feature }) => feature),
    ).not.toContain("counterpart");
  });

  describe("within one text", () => {
    const text = aText({ body: "The minister met guests from Laos and Myanmar on 14 June, and again on 15 June." });
    const told = (sketch: FieldsSketch, coder = "rules@1.0.0"): Finding =>
      aSpanFinding(sketch, { text, coder, quotes: { date: "14 June" } });

    it("takes headline and story for one act", () => {
      expect(verdictOf(told({}), told({ place: "Beijing" }))).toBe("same");
    });

    it("keeps apart what one writer tells of two days, countries, numbers or documents", () => {
      expect(verdictOf(told({}), told({ date: "2024-06-15" }))).toBe("none");
      expect(verdictOf(told({}), told({ countries: ["LA"] }))).toBe("none");
      expect(verdictOf(told({}), told({ countries: ["LA", "MM"] }))).toBe("none");
      expect(verdictOf(told({ category: "training", trainees: 20 }), told({ category: "training", trainees: 21 }))).toBe("none");
      expect(
        verdictOf(told({ category: "agreement", documentKind: "protocol" }), told({ category: "agreement", documentKind: "treaty" })),
      ).toBe("none");
    });

    it("does not join two hosts on one day without asking", () => {
      expect(verdictOf(told({ counterpart: "police chief" }), told({ counterpart: "border guard" }))).not.toBe("same");
    });

    it("takes a second reading of the same words for the same act", () => {
      expect(verdictOf(told({ date: "2024-06" }), told({ date: "2024-06" }, "rules@1.1.0"))).toBe("same");
    });
  });

  it("keeps two rows of one outside numbering apart and joins one row read twice", () => {
    expect(verdictOf(aFinding({}, { alias: "MM.meeting.001" }), aFinding({}, { alias: "MM.meeting.002" }))).toBe("none");
    expect(verdictOf(aFinding({}, { alias: "MM.meeting.001" }), aFinding({ place: "Beijing" }, { alias: "MM.meeting.001" }))).toBe("same");
  });

  const someFinding = fc
    .record({
      category: fc.constantFrom("meeting", "training", "patrol", "rendition", "joint-operation"),
      countries: fc.subarray(["MM", "LA", "FR"]),
      date: fc.constantFrom(
        null,
        "2024",
        "2023-12",
        "2024-06",
        "2023-12-31",
        "2024-01-02",
        "2024-06-14",
        "2024-06-15",
        "2024-06-29",
        "2024-07-03",
      ),
      dateBasis: fc.constantFrom("stated" as const, "publication" as const),
      seriesNumber: fc.option(fc.integer({ min: 1, max: 2 }), { nil: null }),
      place: fc.constantFrom(null, "Beijing", "Yangon"),
    })
    .chain((sketch) => fc.constantFrom(aFinding(sketch), report(sketch)));
  const someFindings = fc.uniqueArray(someFinding, { selector: ({ id }) => id, maxLength: 25 });

  /** Pairs that are compared at all: a country in common, or none on either side, or one number of a series. */
  const comparable = ({ fields: x }: Finding, { fields: y }: Finding): boolean =>
    x.countries.some((code) => y.countries.includes(code)) ||
    x.countries.length + y.countries.length === 0 ||
    (x.category === y.category && x.seriesNumber !== null && x.seriesNumber === y.seriesNumber);

  it("loses no dated pair through blocking", () => {
    fc.assert(
      fc.property(someFindings, (findings) => {
        const dated = findings.filter(({ fields }) => fields.date !== null);
        const pairs = dated.flatMap((a, index) => dated.slice(index + 1).map((b) => (a.id < b.id ? ([a, b] as const) : ([b, a] as const))));
        const wanted = pairs.filter(
          ([a, b]) =>
            comparable(a, b) && contradiction(a, b, LINK_RULES) === null && scorePair(a, b, LINK_RULES).score >= LINK_RULES.askFrom,
        );
        const found = proposeLinks(dated, []).map(({ left, right }) => `${left} ${right}`);
        expect(found.sort()).toEqual(wanted.map(([a, b]) => `${a.id} ${b.id}`).sort());
      }),
    );
  });

  it("gives the same links in whatever order findings come, and whichever of two is the new one", () => {
    fc.assert(
      fc.property(someFindings, fc.nat(), (findings, at) => {
        const cut = findings.length === 0 ? 0 : at % findings.length;
        const all = proposeLinks(findings, []);
        expect(proposeLinks([...findings].reverse(), [])).toEqual(all);
        const [known, fresh] = [findings.slice(0, cut), findings.slice(cut)];
        const stepwise = [...proposeLinks(known, []), ...proposeLinks(fresh, known)].map(({ id }) => id);
        expect(stepwise.sort()).toEqual(all.map(({ id }) => id).sort());
      }),
    );
  });

  it("compares new findings with a large ledger in time that grows with its size alone", () => {
    const day = (index: number): string => new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10);
    const many = Array.from({ length: 4000 }, (_, index) =>
      aFinding({ date: day(index * 2), countries: [["MM", "LA", "FR"][index % 3] ?? "MM"] }),
    );
    let compared = 0;
    const counting = many.map(
      (finding) =>
        new Proxy(finding, { get: (target, key, self): unknown => (key === "alias" && (compared += 1), Reflect.get(target, key, self)) }),
    );
    proposeLinks(counting, []);
    expect(compared).toBeLessThan(many.length * 200); // all pairs would be 8 million
  });
});

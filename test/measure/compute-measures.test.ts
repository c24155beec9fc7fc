import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventRecord, MeasureSpec, MeasureValue, Study } from "../../src/model/index.js";
import { computeMeasures, findMeasure } from "../../src/measure/index.js";
import { aBaselineOf, aMeasure, anEvent, aStudy } from "../factories/index.js";

function compute(over: Parameters<typeof aMeasure>[0], events: readonly EventRecord[], study: Partial<Study> = {}): MeasureValue {
  const [value] = computeMeasures({ events }, aStudy({ ...study, measures: [aMeasure(over)] }));
  if (!value) throw new Error("one measure gives one value");
  return value;
}

const bars = (value: MeasureValue): unknown[] => value.rows.filter((row) => row.value > 0).map((row) => [row.key, row.value]);

describe("a count", () => {
  it("counts each single act once, and names the events behind it and what they rest on", () => {
    const events = [
      anEvent("MM.001"),
      anEvent("XM.001", { countries: ["MM", "LA", "TH"] }),
      anEvent("LA.001", { countries: ["LA"] }, { restsOn: "archived" }),
    ];
    expect(compute({}, events)).toMatchObject({
      value: 3,
      n: 3,
      unit: "events",
      events: ["MM.001", "XM.001", "LA.001"],
      rows: [],
      footing: { archived: 1, citation: 2 },
      excluded: [],
      warnings: [],
    });
  });

  it("leaves out series rows and totals, and says so", () => {
    const events = [
      anEvent("LA.001", { category: "patrol", scope: "series" }),
      anEvent("LA.002", { category: "patrol" }),
      anEvent("CN.001", { category: "rendition", scope: "total" }),
    ];
    expect(compute({}, events)).toMatchObject({
      value: 1,
      events: ["LA.002"],
      excluded: [
        { reason: "row for a whole series, never added to single acts", events: ["LA.001"] },
        { reason: "running total, never added to single acts", events: ["CN.001"] },
      ],
    });
  });

  it.each([
    ["meeting", "announced", "announced, not done"],
    ["patrol", "agreed", "agreed, not done"],
    ["training", "cancelled", "cancelled"],
    ["tnr", "denied", "denied"],
  ] as const)("leaves out a %s that is %s", (category, status, reason) => {
    expect(compute({}, [anEvent("MM.001", { category, status })])).toMatchObject({ value: 0, excluded: [{ reason, events: ["MM.001"] }] });
  });

  it.each([
    ["agreement", "agreed"],
    ["assistance", "announced"],
    ["tnr", "claimed"],
    ["patrol", "under-way"],
  ] as const)("counts a %s that is %s", (category, status) => {
    expect(compute({}, [anEvent("MM.001", { category, status })])).toMatchObject({ value: 1, excluded: [] });
  });

  it("lets a filter that names statuses decide about them", () => {
    const events = [
      anEvent("MM.001", { status: "announced" }),
      anEvent("MM.002"),
      anEvent("MM.003", { status: "announced", scope: "total" }),
    ];
    expect(compute({ filter: { status: ["announced", "agreed"] } }, events)).toMatchObject({ value: 1, events: ["MM.001"], warnings: [] });
  });

  it("keeps sample pages out of the record, and the record out of the samples", () => {
    const events = [anEvent("MM.001"), anEvent("MM.002", {}, { sample: true, restsOn: "archived" })];
    expect(compute({}, events)).toMatchObject({ events: ["MM.001"], footing: { archived: 0, citation: 1 }, excluded: [] });
    expect(compute({ filter: { population: "sample" } }, events).events).toEqual(["MM.002"]);
  });

  it("puts undated events aside where it asks for years, and only there", () => {
    const events = [
      anEvent("MM.001", { date: null, dateBasis: null }),
      anEvent("MM.002", { date: "2017" }),
      anEvent("MM.003", { date: "2016-12-31" }),
    ];
    expect(compute({ filter: { fromYear: 2017 } }, events)).toMatchObject({
      events: ["MM.002"],
      excluded: [{ reason: "no date", events: ["MM.001"] }],
    });
    expect(compute({ filter: { toYear: 2016 } }, events).events).toEqual(["MM.003"]);
    expect(compute({}, events).value).toBe(3);
  });

  it.each<[string, MeasureSpec["filter"], readonly string[]]>([
    ["category", { category: ["training"] }, ["LA.001"]],
    ["topic", { topic: ["cyber", "migration"] }, ["LA.001", "FR.001"]],
    ["region", { region: ["europe"] }, ["FR.001"]],
    ["neighbours", { neighboursOnly: true }, ["MM.001", "LA.001"]],
    ["kind of document", { documentKind: ["memorandum-of-understanding"] }, ["FR.001"]],
    ["footing", { restsOn: ["archived"] }, ["FR.001"]],
    ["involvement", { involvement: ["unclear"] }, ["MM.001"]],
    ["review", { review: ["machine", "reviewed"] }, ["LA.001"]],
    ["several at once", { topic: ["cyber"], neighboursOnly: true, fromYear: 2024 }, ["LA.001"]],
  ])("filters by %s", (_, filter, wanted) => {
    const events = [
      anEvent("MM.001", { involvement: "unclear" }),
      anEvent("LA.001", { countries: ["LA"], category: "training", topics: ["cyber"] }, { review: "machine" }),
      anEvent(
        "FR.001",
        {
          countries: ["FR"],
          category: "agreement",
          topics: ["migration", "cyber"],
          documentKind: "memorandum-of-understanding",
          date: "2020",
        },
        { restsOn: "archived" },
      ),
    ];
    expect(compute({ filter }, events).events).toEqual(wanted);
  });
});

describe("distinct countries", () => {
  it("counts each foreign country once and the home's territories never", () => {
    const events = [anEvent("MM.001"), anEvent("XM.001", { countries: ["MM", "LA", "HK"] }), anEvent("CN.001", { countries: [] })];
    expect(compute({ aggregate: "distinct-countries" }, events)).toMatchObject({ value: 2, n: 3 });
  });

  it("counts only countries that the filter asks for", () => {
    const events = [anEvent("XM.001", { countries: ["MM", "FR", "TH"] })];
    expect(compute({ aggregate: "distinct-countries", filter: { region: ["asia"] } }, events).value).toBe(2);
    expect(compute({ aggregate: "distinct-countries", filter: { neighboursOnly: true } }, events).value).toBe(1);
  });
});

describe("a share", () => {
  const archived = { aggregate: "share", filter: { restsOn: ["archived"] }, of: { category: ["meeting"] } } as const;

  it("is the part of the whole, with the whole behind it and both sides as rows", () => {
    const events = [
      anEvent("MM.001", {}, { restsOn: "archived" }),
      anEvent("MM.002"),
      anEvent("MM.003"),
      anEvent("MM.004", { category: "training" }, { restsOn: "archived" }),
    ];
    const value = compute({ ...archived, filter: { restsOn: ["archived"] }, of: { category: ["meeting"] } }, events);
    expect(value).toMatchObject({ n: 3, events: ["MM.001", "MM.002", "MM.003"], footing: { archived: 1, citation: 2 } });
    expect(value.value).toBeCloseTo(1 / 3);
    expect(value.rows.map(({ key, events: behind }) => [key, behind])).toEqual([
      ["part", ["MM.001"]],
      ["rest", ["MM.002", "MM.003"]],
    ]);
  });

  it("of nothing is not a number", () => {
    expect(compute({ aggregate: "share", filter: { restsOn: ["archived"] }, of: {} }, [])).toMatchObject({ value: null, n: 0 });
  });
});

describe("a breakdown", () => {
  const events = [
    anEvent("MM.001", { topics: ["cyber", "migration"], date: "2021-03" }),
    anEvent("XM.001", { countries: ["LA", "FR", "TH"], category: "training", date: "2024" }),
    anEvent("CN.001", { countries: [], date: null, dateBasis: null }),
  ];

  it("by region shows an act once under each region, zero where there is none, and warns that rows add up to more", () => {
    const value = compute({ aggregate: "by-region" }, events.slice(0, 2));
    expect(bars(value)).toEqual([
      ["asia", 2],
      ["europe", 1],
    ]);
    expect(value.rows.map(({ label }) => label)).toContain("Middle East");
    expect(value).toMatchObject({ value: 2, n: 2, warnings: ["an event can stand in several rows: they add up to 3, from 2 events"] });
    expect(value.rows[0]).toMatchObject({ share: 1, events: ["MM.001", "XM.001"] });
  });

  it("names the events that stand under no part", () => {
    expect(compute({ aggregate: "by-region" }, events).rows.at(-1)).toMatchObject({
      key: "none",
      label: "No country named",
      events: ["CN.001"],
    });
    expect(compute({ aggregate: "by-year" }, events).rows.at(-1)).toMatchObject({ key: "none", label: "No date", events: ["CN.001"] });
    expect(compute({ aggregate: "by-topic" }, events).rows.at(-1)).toMatchObject({ key: "none", events: ["XM.001", "CN.001"] });
    expect(compute({ aggregate: "by-category" }, [anEvent("MM.001", { category: "parade" })]).rows.at(-1)).toMatchObject({
      key: "none",
      value: 1,
    });
  });

  it("shows a country that the study puts nowhere, and warns", () => {
    const value = compute({ aggregate: "by-region" }, [anEvent("ZZ.001", { countries: ["ZZ"] })]);
    expect(value.rows.at(-1)).toMatchObject({ key: "unplaced", value: 1 });
    expect(value.warnings).toEqual(["1 of 1 events name a country that the study puts in no region"]);
  });

  it("by year has no gaps", () => {
    expect(compute({ aggregate: "by-year" }, events).rows.map(({ key, value }) => [key, value])).toEqual([
      ["2021", 1],
      ["2022", 0],
      ["2023", 0],
      ["2024", 1],
      ["none", 1],
    ]);
    expect(compute({ aggregate: "by-year", filter: { fromYear: 2020, toYear: 2022 } }, events).rows.map(({ key }) => key)).toEqual([
      "2020",
      "2021",
      "2022",
    ]);
  });

  it("by topic and by category follow the codebook, by country the number of acts", () => {
    expect(bars(compute({ aggregate: "by-topic" }, events))).toEqual([
      ["cyber", 1],
      ["migration", 1],
      ["none", 2],
    ]);
    expect(bars(compute({ aggregate: "by-category" }, events))).toEqual([
      ["meeting", 2],
      ["training", 1],
    ]);
    const value = compute({ aggregate: "by-country" }, [...events, anEvent("TH.001", { countries: ["TH"] })]);
    expect(value.rows.map(({ label, value: count }) => [label, count])).toEqual([
      ["Thailand", 2],
      ["France", 1],
      ["Laos", 1],
      ["Myanmar", 1],
      ["No country named", 1],
    ]);
  });

  it("shows only the parts that its filter asks for", () => {
    expect(compute({ aggregate: "by-region", filter: { region: ["europe"] } }, events).rows.map(({ key }) => key)).toEqual(["europe"]);
  });
});

describe("warnings", () => {
  const baseline = aBaselineOf({
    inconsistencies: [
      { id: "I03", topic: "Period of meetings", readingA: "a", readingB: "b", certainty: "certain", handling: "Never mix", endnotes: [] },
    ],
    statistics: [
      {
        id: "P001",
        statement: "",
        measure: "count",
        filter: "",
        value: "114",
        operator: "=",
        unit: "meetings",
        period: "",
        pages: "",
        endnote: "",
        note: "",
      },
      {
        id: "P005",
        statement: "",
        measure: "count",
        filter: "",
        value: "1",
        operator: ">=",
        unit: "meetings",
        period: "",
        pages: "",
        endnote: "",
        note: "",
      },
      {
        id: "P023",
        statement: "",
        measure: "figure-period",
        filter: "",
        value: "1997/2020",
        operator: "=",
        unit: "years",
        period: "",
        pages: "",
        endnote: "",
        note: "",
      },
    ],
  });

  it("name the known inconsistencies with their handling", () => {
    expect(compute({ inconsistencies: ["I03"] }, [], { baseline }).warnings).toEqual(["I03 Period of meetings: Never mix"]);
  });

  it("point to a published value that differs, and to none that holds or counts something else", () => {
    expect(compute({ references: ["P023", "P001"] }, [anEvent("MM.001")], { baseline }).warnings).toEqual([
      "published reference value 114 differs: see P001",
    ]);
    expect(compute({ references: ["P005", "P023"] }, [anEvent("MM.001")], { baseline }).warnings).toEqual([]);
    expect(compute({ references: ["P005"] }, [], { baseline }).warnings).toEqual(["published reference value >= 1 differs: see P005"]);
    expect(compute({ references: ["P001"], aggregate: "by-region" }, [], { baseline }).warnings).toEqual([]);
  });

  it("say how many events nobody has reviewed, rest on sources that disagree, are claimed, or are pledges", () => {
    const events = [
      anEvent("MM.001", {}, { review: "machine" }),
      anEvent("MM.002", { status: "claimed" }, { review: "machine", conflicts: [{ field: "date", readings: [], rule: "" }] }),
      anEvent("MM.003", { category: "assistance", status: "agreed" }),
      anEvent("MM.004", { category: "agreement", status: "agreed" }),
    ];
    expect(compute({}, events).warnings).toEqual([
      "2 of 4 events rest on machine coding that nobody has reviewed",
      "1 of 4 events rests on sources that disagree",
      "1 of 4 events is alleged or claimed, not established",
      "1 of 4 events is a pledge, not known to be kept",
    ]);
  });
});

describe("all measures", () => {
  it("come in the study's order and are found by id", () => {
    const study = aStudy({ measures: [aMeasure({ id: "b" }), aMeasure({ id: "a" })] });
    const values = computeMeasures({ events: [] }, study);
    expect(values.map(({ id }) => id)).toEqual(["b", "a"]);
    expect(findMeasure(values, "a")?.spec).toBe(study.measures[1]);
    expect(findMeasure(values, "c")).toBeNull();
  });

  it("lose no event: every one of the record is counted, excluded with a reason, or asked for by no filter", () => {
    const event = fc
      .record({
        number: fc.integer({ min: 1, max: 999 }),
        category: fc.constantFrom("meeting", "agreement", "tnr"),
        countries: fc.subarray(["MM", "LA", "FR", "ZZ"]),
        date: fc.constantFrom(null, "2020", "2021-05"),
        status: fc.constantFrom("announced" as const, "done" as const, "denied" as const),
        scope: fc.constantFrom("single" as const, "series" as const),
        topics: fc.subarray(["cyber", "migration"]),
        restsOn: fc.constantFrom("archived" as const, "citation" as const),
      })
      .map(({ number, restsOn, ...sketch }) => anEvent(`MM.${String(number).padStart(3, "0")}`, sketch, { restsOn }));
    const aggregate = fc.constantFrom(
      "count",
      "distinct-countries",
      "share",
      "by-region",
      "by-year",
      "by-topic",
      "by-country",
      "by-category",
    );
    fc.assert(
      fc.property(fc.uniqueArray(event, { selector: ({ id }) => id, maxLength: 20 }), aggregate, (events, kind) => {
        const value = compute({ aggregate: kind }, events); // one of the closed list above
        const seen = [...value.events, ...value.excluded.flatMap((group) => group.events)];
        expect([...seen].sort()).toEqual(events.map(({ id }) => id).sort());
        expect(value.footing.archived + value.footing.citation).toBe(value.n);
        expect(value.n).toBe(value.events.length);
        if (value.rows.length > 0) expect(new Set(value.rows.flatMap((row) => row.events))).toEqual(new Set(value.events));
      }),
    );
  });
});

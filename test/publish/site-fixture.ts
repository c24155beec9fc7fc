import { deriveId, silentLog } from "../../src/effects/index.js";
import { computeMeasures } from "../../src/measure/index.js";
import type { Edition, EventRecord, Finding, Study } from "../../src/model/index.js";
import { buildSite, type SiteInput } from "../../src/publish/index.js";
import {
  aBaselineOf,
  aCapture,
  aClaim,
  aFinding,
  aMeasure,
  anAccept,
  anEdition,
  anEvent,
  aPolicy,
  aSpanFinding,
  aStudy,
  aText,
  aWork,
} from "../factories/index.js";

/** Words that must never leave: the name, title and address of a protected work, and the quote of a protected event. */
export const SECRETS = ["Jane Doe-Secret", "jane-doe-secret", "Secretauthor", "secret words of the notice"] as const;

const zhUrl = "https://news.example/2024/06/zh.html";
/** A page with an astral character before the quotes, so that code points and UTF-16 units differ. */
export const ZH_TEXT = aText({
  url: zhUrl,
  captureId: deriveId("cap", zhUrl),
  lang: "zh",
  title: "公序部与老挝举行会谈",
  body: "𠮷祥。6月14日，公序部副部长在万象会见老挝警察总监。双方就打击毒品犯罪交换意见。\n其他消息：天气晴朗。",
});

const secretUrl = "https://news.example/secret.html";
const SECRET_TEXT = aText({
  url: secretUrl,
  captureId: deriveId("cap", secretUrl),
  title: "About Jane Doe-Secret",
  body: "The secret words of the notice stand here.",
});
const sampleUrl = "https://sample.example/1.html";
const SAMPLE_TEXT = aText({ url: sampleUrl, captureId: deriveId("cap", sampleUrl), title: "An invented page" });

const zhFinding = aSpanFinding(
  { date: "2024-06-14", countries: ["LA"], place: "万象", topics: ["counter-drug"], actor: "公序部副部长" },
  {
    text: ZH_TEXT,
    quotes: {
      category: "6月14日，公序部副部长在万象会见老挝警察总监",
      date: "6月14日",
      countries: "老挝",
      place: "万象",
      topics: "毒品",
      actor: "公序部副部长",
    },
  },
);
const secretFinding = aSpanFinding({ category: "tnr", countries: ["FR"], counterpart: "Jane Doe-Secret" }, { text: SECRET_TEXT });
const sampleFinding = aSpanFinding({ category: "training", countries: ["TZ"] }, { text: SAMPLE_TEXT });
const citedFinding = aFinding(
  { category: "training", countries: ["TZ", "MM"], summary: 'A course for "senior" officers', date: "2018" },
  { alias: "TZ.training.001" },
);

function eventOf(id: string, finding: Finding, rest: Partial<Omit<EventRecord, "id" | "fields">> = {}): EventRecord {
  const archived = finding.textId !== null;
  return {
    ...anEvent(id),
    fields: finding.fields,
    evidence: finding.evidence,
    findings: [finding.id],
    decisions: [anAccept(id, [finding], { by: aPolicy }).id],
    restsOn: archived ? "archived" : "citation",
    review: archived ? "machine" : "baseline",
    ...rest,
  };
}

/** Seven events of an invented ministry: quoted, cited, protected, in conflict, a series row, without partner, and one sample. */
export const EVENTS: readonly EventRecord[] = [
  eventOf("LA.001", zhFinding),
  eventOf("TZ.001", citedFinding, { aliases: ["TZ.training.001"] }),
  eventOf("FR.001", secretFinding, { protection: "person-at-risk" }),
  anEvent(
    "AR.001",
    { category: "assistance", countries: ["AR"], summary: "=cmd|' /C calc'!A0", date: "2018-11" },
    {
      conflicts: [
        {
          field: "subtype",
          readings: [
            { value: "laboratory", findings: [], counted: false },
            { value: "equipment", findings: [], counted: true },
          ],
          rule: "the cited source goes first",
        },
      ],
      evidence: [
        { field: "category", evidence: { kind: "citation", work: aWork({ id: "S002" }).id, locator: "p. 3" } },
        { field: "countries", evidence: { kind: "citation", work: aWork({ id: "S001" }).id, locator: "p. 1" } },
      ],
    },
  ),
  anEvent("XM.001", {
    category: "patrol",
    countries: ["LA", "MM", "TH"],
    scope: "series",
    date: "2011",
    dateEnd: "2022",
    summary: "Patrol series",
  }),
  anEvent("XM.002", {
    category: "patrol",
    countries: ["LA", "MM", "TH"],
    seriesNumber: 91,
    date: "2020-03",
    summary: "End of the 91st patrol",
  }),
  anEvent("CN.001", { category: "multilateral", countries: [], date: null, summary: "A forum" }),
  eventOf("TZ.002", sampleFinding, { sample: true }),
];

/** A study of an invented ministry: nothing in it speaks of any real one. */
export function fixtureStudy(over: Partial<Study> = {}): Study {
  return aStudy({
    unknowns: [{ label: "How many meetings", note: "Nobody says." }],
    measures: [
      aMeasure({ id: "activities", title: "Activities named one by one", unit: "activities" }),
      aMeasure({ id: "countries", title: "Partner countries", unit: "countries", aggregate: "distinct-countries" }),
      aMeasure({
        id: "archived-share",
        title: "Share of events with archived evidence",
        unit: "share",
        aggregate: "share",
        filter: { restsOn: ["archived"] },
        of: {},
      }),
      aMeasure({
        id: "patrols",
        title: "Joint patrols",
        unit: "patrols",
        filter: { category: ["patrol"] },
        claims: ["C001"],
        references: ["P001"],
        inconsistencies: ["I01"],
      }),
      aMeasure({
        id: "trainings-by-region",
        title: "Trainings by region",
        unit: "trainings",
        aggregate: "by-region",
        filter: { category: ["training"] },
        references: ["P002"],
      }),
      aMeasure({ id: "sample-activities", title: "Activities on sample pages", unit: "activities", filter: { population: "sample" } }),
    ],
    baseline: aBaselineOf({
      events: [],
      inconsistencies: [
        {
          id: "I01",
          topic: "Number of patrols",
          readingA: "114",
          readingB: "115",
          certainty: "certain",
          handling: "Keep both",
          endnotes: ["1"],
        },
        {
          id: "I02",
          topic: "Course",
          readingA: "Course",
          readingB: "Seminar",
          certainty: "certain",
          handling: "Coded as a course",
          endnotes: ["2"],
        },
      ],
      touches: [{ inconsistency: "I02", kind: "event", id: "TZ.training.001" }],
      statistics: [
        statistic({
          id: "P001",
          statement: "Patrols in the data set.",
          measure: "count",
          filter: "category=patrol",
          value: "40",
          unit: "patrols",
        }),
        statistic({
          id: "P002",
          statement: "African part.",
          measure: "share",
          filter: "category=training;region=Africa",
          value: "35",
          unit: "percent",
        }),
      ],
      countryLists: [
        { list: "border-states-with-agreements", country: "MM", size: "1", meaning: "Neighbours with agreements", endnotes: [], note: "" },
        { list: "border-states-without-agreements", country: "KZ", size: "1", meaning: "Neighbours without", endnotes: [], note: "" },
      ],
    }),
    ...over,
  });
}

function statistic(over: { id: string; statement: string; measure: string; filter: string; value: string; unit: string }) {
  return { operator: "=", period: "", pages: "", endnote: "", note: "", ...over };
}

export function fixtureEdition(over: Partial<Edition> = {}): Edition {
  const findings = [zhFinding, citedFinding, secretFinding, sampleFinding];
  return anEdition({
    events: EVENTS,
    tombstones: [],
    state: {
      captures: [zhUrl, secretUrl, sampleUrl].map((url) => aCapture({ url })),
      texts: [ZH_TEXT, SECRET_TEXT, SAMPLE_TEXT],
      findings,
      decisions: [
        anAccept("LA.001", [zhFinding], { by: aPolicy }),
        anAccept("TZ.001", [citedFinding], { by: aPolicy }),
        anAccept("FR.001", [secretFinding], { by: aPolicy }),
        anAccept("TZ.002", [sampleFinding], { by: aPolicy }),
      ],
      works: [
        aWork({ id: "S001" }),
        aWork({
          id: "S002",
          protectedPerson: true,
          author: "Secretauthor",
          titleEnglish: "The case of Jane Doe-Secret",
          titleOriginal: "Jane Doe-Secret",
          url: "https://news.example/jane-doe-secret",
          archivedUrl: "https://archive.example/jane-doe-secret",
        }),
      ],
      claims: [
        aClaim({
          alias: "C001",
          scope: "LA;MM;TH",
          value: 114,
          operator: ">=",
          unit: "patrols",
          subject: "River patrols",
          measure: "patrols held",
        }),
      ],
    },
    ...over,
  });
}

export function fixtureInput(over: Partial<SiteInput> = {}): SiteInput {
  const study = over.study ?? fixtureStudy();
  const edition = over.edition ?? fixtureEdition();
  return { study, edition, measures: computeMeasures(edition, study), generator: "longarm@0.0.0", ...over };
}

/** Builds the fixture's site into `folder`. */
export function buildFixture(folder: string, over: Partial<SiteInput> = {}) {
  return buildSite(fixtureInput(over), folder, { log: silentLog });
}

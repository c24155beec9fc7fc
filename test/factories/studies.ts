import type { z } from "zod";
import type { Work, Baseline, Codebook, Study } from "../../src/model/index.js";
import { Code, MeasureSpec, Places, StudyFacts } from "../../src/model/index.js";
import { aSource, aWork } from "./texts.js";

const CATEGORIES = ["meeting", "agreement", "training", "assistance", "patrol", "multilateral", "joint-operation", "rendition", "tnr"];
const TOPICS = ["counterterrorism", "cyber", "counter-drug", "stability-maintenance", "migration", "other"];
const REJECT_REASONS = ["not-the-ministry", "not-an-act", "duplicate", "wrong-reading"];
const COUNTRIES: readonly (readonly [code: string, name: string, region: string, neighbour?: boolean])[] = [
  ["MM", "Myanmar", "asia", true],
  ["LA", "Laos", "asia", true],
  ["TH", "Thailand", "asia"],
  ["VN", "Vietnam", "asia", true],
  ["KZ", "Kazakhstan", "asia", true],
  ["FR", "France", "europe"],
  ["RS", "Serbia", "europe"],
  ["TZ", "Tanzania", "africa"],
  ["AR", "Argentina", "latin-america"],
  ["FJ", "Fiji", "oceania"],
  ["QA", "Qatar", "middle-east"],
  ["CN", "China", "asia"],
];

export function aCode(code: string, over: Partial<z.input<typeof Code>> = {}): Code {
  const words = code.replaceAll("-", " ");
  const label = words.charAt(0).toUpperCase() + words.slice(1);
  return Code.parse({
    code,
    label,
    definition: `What a ${words} is.`,
    include: `Every ${words}.`,
    exclude: "All else.",
    example: `A ${words} that we made up.`,
    native: null,
    romanised: null,
    ...over,
  });
}

/** A study of an invented home ministry with a dozen countries, and no baseline unless the test brings one. */
export function aStudy(over: Partial<Study> = {}): Study {
  return {
    ...someFacts(),
    codebook: aCodebook(),
    places: somePlaces(),
    sources: [aSource(), aSource({ id: "src_sample", name: "Invented pages", publisherKind: "sample", hosts: ["sample.example"] })],
    lexicon: { settings: { thresholds: { report: 0.3, relevant: 0.5 }, residualTopic: "other", categories: {} }, languages: {} },
    measures: [],
    baseline: null,
    digest: "sha256:0",
    ...over,
  };
}

function someFacts(): StudyFacts {
  return StudyFacts.parse({
    slug: "example",
    title: "A ministry abroad",
    shortTitle: "Example",
    question: "What does the ministry do abroad?",
    actor: { name: "Ministry of Public Order", nameNative: "公序部", short: "MPO", lang: "zh", country: "CN" },
    period: { from: "1995", to: null },
    dataLicence: "CC-BY-4.0",
    acceptance: { policy: "score-over-0.5", minScore: 0.5 },
    unknowns: [],
    boundaryNote: "Borders are drawn as the map data give them.",
  });
}

export function aCodebook(over: Partial<Codebook> = {}): Codebook {
  return {
    version: "1.0.0",
    categories: CATEGORIES.map((code) => aCode(code)),
    topics: TOPICS.map((code) => aCode(code, { residual: code === "other" })),
    agreementKinds: ["memorandum-of-understanding", "cooperation-agreement"].map((code) => aCode(code)),
    statuses: ["announced", "agreed", "under-way", "done", "claimed", "denied", "cancelled"].map((code) => aCode(code)),
    confidences: ["stated", "reported", "alleged", "confirmed"].map((code) => aCode(code)),
    rejectReasons: REJECT_REASONS.map((code) => aCode(code)),
    ...over,
  };
}

function somePlaces(): Places {
  const regions = [
    ["asia", "Asia"],
    ["europe", "Europe"],
    ["africa", "Africa"],
    ["latin-america", "Latin America and the Caribbean"],
    ["oceania", "Oceania"],
    ["middle-east", "Middle East"],
  ];
  return Places.parse({
    rule: "By continent, the Middle East apart.",
    regions: regions.map(([id, name]) => ({ id, name })),
    countries: COUNTRIES.map(([code, name, region, neighbour = false]) => ({ code, names: { en: name }, region, neighbour })),
    home: ["CN", "HK", "MO", "TW"],
  });
}

/** A baseline with nothing in it but what the test needs. */
export function aBaselineOf(over: Partial<Baseline> = {}): Baseline {
  const report: Work = aWork({ id: "R001", titleEnglish: "An earlier report" });
  return {
    coder: "baseline@2022",
    decidedBy: "Authors of the earlier report",
    protect: [],
    columns: {},
    publisherKinds: {},
    report,
    endnotes: [],
    topicRules: [],
    quantityRules: [],
    readings: [],
    touches: [],
    works: [],
    events: [],
    claims: [],
    statistics: [],
    reserved: [],
    organisations: [],
    officials: [],
    terms: [],
    inconsistencies: [],
    countryLists: [],
    facts: [],
    contextEvents: [],
    recommendations: [],
    ...over,
  };
}

export function aMeasure(over: Partial<z.input<typeof MeasureSpec>> = {}): MeasureSpec {
  return MeasureSpec.parse({
    id: "events",
    title: "Events",
    definition: "All acts of the record.",
    unit: "events",
    aggregate: "count",
    ...over,
  });
}

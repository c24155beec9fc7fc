import { drawCountryLocator, drawNeighbourStrip, drawRegionBars, drawTimeline, drawYearDots } from "../../src/figures/index.js";
import { CATEGORIES } from "./study-sample.js";

const EVENTS = [
  { year: 2016, category: "gift", title: "A gift of <ten> radios", href: "events/a/" },
  { year: 2018, category: "talk", title: "A talk", href: "events/b/", fill: "outline" as const },
  { year: 2018, category: "harm", title: "A return & its claim", href: "events/c/", fill: "struck" as const },
  { year: null, category: "walk", title: "A walk, undated", href: "events/d/" },
];

const UNIT = { one: "activity", many: "activities" };

const REGIONS = [
  { key: "asia", label: "Asia", value: 6, share: 0.6, href: "regions/asia/", footing: { archived: 4, citation: 2 } },
  {
    key: "latin",
    label: "Latin America and the Caribbean",
    value: 4,
    share: 0.4,
    href: "regions/latin/",
    footing: { archived: 0, citation: 4 },
  },
  { key: "oceania", label: "Oceania", value: 0, share: 0, footing: { archived: 0, citation: 0 } },
];

const PUBLISHED = [0.5, 0.45, 0.1].map((value) => ({ value, operator: ">" as const, note: "of 20 in an earlier work" }));

const TIMELINE = {
  idPrefix: "tl",
  title: "Two of four fall in 2018",
  categories: CATEGORIES,
  from: 2010,
  to: 2021,
  period: { from: 2010, to: 2020, label: "Period of the study" },
  blanks: [{ from: 2010, to: 2015, text: "Nothing named. Nobody has searched." }],
  events: [
    { id: "a", category: "talk", first: "2018-11-10", last: "2018-11-10", precision: "day" as const, title: "A talk", href: "events/a/" },
    { id: "b", category: "talk", first: "2018-11-20", last: "2018-11-20", precision: "day" as const, title: "Another", href: "events/b/" },
    { id: "c", category: "gift", first: "2018-01-01", last: "2018-12-31", precision: "year" as const, title: "A gift", href: "events/c/" },
    { id: "d", category: "gift", first: "2020-01-01", last: "2021-12-31", precision: "range" as const, title: "Gifts", href: "events/d/" },
  ],
};

const STRIP = {
  idPrefix: "st",
  title: "Agreements with one of three neighbours",
  places: [
    { code: "NP", label: "Nepal", state: "looked" as const, href: "countries/NP/" },
    { code: "LA", label: "Laos", state: "documented" as const, href: "countries/LA/" },
    { code: "PK", label: "Pakistan", state: "not-looked" as const, href: "countries/PK/" },
  ],
};

const dots = { idPrefix: "yd", title: "Half fall in 2018", events: EVENTS, categories: CATEGORIES, from: 2015, to: 2019 };
const bars = { idPrefix: "rb", title: "Six of ten are in Asia", rows: REGIONS, unit: UNIT };
const withPublished = {
  ...bars,
  rows: REGIONS.map((row, index) => ({ ...row, published: PUBLISHED[index] ?? { value: 0, operator: "=" as const, note: "" } })),
};

/** One small drawing of every kind, by the name of its golden file. */
export const DRAWINGS: Readonly<Record<string, () => string>> = {
  "region-bars": () => drawRegionBars(bars),
  "region-bars-published": () => drawRegionBars(withPublished),
  "region-bars-narrow": () => drawRegionBars({ ...withPublished, width: 340 }),
  "year-dots": () =>
    drawYearDots({
      ...dots,
      width: 600,
      notes: [{ from: 2017, to: 2018, text: "Pages lost" }],
      hrefOfYear: (year) => `years/${year ?? "none"}/`,
    }),
  "year-dots-narrow": () => drawYearDots({ ...dots, width: 340, notes: [{ from: 2017, to: 2018, text: "Pages lost" }] }),
  timeline: () => drawTimeline({ ...TIMELINE, width: 800 }),
  "timeline-narrow": () => drawTimeline({ ...TIMELINE, width: 340 }),
  "neighbour-strip": () => drawNeighbourStrip(STRIP),
  "country-locator": () =>
    drawCountryLocator({
      idPrefix: "cl",
      title: "Luxembourg in its region",
      code: "LU",
      name: "Luxembourg",
      regionCodes: ["BE", "NL"],
      width: 120,
      height: 120,
    }) ?? "",
};

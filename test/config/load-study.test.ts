import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findStudy, listStudies, loadStudy } from "../../src/config/index.js";
import { ConfigError, type Study } from "../../src/model/index.js";
import { breakFile, copyStudy, SHIPPED, temporaryFolder, TINY } from "./study-copy.js";

const study: Study = await loadStudy(SHIPPED);

async function faultOf(folder: string): Promise<string> {
  const error: unknown = await loadStudy(folder).then(
    () => new Error("the study was loaded"),
    (fault: unknown) => fault,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return error instanceof Error ? error.message.replace(`${folder}/`, "") : "";
}

describe("the shipped study", () => {
  it("has nine categories, sixteen topics and seven agreement kinds, each fully defined", () => {
    const { categories, topics, agreementKinds, statuses, confidences, rejectReasons } = study.codebook;
    expect([categories.length, topics.length, agreementKinds.length, statuses.length, confidences.length]).toEqual([9, 16, 7, 7, 4]);
    expect(rejectReasons.length).toBeGreaterThanOrEqual(8);
    for (const code of [...categories, ...topics, ...agreementKinds, ...statuses, ...confidences]) {
      expect([code.definition, code.include, code.exclude, code.example, code.native, code.romanised]).not.toContain("");
      expect(code.romanised, code.code).toMatch(/[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]/);
    }
  });

  it("puts every country into one of the seven regions of the report, Mexico into North America", () => {
    expect(study.places.regions).toHaveLength(7);
    expect(study.places.countries).toHaveLength(250);
    const region = (code: string): string | undefined => study.places.countries.find((country) => country.code === code)?.region;
    expect([region("MX"), region("QA"), region("FJ"), region("UZ"), region("RS"), region("EG")]).toEqual([
      "north-america",
      "middle-east",
      "oceania",
      "asia",
      "europe",
      "africa",
    ]);
  });

  it("knows the fourteen land neighbours, and that Hong Kong, Macao and Taiwan are not foreign", () => {
    const neighbours = study.places.countries.filter((country) => country.neighbour).map((country) => country.code);
    const listed = study.baseline?.countryLists.filter((row) => row.list === "border-states").map((row) => row.country) ?? [];
    expect(neighbours.sort()).toEqual([...listed].sort());
    expect(study.places.home).toEqual(["CN", "HK", "MO", "TW"]);
  });

  it("names countries in five languages", () => {
    expect(study.places.countries.find((country) => country.code === "LA")?.names).toEqual({
      en: "Laos",
      zh: "老挝",
      es: "Laos",
      fr: "Laos",
      ru: "Лаос",
    });
    for (const country of study.places.countries) expect(Object.keys(country.names), country.code).toHaveLength(5);
  });

  it("registers a publisher for the host of every cited work", () => {
    const hosts = study.sources.flatMap((source) => source.hosts);
    const addressed = (study.baseline?.works ?? []).filter((work) => work.url !== "");
    expect(addressed).toHaveLength(130);
    const homeless = addressed.filter((work) => {
      const { hostname } = new URL(work.url);
      return !hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
    });
    expect(homeless).toEqual([]);
  });

  it("holds the whole baseline", () => {
    const { baseline } = study;
    const sizes = [baseline?.works, baseline?.endnotes, baseline?.events, baseline?.claims, baseline?.statistics, baseline?.reserved];
    expect(sizes.map((rows) => rows?.length)).toEqual([137, 148, 90, 61, 84, 41]);
    const others = [baseline?.organisations, baseline?.officials, baseline?.terms, baseline?.recommendations, baseline?.countryLists];
    expect(others.map((rows) => rows?.length)).toEqual([137, 19, 52, 35, 174]);
    expect([baseline?.facts.length, baseline?.contextEvents.length, baseline?.inconsistencies.length]).toEqual([102, 24, 45]);
  });

  it("marks the works whose title or address names a person who was targeted or accused", () => {
    const marked = study.baseline?.works.filter((work) => work.protectedPerson).map((work) => work.id);
    expect(marked).toEqual(["S025", "S044", "S046", "S048", "S120", "S122", "S126", "S127", "S128"]);
  });

  it("shows each of the 45 known inconsistencies somewhere", () => {
    const touched = new Set([
      ...study.measures.flatMap((measure) => measure.inconsistencies),
      ...(study.baseline?.touches ?? []).map((touch) => touch.inconsistency),
    ]);
    expect(study.baseline?.inconsistencies.filter((row) => !touched.has(row.id))).toEqual([]);
    expect(touched.size).toBe(45);
  });

  it("has for each category a number, and breakdowns behind figures 1 to 4", () => {
    const counted = new Set(study.measures.filter((measure) => measure.aggregate === "count").flatMap((m) => m.filter.category ?? []));
    expect([...counted].sort()).toEqual(study.codebook.categories.map((code) => code.code).sort());
    const ids = study.measures.map((measure) => measure.id);
    for (const set of ["meetings", "agreements", "trainings", "assistance"]) {
      for (const by of ["region", "year", "topic", "country"]) expect(ids).toContain(`${set}-by-${by}`);
    }
  });
});

describe("a study about another ministry", () => {
  it("loads with its own categories, places and measures and no baseline", async () => {
    const tiny = await loadStudy(TINY);
    expect(tiny.actor.country).toBe("FR");
    expect(tiny.codebook.categories.map((code) => code.code)).toEqual(["visit", "course", "gift"]);
    expect(tiny.measures).toHaveLength(2);
    expect(Object.keys(tiny.lexicon.languages)).toEqual(["en", "fr"]);
    expect(tiny.baseline).toBeNull();
    expect(tiny.codebook.agreementKinds).toEqual([]);
  });

  it("has the same digest twice, and another one after any change", async () => {
    const copy = await copyStudy(TINY);
    const before = (await loadStudy(TINY)).digest;
    expect((await loadStudy(copy)).digest).toBe(before);
    await writeFile(join(copy, "README.md"), "prose does not count");
    expect((await loadStudy(copy)).digest).toBe(before);
    await breakFile(copy, "study.yml", "small study", "smaller study");
    expect((await loadStudy(copy)).digest).not.toBe(before);
  });
});

interface Fault {
  readonly of: string;
  readonly folder: string;
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly sentence: string | RegExp;
}

const FAULTS: readonly Fault[] = [
  {
    of: "a misspelt category in a measure",
    folder: TINY,
    file: "measures/all.yml",
    from: "category: [visit]",
    to: "category: [vist]",
    sentence: 'measures/all.yml:6: category "vist" is not defined; nearest is "visit": correct it, or define it in codebook/categories.yml',
  },
  {
    of: "an unknown member",
    folder: TINY,
    file: "codebook/categories.yml",
    from: "  definition: Foreign",
    to: "  defnition: Foreign",
    sentence: 'codebook/categories.yml:11: member "defnition" is not known here; nearest is "definition": correct it or remove it',
  },
  {
    of: "a missing member",
    folder: TINY,
    file: "codebook/topics.yml",
    from: "  exclude: Visas.\n",
    to: "",
    sentence: 'codebook/topics.yml:1: member "exclude" is missing; add it',
  },
  {
    of: "an empty definition",
    folder: TINY,
    file: "codebook/topics.yml",
    from: "definition: Control of a border.",
    to: 'definition: ""',
    sentence: 'codebook/topics.yml:3: member "definition" is ""; it must not be empty',
  },
  {
    of: "a code defined twice",
    folder: TINY,
    file: "codebook/categories.yml",
    from: "code: course",
    to: "code: visit",
    sentence: 'codebook/categories.yml:9: code "visit" is defined twice, first in line 1; keep one of the two',
  },
  {
    of: "a status that the model does not have",
    folder: TINY,
    file: "codebook/statuses.yml",
    from: "code: agreed",
    to: "code: agred",
    sentence: /codebook\/statuses.yml:\d+: status "agred" is not defined; nearest is "agreed"/,
  },
  {
    of: "a value outside a closed list",
    folder: TINY,
    file: "sources/press.yml",
    from: "publisherKind: press",
    to: "publisherKind: pres",
    sentence: /sources\/press.yml:3: member "publisherKind" is "pres"; nearest is "press": choose one of /,
  },
  {
    of: "a host with a scheme",
    folder: TINY,
    file: "sources/press.yml",
    from: "[gazette.example]",
    to: '["https://gazette.example"]',
    sentence: /sources\/press.yml:6: host "https:\/\/gazette.example" is no bare host name/,
  },
  {
    of: "broken YAML",
    folder: TINY,
    file: "study.yml",
    from: "slug: tiny",
    to: "slug: [tiny",
    sentence: /study.yml:\d+: this is no valid YAML \(.*\); correct this line/,
  },
  {
    of: "a member written twice",
    folder: TINY,
    file: "study.yml",
    from: "slug: tiny",
    to: "slug: tiny\nslug: other",
    sentence: /study.yml:2: this is no valid YAML \(map keys must be unique\)/,
  },
  {
    of: "a country in an unknown region",
    folder: TINY,
    file: "places/countries.csv",
    from: "ES,south",
    to: "ES,suoth",
    sentence: 'places/countries.csv:4: region "suoth" is not defined; nearest is "south": correct it, or define it in places/regions.yml',
  },
  {
    of: "a row with too few cells",
    folder: TINY,
    file: "places/countries.csv",
    from: "MA,south,Morocco,,,Maroc,",
    to: "MA,south,Morocco",
    sentence: "places/countries.csv:5: this row has 3 cells and the head 7; add or quote the cells that are wrong",
  },
  {
    of: "an unclosed quotation mark",
    folder: TINY,
    file: "places/countries.csv",
    from: "Morocco",
    to: '"Morocco',
    sentence: /places\/countries.csv: this is no valid CSV \(.*\); correct the quoting/,
  },
  {
    of: "a watched country that is not at home",
    folder: TINY,
    file: "study.yml",
    from: "country: FR",
    to: "country: ES",
    sentence: /study.yml:\d+: home country "ES" is not defined/,
  },
  {
    of: "a rule of the lexicon for no category",
    folder: TINY,
    file: "lexicon/en.yml",
    from: "category: course",
    to: "category: corse",
    sentence: /lexicon\/en.yml:\d+: category "corse" is not defined; nearest is "course"/,
  },
  {
    of: "an unknown member in the lexicon",
    folder: TINY,
    file: "lexicon/fr.yml",
    from: "trigger:",
    to: "triger:",
    sentence: /lexicon\/fr.yml:\d+: member "triger" is not known here; nearest is "trigger"/,
  },
  {
    of: "a pattern of the lexicon that is neither text nor list",
    folder: TINY,
    file: "lexicon/fr.yml",
    from: /trigger: .*/,
    to: "trigger: 5",
    sentence: /lexicon\/fr.yml:\d+: member "trigger" is 5; write a value of type string or write a list$/,
  },
  {
    of: "a share without a whole",
    folder: TINY,
    file: "measures/all.yml",
    from: "aggregate: count",
    to: "aggregate: share",
    sentence: 'measures/all.yml:5: aggregate is "share"; a share, and nothing else, needs the whole in "of"',
  },
  {
    of: "a reference to a baseline that is not there",
    folder: TINY,
    file: "measures/all.yml",
    from: "  unit: visits\n",
    to: "  unit: visits\n  references: [P001]\n",
    sentence: /measures\/all.yml:5: references "P001" is not defined/,
  },
  {
    of: "an event that cites no work",
    folder: SHIPPED,
    file: "baseline/events.csv",
    from: "S082,84",
    to: "S982,84",
    sentence: /baseline\/events.csv:2: work "S982" is not defined; nearest is "S082": correct it, or define it in baseline\/sources.csv/,
  },
  {
    of: "a topic word that nobody mapped",
    folder: SHIPPED,
    file: "baseline/topic-map.yml",
    from: "from: crowd-control",
    to: "from: crowd-controle",
    sentence: /baseline\/events.csv:\d+: topic "crowd-control" is not defined; nearest is "crowd-controle"/,
  },
  {
    of: "a topic mapped to no code",
    folder: SHIPPED,
    file: "baseline/topic-map.yml",
    from: "to: forensics",
    to: "to: forensic",
    sentence: /baseline\/topic-map.yml:\d+: topic "forensic" is not defined; nearest is "forensics"/,
  },
  {
    of: "a quantity that nobody explained",
    folder: SHIPPED,
    file: "baseline/quantities.yml",
    from: "text: office building",
    to: "text: office bilding",
    sentence: /baseline\/events.csv:\d+: quantity "office building" is not defined; nearest is "office bilding"/,
  },
  {
    of: "an inconsistency that does not exist",
    folder: SHIPPED,
    file: "baseline/touches.yml",
    from: "inconsistency: I45",
    to: "inconsistency: I46",
    sentence: /baseline\/touches.yml:\d+: inconsistency "I46" is not defined/,
  },
  {
    of: "a reading of an event that does not exist",
    folder: SHIPPED,
    file: "baseline/readings.yml",
    from: "event: TJ.assistance.002",
    to: "event: TJ.assistence.002",
    sentence: /baseline\/readings.yml:\d+: event "TJ.assistence.002" is not defined; nearest is "TJ.assistance.002"/,
  },
  {
    of: "a claim without a number",
    folder: SHIPPED,
    file: "baseline/claims.csv",
    from: "targets captured,6000",
    to: "targets captured,thousands",
    sentence: 'baseline/claims.csv:2: column "value" holds "thousands"; write a plain number',
  },
  {
    of: "a renamed column",
    folder: SHIPPED,
    file: "baseline/claims.csv",
    from: "claimant_kind",
    to: "claimantkind",
    sentence: 'baseline/claims.csv:1: column "claimantkind" is not known here; nearest is "claimant_kind": correct it',
  },
  {
    of: "a day that no calendar has",
    folder: SHIPPED,
    file: "baseline/events.csv",
    from: "2008-12-01",
    to: "2008-12-32",
    sentence: 'baseline/events.csv:2: "2008-12-32" is no date; write YYYY, YYYY-MM or YYYY-MM-DD',
  },
  {
    of: "a host registered twice",
    folder: SHIPPED,
    file: "sources/press.yml",
    from: "hosts: [apnews.com]",
    to: "hosts: [xinhuanet.com]",
    sentence: /sources\/press.yml:\d+: host "xinhuanet.com" is already registered by src_xinhua; keep one of the two/,
  },
];

describe("a broken study", () => {
  it.each(FAULTS)("says in one sentence where it has $of", async ({ folder, file, from, to, sentence }) => {
    const copy = await copyStudy(folder);
    await breakFile(copy, file, from, to);
    const message = await faultOf(copy);
    if (typeof sentence === "string") expect(message).toBe(sentence);
    else expect(message).toMatch(sentence);
    expect(message).not.toContain("\n");
  });

  it("names a file that has no place in a study", async () => {
    const copy = await copyStudy(TINY);
    await writeFile(join(copy, "codebook/categorys.yml"), "[]");
    expect(await faultOf(copy)).toBe(
      'codebook/categorys.yml: this file has no place in a study; nearest is "categories.yml": rename it or move it out of the study',
    );
  });

  it("names a file that is missing", async () => {
    const copy = await copyStudy(TINY);
    await rm(join(copy, "codebook/topics.yml"));
    expect(await faultOf(copy)).toBe("codebook/topics.yml does not exist; a study needs it");
  });

  it("says that a folder does not exist", async () => {
    const folder = join(await temporaryFolder(), "nowhere");
    await expect(loadStudy(folder)).rejects.toThrow(/nowhere does not exist; name the folder of a study/);
  });
});

describe("finding a study", () => {
  it("takes the name of a shipped one or the path of a folder", async () => {
    expect(await findStudy("mps")).toBe(SHIPPED);
    expect(await findStudy("./tiny", join(TINY, ".."))).toBe(TINY);
    expect(await listStudies()).toContain("mps");
  });

  it("lists the shipped ones where the name is not known", async () => {
    await expect(findStudy("mpss")).rejects.toThrow(/study "mpss" is not known; nearest is "mps"; shipped are mps/);
  });

  it("says that a folder is no study", async () => {
    const folder = join(await temporaryFolder(), "empty");
    await mkdir(folder);
    await expect(findStudy(folder)).rejects.toThrow(/holds no study.yml/);
  });
});

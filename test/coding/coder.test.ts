import { describe, expect, it } from "vitest";
import { codeText, makeRuleCoder } from "../../src/coding/index.js";
import { ConfigError, Lexicon, readLexicon } from "../../src/model/index.js";
import { aStudy, aText } from "../factories/index.js";

/** A study of another ministry, with one rule, so that nothing here can lean on the shipped one. */
const settings = {
  thresholds: { report: 0.3, relevant: 0.5 },
  residualTopic: "other",
  categories: { meeting: { perCountry: true, mode: "in-person" } },
};
const en = {
  script: "spaced",
  home: { names: ["Ruritania", "Ruritanian"] },
  actors: [{ kind: "ministry", pattern: "Ministry of Quiet" }],
  parties: "police",
  macros: { speak: "met|spoke" },
  rules: [
    {
      id: "meets",
      category: "meeting",
      trigger: "{speak}",
      actor: { kinds: ["ministry"], within: "sentence" },
      foreign: { within: "sentence" },
      weight: 0.6,
    },
  ],
};
const lexiconOf = (language: object): Lexicon => Lexicon.parse({ settings, languages: { en: language } });

describe("a coder", () => {
  it("reads with the words of its study alone", () => {
    const coder = makeRuleCoder(aStudy({ lexicon: lexiconOf(en) }));
    const source = aText({
      title: "",
      text: "The Ministry of Quiet met French police. The Ministry of Public Security met Thai police.",
      lang: "en",
    });
    const { findings } = codeText(aText({ ...source, text: source.text.replace("French", "France's") }), coder);
    expect(findings.map(({ fields }) => [fields.category, fields.actor, fields.countries])).toEqual([
      ["meeting", "Ministry of Quiet", ["FR"]],
    ]);
  });

  it("names the rule whose pattern is none, and a macro that does not exist", () => {
    const broken = (trigger: string): Lexicon => lexiconOf({ ...en, rules: [{ ...en.rules[0], trigger }] });
    expect(() => makeRuleCoder(aStudy({ lexicon: broken("(met") }))).toThrow(/rules "meets" trigger is no regular expression/);
    expect(() => makeRuleCoder(aStudy({ lexicon: broken("{talk}") }))).toThrow(/macro \{talk\} is not defined; known are speak/);
  });
});

describe("the files of a lexicon", () => {
  const file = (name: string, content: unknown) => ({ name, content });

  it("are put together from parts", () => {
    const { rules, ...rest } = en;
    const lexicon = readLexicon([file("settings.yml", settings), file("en.yml", rest), file("en.rules.yml", { rules })]);
    expect(lexicon).toEqual(lexiconOf(en));
  });

  it.each([
    [[file("settings.yml", settings), file("en.yml", { ...en, trigers: {} })], /lexicon\/en\.yml: "trigers"/],
    [[file("settings.yml", { ...settings, treshold: 1 }), file("en.yml", en)], /lexicon\/settings\.yml: "treshold"/],
    [
      [file("settings.yml", settings), file("en.yml", en), file("en.more.yml", { script: "han" })],
      /lexicon\/en\.more\.yml: member "script" stands in en\.yml already/,
    ],
    [[file("settings.yml", settings), file("english.yml", en)], /lexicon\/english\.yml: file names are/],
    [[file("en.yml", en)], /settings\.yml is missing/],
  ])("complain in one sentence that names file and member", (files, message) => {
    expect(() => readLexicon(files)).toThrow(ConfigError);
    expect(() => readLexicon(files)).toThrow(message);
  });
});

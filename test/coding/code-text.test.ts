import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { codeText, type RuleCoder } from "../../src/coding/index.js";
import { Finding } from "../../src/model/index.js";
import { spanHolds } from "../../src/text/index.js";
import { aText } from "../factories/index.js";
import { code, mpsCoder, outline, quotes } from "./mps-coder.js";

let coder: RuleCoder;
beforeAll(async () => {
  coder = await mpsCoder();
});

describe("findings in Chinese", () => {
  it("carry a quote for each field of a meeting", () => {
    const coded = code(coder, "国务委员、公安部部长王小洪8日在北京会见塞尔维亚副总理兼内务部部长,就反恐、禁毒合作交换意见。");
    const [finding] = coded.findings;
    expect(finding?.fields).toMatchObject({
      category: "meeting",
      date: "2024-09-08",
      dateBasis: "stated",
      countries: ["RS"],
      place: "北京",
      mode: "in-person",
      status: "done",
      involvement: "stated",
      topics: ["counterterrorism", "counter-drug"],
    });
    expect(quotes(finding, "date")).toEqual(["8日"]);
    expect(quotes(finding, "countries")).toEqual(["塞尔维亚"]);
    expect(quotes(finding, "actor")).toEqual(["国务委员、公安部部长王小洪"]);
    expect(quotes(finding, "counterpart").join()).toContain("副总理兼内务部部长");
    expect(quotes(finding, "topics")).toEqual(["反恐", "禁毒"]);
  });

  it("read gifts with number and unit", () => {
    const [finding] = code(coder, "9月8日,公安部向贝宁警察捐赠45辆摩托车、200件防弹背心。").findings;
    expect(finding?.fields).toMatchObject({ category: "assistance", countries: ["BJ"], date: "2024-09-08" });
    expect(finding?.fields.items).toEqual([
      { what: "摩托车", quantity: 45, unit: "辆" },
      { what: "防弹背心", quantity: 200, unit: "件" },
    ]);
  });

  it("read the number of trainees", () => {
    const [finding] = code(coder, "来自老挝的17名高级警官5日到公安部参加禁毒研修班。").findings;
    expect(finding?.fields).toMatchObject({ category: "training", countries: ["LA"], trainees: 17 });
  });

  it("read the kind of document", () => {
    const [finding] = code(coder, "公安部副部长8日与南非警察部副部长签署警务合作谅解备忘录。").findings;
    expect(finding?.fields).toMatchObject({ category: "agreement", countries: ["ZA"], documentKind: "memorandum-of-understanding" });
  });

  it("read the number of a patrol in its series", () => {
    const [finding] = code(coder, "第一百五十六次中老缅泰湄公河联合巡逻执法8日启动。").findings;
    expect(finding?.fields).toMatchObject({ category: "patrol", countries: ["LA", "MM", "TH"], seriesNumber: 156 });
  });

  it("guard those who were brought back, and hold no name of theirs", () => {
    const [finding] = code(coder, "近日,公安部“猎狐行动”工作组将犯罪嫌疑人张某某从泰国引渡回国。").findings;
    expect(finding?.protection).toBe("person-at-risk");
    expect(JSON.stringify(finding?.fields)).not.toContain("张某某");
  });
});

describe("findings in English", () => {
  it("carry a quote for each field of a meeting", () => {
    const [finding] = code(
      coder,
      "China's Minister of Public Security met with the Serbian Minister of Internal Affairs in Belgrade on Monday.",
    ).findings;
    expect(finding?.fields).toMatchObject({
      category: "meeting",
      date: "2024-09-09",
      dateBasis: "inferred",
      countries: ["RS"],
      place: "Belgrade",
    });
    expect(quotes(finding, "date")).toEqual(["Monday"]);
    expect(quotes(finding, "actor")).toEqual(["China's Minister of Public Security"]);
  });

  it.each([
    ["The Chinese Ministry of Public Security donated 45 motorcycles to the police of Benin on Sept. 8.", "assistance 2024-09-08 BJ"],
    [
      "China's Ministry of Public Security and the Interior Ministry of Hungary signed a memorandum of understanding on 5 September 2024.",
      "agreement 2024-09-05 HU",
    ],
    ["Chinese and Croatian police officers started a joint patrol in Zagreb yesterday.", "patrol 2024-09-09 HR"],
    [
      "Sixty-one fraud suspects were deported from Cambodia on Friday and escorted home by Chinese police.",
      "joint-operation 2024-09-06 KH",
    ],
  ])("%s", (text, line) => {
    expect(outline(code(coder, text))).toEqual([line]);
  });
});

describe("every finding", () => {
  const texts = [
    "公安部部长10日在北京會(huì)見(jiàn)𠮷尔吉斯斯坦👮客人,签署合作文件,并向缅甸警方捐赠50辆摩托车。",
    "中国公安部８月１４日向乌干达警察捐赠一辆22座中巴车。",
    "China's Minister of Public Security met with Lao police officers 👮 in Beijing on Monday and signed an agreement.",
  ];

  it("is complete, with quotes that stand at their offsets even behind 𠮷 and emoji", () => {
    for (const text of texts) {
      const source = aText({ title: "𠮷👮", text: `𠮷👮\n${text}`, lang: text.startsWith("China") ? "en" : "zh" });
      const coded = codeText(source, coder);
      expect(coded.findings.length).toBeGreaterThan(0);
      for (const finding of coded.findings) {
        expect(Finding.parse(finding)).toEqual(finding);
        expect(finding.reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(finding.score, 1);
        for (const { evidence } of finding.evidence) expect(evidence.kind === "span" && spanHolds(source, evidence)).toBe(true);
      }
    }
  });

  it("is the same every time, with the same id", () => {
    const source = aText({ text: texts[0] ?? "", title: "", lang: "zh" });
    expect(codeText(source, coder)).toEqual(codeText(source, coder));
  });

  it("holds its quotes whatever is put together", () => {
    const words = [
      "公安部",
      "王小洪",
      "会见",
      "捐赠",
      "联合巡逻",
      "缅甸",
      "警方",
      "9日",
      "签署备忘录",
      "𠮷",
      "👮",
      "\n",
      "。",
      ",",
      "押解回国",
      "嫌疑人",
      "China's Minister of Public Security ",
      "met ",
      "Serbian police ",
      "on Monday. ",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 30 }), (parts) => {
        const source = aText({ text: `x${parts.join("")}`, title: "", lang: "zh" });
        for (const { evidence } of codeText(source, coder).findings) {
          for (const item of evidence) expect(item.evidence.kind === "span" && spanHolds(source, item.evidence)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("is absent where nothing is told, and that is a result", () => {
    expect(code(coder, "全国秋粮长势总体正常。")).toMatchObject({
      relevant: false,
      score: 0,
      findings: [],
      coder: coder.name,
    });
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { codeText, parseCodeInput, toCodeLine, type RuleCoder } from "../../src/coding/index.js";
import { ItemError } from "../../src/model/index.js";
import { mpsCoder } from "./mps-coder.js";

let coder: RuleCoder;
beforeAll(async () => {
  coder = await mpsCoder();
});

describe("a line of `longarm code`", () => {
  it("counts offsets in code points of title, line feed and text as they came", () => {
    const input = { id: "a", title: "𠮷報", text: "公安部部長８日在北京會見緬甸客人。", published: "2024-09-10", lang: "zh" };
    const { id, source } = parseCodeInput(input);
    const line = toCodeLine(id, codeText(source, coder));
    const whole = [...`${input.title}\n${input.text}`];
    expect(line).toMatchObject({ id: "a", relevant: true, lang: "zh", coder: coder.name });
    expect(line.events[0]).toMatchObject({
      category: "meeting",
      date: "2024-09-08",
      datePrecision: "day",
      dateBasis: "stated",
      countries: ["MM"],
    });
    for (const { quote, start, end } of line.events[0]?.evidence ?? []) expect(whole.slice(start, end).join("")).toBe(quote);
    expect(line.events[0]?.evidence.map(({ field }) => field)).toContain("mpsActor");
  });

  it("takes text alone, finds its language and the day in its address", () => {
    const { source } = parseCodeInput({ id: "b", text: "公安部部长会见缅甸客人。", url: "https://news.example/2024/09/08/a.html" });
    expect(source).toMatchObject({ text: "\n公安部部长会见缅甸客人。", title: "", published: "2024-09-08", publishedBasis: "address" });
    expect(codeText(source, coder).lang).toBe("zh");
  });

  it("leaves members out that the category does not have", () => {
    const { id, source } = parseCodeInput({ id: "c", text: "公安部部长会见缅甸客人。", published: "2024-09-08" });
    expect(Object.keys(toCodeLine(id, codeText(source, coder)).events[0] ?? {})).not.toContain("trainees");
  });

  it.each([
    [{ id: "d" }, /"text"/],
    [{ text: "x" }, /"id"/],
    [{ id: "e", text: "" }, /"e" has no text/],
    [{ id: "f", text: "x", published: "yesterday" }, /published "yesterday" is no date/],
    [{ id: "g", text: "x", lang: "Chinese!" }, /lang "Chinese!"/],
    ["just text", /not a document/],
  ])("says what is wrong with %j", (line, message) => {
    expect(() => parseCodeInput(line)).toThrow(ItemError);
    expect(() => parseCodeInput(line)).toThrow(message);
  });
});

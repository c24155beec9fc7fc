import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scriptOf, splitLines, splitSentences, type Script } from "../../src/text/index.js";

function sentences(text: string, script: Script): string[] {
  return splitLines(text).flatMap((line) => splitSentences(text, line, script).map(({ start, end }) => text.slice(start, end)));
}

describe("sentences", () => {
  it("end in Chinese at their marks, with the quotation mark that closes there", () => {
    expect(sentences('他说:"好。"随后离开。"天网"启动。', "han")).toEqual(['他说:"好。"', "随后离开。", '"天网"启动。']);
  });

  it("do not end in English at abbreviations and initials", () => {
    expect(sentences("On Aug. 19 Mr. J. Smith met the U.S. envoy. They talked.", "spaced")).toEqual([
      "On Aug. 19 Mr. J. Smith met the U.S. envoy.",
      "They talked.",
    ]);
  });

  it("never run over a line and leave nothing out but space", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom<Script>("han", "spaced"), (text, script) => {
        const joined = sentences(text, script).join("");
        expect(joined.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      }),
    );
  });

  it("tell scripts apart by most of their letters", () => {
    expect(scriptOf("公安部 (MPS)")).toBe("han");
    expect(scriptOf("the ministry (公安部) said")).toBe("spaced");
  });
});

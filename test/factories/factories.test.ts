import { describe, expect, it } from "vitest";
import { Finding } from "../../src/model/index.js";
import { spanHolds } from "../../src/text/index.js";
import { aFinding, anAccept, aSpanFinding, aText } from "./index.js";

describe("factories", () => {
  it("build findings that their schema takes, with evidence for every field that needs it", () => {
    expect(() => Finding.parse(aFinding({ place: "Beijing", trainees: 20 }))).not.toThrow();
    expect(() => aFinding({}, { evidence: [] })).toThrow();
  });

  it("build spans whose quote stands in the text", () => {
    const text = aText({ body: "𠮷 On 14 June the minister met." });
    const finding = aSpanFinding({}, { text, quotes: { date: "14 June" } });
    const spans = finding.evidence.flatMap(({ evidence }) => (evidence.kind === "span" ? [evidence] : []));
    expect(spans.map((span) => spanHolds(text, span))).toEqual([true, true, true]);
    expect(spans.find((span) => span.quote === "14 June")).toBeDefined();
  });

  it("give the same id for the same content and another for another", () => {
    expect(aFinding().id).toBe(aFinding().id);
    expect(aFinding().id).not.toBe(aFinding({ countries: ["LA"] }).id);
    expect(anAccept("MM.001", [aFinding()]).id).not.toBe(anAccept("MM.002", [aFinding()]).id);
  });
});

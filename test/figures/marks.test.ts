import { describe, expect, it } from "vitest";
import { Bug, ConfigError, Status } from "../../src/model/index.js";
import { CATEGORY_MARKS, drawMark, fillForStatus, markFor } from "../../src/figures/marks.js";
import { CATEGORIES } from "./study-sample.js";

describe("markFor", () => {
  it("gives shape and colour by position, whatever the codes mean", () => {
    const marks = CATEGORIES.map((category) => markFor(CATEGORIES, category.code));
    expect(marks.map((mark) => mark.shape)).toEqual(CATEGORY_MARKS.map((mark) => mark.shape));
    expect(new Set(marks.map((mark) => mark.path)).size).toBe(9);
    expect(marks[0]?.colour).toBe("var(--cat-talk, #2f78b7)");
  });

  it("signals a category that the study does not have", () => {
    expect(() => markFor(CATEGORIES, "meetng")).toThrow(Bug);
  });

  it("signals a tenth category, for which there is no mark", () => {
    const ten = [...CATEGORIES, { code: "tenth", label: "Tenth" }];
    expect(() => markFor(ten, "tenth")).toThrow(ConfigError);
  });

  it("refuses a code that could break out of the attribute", () => {
    expect(() => markFor([{ code: 'x", red)', label: "x" }], 'x", red)')).toThrow(ConfigError);
  });
});

describe("drawMark", () => {
  const mark = markFor(CATEGORIES, "walk");

  it("draws each fill differently", () => {
    const fills = ["solid", "ringed", "outline", "dashed", "struck"] as const;
    expect(new Set(fills.map((fill) => drawMark(mark, { x: 0, y: 0, size: 12, fill }))).size).toBe(fills.length);
  });

  it("has a fill for every status, and tells done from merely said", () => {
    expect(Status.options.map(fillForStatus)).toEqual(["outline", "outline", "ringed", "solid", "dashed", "struck", "struck"]);
  });
});

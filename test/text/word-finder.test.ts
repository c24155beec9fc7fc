import { expect, it } from "vitest";
import { WordFinder } from "../../src/text/index.js";

it("takes the longest word, so that a trap hides what it holds", () => {
  const finder = new WordFinder(
    [
      ["蒙古", "MN"],
      ["内蒙古", null],
      ["印度", "IN"],
      ["印度尼西亚", "ID"],
    ] as const,
    "han",
  );
  expect(finder.find("内蒙古、蒙古和印度尼西亚").map(({ value }) => value)).toEqual([null, "MN", "ID"]);
});

it("wants whole words in a spaced script", () => {
  const finder = new WordFinder(
    [
      ["Oman", "OM"],
      ["Niger", "NE"],
    ] as const,
    "spaced",
  );
  expect(finder.find("Romania, Nigeria, Oman's Niger.").map(({ value, start }) => [value, start])).toEqual([
    ["OM", 18],
    ["NE", 25],
  ]);
});

it("counts the first of two entries with the same word", () => {
  expect(
    new WordFinder(
      [
        ["中非", "trap"],
        ["中非", "CF"],
      ],
      "han",
    ).find("中非合作"),
  ).toEqual([{ start: 0, end: 2, value: "trap" }]);
});

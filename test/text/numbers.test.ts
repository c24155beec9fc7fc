import fc from "fast-check";
import { expect, it } from "vitest";
import { parseNumber } from "../../src/text/index.js";

it.each([
  ["1,178", 1178],
  ["1.2万", 12000],
  ["3亿", 300000000],
  ["十七", 17],
  ["二十一", 21],
  ["一百五十六", 156],
  ["两千三百", 2300],
  ["三万五千", 35000],
  ["二〇一九", 2019],
  ["六", 6],
  ["seventeen", 17],
  ["forty-two", 42],
  ["Twenty", 20],
])("reads %s as %d", (written, value) => {
  expect(parseNumber(written)).toBe(value);
});

it.each(["", "many", "数百", "twenty-ten", "1.2.3"])("reads no number in %j", (written) => {
  expect(parseNumber(written)).toBeNull();
});

it("reads back what digits say, with and without separators", () => {
  fc.assert(
    fc.property(fc.nat(), (value) => {
      expect(parseNumber(String(value))).toBe(value);
      expect(parseNumber(value.toLocaleString("en-US"))).toBe(value);
    }),
  );
});

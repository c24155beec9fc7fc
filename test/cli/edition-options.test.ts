import { describe, expect, it } from "vitest";
import { parsePoint } from "../../src/cli/edition-options.js";
import { UsageError } from "../../src/model/index.js";

describe("a point of the ledger, as a user writes it", () => {
  it.each([
    ["2026-11-24", { asOf: "2026-11-24T23:59:59.999Z" }],
    ["2026-11-24T12:00:00Z", { asOf: "2026-11-24T12:00:00.000Z" }],
    ["2026-11-24T12:00:00.5Z", { asOf: "2026-11-24T12:00:00.500Z" }],
    ["2016-12-31T23:59:60Z", { asOf: "2016-12-31T23:59:59.999Z" }],
    ["2026-03-29T01:59:59+01:00", { asOf: "2026-03-29T00:59:59.000Z" }],
    ["2026-03-29T03:00:00+02:00", { asOf: "2026-03-29T01:00:00.000Z" }],
    ["17", { seq: 17 }],
    ["edn_0123456789abcdef0123", { edition: "edn_0123456789abcdef0123" }],
  ])("%s", (text, point) => {
    expect(parsePoint(text)).toEqual(point);
  });

  it.each(["yesterday", "", "2026-02-30", "2026-13-01", "2026-02-30T00:00:00Z", "2026-11-24 12:00", "-1", "1.5", "2026-11-24T12:00:00"])(
    "asks for another where there is none: %j",
    (text) => {
      expect(() => parsePoint(text, "--as-of ")).toThrow(UsageError);
      expect(() => parsePoint(text, "--as-of ")).toThrow(/^--as-of .*: no point of the ledger; write a day/);
    },
  );
});

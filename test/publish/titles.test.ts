import { describe, expect, it } from "vitest";
import { yearsTitle } from "../../src/publish/titles.js";
import { anEvent } from "../factories/index.js";

const inYears = (...years: string[]) => years.map((date, index) => anEvent(`MM.00${index + 1}`, { date }));

describe("the title of a chart by year", () => {
  it("names one year once, and two activities by both", () => {
    expect(yearsTitle(inYears("2014-11-04", "2014-11-04"), "activities")).toBe("Both dated activities fall in 2014");
    expect(yearsTitle(inYears("2014", "2016", "2018"), "dated activities")).toBe("All three dated activities fall between 2014 and 2018");
    expect(yearsTitle(inYears("2014"), "activities")).toBe("One date is known: 2014");
  });

  it("names the five years that hold most where the record is longer", () => {
    expect(yearsTitle(inYears("1997", "2016", "2018"), "activities")).toBe(
      "Two of the three activities begin in the five years from 2014 to 2018",
    );
  });
});

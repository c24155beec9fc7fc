import { describe, expect, it } from "vitest";
import { csv } from "../../src/publish/csv.js";
import { relativeLink } from "../../src/publish/routes.js";
import {
  counted,
  curly,
  dateNote,
  dateSpanText,
  dateText,
  listed,
  numberText,
  numberWord,
  ordinal,
  periodText,
  slugWords,
  withOperator,
} from "../../src/publish/words.js";
import { someFields } from "../factories/index.js";

describe("words", () => {
  it("say a date as precisely as it is known", () => {
    expect(["2021", "2021-02", "2021-02-06"].map(dateText)).toEqual(["2021", "Feb 2021", "6 Feb 2021"]);
    expect(dateSpanText("2011", "2022")).toBe("2011–2022");
    expect(dateSpanText("2019-01", "2019-10")).toBe("Jan–Oct 2019");
    expect(dateSpanText("2020-03-03", "2020-03-07")).toBe("3–7 Mar 2020");
    expect(dateSpanText("2020-03", "2020-03-28")).toBe("Mar–28 Mar 2020");
    expect(dateSpanText("2020-12-30", "2021-01-02")).toBe("30 Dec 2020–2 Jan 2021");
    expect(dateSpanText(null, null)).toBe("No date");
    expect([periodText(null, "2017"), periodText("2014", null), periodText(null, null)]).toEqual(["until 2017", "from 2014", "not stated"]);
    expect(dateNote(someFields({ dateBasis: "publication" }))).toBe("day of the notice");
    expect(dateNote(someFields({ date: "2018", dateBasis: "stated" }))).toBe("year, stated");
    expect(dateNote(someFields({ date: "2011", dateEnd: "2022", dateBasis: "stated" }))).toBe("range, stated");
    expect(dateNote(someFields({ date: null, dateBasis: null }))).toBe("not stated");
  });

  it("write the place in a series", () => {
    expect([1, 2, 3, 4, 11, 12, 22, 91, 113, 310].map(ordinal)).toEqual(
      ["1st", "2nd", "3rd", "4th", "11th", "12th", "22nd", "91st", "113th", "310th"], // prettier-ignore
    );
  });

  it("write numbers as words or figures", () => {
    expect([0, 9, 21, 40, 62, 100].map(numberWord)).toEqual(["zero", "nine", "twenty-one", "forty", "sixty-two", "100"]);
    expect([999, 20000, 31.25].map(numberText)).toEqual(["999", "20,000", "31.3"]);
    expect([counted(1, "activity", "activities"), counted(0, "event")]).toEqual(["1 activity", "0 events"]);
    expect([withOperator(">=", "114"), withOperator("=", "3"), withOperator("about", "50")]).toEqual(["≥ 114", "3", "about 50"]);
  });

  it("join, quote and spell out", () => {
    expect([listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])]).toEqual(["", "a", "a and b", "a, b and c"]);
    expect(curly(`China's "new" base, the officers' course`)).toBe("China’s “new” base, the officers’ course");
    expect([slugWords("think-tank"), slugWords("ngo")]).toEqual(["Think tank", "NGO"]);
    expect(slugWords("course-in-china")).toBe("Course in China");
  });
});

describe("relative links", () => {
  it("work from any page, with and without fragment", () => {
    expect(relativeLink("index.html", "events/AR.001.html")).toBe("events/AR.001.html");
    expect(relativeLink("events/AR.001.html", "countries/AR.html")).toBe("../countries/AR.html");
    expect(relativeLink("events/AR.001.html", "events/index.html")).toBe("index.html");
    expect(relativeLink("countries/AR.html", "countries/AR.html#activities")).toBe("#activities");
    expect(relativeLink("events/AR.001.html", "sources.html#S001")).toBe("../sources.html#S001");
  });
});

describe("csv", () => {
  it("quotes what must be quoted and disarms what a spreadsheet would run", () => {
    const text = csv(
      ["a", "b"],
      [
        ['say "x", y', "=1+1"],
        [null, ["@x", "y"]],
        [-5, true],
      ],
    );
    expect(text).toBe('\ufeffa,b\r\n"say ""x"", y",\'=1+1\r\n,\'@x; y\r\n-5,true\r\n');
  });
});

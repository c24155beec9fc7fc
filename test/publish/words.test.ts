import { describe, expect, it } from "vitest";
import { PrefixDate } from "../../src/model/index.js";
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
  slugWords,
  withOperator,
} from "../../src/publish/words.js";
import { someFields } from "../factories/index.js";

describe("words", () => {
  it("say a date as precisely as it is known", () => {
    expect(["2021", "2021-02", "2021-02-06"].map(dateText)).toEqual(["2021", "Feb 2021", "6 Feb 2021"]);
    expect(dateSpanText(PrefixDate.parse("2011"), PrefixDate.parse("2022"))).toBe("2011–2022");
    expect(dateSpanText(null, null)).toBe("No date");
    expect(dateNote(someFields({ dateBasis: "publication" }))).toBe("day of the notice");
    expect(dateNote(someFields({ date: "2018", dateBasis: "stated" }))).toBe("year, stated");
    expect(dateNote(someFields({ date: "2011", dateEnd: "2022", dateBasis: "stated" }))).toBe("range, stated");
    expect(dateNote(someFields({ date: null, dateBasis: null }))).toBe("not stated");
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

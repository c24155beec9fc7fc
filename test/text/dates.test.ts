import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePrefixDate } from "../../src/model/index.js";
import { dateInAddress, findDates } from "../../src/text/index.js";

function dates(lang: string, text: string, published: string | null = null): (string | null)[] {
  return findDates(text, lang, published === null ? null : parsePrefixDate(published)).map(({ date }) => date);
}

describe("dates in Chinese", () => {
  it.each([
    ["27日会见", "2024-09-28", ["2024-09-27"]],
    ["27日会见", "2024-09-03", ["2024-08-27"]],
    ["31日会见", "2024-01-02", ["2023-12-31"]],
    ["12月29日离开", "2025-01-03", ["2024-12-29"]],
    ["日前结束", "2012-08-10", ["2012-08"]],
    ["近日,公安部", "2024-08-23", ["2024-08"]],
    ["昨天出发", "2013-01-26", ["2013-01-25"]],
    ["昨日", "2024-03-01", ["2024-02-29"]],
    ["去年十二月三日", "2019-05-20", ["2018-12-03"]],
    ["二〇一九年三月二十九日", null, ["2019-03-29"]],
    ["2019年3月29日会见,当天签署", null, ["2019-03-29", "2019-03-29"]],
    ["5月15日电 14日", "2018-05-17", ["2018-05-15", "2018-05-14"]],
    ["2008年,公安大学", null, ["2008"]],
    ["上月", "2024-01-15", ["2023-12"]],
    ["2021-12-17", null, ["2021-12-17"]],
    ["9月7日在北京", null, [null]],
  ])("%s, published %s", (text, published, expected) => {
    expect(dates("zh", text, published)).toEqual(expected);
  });

  it("sees no day in 2月30日, 第27号令 or 14号线", () => {
    expect(dates("zh", "2月30日", "2024-03-05")).toEqual([null]);
    expect(dates("zh", "第27号令和14号线", "2024-03-05")).toEqual([]);
  });

  it("knows a dateline, and a day since when things are so", () => {
    const [dateline, since] = findDates("万象5月15日电 自2014年以来", "zh", parsePrefixDate("2018-05-17"));
    expect(dateline?.basis).toBe("dateline");
    expect(since?.kind).toBe("background");
  });
});

describe("dates in English", () => {
  it.each([
    ["on May 9, 2022", null, ["2022-05-09"]],
    ["on 9 May 2022", null, ["2022-05-09"]],
    ["on Tuesday, Sept. 3", "2024-09-10", ["2024-09-03"]],
    ["on May 9", "2022-05-11", ["2022-05-09"]],
    ["on Dec. 27", "2016-01-02", ["2015-12-27"]],
    ["met on Monday", "2024-09-09", ["2024-09-09"]],
    ["met on Friday", "2025-09-22", ["2025-09-19"]],
    ["last Friday", "2022-07-04", ["2022-07-01"]],
    ["last Monday", "2024-09-09", ["2024-09-02"]],
    ["yesterday", "2022-02-25", ["2022-02-24"]],
    ["last month", "2024-01-04", ["2023-12"]],
    ["last week", "2024-03-04", ["2024-02"]],
    ["in February 2022", null, ["2022-02"]],
    ["courses in China in 2010", "2011-05-28", ["2010"]],
    ["on Monday", null, [null]],
  ])("%s, published %s", (text, published, expected) => {
    expect(dates("en", text, published)).toEqual(expected);
  });

  it("takes no month from the verb may", () => {
    expect(dates("en", "China may allow agents", "2001-12-07")).toEqual([]);
  });

  it("knows a dateline", () => {
    expect(findDates("SANYA, Sept. 13 (News Service) -- Six officers", "en", parsePrefixDate("2024-09-13"))[0]?.basis).toBe("dateline");
  });
});

describe("several days and days of writing", () => {
  it.each([
    ["zh", "9月3日至5日访问,6日返回", "2024-09-10", ["2024-09-03", "2024-09-06"]],
    ["zh", "3-5日访问", "2024-09-10", ["2024-09-03"]],
    ["zh", "8月28日至9月2日访问", "2024-09-10", ["2024-08-28"]],
    ["en", "from 28 August to 2 September 2024", "2024-09-10", ["2024-08-28"]],
  ])("%s: %s begins with its first day", (lang, text, published, expected) => {
    expect(dates(lang, text, published)).toEqual(expected);
  });

  it.each([
    ["Buenos Aires, 23 April 2024. - The ministers met on Monday, 22 April 2024.", ["dateline", "stated"]],
    ["22 April 2024\nThe ministers met on 21 April 2024.", ["dateline", "stated"]],
    ["On 22 April 2024 - a Monday - the ministers met.", ["stated", "inferred"]],
  ])("%s", (text, bases) => {
    expect(findDates(text, "en", parsePrefixDate("2024-04-23")).map(({ basis }) => basis)).toEqual(bases);
  });
});

it("reads no dates in a language without a grammar", () => {
  expect(dates("vi", "ngày 5 tháng 9 năm 2019", "2019-09-06")).toEqual([]);
});

it("never dates a past weekday after publication or more than a week before", () => {
  const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.constantFrom("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), (when, weekday) => {
      const published = when.toISOString().slice(0, 10);
      const [date] = dates("en", `on ${weekday}`, published);
      const back = (Date.parse(published) - Date.parse(date ?? "")) / 86_400_000;
      expect(back).toBeGreaterThanOrEqual(0);
      expect(back).toBeLessThan(7);
    }),
  );
});

it.each([
  ["https://news.example/2010/09/08/a.html", "2010-09-08"],
  ["https://news.example/2010-09/08/c_12.htm", "2010-09-08"],
  ["https://news.example/t20100908_1.html", "2010-09-08"],
  ["https://news.example/2010-09/a.html", "2010-09"],
  ["https://20100908.example/a.html", null],
  ["https://news.example/12345678901", null],
])("reads the date in the address %s", (url, date) => {
  expect(dateInAddress(url)).toBe(date);
});

import { describe, expect, it } from "vitest";
import { parsePrefixDate } from "../../src/model/index.js";
import { findDates } from "../../src/text/index.js";

function dates(lang: string, text: string, published: string | null): (string | null)[] {
  return findDates(text, lang, published === null ? null : parsePrefixDate(published)).map(({ date }) => date);
}

describe("dates in languages that put the day before the month", () => {
  it.each([
    ["es", "se reunió el 3 de septiembre de 2024", null, ["2024-09-03"]],
    ["es", "este lunes, 9 de septiembre", "2024-09-10", ["2024-09-09"]],
    ["es", "del 28 de septiembre al 3 de octubre", "2024-10-10", ["2024-09-28"]],
    ["es", "En febrero viajó; a comienzos de marzo volvió", "2002-03-07", ["2002-02", "2002-03"]],
    ["es", "el lunes pasado y ayer", "2024-09-10", ["2024-09-09", "2024-09-09"]],
    ["fr", "le 1er septembre 2024", null, ["2024-09-01"]],
    ["fr", "du 3 au 6 septembre", "2024-09-10", ["2024-09-03"]],
    ["fr", "mardi dernier, puis hier", "2024-09-10", ["2024-09-03", "2024-09-09"]],
    ["fr", "l'an dernier et le mois dernier", "2024-01-10", ["2023", "2023-12"]],
    ["pt", "na terça-feira (10)", "2024-09-11", ["2024-09-10"]],
    ["pt", "no dia 5 de setembro; no dia 9, em Lisboa", "2024-09-11", ["2024-09-05", "2024-09-09"]],
    ["pt", "em dezembro de 2021", null, ["2021-12"]],
    ["ru", "12.05.2023 и 3-6 сентября 2024 года", null, ["2023-05-12", "2024-09-03"]],
    ["ru", "в понедельник, в мае, в 2016 году", "2018-06-20", ["2018-06-18", "2018-05", "2016"]],
    ["ru", "вчера и в прошлом месяце", "2024-01-01", ["2023-12-31", "2023-12"]],
    ["it", "il 5 settembre 2024 e martedì", "2024-09-11", ["2024-09-05", "2024-09-10"]],
    ["de", "am 5. September 2024, gestern", "2024-09-11", ["2024-09-05", "2024-09-10"]],
    ["sr", "5. септембра 2019. године и 6. septembra", "2019-09-10", ["2019-09-05", "2019-09-06"]],
    ["fr", "le 31 février", "2024-03-05", [null]],
    ["ru", "15 сентября", null, [null]],
  ])("%s: %s, published %s", (lang, text, published, expected) => {
    expect(dates(lang, text, published)).toEqual(expected);
  });

  it.each([
    ["es", "BEIJING, 7 mar (Agencia) -- El ministro"],
    ["pt", "Beijing, 22 mai - O chefe"],
    ["ru", "ПЕКИН, 5 сентября. /Агентство/. Министр"],
  ])("%s: %s is a dateline", (lang, text) => {
    expect(findDates(text, lang, parsePrefixDate("2023-10-07")).map(({ basis }) => basis)).toEqual(["dateline"]);
  });

  it("knows since when things are so from when they were", () => {
    const kinds = (lang: string, text: string): string[] => findDates(text, lang, parsePrefixDate("2024-10-07")).map(({ kind }) => kind);
    expect(kinds("ru", "с 2016 года")).toEqual(["since"]);
    expect(kinds("ru", "с 3 по 6 сентября")).toEqual(["plain"]);
    expect(kinds("es", "desde 2019")).toEqual(["since"]);
  });

  it("reads no dates in a language without words for them, and takes no time over long nonsense", () => {
    expect(dates("xx", "3 de mayo de 2024", null)).toEqual([]);
    expect(dates("es", "3 y ".repeat(25_000), "2024-09-10").length).toBeGreaterThanOrEqual(0);
  });
});

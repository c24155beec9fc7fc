import type { MapCountry } from "../../src/figures/index.js";
import type { Category } from "../../src/figures/marks.js";

/** Categories of no study: the codes say that the program does not know them. */
export const CATEGORIES: readonly Category[] = ["talk", "paper", "class", "gift", "walk", "forum", "joint", "return", "harm"].map(
  (code) => ({
    code,
    label: code[0]?.toUpperCase() + code.slice(1),
  }),
);

/** The 41 partner countries of a real edition, spread as they are: crowded where the label solver has to work. */
export const FORTY_ONE =
  "TZ AR HR FJ MM CH EG SB RU ZA PA LR DJ PG SD TN KZ UZ TJ KH LA TH SG PH KP VN MY BD PK MN CR RS IT SE FR AG KR US NL BY SR".split(" ");

/** As many countries as a long study may come to, none left out for being crowded. */
export const ONE_HUNDRED_TWENTY = [
  ...FORTY_ONE,
  ..."DE ES PT AT PL CZ SK HU RO BG GR AL MK BA ME SI BE NO FI DK IE GB EE LV LT UA MD TR GE AM AZ IR IQ SA YE OM AE QA KW JO LB IL SY CY NG GH CI SN ML BF NE TD CM GA CG CD AO ZM ZW MZ MG KE UG RW ET SO NA BW MX GT HN NI CU JM DO CO VE PE BR".split(
    " ",
  ),
].slice(0, 120);

const names = new Intl.DisplayNames("en", { type: "region" });

/** A country with `marks` events, of categories in turn. */
export function aCountry(code: string, marks: number): MapCountry {
  const list = Array.from({ length: marks }, (_, index) => ({
    category: CATEGORIES[(code.charCodeAt(0) + index) % CATEGORIES.length]?.code ?? "",
    title: `${code} act ${index + 1}`,
    href: `events/${code}.${index + 1}/`,
  }));
  return { code, name: names.of(code) ?? code, count: marks, marks: list, href: `countries/${code}/` };
}

/** One to four events each, fixed by position. */
export function countriesOf(codes: readonly string[]): MapCountry[] {
  return codes.map((code, index) => aCountry(code, 1 + ((index * 7) % 5 > 2 ? index % 4 : 0)));
}

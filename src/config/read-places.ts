import { join } from "node:path";
import { z } from "zod";
import { Country, Places, Region } from "../model/index.js";
import { complaint, unknownWord, type Located } from "./complaint.js";
import { readCsv } from "./csv-file.js";
import { readShape } from "./read-shape.js";
import { readYaml } from "./yaml-file.js";

const RegionsFile = z.strictObject({
  rule: Places.shape.rule,
  home: Places.shape.home,
  neighbours: z.array(Country.shape.code),
  regions: z.array(Region).min(1),
});
type RegionsFile = z.infer<typeof RegionsFile>;
const COLUMNS = ["code", "region", "en", "zh", "es", "fr", "ru"] as const;

/** Regions and countries, every country in one known region, every home and neighbour code a known country. */
export async function readPlaces(folder: string): Promise<Places> {
  const regions = await readYaml(join(folder, "places/regions.yml"), RegionsFile);
  const rows = await readCsv(join(folder, "places/countries.csv"), COLUMNS);
  const countries = rows.map((row) => countryOf(row, regions.value));
  checkCodes(regions, countries);
  checkUnique(rows);
  return { rule: regions.value.rule, regions: regions.value.regions, countries, home: regions.value.home };
}

function countryOf(row: Located<Record<(typeof COLUMNS)[number], string>>, { regions, neighbours }: RegionsFile): Country {
  const { code, region, ...cells } = row.value;
  const known = regions.map((item) => item.id);
  if (!known.includes(region)) throw unknownWord(row.at(), "region", region, known, "places/regions.yml");
  if (cells.en === "") throw complaint(row.at(), `country ${code} has no English name`, "add it in column en");
  const names = Object.fromEntries(Object.entries(cells).filter(([, name]) => name !== ""));
  const neighbour = neighbours.some((item) => item === code);
  return readShape(Country, { code, region, names, neighbour }, () => row.at());
}

function checkCodes(regions: Located<RegionsFile>, countries: readonly Country[]): void {
  const known = new Set<string>(countries.map((country) => country.code));
  for (const member of ["home", "neighbours"] as const) {
    regions.value[member].forEach((code, index) => {
      if (!known.has(code)) throw unknownWord(regions.at(member, index), "country", code, [], "places/countries.csv");
    });
  }
}

function checkUnique(rows: readonly Located<{ code: string }>[]): void {
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(row.value.code)) throw complaint(row.at(), `country ${row.value.code} is listed twice`, "keep one of the two");
    seen.add(row.value.code);
  }
}

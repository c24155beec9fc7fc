import { join } from "node:path";
import { Source } from "../model/index.js";
import { complaint, unknownWord, type Located } from "./complaint.js";
import { ymlFiles } from "./study-files.js";
import { readYamlList } from "./yaml-file.js";

/** The register of publishers: ids and hosts unique, countries known. */
export async function readSources(folder: string, files: readonly string[], countries: ReadonlySet<string>): Promise<Source[]> {
  const lists = await Promise.all(ymlFiles(files, "sources").map((file) => readYamlList(join(folder, file), Source)));
  const sources = lists.flat();
  checkOnce(sources, "id", (source) => [source.id]);
  checkOnce(sources, "hosts", (source) => source.hosts);
  for (const source of sources) checkSource(source, countries);
  return sources.map((source) => source.value);
}

function checkOnce(sources: readonly Located<Source>[], member: "id" | "hosts", values: (source: Source) => readonly string[]): void {
  const owner = new Map<string, string>();
  for (const source of sources) {
    for (const value of values(source.value)) {
      const other = owner.get(value);
      const what = `${member === "id" ? "source" : "host"} "${value}" is already registered`;
      if (other !== undefined) throw complaint(source.at(member), `${what} by ${other}`, "keep one of the two");
      owner.set(value, source.value.id);
    }
  }
}

function checkSource(source: Located<Source>, countries: ReadonlySet<string>): void {
  const { country, hosts } = source.value;
  if (country !== null && !countries.has(country)) throw unknownWord(source.at("country"), "country", country, [], "places/countries.csv");
  const odd = hosts.find((host) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) || host.startsWith("www."));
  if (odd !== undefined)
    throw complaint(source.at("hosts"), `host "${odd}" is no bare host name`, "write it in lower case, without www., scheme or path");
}

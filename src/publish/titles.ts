import type { EventRecord, MeasureValue, Work } from "../model/index.js";
import { neighbourRows } from "./neighbours.js";
import { countryName, partnersOf, type Site } from "./site.js";
import { capitalised, curly, dateText, numberWord, possessive } from "./words.js";

/** A cited work in one line. Of a protected one only its number, publisher and date are printed. */
export function workCitation(work: Work): { text: string; href: string | null; withheld: boolean } {
  const date = work.published === null ? "no date" : dateText(work.published);
  if (work.protectedPerson) {
    return { text: `${work.publisher}, ${date}. Title withheld to protect a person`, href: null, withheld: true };
  }
  const title = work.titleEnglish || work.titleOriginal;
  const author = work.author !== "" && work.author !== work.publisher ? `${work.author}, ` : "";
  return { text: `${author}${title ? `“${title}”, ` : ""}${work.publisher}, ${date}`, href: work.url || null, withheld: false };
}

/** Where an event comes from, in half a line: publisher and date of its first source. */
export function sourceLine(site: Site, event: EventRecord): string {
  const publishers: string[] = [];
  for (const { evidence } of event.evidence) {
    const name = evidence.kind === "span" ? textPublisher(site, evidence.textId) : workPublisher(site, evidence.work);
    if (name !== null && !publishers.includes(name)) publishers.push(name);
  }
  return publishers.length > 2 ? `${publishers.slice(0, 2).join("; ")} and ${publishers.length - 2} more` : publishers.join("; ");
}

function workPublisher(site: Site, id: string): string | null {
  const work = site.works.get(id);
  if (!work) return null;
  return work.published === null ? work.publisher : `${work.publisher}, ${dateText(work.published)}`;
}

/** The registered source a text belongs to, else the host of its address. */
export function textPublisher(site: Site, textId: string): string | null {
  const source = site.texts.get(textId);
  if (!source) return null;
  const capture = site.captures.get(source.captureId);
  const registered = site.edition.state.sources.find((entry) => entry.id === capture?.sourceId);
  const date = source.published === null ? "" : `, ${dateText(source.published)}`;
  return `${registered?.name ?? hostOf(source.url)}${date}`;
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") || url : url;
}

/** Title of the world map: how much, with how many, and how thin. */
export function mapTitle(site: Site): string {
  const perCountry = new Map<string, number>();
  for (const event of site.record) {
    for (const code of partnersOf(site, event)) perCountry.set(code, (perCountry.get(code) ?? 0) + 1);
  }
  if (site.record.length === 0) return "No activity is on record yet";
  const once = [...perCountry.values()].filter((count) => count === 1).length;
  const baselineOnly = site.record.every((event) => event.review === "baseline");
  const total = `${site.record.length} ${site.record.length === 1 ? "activity" : "activities"}`;
  const countries = `${perCountry.size} ${perCountry.size === 1 ? "country" : "countries"}`;
  const opening = baselineOnly ? `One report names ${total} with ${countries}` : `${total} with ${countries} are on record`;
  return once === 0 ? opening : `${opening}; ${once} of the countries appear only once`;
}

/** Title of the chart by year: the five years that hold most. */
export function yearsTitle(events: readonly EventRecord[], noun: string): string {
  const years = events.flatMap((event) => (event.fields.date === null ? [] : [Number(event.fields.date.slice(0, 4))]));
  if (years.length === 0) return `No dated ${noun} yet`;
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const dated = noun.startsWith("dated ") ? noun : `dated ${noun}`;
  const all = years.length === 2 ? "Both" : `All ${numberWord(years.length)}`;
  if (first === last) return years.length === 1 ? `One date is known: ${first}` : `${all} ${dated} fall in ${first}`;
  if (last - first < 5) return `${all} ${dated} fall between ${first} and ${last}`;
  let best = { from: first, count: 0 };
  for (let from = first; from <= last - 4; from += 1) {
    const count = years.filter((year) => year >= from && year <= from + 4).length;
    if (count > best.count) best = { from, count };
  }
  const total = events.length <= 12 ? numberWord(events.length) : String(events.length);
  return `${capitalised(numberWord(best.count))} of the ${total} ${noun} begin in the five years from ${best.from} to ${best.from + 4}`;
}

/** Title of the figure of neighbours: how many are documented, by a list or by acts, and for how many nobody says anything. */
export function neighboursTitle(site: Site): string {
  const rows = neighbourRows(site);
  const documented = rows.filter((row) => row.state === "documented");
  const unknown = rows.filter((row) => row.state === "unknown").length;
  const whose = `${possessive(countryName(site, site.study.actor.country))} ${numberWord(rows.length)} neighbours`;
  const ending = unknown === 0 ? "" : `; for ${numberWord(unknown)}, nobody says`;
  if (documented.length === 0) return `No agreement with any of ${whose} is on record${ending}`;
  const of = `${numberWord(documented.length)} of ${whose}`;
  return documented.every((row) => row.events.length > 0)
    ? `Agreements with ${of} are on record${ending}`
    : `A list names agreements with ${of}${ending}`;
}

/** Title of a figure by region: where most of it is, and of how little. */
export function regionTitle(site: Site, measure: MeasureValue): string {
  const [most] = [...measure.rows].sort((a, b) => b.value - a.value);
  if (!most || most.value === 0) return `No ${measure.unit} on record yet`;
  const total = `${numberWord(measure.n)} ${measure.unit}`;
  return most.value === measure.n && measure.n > 1
    ? `All ${total} on record are with ${most.label}`
    : `${most.label} has ${numberWord(most.value)} of the ${total} on record`;
}

/** Where the data of a figure comes from, in a sentence for the foot of a file; what draws no borders needs no note on them. */
export function sourceSentence(site: Site, kind: "map" | "chart" = "map"): string {
  const report = site.study.baseline?.report;
  const from = report
    ? `, from ${report.author}, “${report.titleEnglish || report.titleOriginal}”, ${report.publisher}, ${report.published?.slice(0, 4) ?? ""}`
    : "";
  const archived = site.record.filter((event) => event.restsOn === "archived").length;
  const pages = archived > 0 ? `, and ${archived} activities from archived pages` : "";
  const note = kind === "map" ? ` ${site.study.boundaryNote}` : "";
  return curly(`Source: Longarm, edition ${site.edition.id.replace(/^edn_/, "").slice(0, 8)}${from}${pages}.${note}`);
}

import type { EventRecord, ListedCountry } from "../model/index.js";
import { countryName, type Site } from "./site.js";
import { capitalised, counted, listed, numberWord, uncapitalised } from "./words.js";

/** What stands on record about a country, in two or three sentences computed from the record. */
export function countrySummary(site: Site, code: string, events: readonly EventRecord[]): string {
  const name = countryName(site, code);
  if (events.length === 0) return `No activity with ${name} is on record. ${searchedSentence(site, code)}`;
  const years = events.flatMap((event) => (event.fields.date === null ? [] : [event.fields.date.slice(0, 4)])).sort();
  const [first, last] = [years[0], years.at(-1)];
  const span = first === undefined || last === undefined ? "" : first === last ? ` in ${first}` : ` between ${first} and ${last}`;
  const verb = events.length === 1 ? "activity is" : "activities are";
  const head = `${capitalised(numberWord(events.length))} ${verb} on record${span}: ${kindsOf(site, events)}.`;
  return [head, footingSentence(events), searchedSentence(site, code)].join(" ");
}

/** `meeting (1), training (2) and joint patrol (1)`. */
function kindsOf(site: Site, events: readonly EventRecord[]): string {
  const parts = site.study.codebook.categories.flatMap((code) => {
    const count = events.filter((event) => event.fields.category === code.code).length;
    return count === 0 ? [] : [`${uncapitalised(code.label)} (${count})`];
  });
  return listed(parts);
}

function footingSentence(events: readonly EventRecord[]): string {
  const archived = events.filter((event) => event.restsOn === "archived").length;
  if (archived === 0) return `${events.length === 1 ? "It rests" : "They rest"} on citations; no page is archived yet.`;
  return archived === events.length
    ? "Every one rests on an archived quote."
    : `${capitalised(numberWord(archived))} of them ${archived === 1 ? "rests" : "rest"} on an archived quote.`;
}

/** Whether anybody has searched, from the search ledger alone. */
export function searchedSentence(site: Site, code: string): string {
  const searches = site.edition.state.searches.filter((search) => search.country === code);
  if (searches.length === 0) return "Nobody has searched yet. This is not a finding of nothing.";
  const found = searches.reduce((sum, search) => sum + search.found, 0);
  return found === 0
    ? `${counted(searches.length, "search", "searches")} found nothing.`
    : `${counted(searches.length, "search", "searches")} found ${counted(found, "page")}.`;
}

/** Lists of the baseline that name a country. */
export function listsNaming(site: Site, code: string): ListedCountry[] {
  return (site.study.baseline?.countryLists ?? []).filter((row) => row.country === code);
}

/** Countries that have a page: with events, in a list or a claim, a land neighbour, or searched for. */
export function countriesWithPages(site: Site): string[] {
  const home = new Set<string>(site.study.places.home);
  const fromEvents = [...site.record, ...site.samples].flatMap((event) => event.fields.countries);
  const named = new Set<string>([...fromEvents, ...namedWithoutEvents(site)]);
  return [...named].filter((code) => !home.has(code) && site.countries.has(code)).sort();
}

/** Countries of the study without a page: nobody names them and nobody has searched. */
export function countriesNotSearched(site: Site): string[] {
  const shown = new Set<string>([...countriesWithPages(site), ...site.study.places.home]);
  return site.study.places.countries.map((country) => country.code).filter((code) => !shown.has(code));
}

/** True where a list, a claim, a search or the border names a country, so that its page says something beyond samples. */
export function isNamedElsewhere(site: Site, code: string): boolean {
  return namedWithoutEvents(site).includes(code);
}

function namedWithoutEvents(site: Site): string[] {
  return [
    ...(site.study.baseline?.countryLists ?? []).map((row) => row.country),
    ...site.claims.flatMap((claim) => claim.scope.split(";")),
    ...site.study.places.countries.filter((country) => country.neighbour).map((country) => country.code),
    ...site.edition.state.searches.flatMap((search) => search.country ?? []),
  ];
}

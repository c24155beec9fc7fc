/** Addresses inside the site, from its root. All links are written relative to the page they stand on. */
export const routes = {
  home: "index.html",
  events: "events/index.html",
  samples: "events/sample.html",
  event: (id: string) => `events/${id}.html`,
  eventJson: (id: string) => `events/${id}.json`,
  measure: (id: string) => `events/measure-${id}.html`,
  filtered: (filter: { category: string | null; region: string | null; footing: string | null }) =>
    filter.category === null && filter.region === null && filter.footing === null
      ? "events/index.html"
      : `events/filter-${filter.category ?? "any"}.${filter.region ?? "any"}.${filter.footing ?? "any"}.html`,
  countries: "countries/index.html",
  country: (code: string) => `countries/${code}.html`,
  claims: "claims.html",
  claim: (alias: string) => `claims.html#${alias}`,
  figures: "figures.html",
  lists: "lists.html",
  list: (id: string) => `lists.html#${id}`,
  method: "method.html",
  methodPart: (part: string) => `method.html#${part}`,
  readings: "readings.html",
  reading: (id: string) => `readings.html#${id}`,
  sources: "sources.html",
  work: (id: string) => `sources.html#${id}`,
  statistic: (id: string) => `claims.html#${id}`,
  numbers: "numbers.html",
  notFound: "404.html",
} as const;

/** `to` as a reference that works from the page `from`, under any base path and from a file system. */
export function relativeLink(from: string, to: string): string {
  const [path = "", fragment] = to.split("#");
  if (path === from && fragment !== undefined) return `#${fragment}`;
  const here = from.split("/").slice(0, -1);
  const there = path.split("/");
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared += 1;
  const relative = [...here.slice(shared).map(() => ".."), ...there.slice(shared)].join("/");
  return fragment === undefined ? relative : `${relative}#${fragment}`;
}

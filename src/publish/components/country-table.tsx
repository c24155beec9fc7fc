import type { EventRecord } from "../../model/index.js";
import { routes } from "../routes.js";
import { countryName, nativeName, partnersOf, type Site } from "../site.js";
import { counted } from "../words.js";
import { FootingBar } from "./footing-bar.js";
import { Glyph } from "./glyph.js";
import { NumberLink } from "./number-with-provenance.js";
import { usePage } from "./page-context.js";

export interface CountryRow {
  readonly code: string;
  readonly name: string;
  readonly events: readonly EventRecord[];
}

/** Partner countries of the record, most often named first. */
export function countryRows(site: Site): CountryRow[] {
  const held = new Map<string, EventRecord[]>();
  for (const event of site.record) {
    for (const code of partnersOf(site, event)) held.set(code, [...(held.get(code) ?? []), event]);
  }
  return [...held]
    .map(([code, events]) => ({ code, name: countryName(site, code), events }))
    .sort((a, b) => b.events.length - a.events.length || a.name.localeCompare(b.name, "en"));
}

/** Years between the first and the last dated event. */
export function yearsText(events: readonly EventRecord[]): string {
  const years = events.flatMap((event) => (event.fields.date === null ? [] : [event.fields.date.slice(0, 4)])).sort();
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return "not dated";
  return first === last ? first : `${first}–${last}`;
}

/** Countries with one mark per activity. */
export function CountryTable({ limit }: { readonly limit: number | null }) {
  const { site, link } = usePage();
  const rows = countryRows(site);
  return (
    <table className="ctry">
      <thead>
        <tr>
          <th scope="col">Country</th>
          <th scope="col">Activities</th>
          <th scope="col" className="n">
            Total
          </th>
          <th scope="col" className="only-l">
            Years
          </th>
          <th scope="col" className="only-l">
            Rests on
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, limit ?? rows.length).map((row) => {
          const native = nativeName(site, row.code);
          const archived = row.events.filter((event) => event.restsOn === "archived").length;
          return (
            <tr key={row.code}>
              <th scope="row">
                <a href={link(routes.country(row.code))}>{row.name}</a>{" "}
                {native ? (
                  <span className="small only-l-inline" lang={native.lang}>
                    {native.name}
                  </span>
                ) : null}
              </th>
              <td className="marks">
                {row.events.map((event) => (
                  <Glyph category={event.fields.category} status={event.fields.status} key={event.id} />
                ))}
              </td>
              <td className="n">
                <NumberLink to={`${routes.country(row.code)}#activities`} events={row.events.length}>
                  {row.events.length}
                </NumberLink>
              </td>
              <td className="only-l num">{yearsText(row.events)}</td>
              <td className="only-l rest">
                <FootingBar archived={archived} citation={row.events.length - archived} size="row" />
                {archived === 0
                  ? counted(row.events.length, "citation")
                  : `${counted(archived, "quote")}, ${counted(row.events.length - archived, "citation")}`}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

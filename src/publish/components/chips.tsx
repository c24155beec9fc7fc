import { FOOTINGS, filterEvents, type ListFilter } from "../filters.js";
import { routes } from "../routes.js";
import { regionName } from "../site.js";
import { Glyph } from "./glyph.js";
import { usePage } from "./page-context.js";
import type { ReactNode } from "react";

const FOOTING_WORDS = { archived: "Archived quote", citation: "Citation only" } as const;

/** A filter as a link: leads on where events remain, marked where it is on (and then leads back), plain text at zero. */
function FilterChip({
  filter,
  active,
  count,
  children,
}: {
  readonly filter: ListFilter;
  readonly active: boolean;
  readonly count: number;
  readonly children: ReactNode;
}) {
  const { link } = usePage();
  const inside = (
    <>
      {children} <b className="num">{count}</b>
    </>
  );
  if (count === 0 && !active) return <span className="chip off">{inside}</span>;
  return (
    <a className="chip" href={link(routes.filtered(filter))} aria-current={active ? "true" : undefined}>
      {inside}
      {active ? (
        <span className="x" aria-hidden="true">
          ×
        </span>
      ) : null}
      {active ? <span className="sr">, remove this filter</span> : null}
    </a>
  );
}

/** Category chips: each leads to the list with that category, the rest of the filter kept. */
export function CategoryChips({ filter }: { readonly filter: ListFilter }) {
  const { site } = usePage();
  return (
    <div className="chips" role="group" aria-label="Filter by category">
      {site.study.codebook.categories.map(({ code, label, short }) => {
        const active = filter.category === code;
        const count = filterEvents(site, { ...filter, category: code }).length;
        return (
          <FilterChip filter={{ ...filter, category: active ? null : code }} active={active} count={count} key={code}>
            <Glyph category={code} />
            {short ?? label}
          </FilterChip>
        );
      })}
    </div>
  );
}

/** Chips for regions and for what an event rests on. */
export function PlaceAndFootingChips({ filter }: { readonly filter: ListFilter }) {
  const { site } = usePage();
  return (
    <>
      <div className="chips" role="group" aria-label="Filter by region">
        {site.study.places.regions.map(({ id }) => {
          const active = filter.region === id;
          const count = filterEvents(site, { ...filter, region: id }).length;
          return (
            <FilterChip filter={{ ...filter, region: active ? null : id }} active={active} count={count} key={id}>
              {regionName(site, id)}
            </FilterChip>
          );
        })}
      </div>
      <div className="chips" role="group" aria-label="Filter by what it rests on">
        {FOOTINGS.map((footing) => {
          const active = filter.footing === footing;
          const count = filterEvents(site, { ...filter, footing }).length;
          return (
            <FilterChip filter={{ ...filter, footing: active ? null : footing }} active={active} count={count} key={footing}>
              {FOOTING_WORDS[footing]}
            </FilterChip>
          );
        })}
      </div>
    </>
  );
}

import { markFor } from "../../figures/index.js";
import { dayRange, type EventRecord } from "../../model/index.js";
import { routes } from "../routes.js";
import { categoryOf } from "../site.js";
import { eventTitle } from "../titles.js";
import { usePage } from "./page-context.js";

/** Position of a day between two years, in percent. */
function percentOf(day: string, from: number, to: number): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return ((year + (month - 1) / 12 + (date - 1) / 365 - from) / (to - from)) * 100;
}

/** One lane per category; a mark is a day, a bar the span within which the day lies. Drawn in percent, so that it fits any width. */
export function Timeline({ events }: { readonly events: readonly EventRecord[] }) {
  const { site } = usePage();
  const dated = events.filter((event) => event.fields.date !== null);
  const years = dated.map((event) => Number(event.fields.date?.slice(0, 4)));
  const periodFrom = Number(site.study.period.from.slice(0, 4));
  const from = Math.min(periodFrom, ...years);
  const to = Math.max(Number((site.study.period.to ?? site.edition.state.asOf).slice(0, 4)), ...years) + 1;
  const categories = site.study.codebook.categories.filter((code) => dated.some((event) => event.fields.category === code.code));
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((year) => year % 5 === 0);
  return (
    <div className="tl">
      {categories.map((category) => (
        <div className="lane" key={category.code}>
          <b>{category.label}</b>
          <Lane events={dated.filter((event) => event.fields.category === category.code)} from={from} to={to} ticks={ticks} />
        </div>
      ))}
      <svg className="tl-axis" aria-hidden="true" focusable="false">
        {ticks.map((year) => (
          <text x={`${percentOf(`${year}-01-01`, from, to)}%`} y="14" key={year}>
            {year}
          </text>
        ))}
      </svg>
    </div>
  );
}

function Lane({
  events,
  from,
  to,
  ticks,
}: {
  readonly events: readonly EventRecord[];
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}) {
  const { site, link } = usePage();
  return (
    <svg className="lane-plot" role="group" aria-label={events.map((event) => eventTitle(site, event)).join("; ")}>
      {ticks.map((year) => (
        <line
          className="yr"
          x1={`${percentOf(`${year}-01-01`, from, to)}%`}
          x2={`${percentOf(`${year}-01-01`, from, to)}%`}
          y1="0"
          y2="100%"
          key={year}
        />
      ))}
      {events.map((event, index) => {
        const range = rangeOf(event);
        const [left, right] = [percentOf(range.first, from, to), percentOf(range.last, from, to)];
        const middle = (left + right) / 2;
        const y = 18 + (index % 3) * 13;
        return (
          <a href={link(routes.event(event.id))} key={event.id}>
            <title>{eventTitle(site, event)}</title>
            <g color={markFor(site.study.codebook.categories, event.fields.category).colour}>
              {right - left > 0.4 ? <rect className="rng" x={`${left}%`} y={y - 3.5} width={`${right - left}%`} height="7" /> : null}
              <use
                className="mk"
                href={`#g-${event.fields.category}`}
                x={`${middle}%`}
                y={y}
                aria-label={`${categoryOf(site, event.fields.category).label}, ${event.id}`}
              />
            </g>
          </a>
        );
      })}
    </svg>
  );
}

function rangeOf(event: EventRecord): { first: string; last: string } {
  const { date, dateEnd } = event.fields;
  if (date === null) return { first: "", last: "" };
  return { first: dayRange(date).first, last: dayRange(dateEnd ?? date).last };
}

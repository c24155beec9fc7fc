import { drawTimeline, fillForStatus, type TimelineEvent } from "../../figures/index.js";
import { datePrecision, dayRange, type EventRecord } from "../../model/index.js";
import { routes } from "../routes.js";
import { countryName, type Site } from "../site.js";
import { eventTitle } from "../event-title.js";
import { DrawnForWidths } from "./drawings.js";
import { usePage } from "./page-context.js";

/** The dated events of one country, a lane per category. */
export function CountryTimeline({ events, code }: { readonly events: readonly EventRecord[]; readonly code: string }) {
  const { site, link } = usePage();
  const years = events.map((event) => Number(event.fields.date?.slice(0, 4)));
  const from = Math.min(Number(site.study.period.from.slice(0, 4)), ...years);
  const to = Math.max(Number((site.study.period.to ?? site.edition.state.asOf).slice(0, 4)), ...years);
  const input = {
    title: `Dated activities with ${countryName(site, code)}, by kind`,
    events: events.flatMap((event) => timelineEvent(site, event, link(routes.event(event.id)))),
    categories: site.study.codebook.categories.filter((category) => events.some((event) => event.fields.category === category.code)),
    from,
    to,
    ...blankOf(site, code, from, Math.min(...years)),
  };
  const all = { ...input, categories: site.study.codebook.categories };
  return (
    <DrawnForWidths
      wide={drawTimeline({ ...all, idPrefix: "tl", width: 960 })}
      narrow={drawTimeline({ ...all, idPrefix: "tl-s", width: 328, blanks: [] })}
    />
  );
}

function timelineEvent(site: Site, event: EventRecord, href: string): TimelineEvent[] {
  const { date, dateEnd, category, status } = event.fields;
  if (date === null) return [];
  const precision = dateEnd === null || dateEnd === date ? datePrecision(date) : "range";
  const first = dayRange(date).first;
  const last = dayRange(dateEnd ?? date).last;
  return [{ id: event.id, category, first, last, precision, title: eventTitle(site, event), href, fill: fillForStatus(status) }];
}

/** A sentence in a long blank: what it does not mean. */
function blankOf(site: Site, code: string, from: number, firstEvent: number): { blanks?: { from: number; to: number; text: string }[] } {
  const searched = site.edition.state.searches.some((search) => search.country === code);
  if (firstEvent - from < 8) return {};
  const text = searched
    ? `Nothing named from ${from} to ${firstEvent - 1}.`
    : `Nothing named from ${from} to ${firstEvent - 1}. Nobody has searched those years.`;
  return { blanks: [{ from, to: firstEvent - 1, text }] };
}

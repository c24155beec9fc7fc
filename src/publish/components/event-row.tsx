import type { EventRecord } from "../../model/index.js";
import { routes } from "../routes.js";
import { categoryOf, labelOf, type Site } from "../site.js";
import { sourceLine } from "../titles.js";
import { counted, dateNote, dateSpanText } from "../words.js";
import { EventTitle } from "./event-title.js";
import { FootingBar } from "./footing-bar.js";
import { Glyph } from "./glyph.js";
import { usePage } from "./page-context.js";
import { Phrase } from "./phrase.js";

/** What an event rests on, with one clause of caveat. */
function restsOnText(site: Site, event: EventRecord): string {
  const sources = new Set(event.evidence.map(({ evidence }) => (evidence.kind === "span" ? evidence.textId : evidence.work))).size;
  const base =
    event.restsOn === "archived" ? counted(sources, "source, quote archived", "sources, quote archived") : counted(sources, "citation");
  const caveat = caveatOf(site, event);
  return caveat === null ? base : `${base}, ${caveat}`;
}

function caveatOf(site: Site, event: EventRecord): string | null {
  const { fields } = event;
  if (event.conflicts.length > 0) return "two readings";
  if (fields.scope !== "single") return fields.scope === "series" ? "a series" : "a running total";
  if (fields.status !== "done") return labelOf(site.study.codebook.statuses, fields.status).toLowerCase();
  if (fields.confidence === "alleged") return "alleged";
  if (fields.involvement === "none") return "ministry not named";
  return event.review === "machine" ? "not read by a person" : null;
}

/** One event in a list: date with its precision, category, title with source, footing. */
function EventRow({ event }: { readonly event: EventRecord }) {
  const { site, link } = usePage();
  return (
    <li className="ev" data-event={event.id}>
      <span className="dt">
        {dateSpanText(event.fields.date, event.fields.dateEnd)}
        <small>{dateNote(event.fields)}</small>
      </span>
      <span className="chip">
        <Glyph category={event.fields.category} status={event.fields.status} />
        {categoryOf(site, event.fields.category).label}
      </span>
      <div className="t">
        <a href={link(routes.event(event.id))}>
          <EventTitle event={event} />
        </a>
        <p className="src">
          <Phrase text={sourceLine(site, event)} /> <span className="id">{event.id}</span>
        </p>
      </div>
      <div className="rest">
        <FootingBar archived={event.restsOn === "archived" ? 1 : 0} citation={event.restsOn === "citation" ? 1 : 0} size="row" />
        {restsOnText(site, event)}
      </div>
    </li>
  );
}

/** Events as rows; an empty list says so. */
export function EventRows({ events, empty }: { readonly events: readonly EventRecord[]; readonly empty: string }) {
  if (events.length === 0) {
    return (
      <div className="empty">
        <b>{empty}</b>
      </div>
    );
  }
  return (
    <ol className="evs">
      {events.map((event) => (
        <EventRow event={event} key={event.id} />
      ))}
    </ol>
  );
}

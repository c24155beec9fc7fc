import { CategoryChips, PlaceAndFootingChips } from "../components/chips.js";
import { EventRows } from "../components/event-row.js";
import { FootingKey } from "../components/footing-bar.js";
import { SampleNumbers } from "../components/headline-numbers.js";
import { Layout } from "../components/layout.js";
import { usePage } from "../components/page-context.js";
import { Breadcrumb } from "../components/section.js";
import { filterEvents, type ListFilter } from "../filters.js";
import { routes } from "../routes.js";
import { labelOf, regionName, type Site } from "../site.js";
import { numberText } from "../words.js";
import { SampleNotice } from "./event-page.js";

/** What a filter lets through, in words: `Meeting, Asia, archived quote`. */
function filterWords(site: Site, filter: ListFilter): string {
  const words = [
    filter.category === null ? null : labelOf(site.study.codebook.categories, filter.category),
    filter.region === null ? null : regionName(site, filter.region),
    filter.footing === null ? null : filter.footing === "archived" ? "archived quote" : "citation only",
  ];
  return words.filter((word) => word !== null).join(", ");
}

/** The list of activities, with filters that are links. */
export function EventListPage({ filter }: { readonly filter: ListFilter }) {
  const { site, link } = usePage();
  const events = filterEvents(site, filter);
  const words = filterWords(site, filter);
  const title = words === "" ? "All activities" : words;
  const sentence = `${numberText(events.length)} of ${numberText(site.record.length)} activities`;
  return (
    <Layout title={title} description={`${sentence}. ${title}.`} section={routes.events}>
      <Breadcrumb steps={words === "" ? [] : [["Activities", routes.events]]} here={title === "All activities" ? "Activities" : title} />
      <h1 className="h1 h1-list">{title}</h1>
      <div className="filters">
        <CategoryChips filter={filter} />
        <PlaceAndFootingChips filter={filter} />
      </div>
      <div className="list-h">
        <p className="result" aria-live="polite">
          <b>{sentence}</b>, newest first.{" "}
          {words === "" ? null : (
            <a href={link(routes.events)}>
              Show all<span className="sr"> activities</span>
            </a>
          )}
        </p>
        <FootingKey />
      </div>
      <h2 className="sr">Activities</h2>
      <EventRows events={events} empty="No activity matches" />
      {site.samples.length > 0 ? (
        <p className="note">
          {numberText(site.samples.length)} more activities come from pages that were invented to show how a number is made.{" "}
          <a href={link(routes.samples)}>See the samples</a>
        </p>
      ) : null}
    </Layout>
  );
}

/** Events from invented pages, framed as such. */
export function SampleListPage() {
  const { site, link } = usePage();
  return (
    <Layout
      title="Sample activities"
      description="Activities from pages invented for demonstration. In no number of the record."
      section={routes.events}
    >
      <Breadcrumb steps={[["Activities", routes.events]]} here="Samples" />
      <SampleNotice />
      <h1 className="h1 h1-list">See how a number is made</h1>
      <p className="lead-p">
        {numberText(site.samples.length)} activities, read from pages that were invented for this purpose. Open one to see the marked words
        in their context, the archive record that holds the page, and the decisions in between. <a href={link(routes.events)}>The record</a>{" "}
        has none of them.
      </p>
      <section className="tight">
        <h2 className="sr">Numbers of the samples</h2>
        <SampleNumbers />
      </section>
      <h2 className="sr">Sample activities</h2>
      <EventRows events={site.samples} empty="No sample is coded" />
    </Layout>
  );
}

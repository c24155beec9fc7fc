import type { EventRecord, MeasureRow, MeasureValue } from "../../model/index.js";
import { EventRows } from "../components/event-row.js";
import { doubtsOf, measureFigure, MeasureTile, restsOnSentence } from "../components/headline-numbers.js";
import { Layout } from "../components/layout.js";
import { NumberLink } from "../components/number-with-provenance.js";
import { usePage } from "../components/page-context.js";
import { Phrase } from "../components/phrase.js";
import { Breadcrumb, Section } from "../components/section.js";
import { filterSentence, aggregateSentence } from "../measure-words.js";
import { publishedFor } from "../comparisons.js";
import { routes } from "../routes.js";
import type { Site } from "../site.js";
import { capitalised, counted, curly, numberText, percentText, withOperator } from "../words.js";

/** One number in full: what it means, how it is computed, what was left out, and the events it was computed from. */
export function MeasurePage({ measure }: { readonly measure: MeasureValue }) {
  const { site } = usePage();
  const { spec } = measure;
  const figure = `${measureFigure(measure)} ${spec.aggregate === "share" ? "" : measure.unit}`.trim();
  return (
    <Layout title={spec.title} description={`${spec.title}: ${figure}. ${spec.definition}`} section={routes.numbers}>
      <Breadcrumb steps={[["Numbers", routes.numbers]]} here={spec.title} />
      <div className="cols c84 evh">
        <header>
          <h1 className="h1 h1-list">
            <Phrase text={spec.title} />
          </h1>
          <p className="lead-p">
            <Phrase text={curly(spec.definition)} />
          </p>
        </header>
        <div>
          <MeasureTile measure={measure} />
        </div>
      </div>
      <HowComputed measure={measure} />
      <Doubts measure={measure} />
      {measure.rows.length > 0 ? <Breakdown measure={measure} /> : null}
      {measure.rows.length > 0 ? null : (
        <Section title="The events behind it" says={`${counted(measure.events.length, "event")}, newest first.`} id="events">
          <EventRows
            events={eventsOf(site, measure.events)}
            empty="No event on record counts for this number. This is not a finding of nothing."
          />
        </Section>
      )}
      <Excluded measure={measure} />
    </Layout>
  );
}

function eventsOf(site: Site, ids: readonly string[]): EventRecord[] {
  return [...site.record, ...site.samples].filter((event) => ids.includes(event.id));
}

function HowComputed({ measure }: { readonly measure: MeasureValue }) {
  const { site, link } = usePage();
  const published = publishedFor(site, measure);
  return (
    <Section title="How it is computed" id="computed">
      <dl className="meta plain">
        <dt>Computed as</dt>
        <dd>{aggregateSentence(measure.spec)}</dd>
        <dt>Counts</dt>
        <dd>{filterSentence(site, measure.spec.filter)}</dd>
        {measure.spec.of ? (
          <>
            <dt>Out of</dt>
            <dd>{filterSentence(site, measure.spec.of)}</dd>
          </>
        ) : null}
        <dt>Rests on</dt>
        <dd>{restsOnSentence(measure)}</dd>
        <dt>Recompute</dt>
        <dd>
          <code>longarm stats {measure.id}</code>, or filter <a href={link("data/events.csv")}>events.csv</a> by the rule above
        </dd>
        {published.map((statistic) => (
          <PublishedLine
            key={statistic.id}
            id={statistic.id}
            says={`${statistic.statement.replace(/\.$/, "")}: ${withOperator(statistic.operator, statistic.value)} ${statistic.unit}`}
          />
        ))}
        {measure.spec.claims.length > 0 ? (
          <>
            <dt>Claims</dt>
            <dd>
              {measure.spec.claims.map((alias) => (
                <span key={alias}>
                  <a href={link(routes.claim(alias))}>{alias}</a>{" "}
                </span>
              ))}
            </dd>
          </>
        ) : null}
      </dl>
    </Section>
  );
}

/** Disagreements of the sources that the study names, then what follows from the events themselves; each once. */
function Doubts({ measure }: { readonly measure: MeasureValue }) {
  const { site, link } = usePage();
  const readings = doubtsOf(site, measure);
  const computed = computedCaveats(site, measure);
  if (readings.length + computed.length === 0) return null;
  return (
    <Section title="Known doubts" id="doubts">
      <ul className="hist doubts">
        {readings.map((item) => (
          <li key={item.id}>
            <b>
              <a href={link(routes.reading(item.id))}>{item.id}</a> <Phrase text={curly(item.topic)} />
            </b>
            <span className="block">
              <Phrase text={curly(`${item.readingA} / ${item.readingB}`)} />
            </span>
            <span className="small block">
              Rule: <Phrase text={curly(item.handling)} />
            </span>
          </li>
        ))}
        {computed.map((caveat) => (
          <li key={caveat}>{capitalised(caveat)}</li>
        ))}
      </ul>
    </Section>
  );
}

/** Warnings that are said nowhere else on the page: the named doubts and the published totals have lines of their own. */
function computedCaveats(site: Site, measure: MeasureValue): string[] {
  const said = [...measure.spec.inconsistencies, ...publishedFor(site, measure).map((statistic) => `see ${statistic.id}`)];
  return measure.warnings.filter((warning) => !said.some((words) => warning.startsWith(`${words} `) || warning.endsWith(words)));
}

function PublishedLine({ id, says }: { readonly id: string; readonly says: string }) {
  const { link } = usePage();
  return (
    <>
      <dt>Published</dt>
      <dd>
        <a href={link(routes.statistic(id))}>{id}</a>: <Phrase text={curly(says)} />
      </dd>
    </>
  );
}

function Breakdown({ measure }: { readonly measure: MeasureValue }) {
  const largest = Math.max(1, ...measure.rows.map((row) => row.value));
  return (
    <Section title="The breakdown, and the events behind each part" id="rows">
      <table className="breakdown">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col" className="n">
              {capitalised(measure.unit)}
            </th>
            <th scope="col" className="n">
              Share
            </th>
            <th scope="col" className="only-l wide-col">
              <span className="sr">Bar</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {measure.rows.map((row) => (
            <BreakdownRow measure={measure} row={row} largest={largest} key={row.key} />
          ))}
        </tbody>
      </table>
      {measure.rows
        .filter((row) => row.events.length > 0)
        .map((row) => (
          <RowEvents row={row} key={row.key} />
        ))}
    </Section>
  );
}

function BreakdownRow({ measure, row, largest }: { readonly measure: MeasureValue; readonly row: MeasureRow; readonly largest: number }) {
  return (
    <tr>
      <th scope="row">{row.label}</th>
      <td className="n">
        {row.events.length === 0 ? (
          numberText(row.value)
        ) : (
          <NumberLink to={`${routes.measure(measure.id)}#row-${row.key}`} events={row.events.length}>
            {numberText(row.value)}
          </NumberLink>
        )}
      </td>
      <td className="n">{row.share === null ? "" : percentText(row.share)}</td>
      <td className="only-l">
        <svg className="hbar" aria-hidden="true" focusable="false">
          <rect width={`${(row.value / largest) * 100}%`} height="12" y="3" />
        </svg>
      </td>
    </tr>
  );
}

function RowEvents({ row }: { readonly row: MeasureRow }) {
  const { site } = usePage();
  return (
    <section className="row-part" id={`row-${row.key}`}>
      <h3>
        {row.label}: {counted(row.events.length, "event")}
      </h3>
      <EventRows events={eventsOf(site, row.events)} empty="No event" />
    </section>
  );
}

function Excluded({ measure }: { readonly measure: MeasureValue }) {
  const { site, link } = usePage();
  if (measure.excluded.length === 0) return null;
  const total = measure.excluded.reduce((sum, group) => sum + group.events.length, 0);
  return (
    <Section
      title="Left out, and why"
      says={`${counted(total, "event")} on record ${total === 1 ? "is" : "are"} not counted here.`}
      id="excluded"
    >
      <ul className="hist excluded">
        {measure.excluded.map((group) => (
          <li key={group.reason}>
            <b>
              {capitalised(group.reason)}: {numberText(group.events.length)}
            </b>
            {eventsOf(site, group.events).map((event) => (
              <a href={link(routes.event(event.id))} className="mono" key={event.id}>
                {event.id}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** All numbers of the edition on one page. */
export function NumbersPage() {
  const { site, link } = usePage();
  const groups = [
    { title: "Of the record", measures: site.measures.filter((measure) => measure.spec.filter.population !== "sample") },
    { title: "Of the sample pages", measures: site.measures.filter((measure) => measure.spec.filter.population === "sample") },
  ];
  return (
    <Layout
      title="Numbers"
      description="Every number of this edition, with its definition, what it rests on and the events behind it."
      section={routes.numbers}
    >
      <Breadcrumb steps={[]} here="Numbers" />
      <h1 className="h1 h1-list">Every number, and the events behind it</h1>
      <p className="lead-p">
        Each number is computed from the activities of this edition by a rule that is written down.{" "}
        <a href={link("data/measures.json")}>All of them as JSON</a>.
      </p>
      {groups
        .filter((group) => group.measures.length > 0)
        .map((group) => (
          <Section title={group.title} key={group.title}>
            <table className="numbers-t">
              <thead>
                <tr>
                  <th scope="col">Number</th>
                  <th scope="col" className="n">
                    Value
                  </th>
                  <th scope="col">Rests on</th>
                </tr>
              </thead>
              <tbody>
                {group.measures.map((measure) => (
                  <tr key={measure.id}>
                    <th scope="row">
                      <a href={link(routes.measure(measure.id))}>
                        <Phrase text={measure.spec.title} />
                      </a>
                      <span className="small block">
                        <Phrase text={curly(measure.spec.definition)} />
                      </span>
                    </th>
                    <td className="n">
                      {measure.rows.length > 0 && measure.spec.aggregate !== "share" ? (
                        <a href={link(`${routes.measure(measure.id)}#rows`)}>{counted(measure.rows.length, "part")}</a>
                      ) : (
                        <NumberLink to={routes.measure(measure.id)} events={measure.events.length}>
                          {measureFigure(measure)}
                        </NumberLink>
                      )}
                    </td>
                    <td className="small">{restsOnSentence(measure)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Section>
        ))}
    </Layout>
  );
}

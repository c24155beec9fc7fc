import type { ReactNode } from "react";
import { CategoryChips } from "../components/chips.js";
import { ClaimAgainstRecord } from "../components/claim-bars.js";
import { EventRows } from "../components/event-row.js";
import { FigureFrame } from "../components/figure-frame.js";
import { FootingKey } from "../components/footing-bar.js";
import { FillKey, Glyph } from "../components/glyph.js";
import { CountryTable } from "../components/country-table.js";
import { HeadlineNumbers, SampleNumbers } from "../components/headline-numbers.js";
import { Layout } from "../components/layout.js";
import { DrawnForWidths, NeighbourKey } from "../components/drawings.js";
import { NumberLink } from "../components/number-with-provenance.js";
import { usePage } from "../components/page-context.js";
import { Phrase } from "../components/phrase.js";
import { Section } from "../components/section.js";
import { YearsTable } from "../components/years-table.js";
import { PartnersNamedMost, WorldMap } from "../components/world-map.js";
import { drawingsOf } from "../drawings.js";
import { comparisons } from "../comparisons.js";
import { headlineMeasures } from "../headline.js";
import { OPEN_FILTER } from "../filters.js";
import { neighbourRows } from "../neighbours.js";
import { leadingReadings } from "../readings.js";
import { routes } from "../routes.js";
import { labelOf } from "../site.js";
import { mapTitle, neighboursTitle, sourceSentence, yearsTitle } from "../titles.js";
import { capitalised, curly, numberText, numberWord } from "../words.js";

/** The first page: what is on record, what it rests on, what is claimed, what nobody knows. */
export function HomePage() {
  const { site } = usePage();
  return (
    <Layout
      title=""
      description={`${site.study.question} Every number opens the events behind it, and every event the words it rests on.`}
      section={routes.home}
    >
      <Hero />
      <MapFigure />
      <Numbers />
      <SamplePart />
      <ClaimsAndGaps />
      <Neighbours />
      <Years />
      <Readings />
      <Countries />
    </Layout>
  );
}

function Hero() {
  const { site } = usePage();
  return (
    <div className="hero cols">
      <h1 className="h1">
        What {curly(site.study.shortTitle)} does abroad, down to <mark>the sentence that proves it</mark>
      </h1>
      <p className="lead-p">
        <Phrase text={curly(site.study.question)} /> Longarm answers from public pages in many languages. Every number opens the events
        behind it, and every event opens the words it rests on.
      </p>
    </div>
  );
}

function MapFigure() {
  const { site, link } = usePage();
  const total = site.record.length;
  return (
    <FigureFrame
      id="map"
      number="Figure 1"
      title={mapTitle(site)}
      subtitle="Each mark is one activity, drawn once, at its first-named partner. Shading counts every partner named. A blank country has not been searched yet; it is not a finding of nothing."
      source={sourceSentence(site)}
      actions={
        <>
          <NumberLink to={routes.events} events={total} className="see">
            See the {numberText(total)} activities
          </NumberLink>
          <a href={link("data/events.csv")}>CSV</a>
          <a href={link("figures/world-map.svg")}>SVG</a>
        </>
      }
      table={<CountryTable limit={null} />}
    >
      <CategoryChips filter={OPEN_FILTER} />
      <WorldMap drawn={drawingsOf(site).world} />
      <FillKey events={site.record} />
      <PartnersNamedMost />
    </FigureFrame>
  );
}

function Numbers() {
  const { site } = usePage();
  const count = headlineMeasures(site).length;
  const apart = site.record.filter((event) => event.fields.scope !== "single").length;
  return (
    <Section
      title={`${capitalised(numberWord(count))} numbers, and what each rests on`}
      {...(apart === 0 ? {} : { says: notAdded(apart, site.record.length) })}
      id="numbers"
      aside={<FootingKey />}
    >
      <HeadlineNumbers />
    </Section>
  );
}

/** Why the map shows more activities than the first number counts. */
function notAdded(apart: number, total: number): string {
  const what = apart === 1 ? "is a series row or a running total; it is" : "are series rows or running totals; they are";
  return `${capitalised(numberWord(apart))} of the ${numberText(total)} activities ${what} shown on the map and in the list, and not added.`;
}

/** Sample pages have a part of their own: they show how a number is made, and are in none of the numbers above. */
function SamplePart() {
  const { site, link } = usePage();
  if (site.samples.length === 0) return null;
  return (
    <section className="sample" id="samples" aria-labelledby="samples-h">
      <div className="sample-in">
        <p className="kick">Sample: invented pages</p>
        <h2 id="samples-h">See how a number is made</h2>
        <p className="lead-p">
          These pages were invented for demonstration. They went through every stage that a real page goes through: archived, read, coded,
          decided, counted. None of them is in any number of the record.
        </p>
        <SampleNumbers />
        <EventRows events={site.samples.slice(0, 5)} empty="No sample is coded" />
        <p className="acts">
          <NumberLink to={routes.samples} events={site.samples.length} className="see">
            All {numberText(site.samples.length)} sample activities
          </NumberLink>
          <a href={link(routes.methodPart("samples"))}>Why they are kept apart</a>
        </p>
      </div>
    </section>
  );
}

function ClaimsAndGaps() {
  const { site, link } = usePage();
  const compared = comparisons(site)
    .filter((comparison) => comparison.claims.length > 0)
    .slice(0, 3);
  return (
    <div className="cols c84 pair">
      <Section
        title="Claim against record"
        says="What officials and media say, next to what can be shown. A short bar is not a false claim; it is a claim we cannot yet follow."
        id="claims"
      >
        {compared.map((comparison) => (
          <ClaimAgainstRecord comparison={comparison} key={comparison.measure.id} />
        ))}
        <p className="acts">
          <a href={link(routes.claims)} className="see">
            All {numberText(site.claims.length)} claims
          </a>
          <a href={link("data/claims.csv")}>CSV</a>
        </p>
      </Section>
      <Section title="Not known" id="unknown">
        <ul className="gaps">
          {site.study.unknowns.map((unknown) => (
            <li key={unknown.label}>
              <b>
                <Phrase text={curly(unknown.label)} />
              </b>
              <span className="small">
                <Phrase text={curly(unknown.note)} />
              </span>
            </li>
          ))}
        </ul>
        <p className="acts">
          <a href={link(routes.methodPart("coverage"))}>What has been searched</a>
        </p>
      </Section>
    </div>
  );
}

function Neighbours() {
  const { site, link } = usePage();
  const rows = neighbourRows(site);
  if (rows.length === 0) return null;
  return (
    <section>
      <FigureFrame
        id="neighbours"
        number="Figure 2"
        title={neighboursTitle(site)}
        subtitle="Land neighbours, by what the cited list of agreements and the activities on record state about them."
        source="Source: lists of countries in the baseline and agreements on record. Citation only."
        actions={
          <>
            <a className="see" href={link(routes.countries)}>
              See all countries
            </a>
            <a href={link("figures/neighbours.svg")}>SVG</a>
          </>
        }
      >
        <DrawnForWidths {...drawingsOf(site).neighbours} />
        <NeighbourKey />
      </FigureFrame>
    </section>
  );
}

function Years() {
  const { site, link } = usePage();
  const notice = site.record.filter((event) => event.fields.dateBasis === "publication").length;
  return (
    <section>
      <FigureFrame
        id="years"
        number="Figure 3"
        title={yearsTitle(site.record, "named activities")}
        subtitle={`The ${numberText(site.record.length)} activities by year of start. One mark, one activity. The shape may follow what was published and kept as much as what was done.`}
        source={
          <>
            {notice > 0
              ? `${notice} of ${site.record.length} dates are dates of a notice; the act happened on or shortly before that day. `
              : ""}
            {sourceSentence(site, "chart")}
          </>
        }
        actions={
          <>
            <NumberLink to={routes.events} events={site.record.length} className="see">
              See the {numberText(site.record.length)} activities
            </NumberLink>
            <a href={link("data/events.csv")}>CSV</a>
          </>
        }
        table={<YearsTable events={site.record} />}
      >
        <DrawnForWidths {...drawingsOf(site).years} />
        <p className="key">
          {site.study.codebook.categories
            .filter((code) => site.record.some((event) => event.fields.category === code.code))
            .map((code) => (
              <span key={code.code}>
                <Glyph category={code.code} />
                {code.label}
              </span>
            ))}
        </p>
        <FillKey events={site.record} />
      </FigureFrame>
    </section>
  );
}

function Readings() {
  const { site, link } = usePage();
  const all = site.study.baseline?.inconsistencies.length ?? 0;
  if (all === 0) return null;
  return (
    <Section
      title="Read differently here"
      says={`${numberText(all)} places where the cited report disagrees with itself or with its sources, and how we count them.`}
      id="readings"
    >
      <div className="cols c3">
        {leadingReadings(site, 3).map(({ item, event }) => (
          <article className="corr" key={item.id}>
            <h3>
              <Phrase text={curly(item.topic)} />
            </h3>
            <dl className="ab">
              <Reading label="One reading">
                <Phrase text={curly(item.readingA)} />
              </Reading>
              <Reading label="Another">
                <Phrase text={curly(item.readingB)} />
              </Reading>
              <Reading label="Counted as">
                <span className="chip">
                  <Glyph category={event.fields.category} status={event.fields.status} />
                  {labelOf(site.study.codebook.categories, event.fields.category)}
                </span>
              </Reading>
              <Reading label="Rule">
                <Phrase text={curly(item.handling)} />
              </Reading>
            </dl>
            <p className="small">
              <a href={link(routes.event(event.id))}>{event.id}</a> · <a href={link(routes.reading(item.id))}>Reading {item.id}</a>
            </p>
          </article>
        ))}
      </div>
      <p className="acts">
        <a href={link(routes.readings)} className="see">
          All {numberText(all)} readings
        </a>
      </p>
    </Section>
  );
}

function Reading({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Countries() {
  const { link } = usePage();
  return (
    <Section title="By country" says="The twelve partners named most often." id="countries">
      <CountryTable limit={12} />
      <p className="acts">
        <a href={link(routes.countries)} className="see">
          All countries
        </a>
        <a href={link("data/events.csv")}>CSV</a>
      </p>
    </Section>
  );
}

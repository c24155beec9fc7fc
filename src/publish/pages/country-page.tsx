import type { EventRecord } from "../../model/index.js";
import { CoverageStrip } from "../components/coverage-strip.js";
import { yearsText } from "../components/country-table.js";
import { EventRows } from "../components/event-row.js";
import { FigureFrame } from "../components/figure-frame.js";
import { Glyph } from "../components/glyph.js";
import { Layout } from "../components/layout.js";
import { LocatorMap } from "../components/locator-map.js";
import { NumberWithProvenance } from "../components/number-with-provenance.js";
import { usePage } from "../components/page-context.js";
import { Phrase } from "../components/phrase.js";
import { Breadcrumb, Empty, Section } from "../components/section.js";
import { CountryTimeline } from "../components/country-timeline.js";
import { countrySummary, listsNaming, searchedSentence } from "../country-words.js";
import { coverageOf } from "../coverage.js";
import { neighbourRows } from "../neighbours.js";
import { routes } from "../routes.js";
import { countryName, eventsWith, nativeName, partnersOf, regionName } from "../site.js";
import { sourceSentence, yearsTitle } from "../titles.js";
import { counted, curly, numberText, periodText, withOperator } from "../words.js";

/** What is on record about one country, who has looked, and what others claim. */
export function CountryPage({ code }: { readonly code: string }) {
  const { site } = usePage();
  const name = countryName(site, code);
  const native = nativeName(site, code);
  const events = eventsWith(site, code);
  const samples = site.samples.filter((event) => partnersOf(site, event).includes(code));
  const summary = countrySummary(site, code, events);
  return (
    <Layout title={name} description={summary} section={routes.countries}>
      <Breadcrumb steps={[["Countries", routes.countries]]} here={name} />
      <div className="cols ch">
        <header>
          <h1 className="h1">
            {name}{" "}
            {native ? (
              <span lang={native.lang} className="h1zh">
                {native.name}
              </span>
            ) : null}
          </h1>
          <p className="lead-p">{summary}</p>
        </header>
        <CountryNumbers code={code} events={events} />
      </div>
      <CountryFigure code={code} events={events} />
      <Section title="Activities" id="activities" aside={<CategoryWords events={events} />}>
        <EventRows events={events} empty={`No activity with ${name} is on record. ${searchedSentence(site, code)}`} />
      </Section>
      {samples.length > 0 ? (
        <Section
          title="Sample: invented pages"
          says="Activities that did not happen, from pages written to show how a number is made. Not counted above."
        >
          <EventRows events={samples} empty="" />
        </Section>
      ) : null}
      <div className="cols c84 pair">
        <Looked code={code} events={events} />
        <Lists code={code} />
      </div>
      <div className="cols c84 pair">
        <ClaimsAbout code={code} />
        <Agreements code={code} />
      </div>
    </Layout>
  );
}

function CategoryWords({ events }: { readonly events: readonly EventRecord[] }) {
  const { site } = usePage();
  return (
    <p className="key">
      {site.study.codebook.categories.map((code) => {
        const count = events.filter((event) => event.fields.category === code.code).length;
        return count === 0 ? null : (
          <span key={code.code}>
            <Glyph category={code.code} />
            {code.label} <b className="num">{count}</b>
          </span>
        );
      })}
    </p>
  );
}

function CountryNumbers({ code, events }: { readonly code: string; readonly events: readonly EventRecord[] }) {
  const { site, link } = usePage();
  const archived = events.filter((event) => event.restsOn === "archived").length;
  const lists = listsNaming(site, code);
  const claims = claimsAbout(site.claims, code);
  return (
    <div className="cols nums">
      <NumberWithProvenance
        figure={numberText(events.length)}
        label={events.length === 1 ? "activity named" : "activities named"}
        to={`${routes.country(code)}#activities`}
        events={events.length}
        footing={{ archived, citation: events.length - archived }}
        restsOn={
          events.length === 0
            ? "Nothing on record."
            : `${counted(events.length - archived, "citation")}, ${counted(archived, "archived quote")}.`
        }
        limit={events.length === 0 ? "" : `Dated ${yearsText(events)}.`}
      />
      <div className="nwp">
        <a className="v" href="#lists">
          {lists.length}
        </a>
        <p className="l">{lists.length === 1 ? "list names it" : "lists name it"}</p>
        <p>
          <b>Lists, not events.</b> They say that something took place, not when.
        </p>
      </div>
      <div className="nwp">
        <a className="v" href={claims.length > 0 ? "#claims" : link(routes.claims)}>
          {claims.length}
        </a>
        <p className="l">{claims.length === 1 ? "claim about it" : "claims about it"}</p>
        <p>
          <b>Figures that somebody asserts.</b> Never added to the record.
        </p>
      </div>
    </div>
  );
}

function CountryFigure({ code, events }: { readonly code: string; readonly events: readonly EventRecord[] }) {
  const { site } = usePage();
  const dated = events.filter((event) => event.fields.date !== null);
  if (dated.length === 0) return null;
  return (
    <section className="tight">
      <FigureFrame
        id="timeline"
        number={`Figure ${code}-1`}
        title={
          dated.length === 1
            ? `One dated activity, in ${yearsText(dated)}`
            : yearsTitle(dated, dated.length === events.length ? "activities" : "dated activities")
        }
        subtitle="Each mark is one activity. A bar shows how far the date is known: a mark alone is a day, a bar is a month, a year or a range of years."
        source={sourceSentence(site)}
        actions={
          <a href="#activities" className="see">
            See the {counted(events.length, "activity", "activities")}
          </a>
        }
      >
        <div className="cols tlm">
          <CountryTimeline events={dated} code={code} />
          <LocatorMap code={code} />
        </div>
      </FigureFrame>
    </section>
  );
}

function Looked({ code, events }: { readonly code: string; readonly events: readonly EventRecord[] }) {
  const { site } = usePage();
  const coverage = coverageOf(site, code, events);
  return (
    <Section title="Who has looked, and where" id="coverage">
      {coverage.rows.length === 0 ? (
        <Empty title="Nobody has looked.">
          No page about {countryName(site, code)} is cited or archived, and no search is logged. This is not a finding of nothing.
        </Empty>
      ) : (
        <>
          <CoverageStrip coverage={coverage} />
          <p className="small">
            {searchedSentence(site, code)}{" "}
            {coverage.searches.length === 0
              ? "The pages shown are those that others cited; a blank cell says nothing about what happened."
              : ""}
          </p>
        </>
      )}
    </Section>
  );
}

function Lists({ code }: { readonly code: string }) {
  const { site, link } = usePage();
  const lists = listsNaming(site, code);
  return (
    <Section title="Lists" id="lists">
      {lists.length === 0 ? (
        <Empty title={`No list of the baseline names ${countryName(site, code)}.`} />
      ) : (
        <ul className="hist split">
          {lists.map((row) => (
            <li key={row.list}>
              <a href={link(routes.list(row.list))}>{row.meaning}</a> <span className="small num">1 of {row.size}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function claimsAbout<T extends { readonly scope: string }>(claims: readonly T[], code: string): T[] {
  return claims.filter((claim) => claim.scope.split(";").includes(code));
}

function ClaimsAbout({ code }: { readonly code: string }) {
  const { site, link } = usePage();
  const claims = claimsAbout(site.claims, code);
  const name = countryName(site, code);
  return (
    <Section title={`Claims about ${name}`} id="claims">
      {claims.length === 0 ? (
        <Empty title={`No claim on file is about ${name} alone.`}>
          <a href={link(routes.claims)}>All claims</a>
        </Empty>
      ) : (
        <table className="clm">
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col" className="n">
                Figure
              </th>
              <th scope="col">Claimed by</th>
              <th scope="col" className="only-l">
                Period
              </th>
            </tr>
          </thead>
          <tbody>
            {claims.map((claim) => (
              <tr key={claim.id}>
                <td>
                  <Phrase text={curly(`${claim.subject}: ${claim.measure}`)} />
                </td>
                <td className="n">
                  <a href={link(routes.claim(claim.alias))}>{withOperator(claim.operator, numberText(claim.value))}</a>
                </td>
                <td>
                  <Phrase text={claim.claimant} />
                </td>
                <td className="only-l num">{periodText(claim.periodStart, claim.periodEnd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Agreements({ code }: { readonly code: string }) {
  const { site, link } = usePage();
  const name = countryName(site, code);
  const agreements = eventsWith(site, code).filter((event) => event.fields.category === "agreement");
  const row = neighbourRows(site).find((neighbour) => neighbour.country.code === code);
  const region = site.countries.get(code)?.region;
  return (
    <Section title="Agreements" id="agreements">
      {agreements.length > 0 ? (
        <ul className="hist">
          {agreements.map((event) => (
            <li key={event.id}>
              <Glyph category={event.fields.category} status={event.fields.status} />{" "}
              <a href={link(routes.event(event.id))}>{curly(event.fields.summary ?? event.id)}</a>
            </li>
          ))}
        </ul>
      ) : row?.state === "documented" ? (
        <Empty title="Named in a list, without date or text.">
          {row.list ? <a href={link(routes.list(row.list))}>The list that names {name}</a> : null}
        </Empty>
      ) : row?.state === "not-found" ? (
        <Empty title="Looked for by the cited report; none found.">
          {row.list ? <a href={link(routes.list(row.list))}>The list that says so</a> : null}
        </Empty>
      ) : (
        <Empty title="None on record, and nobody has looked.">
          {region ? (
            <>
              {name} is counted with {regionName(site, region)}.{" "}
            </>
          ) : null}
          It may be among the governments that are counted elsewhere without being named.
        </Empty>
      )}
    </Section>
  );
}

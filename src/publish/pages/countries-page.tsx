import { Fragment } from "react";
import { CountryTable, countryRows } from "../components/country-table.js";
import { Layout } from "../components/layout.js";
import { usePage } from "../components/page-context.js";
import { Breadcrumb, Section } from "../components/section.js";
import { countriesNotSearched, countriesWithPages, isNamedElsewhere } from "../country-words.js";
import { routes } from "../routes.js";
import { countryName, eventsWith } from "../site.js";
import { counted, curly, numberText } from "../words.js";

/** All countries with something to say: those with events as a table, the others by region. */
export function CountriesPage() {
  const { site, link } = usePage();
  const rows = countryRows(site);
  const without = countriesWithPages(site)
    .filter((code) => eventsWith(site, code).length === 0)
    .sort((a, b) => countryName(site, a).localeCompare(countryName(site, b), "en"));
  const onlySamples = without.filter((code) => !isNamedElsewhere(site, code));
  const others = without.filter((code) => !onlySamples.includes(code));
  return (
    <Layout
      title="Countries"
      description={`${counted(rows.length, "partner country", "partner countries")} on record.`}
      section={routes.countries}
    >
      <Breadcrumb steps={[]} here="Countries" />
      <h1 className="h1 h1-list">{counted(rows.length, "partner country", "partner countries")} on record</h1>
      <p className="lead-p">
        Nothing is said here about the <a href="#not-searched">countries that nobody has searched</a>; that is not a finding of nothing.{" "}
        <a href={link(routes.methodPart("licence"))}>How countries are put into regions</a>
      </p>
      <Section title="Named in an activity" says="Most often named first. One mark, one activity.">
        <CountryTable limit={null} />
      </Section>
      <Section
        title="Named in lists or claims alone"
        says="Something is said about them, without an activity that could be dated. Not searched is not nothing."
      >
        <div className="cols c3">
          {site.study.places.regions.map((region) => {
            const held = others.filter((code) => site.countries.get(code)?.region === region.id);
            if (held.length === 0) return null;
            return (
              <div key={region.id}>
                <h3 className="side-h">{region.name}</h3>
                <ul className="hist">
                  {held.map((code) => (
                    <li key={code}>
                      <a href={link(routes.country(code))}>{countryName(site, code)}</a>
                    </li>
                  ))}
                </ul>
              </div>
            );
          })}
        </div>
      </Section>
      <NotSearched />
      {onlySamples.length > 0 ? (
        <Section title="Sample: invented pages" says="Named only on pages that were invented to show how a number is made.">
          <ul className="inline wide-list">
            {onlySamples.map((code) => (
              <li key={code}>
                <a href={link(routes.country(code))}>{countryName(site, code)}</a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="By region">
        <ul className="hist split half">
          {site.study.places.regions.map((region) => {
            const held = rows.filter((row) => site.countries.get(row.code)?.region === region.id);
            return (
              <li key={region.id}>
                {held.length === 0 ? (
                  region.name
                ) : (
                  <a href={link(routes.filtered({ category: null, region: region.id, footing: null }))}>{region.name}</a>
                )}
                <span className="small">
                  {counted(held.length, "country", "countries")}
                  {region.note === "" ? "" : `. ${curly(region.note)}`}
                </span>
              </li>
            );
          })}
        </ul>
      </Section>
    </Layout>
  );
}

/** The rest of the study's countries by name: unknown is shown as unknown. */
function NotSearched() {
  const { site } = usePage();
  const codes = countriesNotSearched(site);
  if (codes.length === 0) return null;
  return (
    <Section
      title="Not searched"
      says={`${numberText(codes.length)} more countries and territories: no activity, list or claim names them, and nobody has searched. Nothing is known.`}
      id="not-searched"
    >
      <dl className="meta plain unsearched">
        {site.study.places.regions.map((region) => {
          const held = codes.filter((code) => site.countries.get(code)?.region === region.id).map((code) => countryName(site, code));
          return held.length === 0 ? null : (
            <Fragment key={region.id}>
              <dt>{region.name}</dt>
              <dd>{held.sort((a, b) => a.localeCompare(b, "en")).join(", ")}</dd>
            </Fragment>
          );
        })}
      </dl>
    </Section>
  );
}

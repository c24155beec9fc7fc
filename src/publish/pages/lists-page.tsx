import { Layout } from "../components/layout.js";
import { usePage } from "../components/page-context.js";
import { Phrase } from "../components/phrase.js";
import { Breadcrumb, Section } from "../components/section.js";
import { routes } from "../routes.js";
import { countryName } from "../site.js";
import { counted, curly } from "../words.js";

/** Lists of countries that the baseline gives or implies: they say that something took place, not when. */
export function ListsPage() {
  const { site, link } = usePage();
  const rows = site.study.baseline?.countryLists ?? [];
  const ids = [...new Set(rows.map((row) => row.list))];
  return (
    <Layout
      title="Lists of countries"
      description={`${counted(ids.length, "list")} of countries in the baseline.`}
      section={routes.countries}
    >
      <Breadcrumb steps={[["Countries", routes.countries]]} here="Lists" />
      <h1 className="h1 h1-list">{counted(ids.length, "list")} of countries</h1>
      <p className="lead-p">
        The cited report names these countries together. A list says that something took place, not when; it is never counted as an event.
      </p>
      {ids.map((id) => {
        const held = rows.filter((row) => row.list === id);
        const [first] = held;
        const notes = [...new Set(held.map((row) => row.note).filter((note) => note !== ""))];
        return (
          <Section
            title={first?.meaning ?? id}
            says={`${counted(held.length, "country", "countries")}. ${curly(notes.join(" "))}`}
            id={id}
            className="tight"
            key={id}
          >
            <ul className="inline wide-list">
              {held.map((row) => (
                <li key={row.country}>
                  {site.countries.has(row.country) && !site.study.places.home.some((code) => code === row.country) ? (
                    <a href={link(routes.country(row.country))}>{countryName(site, row.country)}</a>
                  ) : (
                    <Phrase text={countryName(site, row.country)} />
                  )}
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
    </Layout>
  );
}

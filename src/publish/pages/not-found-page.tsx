import { Layout } from "../components/layout.js";
import { usePage } from "../components/page-context.js";
import { routes } from "../routes.js";

/** For an address that leads nowhere. An event's number is never used again, so a withdrawn one is named here. */
export function NotFoundPage() {
  const { site, link } = usePage();
  return (
    <Layout title="Not found" description="No page has this address." section={null}>
      <h1 className="h1 h1-list top">No page has this address</h1>
      <p className="lead-p">
        Events keep their numbers for good, so an old link to one still works, or its page says what became of it. Start from{" "}
        <a href={link(routes.events)}>all activities</a>, <a href={link(routes.countries)}>countries</a> or the{" "}
        <a href={link(routes.home)}>first page</a>.
      </p>
      {site.edition.tombstones.length > 0 ? (
        <ul className="hist">
          {site.edition.tombstones.map((stone) => (
            <li key={stone.id}>
              <b>{stone.id}</b>{" "}
              {stone.mergedInto === null ? (
                `withdrawn: ${stone.reason}`
              ) : (
                <a href={link(routes.event(stone.mergedInto))}>now part of {stone.mergedInto}</a>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </Layout>
  );
}

import type { Source, Work } from "../../model/index.js";
import { Layout } from "../components/layout.js";
import { usePage } from "../components/page-context.js";
import { Phrase } from "../components/phrase.js";
import { Breadcrumb, JumpList, Section } from "../components/section.js";
import { readingsTouching } from "../readings.js";
import { routes } from "../routes.js";
import type { Site } from "../site.js";
import { workCitation } from "../titles.js";
import { counted, slugWords } from "../words.js";

/** The register of sources and every cited work, with the events that rest on it. */
export function SourcesPage() {
  const { site } = usePage();
  const works = [...site.works.values()];
  const kinds = [...new Set(works.map((work) => work.publisherKind))].sort();
  return (
    <Layout
      title="Sources"
      description={`${counted(works.length, "cited work")} and ${counted(site.study.sources.length, "registered source")}.`}
      section={routes.sources}
    >
      <Breadcrumb steps={[]} here="Sources" />
      <h1 className="h1 h1-list">{counted(works.length, "cited work")}, and who published them</h1>
      <p className="lead-p">
        A cited work turns into an archived one when its page is captured and the words are found in it. {archivedSentence(site)} Titles
        that name a person at risk are withheld.
      </p>
      <JumpList
        label="Sources by kind"
        parts={[
          ...kinds.map((kind) => ({
            id: `kind-${kind}`,
            text: slugWords(kind),
            count: works.filter((work) => work.publisherKind === kind).length,
          })),
          { id: "register", text: "Register of sources", count: site.study.sources.length },
        ]}
      />
      {kinds.map((kind) => (
        <Section
          title={slugWords(kind)}
          says={counted(works.filter((work) => work.publisherKind === kind).length, "work")}
          id={`kind-${kind}`}
          key={kind}
        >
          <ul className="works">
            {works
              .filter((work) => work.publisherKind === kind)
              .map((work) => (
                <WorkLine work={work} key={work.id} />
              ))}
          </ul>
        </Section>
      ))}
      <Section title="Register of sources" says="Sites that the study knows, and what is held from each." id="register">
        <Register sources={site.study.sources} />
      </Section>
    </Layout>
  );
}

function archivedSentence(site: Site): string {
  const { captures } = site.edition.state;
  return captures.length === 0 ? "No page is archived yet." : `${counted(captures.length, "page is", "pages are")} archived.`;
}

function WorkLine({ work }: { readonly work: Work }) {
  const { site, link } = usePage();
  const cited = workCitation(work);
  const events = site.record.filter((event) =>
    event.evidence.some(({ evidence }) => evidence.kind === "citation" && evidence.work === work.id),
  );
  const readings = readingsTouching(site, "work", [work.id]);
  return (
    <li id={work.id}>
      <span className="mono">{work.id}</span>
      <div>
        {cited.href === null ? (
          <Phrase text={`${cited.text}.`} />
        ) : (
          <a href={cited.href} rel="noreferrer">
            <Phrase text={cited.text} />
          </a>
        )}
        {!cited.withheld && work.archivedUrl !== "" ? (
          <>
            {" "}
            <a href={work.archivedUrl} rel="noreferrer" className="small">
              web archive
            </a>
          </>
        ) : null}
        {events.length === 0 ? null : (
          <span className="small block carries">
            Carries{" "}
            {events.map((event) => (
              <a href={link(routes.event(event.id))} key={event.id}>
                {event.id}
              </a>
            ))}
          </span>
        )}
        {readings.map((item) => (
          <span className="small block" key={item.id}>
            Known doubt: <a href={link(routes.reading(item.id))}>{item.id}</a>
          </span>
        ))}
      </div>
    </li>
  );
}

/** The study's sources by kind, with hosts and how many pages are held from each. */
function Register({ sources }: { readonly sources: readonly Source[] }) {
  const { site } = usePage();
  if (sources.length === 0) return <p>No source is registered.</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Register of sources">
      <table>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Kind</th>
            <th scope="col">Host</th>
            <th scope="col" className="n">
              Pages held
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source.id}>
              <td>
                {source.name} {source.nameNative ? <span lang={source.languages[0] ?? "zh"}>{source.nameNative}</span> : null}
              </td>
              <td>{slugWords(source.publisherKind)}</td>
              <td className="mono">{source.hosts.join(", ")}</td>
              <td className="n">{site.edition.state.captures.filter((capture) => capture.sourceId === source.id).length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

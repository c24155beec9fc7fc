import type { Code } from "../../model/index.js";
import { FootingBar } from "../components/footing-bar.js";
import { Glyph } from "../components/glyph.js";
import { Layout } from "../components/layout.js";
import { usePage } from "../components/page-context.js";
import { Phrase } from "../components/phrase.js";
import { Breadcrumb, JumpList, Section } from "../components/section.js";
import { routes } from "../routes.js";
import { counted, curly, numberText } from "../words.js";

const PARTS = [
  { id: "rests", text: "What a number rests on" },
  { id: "acceptance", text: "How a finding becomes a record" },
  { id: "coverage", text: "What is missing" },
  { id: "codebook", text: "Categories" },
  { id: "topics", text: "Topics" },
  { id: "agreement-kinds", text: "Kinds of agreement" },
  { id: "statuses", text: "Status" },
  { id: "confidences", text: "Confidence" },
  { id: "terms", text: "Terms" },
  { id: "check", text: "Check it yourself" },
  { id: "samples", text: "Sample pages" },
  { id: "dispute", text: "Dispute a record" },
  { id: "persons", text: "Persons" },
  { id: "licence", text: "Licence and versions" },
] as const;

/** How the record is made: what counts, what it rests on, what is missing, how to check and to dispute it. */
export function MethodPage() {
  const { site } = usePage();
  const { codebook } = site.study;
  const held: Readonly<Record<string, number>> = {
    codebook: codebook.categories.length,
    topics: codebook.topics.length,
    "agreement-kinds": codebook.agreementKinds.length,
    statuses: codebook.statuses.length,
    confidences: codebook.confidences.length,
    terms: site.study.baseline?.terms.length ?? 0,
  };
  return (
    <Layout
      title="Method"
      description="What counts, what a number rests on, what is missing, how to check a record and how to dispute it."
      section={routes.method}
    >
      <Breadcrumb steps={[]} here="Method" />
      <h1 className="h1 h1-list">How the record is made, and how to check it</h1>
      <p className="lead-p">
        <Phrase text={curly(site.study.question)} />
      </p>
      <JumpList label="Parts of this page" parts={PARTS.filter((part) => held[part.id] !== 0)} />
      <RestsOn />
      <Acceptance />
      <Missing />
      <Codes
        title="Categories"
        says={`Codebook ${codebook.version}. What counts, what does not, one example of our own.`}
        codes={codebook.categories}
        marks
        id="codebook"
      />
      <Codes title="Topics" says="What an act is about; an act may have several." codes={codebook.topics} id="topics" />
      <Codes title="Kinds of agreement" codes={codebook.agreementKinds} id="agreement-kinds" />
      <Codes title="Status" says="A pledge is not an act." codes={codebook.statuses} id="statuses" />
      <Codes
        title="Confidence"
        says="How firmly the source speaks. An allegation is never turned into a fact."
        codes={codebook.confidences}
        id="confidences"
      />
      <Terms />
      <Check />
      <Samples />
      <Dispute />
      <Persons />
      <Licence />
    </Layout>
  );
}

function RestsOn() {
  return (
    <Section title="What a number rests on" id="rests">
      <dl className="rests">
        <dt>
          <FootingBar archived={1} citation={0} />
        </dt>
        <dd>
          <b>Archived quote.</b> The page is in the archive, and the words that carry each value were found in it, to the letter. Anyone can
          compare them again.
        </dd>
        <dt>
          <FootingBar archived={0} citation={1} />
        </dt>
        <dd>
          <b>Citation only.</b> A named work says so, at a named place. Its page is not in the archive yet, so nobody can check the words
          here.
        </dd>
        <dt>
          <FootingBar archived={0} citation={0} claim={1} />
        </dt>
        <dd>
          <b>Claim or published total.</b> Somebody asserts a figure. It is shown beside the record and never added to it.
        </dd>
      </dl>
    </Section>
  );
}

function Acceptance() {
  const { site } = usePage();
  const { acceptance } = site.study;
  const all = [...site.record, ...site.samples];
  const by = (review: string) => all.filter((event) => event.review === review).length;
  return (
    <Section title="How a finding becomes a record" id="acceptance">
      <div className="prose">
        <p>
          A program reads each archived page and proposes what it says, with a quote for every value and a score between 0 and 1. A proposal
          of {acceptance.minScore} or more is taken in by the policy “{acceptance.policy}” and shown as “not read by a person”. A proposal
          below that waits for a person. A person may accept, edit, reject, merge or split; every decision is kept, and none is overwritten.
        </p>
        <p>
          In this edition {counted(by("baseline"), "event comes", "events come")} with the baseline, {counted(by("machine"), "was", "were")}{" "}
          taken in by policy, {counted(by("reviewed"), "was", "were")} decided by a person, and{" "}
          {counted(site.edition.open.length, "proposal is", "proposals are")} open.{" "}
          {counted(site.edition.tombstones.length, "event was", "events were")} withdrawn or merged.
        </p>
        <p>Several reports of one act are one event. A running total or a row about a series is shown and never added to single acts.</p>
      </div>
    </Section>
  );
}

function Missing() {
  const { site, link } = usePage();
  const { state } = site.edition;
  const read = state.coded.length;
  return (
    <Section title="What is missing" id="coverage">
      <div className="cols c84">
        <div className="prose">
          <p>
            {state.searches.length === 0
              ? "No search is logged yet. Every country that is blank has not been searched; that is not a finding of nothing."
              : `${counted(state.searches.length, "search is", "searches are")} logged, ${numberText(state.searches.filter((search) => search.found === 0).length)} of them without a result.`}{" "}
            {counted(state.captures.length, "page is", "pages are")} archived and {counted(read, "text was", "texts were")} read by a coder;{" "}
            {numberText(state.coded.filter((item) => !item.relevant).length)} of them held nothing of the kind, which is a result too.
          </p>
          <p>
            {counted(site.works.size, "work is", "works are")} cited; <a href={link(routes.sources)}>each is listed</a> with what rests on
            it.
          </p>
        </div>
        <ul className="gaps">
          {site.study.unknowns.map((unknown) => (
            <li key={unknown.label}>
              <b>{curly(unknown.label)}</b>
              <span className="small">{curly(unknown.note)}</span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}

function Codes({
  title,
  says,
  codes,
  marks = false,
  id,
}: {
  readonly title: string;
  readonly says?: string;
  readonly codes: readonly Code[];
  readonly marks?: boolean;
  readonly id: string;
}) {
  if (codes.length === 0) return null;
  return (
    <Section title={title} says={says} id={id}>
      <div className="codes">
        {codes.map((code) => (
          <article className="code" id={`${id}-${code.code}`} key={code.code}>
            <h3>
              {marks ? <Glyph category={code.code} /> : null} {code.label}
              {code.native === null ? null : (
                <span className="native">
                  <span lang="zh">{code.native}</span> {code.romanised === null ? null : <span lang="zh-Latn">{code.romanised}</span>}
                </span>
              )}
            </h3>
            <p className="def">
              <Phrase text={curly(code.definition)} />
            </p>
            <dl className="ab">
              <dt>Counts</dt>
              <dd>
                <Phrase text={curly(code.include)} />
              </dd>
              <dt>Does not</dt>
              <dd>
                <Phrase text={curly(code.exclude)} />
              </dd>
              <dt>Example</dt>
              <dd>
                <Phrase text={curly(code.example)} />
              </dd>
            </dl>
          </article>
        ))}
      </div>
    </Section>
  );
}

function Terms() {
  const { site } = usePage();
  const terms = site.study.baseline?.terms ?? [];
  if (terms.length === 0) return null;
  return (
    <Section title="Terms" says="Words of the sources, as the cited report prints them." id="terms">
      <div className="scroll" tabIndex={0} role="region" aria-label="Terms">
        <table>
          <thead>
            <tr>
              <th scope="col">Term</th>
              <th scope="col">Romanised</th>
              <th scope="col">English</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {terms.map((term) => (
              <tr key={term.id}>
                <td lang="zh">{term.native || term.suggested}</td>
                <td lang="zh-Latn">{term.romanised}</td>
                <td>{term.english}</td>
                <td>
                  <Phrase text={curly(term.meaning)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Check() {
  return (
    <Section title="Check it yourself" id="check">
      <div className="prose">
        <p>
          Beside every event page lies a JSON file with the same id. It names the archive file, the offset and length of the record in
          bytes, the record’s id and the SHA-256 digest of the payload, and for each quote the text and the place of the words in it,
          counted in code points.
        </p>
        <ol className="steps">
          <li>Cut the bytes from the archive file at that offset and length. They are one gzip member holding one WARC 1.1 record.</li>
          <li>Unpack it and compare the SHA-256 of the payload with the digest.</li>
          <li>Find the quote in the page.</li>
        </ol>
        <p>
          With the program: <code>longarm trace ID</code> prints the chain of one event, <code>longarm verify</code> compares every digest
          and every quote.
        </p>
      </div>
    </Section>
  );
}

function Samples() {
  return (
    <Section title="Sample pages" id="samples">
      <p className="prose">
        Some pages were invented to show how a page becomes a number. They carry the words “Sample: invented page”, have a list and numbers
        of their own, and are in no number of the record.
      </p>
    </Section>
  );
}

function Dispute() {
  return (
    <Section title="Dispute a record" id="dispute">
      <div className="cols c84">
        <div className="prose">
          <p>
            Write to the publisher of this site, or open an issue where its data is kept. Anyone may: a government, an institution, a person
            concerned, another researcher.
          </p>
          <ol className="steps">
            <li>Each dispute gets an answer, with the name of the decision that follows from it.</li>
            <li>A decision is added to the event’s history; the old value stays there, marked as replaced.</li>
            <li>Where sources disagree and none is plainly wrong, both readings are shown.</li>
          </ol>
        </div>
        <div>
          <h3 className="side-h">Text to copy</h3>
          <pre className="template">{`Event: (for example AR.001)\nField: (date, partner, place, …)\nThe record says:\nIt should say:\nWhat shows it: (address, page, words)\nI may be named: yes / no`}</pre>
        </div>
      </div>
    </Section>
  );
}

function Persons() {
  return (
    <Section title="Persons" id="persons">
      <div className="prose">
        <p>
          Officials appear with the office they hold and their public act. Persons who were targeted, their relatives, suspects and
          defendants are never named. Of an event that concerns such a person the site gives kind, country and date; the quote, the address
          and the title of the source stay in the archive.
        </p>
        <p>
          Titles of cited works that name such a person are withheld, in pages and in files. A request to remove personal data is acted on
          in all files of the next edition.
        </p>
      </div>
    </Section>
  );
}

function Licence() {
  const { site, link } = usePage();
  return (
    <Section title="Licence and versions" id="licence">
      <dl className="meta plain">
        <dt>Data</dt>
        <dd>{site.study.dataLicence}</dd>
        <dt>Program</dt>
        <dd>{site.generator}, Apache-2.0</dd>
        <dt>Edition</dt>
        <dd className="mono">
          {site.edition.id}, ledger entry {site.edition.state.seq}, {site.edition.state.head}
        </dd>
        <dt>Study</dt>
        <dd className="mono">
          {site.study.slug}, {site.study.digest}
        </dd>
        <dt>Regions</dt>
        <dd>{curly(site.study.places.rule)}</dd>
        <dt>Home</dt>
        <dd>Never counted as a foreign party: {site.study.places.home.join(", ")}</dd>
        <dt>Files</dt>
        <dd>
          <a href={link("data/events.csv")}>events.csv</a>, <a href={link("data/events.jsonl")}>events.jsonl</a>,{" "}
          <a href={link("data/claims.csv")}>claims.csv</a>, <a href={link("data/sources.csv")}>sources.csv</a>,{" "}
          <a href={link("data/measures.json")}>measures.json</a>
        </dd>
        <dt>Fonts</dt>
        <dd>Source Serif 4, Source Sans 3, Source Code Pro, Noto Serif SC, Noto Sans SC: SIL Open Font License 1.1</dd>
      </dl>
    </Section>
  );
}

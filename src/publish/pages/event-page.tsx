import type { Decision, EventRecord } from "../../model/index.js";
import { chainOf, type ChainStep } from "../chain.js";
import { EvidenceCards, evidenceSummary } from "../components/evidence-card.js";
import { EventTitle } from "../components/event-title.js";
import { FieldTable } from "../components/field-table.js";
import { FootingBar } from "../components/footing-bar.js";
import { Glyph } from "../components/glyph.js";
import { Layout } from "../components/layout.js";
import { usePage } from "../components/page-context.js";
import { Phrase } from "../components/phrase.js";
import { Breadcrumb, Section } from "../components/section.js";
import { evidenceCards, type EvidenceCard } from "../evidence.js";
import { FIELD_WORDS } from "../field-words.js";
import { readingsOfEvent } from "../readings.js";
import { routes } from "../routes.js";
import { categoryOf, countryName, isProtected, labelOf, nativeName, partnersOf, type Site } from "../site.js";
import { eventTitle } from "../event-title.js";
import { capitalised, counted, curly, dateNote, dateSpanText, instantText } from "../words.js";

/** One act: what is said of it, the words that say so, and the way down to the archived bytes. */
export function EventPage({ event }: { readonly event: EventRecord }) {
  const { site } = usePage();
  const cards = evidenceCards(site, event);
  const title = eventTitle(site, event);
  const [partner] = partnersOf(site, event);
  const steps: [string, string][] = partner
    ? [
        ["Countries", routes.countries],
        [countryName(site, partner), routes.country(partner)],
      ]
    : [["Activities", routes.events]];
  return (
    <Layout title={title} description={`${title}. ${capitalised(evidenceSummary(cards))}.`} section={routes.events}>
      <Breadcrumb steps={steps} here={event.id} />
      {event.sample ? <SampleNotice /> : null}
      <div className="cols c84 evh">
        <Head event={event} cards={cards} />
        <Facts event={event} cards={cards} />
      </div>
      <Section title="Evidence" says="The words this record rests on, in the language they were published in." id="evidence">
        <div className="cols c84">
          <EvidenceCards event={event} cards={cards} />
          <Chain event={event} cards={cards} />
        </div>
      </Section>
      <Conflicts event={event} />
      <div className="cols c84 pair">
        <Section title="Fields" says="Each value with what it rests on." id="fields">
          <FieldTable event={event} />
        </Section>
        <div>
          <History event={event} />
          <Nearby event={event} />
          <ReadingsHere event={event} />
          <Dispute event={event} />
        </div>
      </div>
    </Layout>
  );
}

/** Stands at the top of everything that an invented page has a part in. */
export function SampleNotice() {
  const { link } = usePage();
  return (
    <p className="sample-notice">
      <b>Sample: invented page.</b> This activity did not happen. Its page was written to show how a number is made; it is in no number of
      the record. <a href={link(routes.methodPart("samples"))}>About the samples</a>
    </p>
  );
}

function Head({ event, cards }: { readonly event: EventRecord; readonly cards: readonly EvidenceCard[] }) {
  const { site, link } = usePage();
  const { fields } = event;
  return (
    <header>
      <p className="badges">
        <a className="chip" href={link(routes.filtered({ category: event.sample ? null : fields.category, region: null, footing: null }))}>
          <Glyph category={fields.category} />
          {categoryOf(site, fields.category).label}
        </a>
        <span className="tag">
          <Glyph category={fields.category} status={fields.status} />
          Status: {labelOf(site.study.codebook.statuses, fields.status).toLowerCase()}
        </span>
        <span className="tlp">TLP:{event.marking}</span>
      </p>
      <h1 className="h1">
        <EventTitle event={event} />
      </h1>
      {isProtected(event) || fields.summary !== null ? null : <PageTitle cards={cards} />}
      {isProtected(event) ? (
        <p className="lead-p">Details withheld to protect a person: names, quotes and titles that would tell who it is.</p>
      ) : null}
      {event.review === "machine" ? (
        <p className="lead-p">Coded by rule from the archived page and taken in by policy; no person has read it yet.</p>
      ) : null}
    </header>
  );
}

/** Where nobody has written a summary, the headline of the first source stands in for it, in its own language. */
function PageTitle({ cards }: { readonly cards: readonly EvidenceCard[] }) {
  const [first] = cards;
  if (first?.kind !== "text" || first.source.title === "") return null;
  return (
    <p className="orig" lang={first.source.lang}>
      {first.source.title}
    </p>
  );
}

function Facts({ event, cards }: { readonly event: EventRecord; readonly cards: readonly EvidenceCard[] }) {
  const { site, link } = usePage();
  const { fields } = event;
  const lang = textLanguage(site, event);
  return (
    <aside className="facts" aria-label="Facts">
      <dl>
        <div>
          <dt>Date</dt>
          <dd>
            <b className="num">{dateSpanText(fields.date, fields.dateEnd)}</b> <span className="prec">{dateNote(fields)}</span>
          </dd>
        </div>
        <div>
          <dt>Partner</dt>
          <dd>
            <Partners event={event} />
          </dd>
        </div>
        {fields.actor !== null && !(isProtected(event) && event.review !== "baseline") ? (
          <div>
            <dt>Actor</dt>
            <dd>
              <Phrase text={fields.actor} lang={lang} />
            </dd>
          </div>
        ) : null}
        <div>
          <dt>Rests on</dt>
          <dd>
            <FootingBar
              archived={cards.filter((card) => card.kind === "text").length}
              citation={cards.filter((card) => card.kind === "citation").length}
            />
            <a href="#evidence">
              <b>{evidenceSummary(cards)}</b>
            </a>
          </dd>
        </div>
        <div>
          <dt>Record</dt>
          <dd>
            <span className="mono">{event.id}</span> · <a href={link(routes.eventJson(event.id))}>JSON with evidence</a>
          </dd>
        </div>
      </dl>
    </aside>
  );
}

function textLanguage(site: Site, event: EventRecord): string {
  const span = event.evidence.map((item) => item.evidence).find((evidence) => evidence.kind === "span");
  return (span && site.texts.get(span.textId)?.lang) ?? "zh";
}

function Partners({ event }: { readonly event: EventRecord }) {
  const { site, link } = usePage();
  const partners = partnersOf(site, event);
  if (partners.length === 0) return <>None named; nothing is counted for a country</>;
  return (
    <ul className="inline">
      {partners.map((code) => {
        const native = nativeName(site, code);
        return (
          <li key={code}>
            <a href={link(routes.country(code))}>{countryName(site, code)}</a>{" "}
            {native ? <span lang={native.lang}>{native.name}</span> : null}
          </li>
        );
      })}
    </ul>
  );
}

function Chain({ event, cards }: { readonly event: EventRecord; readonly cards: readonly EvidenceCard[] }) {
  const { site } = usePage();
  const steps = chainOf(site, event, cards);
  const missing = steps.filter((step) => !step.present).length;
  return (
    <aside aria-label="From this page to the bytes">
      <h3 className="side-h">From this page to the bytes</h3>
      <ol className="chain">
        {steps.map((step) => (
          <ChainLine step={step} key={step.kind} />
        ))}
      </ol>
      <p className="small">
        {missing > 0 ? "Open steps are missing, not hidden. " : "Every step is held. "}
        <code>longarm trace {event.id}</code> prints the same chain.
      </p>
    </aside>
  );
}

function ChainLine({ step }: { readonly step: ChainStep }) {
  const { link } = usePage();
  const href = step.href?.startsWith("#") ? step.href : step.href && link(step.href);
  const classes = [step.present ? "ok" : "", step.kind === "event" ? "here" : ""].join(" ").trim();
  return (
    <li className={classes || undefined}>
      <b>{step.label}</b> <span>{href ? <a href={href}>{step.says}</a> : step.says}</span>
    </li>
  );
}

/** Where sources disagree: every reading, the counted one marked, the rule beside them. */
function Conflicts({ event }: { readonly event: EventRecord }) {
  const { link } = usePage();
  if (event.conflicts.length === 0) return null;
  return (
    <Section title="Two readings" says="The sources disagree. All readings stay on record; the rule says which one is counted.">
      {event.conflicts.map((conflict) => (
        <div className="read" key={conflict.field}>
          {conflict.readings.map((reading, index) => (
            <div className={reading.counted ? "rd sel" : "rd"} key={reading.value}>
              <p className="kick">
                {FIELD_WORDS[conflict.field]}, reading {"ABCDEFGH"[index] ?? index + 1}{" "}
                {reading.counted ? <span className="ph">counted</span> : null}
              </p>
              <p className="val">
                <Phrase text={reading.value === "" ? "not stated" : reading.value} />
              </p>
              <p className="small">{counted(reading.findings.length, "finding")}</p>
            </div>
          ))}
          <div className="rule">
            <p className="kick">Rule</p>
            <p>{capitalised(conflict.rule)}</p>
            <p className="small">
              <a href={link(routes.method)}>Codebook and rules</a>
            </p>
          </div>
        </div>
      ))}
    </Section>
  );
}

const DECISION_WORDS: Readonly<Record<Decision["kind"], string>> = {
  accept: "Accepted",
  reject: "Rejected",
  edit: "Edited",
  merge: "Merged",
  split: "Split",
  mark: "Marked",
  withdraw: "Withdrawn",
};

function History({ event }: { readonly event: EventRecord }) {
  const { site } = usePage();
  return (
    <Section title="History" id="history">
      <ol className="hist">
        {event.findings.map((id) => {
          const finding = site.findings.get(id);
          return (
            <li key={id}>
              <b>Coded</b> by <span className="mono">{finding?.coder ?? "a coder not in this edition"}</span>
              {finding && finding.coder.startsWith("rules") ? `, score ${finding.score.toFixed(2)}` : ""}
              <br />
              <span className="mono dim">{id}</span>
            </li>
          );
        })}
        {event.decisions.map((id) => {
          const decision = site.decisions.get(id);
          return (
            <li key={id}>
              <b>{decision ? DECISION_WORDS[decision.kind] : "Decided"}</b> {decision ? deciderText(decision) : ""}
              {decision && decision.note !== "" && !isProtected(event) ? (
                <>
                  <br />
                  <span className="small">
                    <Phrase text={curly(decision.note)} />
                  </span>
                </>
              ) : null}
              <br />
              <span className="mono dim">{id}</span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function deciderText(decision: Decision): string {
  const who = { person: "by a person", policy: `by the policy “${decision.by.name}”, not read by a person`, baseline: "with the baseline" }[
    decision.by.kind
  ];
  return `${who}, ${instantText(decision.at)}`;
}

/** Other events with the same partners, nearest in time. */
function nearbyEvents(site: Site, event: EventRecord, count: number): EventRecord[] {
  const time = (other: EventRecord) =>
    Number((other.fields.date ?? "0").slice(0, 4)) * 12 + Number((other.fields.date ?? "0000-06").slice(5, 7) || 6);
  const partners = partnersOf(site, event);
  return (event.sample ? site.samples : site.record)
    .filter((other) => other.id !== event.id && partnersOf(site, other).some((code) => partners.includes(code)))
    .sort((a, b) => Math.abs(time(a) - time(event)) - Math.abs(time(b) - time(event)) || a.id.localeCompare(b.id, "en"))
    .slice(0, count);
}

function Nearby({ event }: { readonly event: EventRecord }) {
  const { site, link } = usePage();
  const nearby = nearbyEvents(site, event, 4);
  if (nearby.length === 0) return null;
  return (
    <>
      <h3 className="side-h">Nearby</h3>
      <ul className="hist">
        {nearby.map((other) => (
          <li key={other.id}>
            <Glyph category={other.fields.category} status={other.fields.status} />{" "}
            <a href={link(routes.event(other.id))}>
              <EventTitle event={other} />
            </a>
            , {other.fields.date === null ? "not dated" : dateSpanText(other.fields.date, other.fields.dateEnd)}
          </li>
        ))}
      </ul>
    </>
  );
}

function ReadingsHere({ event }: { readonly event: EventRecord }) {
  const { site, link } = usePage();
  const readings = readingsOfEvent(site, event);
  if (readings.length === 0) return null;
  return (
    <>
      <h3 className="side-h">Known doubts about the source</h3>
      <ul className="hist">
        {readings.map((item) => (
          <li key={item.id}>
            <b className="block">
              <a href={link(routes.reading(item.id))}>{item.id}</a>: <Phrase text={curly(item.topic)} />
            </b>
            <span className="small block">
              <Phrase text={curly(item.handling)} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Dispute({ event }: { readonly event: EventRecord }) {
  const { link } = usePage();
  return (
    <div className="note">
      <b>Is something wrong here?</b>
      <br />
      Say which field of {event.id} and what shows it. You get an answer, and every change is listed.{" "}
      <a href={link(routes.methodPart("dispute"))}>Dispute this record</a>
    </div>
  );
}

import type { Claim, ReferenceStatistic } from "../../model/index.js";
import { ClaimAgainstRecord } from "../components/claim-bars.js";
import { Layout } from "../components/layout.js";
import { NumberLink } from "../components/number-with-provenance.js";
import { usePage } from "../components/page-context.js";
import { Phrase } from "../components/phrase.js";
import { Breadcrumb, JumpList, Section } from "../components/section.js";
import { comparisons, publishedFor } from "../comparisons.js";
import { readingsTouching } from "../readings.js";
import { routes } from "../routes.js";
import { measureFigure } from "../components/headline-numbers.js";
import { counted, curly, numberText, periodText, slugWords, withOperator } from "../words.js";

/** What officials, media and reports assert, beside what is documented under the same definition. */
export function ClaimsPage() {
  const { site } = usePage();
  const compared = comparisons(site).filter((comparison) => comparison.claims.length > 0);
  const subjects = [...new Set(site.claims.map((claim) => claim.subject))];
  return (
    <Layout
      title="Claims"
      description={`${counted(site.claims.length, "claim")} of officials, media and reports, beside what is on record.`}
      section={routes.claims}
    >
      <Breadcrumb steps={[]} here="Claims" />
      <h1 className="h1 h1-list">{counted(site.claims.length, "claim")}, and what the record shows beside them</h1>
      <p className="lead-p">
        A claim is a figure that somebody asserts. It is never added to the record. Where a number of the record has the same definition, it
        stands beside the claim.
      </p>
      <JumpList
        label="Claims by subject"
        parts={[
          ...subjects.map((subject, index) => ({
            id: subjectId(index),
            text: curly(subject),
            count: site.claims.filter((claim) => claim.subject === subject).length,
          })),
          ...(site.study.baseline ? [{ id: "published", text: "Published totals", count: site.study.baseline.statistics.length }] : []),
        ]}
      />
      {compared.length > 0 ? (
        <Section title="Claim against record" says="A short bar is not a false claim; it is a claim we cannot yet follow." id="compared">
          <div className="cols c2">
            {compared.map((comparison) => (
              <ClaimAgainstRecord comparison={comparison} key={comparison.measure.id} />
            ))}
          </div>
        </Section>
      ) : null}
      <Section title="All claims, by subject" id="all">
        {subjects.map((subject, index) => (
          <Subject
            id={subjectId(index)}
            subject={subject}
            claims={site.claims.filter((claim) => claim.subject === subject)}
            key={subject}
          />
        ))}
      </Section>
      <PublishedFigures />
    </Layout>
  );
}

function subjectId(index: number): string {
  return `subject-${index + 1}`;
}

/** Named once for screen readers; on the page each cell explains itself. */
const CLAIM_COLUMNS = ["Figure", "Counts", "Claimant", "Period", "Source"] as const;

function Subject({ id, subject, claims }: { readonly id: string; readonly subject: string; readonly claims: readonly Claim[] }) {
  return (
    <div className="subject" id={id}>
      <h3>
        <Phrase text={curly(subject)} />
      </h3>
      <table className="claims-t">
        <colgroup>
          {CLAIM_COLUMNS.map((name) => (
            <col className={`col-${name.toLowerCase()}`} key={name} />
          ))}
        </colgroup>
        <thead className="quiet">
          <tr>
            {CLAIM_COLUMNS.map((name) => (
              <th scope="col" key={name}>
                <span className="sr">{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {claims.map((claim) => (
            <ClaimRow claim={claim} key={claim.id} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ClaimRow({ claim }: { readonly claim: Claim }) {
  const { site, link } = usePage();
  const works = [...new Set(claim.evidence.flatMap((item) => (item.kind === "citation" ? [item.work] : [])))];
  const measures = site.measures.filter((measure) => measure.spec.claims.includes(claim.alias));
  const readings = readingsTouching(site, "claim", [claim.alias]);
  return (
    <tr id={claim.alias}>
      <th scope="row" className="n">
        {withOperator(claim.operator, numberText(claim.value))}
      </th>
      <td>
        <Phrase text={curly(claim.measure)} /> <span className="small">({claim.unit})</span>
        {claim.note === "" ? null : (
          <span className="small block">
            <Phrase text={curly(claim.note)} />
          </span>
        )}
        {readings.map((item) => (
          <span className="small block" key={item.id}>
            Known doubt: <a href={link(routes.reading(item.id))}>{item.id}</a> <Phrase text={curly(item.topic)} />
          </span>
        ))}
        {measures.map((measure) => (
          <span className="small block" key={measure.id}>
            On record:{" "}
            <NumberLink to={routes.measure(measure.id)} events={measure.events.length}>
              {measureFigure(measure)}
            </NumberLink>{" "}
            {measure.unit}
          </span>
        ))}
      </td>
      <td>
        <Phrase text={claim.claimant} />
        <span className="small block">{slugWords(claim.claimantKind)}</span>
      </td>
      <td className="num">{periodText(claim.periodStart, claim.periodEnd)}</td>
      <td className="small">
        <span className="mono">{claim.alias}</span>{" "}
        {works.map((work) => (
          <span key={work}>
            <a href={link(routes.work(work))}>{work}</a>{" "}
          </span>
        ))}
      </td>
    </tr>
  );
}

/** Figures that the baseline's authors computed from records they did not publish. */
function PublishedFigures() {
  const { site, link } = usePage();
  const { baseline } = site.study;
  if (!baseline) return null;
  const measuresFor = (statistic: ReferenceStatistic) =>
    site.measures.filter((measure) => publishedFor(site, measure).some((entry) => entry.id === statistic.id) && measure.rows.length === 0);
  return (
    <Section
      title="Published totals without their lists"
      says={`${counted(baseline.statistics.length, "figure")} of ${baseline.report.publisher}, computed from records that are not published. Beside them, what can be followed here.`}
      id="published"
    >
      <div className="scroll" tabIndex={0} role="region" aria-label="Published totals">
        <table className="stats-t">
          <thead>
            <tr>
              <th scope="col">Id</th>
              <th scope="col">Statement</th>
              <th scope="col" className="n">
                Published
              </th>
              <th scope="col" className="n">
                On record
              </th>
            </tr>
          </thead>
          <tbody>
            {baseline.statistics.map((statistic) => (
              <tr id={statistic.id} key={statistic.id}>
                <td className="mono">{statistic.id}</td>
                <td>
                  <Phrase text={curly(statistic.statement)} />
                  {readingsTouching(site, "statistic", [statistic.id]).map((item) => (
                    <span className="small block" key={item.id}>
                      Known doubt: <a href={link(routes.reading(item.id))}>{item.id}</a>
                    </span>
                  ))}
                </td>
                <td className="n">
                  {statistic.value === "" ? "not stated" : withOperator(statistic.operator, statistic.value)}{" "}
                  {statistic.unit === "percent" ? "%" : ""}
                </td>
                <td className="n">
                  {measuresFor(statistic).map((measure) => (
                    <NumberLink to={routes.measure(measure.id)} events={measure.events.length} key={measure.id}>
                      {measureFigure(measure)}{" "}
                    </NumberLink>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

import type { Claim } from "../../model/index.js";
import { publishedTotal, seriesEvents, type Comparison } from "../comparisons.js";
import { routes } from "../routes.js";
import { counted, dateText, numberText, percentText, withOperator } from "../words.js";
import { NumberLink } from "./number-with-provenance.js";
import { usePage } from "./page-context.js";
import { Phrase } from "./phrase.js";

/** What is claimed, what another counted, what stands on record; a bar only where all count the same thing. */
export function ClaimAgainstRecord({ comparison }: { readonly comparison: Comparison }) {
  const { site, link } = usePage();
  const { measure, claims } = comparison;
  const published = publishedTotal(site, measure);
  const report = site.study.baseline?.report ?? null;
  return (
    <div className="cvr" id={`cvr-${measure.id}`}>
      <h3>
        <Phrase text={measure.spec.title} />
      </h3>
      <Bars comparison={comparison} />
      <dl>
        {claims.map((claim) => (
          <ClaimLine claim={claim} comparable={comparison.comparable.includes(claim)} key={claim.id} />
        ))}
        {published ? (
          <>
            <dt>
              <a href={link(routes.statistic(published.id))}>{withOperator(published.operator, published.value)}</a>
            </dt>
            <dd>
              <i className="s2 b" /> counted by {report?.publisher ?? "the published report"}
              {report?.published ? `, ${report.published.slice(0, 4)}` : ""}; the list behind it is not published
            </dd>
          </>
        ) : null}
        <dt>
          <NumberLink to={routes.measure(measure.id)} events={measure.n}>
            {numberText(measure.value ?? 0)}
          </NumberLink>
        </dt>
        <dd>
          <i className="s2 c" /> on record here
          {measure.footing.archived > 0 ? `, ${measure.footing.archived} with an archived quote` : ", each with a citation"}
        </dd>
      </dl>
    </div>
  );
}

function ClaimLine({ claim, comparable }: { readonly claim: Claim; readonly comparable: boolean }) {
  const { link } = usePage();
  const when = claim.periodEnd ?? claim.periodStart;
  return (
    <>
      <dt>
        <a href={link(routes.claim(claim.alias))}>{withOperator(claim.operator, numberText(claim.value))}</a>
      </dt>
      <dd>
        {comparable ? <i className="s2 a" /> : null}{" "}
        <Phrase text={`${claim.measure}, says ${claim.claimant}${when ? `, ${dateText(when)}` : ""}`} />
      </dd>
    </>
  );
}

/** A tick per act of a numbered series, else bars on one scale, else the reason why there is none. */
function Bars({ comparison }: { readonly comparison: Comparison }) {
  const { site } = usePage();
  const { measure, claims, comparable } = comparison;
  const series = claims.flatMap((claim) => {
    const events = claim.value <= 300 ? seriesEvents(site, claim) : [];
    return events.length > 0 ? [{ claim, numbers: events.flatMap((event) => event.fields.seriesNumber ?? []) }] : [];
  })[0];
  if (series) return <Ticks total={series.claim.value} filled={series.numbers} unit={series.claim.unit} />;
  const published = publishedTotal(site, measure);
  const largest = Math.max(...comparable.map((claim) => claim.value), published ? Number(published.value) : 0);
  if (largest === 0) {
    const units = [...new Set(claims.map((claim) => claim.unit))].join(" or ");
    return (
      <p className="nocmp">
        No bar: the claim counts {units}, the record counts {measure.unit}
      </p>
    );
  }
  return <ScaledBars comparison={comparison} largest={largest} />;
}

function ScaledBars({ comparison, largest }: { readonly comparison: Comparison; readonly largest: number }) {
  const { site } = usePage();
  const { measure, comparable } = comparison;
  const published = publishedTotal(site, measure);
  const width = (value: number) => `${Math.max(0.4, (value / largest) * 94)}%`;
  const recorded = measure.value ?? 0;
  const archived = measure.n === 0 ? 0 : (measure.footing.archived / measure.n) * recorded;
  const label = `${counted(recorded, "on record", "on record")}, ${percentText(recorded / largest)} of the largest total claimed`;
  return (
    <svg className="bars" role="img" aria-label={label}>
      {comparable.map((claim) => (
        <rect className="claim" x="1" y="1" width={width(claim.value)} height="32" key={claim.id} />
      ))}
      {comparable.some((claim) => claim.operator.startsWith(">")) ? (
        <svg x="94%" y="1" width="24" height="32" overflow="visible">
          <path className="claim" d="M2 0 14 16 2 32" />
        </svg>
      ) : null}
      {published ? <rect className="fk" x="1" y="8" width={width(Number(published.value))} height="18" /> : null}
      {recorded > 0 ? <rect className="fc" x="1" y="8" width={width(recorded)} height="18" fill="url(#stripes)" /> : null}
      {archived > 0 ? <rect className="fq" x="1" y="8" width={width(archived)} height="18" /> : null}
    </svg>
  );
}

function Ticks({ total, filled, unit }: { readonly total: number; readonly filled: readonly number[]; readonly unit: string }) {
  const at = (number: number) => `${((number - 0.5) / total) * 100}%`;
  return (
    <svg className="ticks" role="img" aria-label={`${total} ${unit}, one tick each; on record: ${filled.join(", ")}`}>
      {Array.from({ length: total }, (_, index) => (
        <line x1={at(index + 1)} x2={at(index + 1)} y1="1" y2="35" key={index} className={filled.includes(index + 1) ? "on" : undefined} />
      ))}
      {[...filled]
        .sort((a, b) => a - b)
        .map((number) => (
          <text x={at(number)} y="50" textAnchor={number > total * 0.9 ? "end" : "middle"} key={number}>
            {number}
          </text>
        ))}
    </svg>
  );
}

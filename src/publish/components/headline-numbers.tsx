import type { Inconsistency, MeasureValue, ReferenceStatistic } from "../../model/index.js";
import { publishedTotal } from "../comparisons.js";
import { headlineMeasures, sampleMeasures } from "../headline.js";
import { routes } from "../routes.js";
import type { Site } from "../site.js";
import { counted, listed, numberText, percentText, uncapitalised, withOperator } from "../words.js";
import { FootingBar } from "./footing-bar.js";
import { NumberWithProvenance } from "./number-with-provenance.js";
import { usePage } from "./page-context.js";

/** The figure of a measure as it is printed. */
export function measureFigure(measure: MeasureValue): string {
  if (measure.value === null) return "n/a";
  return measure.spec.aggregate === "share" ? percentText(measure.value) : numberText(measure.value);
}

/** What a measure's events rest on, in a sentence. */
export function restsOnSentence(measure: MeasureValue): string {
  const { archived, citation } = measure.footing;
  if (archived + citation === 0) return "No event on record.";
  if (archived === 0) return `${counted(citation, "citation")}, no archived quote yet.`;
  if (citation === 0) return `${counted(archived, "archived quote")}.`;
  return `${counted(archived, "archived quote")}, ${counted(citation, "citation")}.`;
}

/** The numbers of the first page. */
export function HeadlineNumbers() {
  const { site } = usePage();
  return (
    <div className="cols c4 numbers">
      {headlineMeasures(site).map((measure) => (
        <MeasureTile measure={measure} key={measure.id} />
      ))}
    </div>
  );
}

/** The numbers of the sample pages, apart from all others. */
export function SampleNumbers() {
  const { site } = usePage();
  return (
    <div className="cols c4 numbers">
      {sampleMeasures(site).map((measure) => (
        <MeasureTile measure={measure} key={measure.id} />
      ))}
    </div>
  );
}

/** One measure with what it rests on. A total that was published for it stands below, as what it is: somebody's total. */
export function MeasureTile({ measure }: { readonly measure: MeasureValue }) {
  const { site } = usePage();
  const share = measure.spec.aggregate === "share";
  const published = publishedTotal(site, measure);
  return (
    <NumberWithProvenance
      figure={measureFigure(measure)}
      label={uncapitalised(measure.spec.title)}
      to={routes.measure(measure.id)}
      events={measure.events.length}
      footing={measure.footing}
      restsOn={share ? `${shareSentence(measure)} ${restsOnSentence(measure)}` : restsOnSentence(measure)}
      limit={<Limit measure={measure} />}
      published={published ? <PublishedTotal statistic={published} /> : null}
    />
  );
}

function PublishedTotal({ statistic }: { readonly statistic: ReferenceStatistic }) {
  const { site, link } = usePage();
  const report = site.study.baseline?.report;
  return (
    <p className="pub">
      <FootingBar archived={0} citation={0} claim={1} size="row" />
      <a href={link(routes.statistic(statistic.id))}>{withOperator(statistic.operator, statistic.value)}</a> published by{" "}
      {report?.publisher ?? "others"}
      {report?.published ? `, ${report.published.slice(0, 4)}` : ""}, without its list
    </p>
  );
}

/** `0 of 86 activities.`, whatever the share is of. */
function shareSentence({ value, n, unit }: MeasureValue): string {
  return `${numberText(Math.round((value ?? 0) * n))} of ${numberText(n)} ${unit.replace(/^share of /, "")}.`;
}

/** One limit of the number, in the same breath: what was not added, else how many doubts touch it. */
function Limit({ measure }: { readonly measure: MeasureValue }) {
  const { site, link } = usePage();
  const { excluded } = measure;
  if (excluded.length > 0) {
    const groups = excluded.map((group) => leftOut(group.reason.replace(/,.*$/, ""), group.events.length));
    return (
      <>
        <a href={link(`${routes.measure(measure.id)}#excluded`)}>Not added</a>: {listed(groups)}.
      </>
    );
  }
  const doubts = doubtsOf(site, measure).length;
  if (doubts === 0) return null;
  return (
    <>
      <a href={link(`${routes.measure(measure.id)}#doubts`)}>{counted(doubts, "known doubt")}</a> {doubts === 1 ? "touches" : "touch"} it.
    </>
  );
}

/** `1 row for a whole series`, `3 running totals`, `2 with no date`. */
function leftOut(reason: string, count: number): string {
  if (/^row |total$/.test(reason)) return counted(count, reason, reason.replace(/^row|total$/, "$&s"));
  return `${numberText(count)} ${reason === "no date" ? "with no date" : reason}`;
}

/** Disagreements that the study names for a number. */
export function doubtsOf(site: Site, measure: MeasureValue): Inconsistency[] {
  return (site.study.baseline?.inconsistencies ?? []).filter((item) => measure.spec.inconsistencies.includes(item.id));
}

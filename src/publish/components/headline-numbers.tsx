import type { MeasureValue, ReferenceStatistic } from "../../model/index.js";
import { publishedTotal } from "../comparisons.js";
import { headlineMeasures, sampleMeasures } from "../headline.js";
import { routes } from "../routes.js";
import type { Site } from "../site.js";
import { counted, numberText, percentText, uncapitalised, withOperator } from "../words.js";
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
      footing={share ? { archived: measure.value ?? 0, citation: 1 - (measure.value ?? 0) } : measure.footing}
      restsOn={share ? shareSentence(measure) : restsOnSentence(measure)}
      limit={limitOf(site, measure)}
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

function shareSentence(measure: MeasureValue): string {
  const { archived, citation } = measure.footing;
  return `${numberText(archived)} of ${numberText(archived + citation)} quote an archived page.`;
}

/** One limit of the number, in the same breath. */
function limitOf(site: Site, measure: MeasureValue): string {
  const excluded = measure.excluded.reduce((sum, group) => sum + group.events.length, 0);
  if (excluded > 0) return `${counted(excluded, "more is", "more are")} on record and not counted, for reasons named there.`;
  if (measure.spec.inconsistencies.length > 0)
    return `${counted(measure.spec.inconsistencies.length, "known doubt touches", "known doubts touch")} it.`;
  return "";
}

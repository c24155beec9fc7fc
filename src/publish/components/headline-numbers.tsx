import type { MeasureValue } from "../../model/index.js";
import { publishedTotal } from "../comparisons.js";
import { headlineMeasures, sampleMeasures } from "../headline.js";
import { routes } from "../routes.js";
import type { Site } from "../site.js";
import { counted, numberText, percentText, uncapitalised } from "../words.js";
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

/** One measure with its footing. Where a total was published, the part that nobody can follow is dotted. */
export function MeasureTile({ measure }: { readonly measure: MeasureValue }) {
  const { site } = usePage();
  const published = publishedTotal(site, measure);
  const total = published ? Number(published.value) : null;
  const value = measure.value ?? 0;
  const followed = value === 0 || measure.n === 0 ? 0 : value / measure.n;
  const shares = measure.spec.aggregate === "share";
  return (
    <NumberWithProvenance
      figure={measureFigure(measure)}
      label={labelFor(measure, total)}
      to={routes.measure(measure.id)}
      events={measure.events.length}
      footing={
        shares
          ? { archived: value, citation: 1 - value }
          : {
              archived: measure.footing.archived * followed,
              citation: measure.footing.citation * followed,
              claim: total === null ? 0 : Math.max(0, total - value),
            }
      }
      restsOn={shares ? shareSentence(measure) : restsOnSentence(measure)}
      limit={limitOf(site, measure, total)}
    />
  );
}

function labelFor(measure: MeasureValue, total: number | null): string {
  const label = uncapitalised(measure.spec.title);
  return total === null ? label : `${label}, of ${numberText(total)} that were counted`;
}

function shareSentence(measure: MeasureValue): string {
  const { archived, citation } = measure.footing;
  return `${numberText(archived)} of ${numberText(archived + citation)} quote an archived page.`;
}

/** One limit of the number, in the same breath. */
function limitOf(site: Site, measure: MeasureValue, total: number | null): string {
  const excluded = measure.excluded.reduce((sum, group) => sum + group.events.length, 0);
  const report = site.study.baseline?.report;
  const rest = total === null ? 0 : total - (measure.value ?? 0);
  if (rest > 0) return `${numberText(rest)} more rest on a total that ${report?.publisher ?? "others"} published without its list.`;
  if (excluded > 0) return `${counted(excluded, "event")} left out, for reasons named there.`;
  return measure.warnings.length > 0 ? `${counted(measure.warnings.length, "known inconsistency", "known inconsistencies")} touch it.` : "";
}

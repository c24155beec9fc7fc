import type { EventRecord, FieldName } from "../../model/index.js";
import { FIELD_WORDS } from "../field-words.js";
import { routes } from "../routes.js";
import { countryName, isProtected, labelOf, type Site } from "../site.js";
import { dateSpanText, listed, numberText, slugWords } from "../words.js";
import { FootingBar } from "./footing-bar.js";
import { Glyph } from "./glyph.js";
import { usePage } from "./page-context.js";
import { Phrase } from "./phrase.js";

const SHOWN: readonly FieldName[] = [
  "category", "subtype", "date", "countries", "actor", "counterpart", "place", "mode", "status", "topics", "documentKind", "trainees",
  "items", "seriesNumber", "scope", "involvement", "assertedBy", "confidence",
]; // prettier-ignore
/** Fields that are blank for most acts; left out where blank. */
const RARE: ReadonlySet<FieldName> = new Set<FieldName>([
  "subtype",
  "mode",
  "documentKind",
  "trainees",
  "items",
  "seriesNumber",
  "assertedBy",
]);
/** Free text that could name a person; withheld for protected events that no person has checked. */
const FREE_TEXT: ReadonlySet<FieldName> = new Set<FieldName>(["actor", "counterpart", "place", "assertedBy", "items"]);

/** A field's value in words, or null where it is not stated. */
function fieldText(site: Site, event: EventRecord, field: FieldName): string | null {
  const { fields } = event;
  const { codebook } = site.study;
  if (isProtected(event) && event.review !== "baseline" && FREE_TEXT.has(field)) return "Withheld to protect a person";
  switch (field) {
    case "category":
      return labelOf(codebook.categories, fields.category);
    case "date":
      return fields.date === null ? null : dateSpanText(fields.date, fields.dateEnd);
    case "countries":
      return fields.countries.length === 0 ? null : listed(fields.countries.map((code) => countryName(site, code)));
    case "status":
      return labelOf(codebook.statuses, fields.status);
    case "topics":
      return fields.topics.length === 0 ? null : listed(fields.topics.map((topic) => labelOf(codebook.topics, topic)));
    case "documentKind":
      return fields.documentKind === null ? null : labelOf(codebook.agreementKinds, fields.documentKind);
    case "confidence":
      return labelOf(codebook.confidences, fields.confidence);
    case "items":
      return fields.items.length === 0
        ? null
        : listed(fields.items.map((item) => [item.quantity, item.unit, item.what].filter((part) => part !== null).join(" ")));
    case "scope":
      return { single: "A single act", series: "A series; not added to single acts", total: "A running total; not added to single acts" }[
        fields.scope
      ];
    case "involvement":
      return {
        stated: "The source names the ministry",
        unclear: "Not clear from the source",
        none: "The source does not name the ministry",
      }[fields.involvement];
    case "subtype":
    case "mode":
      return fields[field] === null ? null : slugWords(fields[field]);
    case "trainees":
    case "seriesNumber":
      return fields[field] === null ? null : numberText(fields[field]);
    case "actor":
    case "counterpart":
    case "place":
    case "assertedBy":
    case "summary":
    case "dateEnd":
    case "dateBasis":
      return fields[field];
  }
}

/** Every coded field, with its value and with what the value rests on. */
export function FieldTable({ event }: { readonly event: EventRecord }) {
  const { site } = usePage();
  return (
    <table className="fields">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Value</th>
          <th scope="col">Rests on</th>
        </tr>
      </thead>
      <tbody>
        {SHOWN.map((field) => {
          const value = fieldText(site, event, field);
          if (value === null && RARE.has(field)) return null;
          return (
            <tr key={field}>
              <th scope="row">{FIELD_WORDS[field]}</th>
              <td className={value === null ? "none" : undefined}>
                {field === "category" ? <Glyph category={event.fields.category} /> : null} <Phrase text={value ?? "Not stated"} />
              </td>
              <td className="rest">
                <FieldRest event={event} field={field} blank={value === null} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function FieldRest({ event, field, blank }: { readonly event: EventRecord; readonly field: FieldName; readonly blank: boolean }) {
  const { link } = usePage();
  const evidence = event.evidence.filter((item) => item.field === field).map((item) => item.evidence);
  const spans = evidence.filter((item) => item.kind === "span");
  const works = [...new Set(evidence.flatMap((item) => (item.kind === "citation" ? [item.work] : [])))];
  if (evidence.length === 0) return <>{blank ? "No source gives one" : "A convention of the codebook"}</>;
  return (
    <>
      <FootingBar archived={spans.length} citation={works.length} size="row" />
      {spans.length > 0 ? isProtected(event) ? <>quote withheld</> : <Phrase text={`“${shortened(spans[0]?.quote ?? "")}”`} /> : null}
      {works.slice(0, 3).map((work) => (
        <span key={work}>
          <a href={link(routes.work(work))}>{work}</a>{" "}
        </span>
      ))}
      {works.length > 3 ? `and ${works.length - 3} more` : ""}
    </>
  );
}

function shortened(quote: string): string {
  const characters = [...quote.replaceAll(/\s+/g, " ")];
  return characters.length <= 24 ? characters.join("") : `${characters.slice(0, 22).join("")}…`;
}

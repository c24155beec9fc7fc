import type { FieldName } from "../model/index.js";

/** Names of the coded fields, as labels. */
export const FIELD_WORDS: Readonly<Record<FieldName, string>> = {
  category: "Category",
  subtype: "Kind",
  summary: "Summary",
  date: "Date",
  dateEnd: "Until",
  dateBasis: "Date basis",
  countries: "Country",
  actor: "Actor",
  counterpart: "Counterpart",
  place: "Place",
  mode: "Mode",
  status: "Status",
  topics: "Topic",
  documentKind: "Document",
  trainees: "Trainees",
  items: "Items",
  seriesNumber: "Number in series",
  scope: "Scope",
  involvement: "Involvement",
  assertedBy: "Said by",
  confidence: "Confidence",
};

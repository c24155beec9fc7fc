import { nearestOf } from "../config/index.js";
import { EventFields, FieldName, ItemError, parsePrefixDate, type Code, type Decision, type Item, type Study } from "../model/index.js";

/** What a study's codes and places are needed for. */
type Codes = Pick<Study, "codebook" | "places">;
/** Changes of fields as an edit carries them. */
export type FieldChanges = Extract<Decision, { kind: "edit" }>["changes"];
type FieldReader = (value: string, study: Codes, field: FieldName) => unknown;

const CLEARED = new Set(["", "none"]);

/**
 * Reads `date=2024-05` into typed fields; `none` clears a field that may be empty. Lists are separated by commas, goods are written `what:quantity:unit` and separated
 * by semicolons. Throws ItemError for a field, a code or a form that is not known, with the nearest that is.
 */
export function parseFieldEdit(text: string, study: Codes): FieldChanges {
  const cut = text.indexOf("=");
  if (cut < 1) throw new ItemError(`"${text}" is no change of a field; write field=value, such as date=2024-05`);
  const field = readFieldName(text.slice(0, cut).trim());
  const value = text
    .slice(cut + 1)
    .trim()
    .normalize("NFC");
  const read = READERS[field](value, study, field);
  return EventFields.partial().parse({ [field]: read });
}

function readFieldName(name: string): FieldName {
  const known = FieldName.options.find((field) => field === name);
  if (known) return known;
  throw new ItemError(
    `"${name}" is no field of an event; ${nearestHint(name, FieldName.options)}the fields are ${FieldName.options.join(", ")}`,
  );
}

const orNone =
  (reader: FieldReader, empty: null | readonly [] = null): FieldReader =>
  (value, study, field) =>
    CLEARED.has(value.toLowerCase()) ? empty : reader(value, study, field);

const words: FieldReader = (value) => value;

const date: FieldReader = (value, _study, field) => {
  const parsed = parsePrefixDate(value);
  if (parsed === null) throw new ItemError(`${field}: "${value}" is no date; write 2024, 2024-05 or 2024-05-17`);
  return parsed;
};

const wholeNumber: FieldReader = (value, _study, field) => {
  if (!/^\d{1,9}$/.test(value)) throw new ItemError(`${field}: "${value}" is no whole number; write digits only`);
  return Number(value);
};

/** One of a closed list that the model or the codebook holds. */
const oneOf =
  (listOf: (study: Codes) => readonly string[]): FieldReader =>
  (value, study, field) => {
    const known = listOf(study);
    if (known.includes(value)) return value;
    throw new ItemError(`${field}: "${value}" is not defined; ${nearestHint(value, known)}known are ${known.join(", ")}`);
  };

const listOf =
  (reader: FieldReader): FieldReader =>
  (value, study, field) => [...new Set(value.split(",").map((part) => reader(part.trim(), study, field)))];

const country: FieldReader = (value, { places }, field) => {
  const code = value.toUpperCase();
  if (places.home.some((home) => home === code))
    throw new ItemError(`${field}: ${code} belongs to the home side and is never counted as a partner`);
  if (places.countries.some((known) => known.code === code)) return code;
  const named = places.countries.find(({ names }) => Object.values(names).some((name) => name.toLowerCase() === value.toLowerCase()));
  const hint = named ? `${value} has the code ${named.code}` : "write the two letters of ISO 3166-1, such as MM";
  throw new ItemError(`${field}: "${value}" is no country of this study; ${hint}`);
};

const goods: FieldReader = (value, _study, field) =>
  value.split(";").map((part): Item => {
    const [what = "", quantity = "", unit = "", ...rest] = part.split(":").map((piece) => piece.trim());
    const number = quantity === "" ? null : Number(quantity);
    if (what === "" || rest.length > 0 || Number.isNaN(number))
      throw new ItemError(`${field}: "${part.trim()}" is no item; write what:quantity:unit, such as radios:20:pieces`);
    return { what, quantity: number, unit: unit === "" ? null : unit };
  });

const codesOf = (codes: readonly Code[]): string[] => codes.map(({ code }) => code);
const optionsOf = (field: "status" | "scope" | "involvement" | "confidence"): FieldReader => oneOf(() => EventFields.shape[field].options);

const READERS: Readonly<Record<FieldName, FieldReader>> = {
  category: oneOf(({ codebook }) => codesOf(codebook.categories)),
  subtype: orNone(words),
  summary: orNone(words),
  date: orNone(date),
  dateEnd: orNone(date),
  dateBasis: orNone(oneOf(() => EventFields.shape.dateBasis.unwrap().options)),
  countries: orNone(listOf(country), []),
  actor: orNone(words),
  counterpart: orNone(words),
  place: orNone(words),
  mode: orNone(oneOf(() => EventFields.shape.mode.unwrap().options)),
  status: optionsOf("status"),
  topics: orNone(listOf(oneOf(({ codebook }) => codesOf(codebook.topics))), []),
  documentKind: orNone(oneOf(({ codebook }) => codesOf(codebook.agreementKinds))),
  trainees: orNone(wholeNumber),
  items: orNone(goods, []),
  seriesNumber: orNone(wholeNumber),
  scope: optionsOf("scope"),
  involvement: optionsOf("involvement"),
  assertedBy: orNone(words),
  confidence: optionsOf("confidence"),
};

/** `nearest is "date"; ` or nothing. */
export function nearestHint(seen: string, known: readonly string[]): string {
  const near = nearestOf(seen, known);
  return near === null ? "" : `nearest is "${near}"; `;
}

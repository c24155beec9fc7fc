import {
  Bug,
  datesAgree,
  type Codebook,
  type EventFields,
  type FieldConflict,
  type FieldEvidence,
  type FieldName,
  type Item,
} from "../model/index.js";
import type { EditDecision } from "./holdings.js";
import { decidingRule, inOrder, precedenceFor, type Reading } from "./reading-order.js";

/** What an event says, field by field, with what speaks for it and what speaks otherwise. */
export interface ChosenFields {
  readonly fields: EventFields;
  readonly evidence: FieldEvidence[];
  readonly conflicts: FieldConflict[];
}

export interface FieldSources {
  readonly readings: readonly Reading[];
  /** Edits of this event, oldest first; the last word on a field counts. */
  readonly edits: readonly EditDecision[];
  /** Edits of events that were merged into this one. */
  readonly foreignEdits: readonly EditDecision[];
  readonly codebook: Pick<Codebook, "topics">;
}

/**
 * Chooses every field by a stated rule: a person's edit; for dates a stated day, for status the act before its plan; then the baseline, an archived quote,
 * the more precise date, the higher score, the earlier record. Countries and topics are united.
 */
export function chooseFields(sources: FieldSources): ChosenFields {
  const edited = editedFields(sources.edits);
  const fields: EventFields = { ...fieldsOfReadings(sources), ...edited };
  return { fields, evidence: evidenceFor(fields, edited, sources), conflicts: conflictsOf(fields, edited, sources) };
}

/** What persons set; a date that they set without saying on what basis is stated. */
function editedFields(edits: readonly EditDecision[]): Partial<EventFields> {
  const changes: Partial<EventFields> = {};
  for (const edit of edits) {
    const { date } = edit.changes;
    const basis = date === undefined ? {} : { dateBasis: date === null ? null : ("stated" as const), dateEnd: null };
    Object.assign(changes, basis, setFields(edit));
  }
  return changes;
}

function setFields(edit: EditDecision): Partial<EventFields> {
  return Object.fromEntries(Object.entries(edit.changes).filter(([, value]) => value !== undefined)); // absent, never undefined
}

function fieldsOfReadings({ readings, codebook }: FieldSources): EventFields {
  const first = firstOf(readings, "summary").fields;
  const best = <K extends FieldName>(field: K): EventFields[K] => firstOf(readings, field).fields[field];
  return {
    ...first,
    category: best("category"),
    subtype: best("subtype"),
    summary: best("summary"),
    ...bestDate(readings),
    countries: union(readings, (fields) => fields.countries),
    actor: best("actor"),
    counterpart: best("counterpart"),
    place: best("place"),
    mode: best("mode"),
    status: best("status"),
    topics: withoutResidual(
      union(readings, (fields) => fields.topics),
      codebook,
    ),
    documentKind: best("documentKind"),
    trainees: best("trainees"),
    items: best("items"),
    seriesNumber: best("seriesNumber"),
    scope: best("scope"),
    involvement: best("involvement"),
    assertedBy: firstOf(readings, "confidence").fields.assertedBy,
    confidence: best("confidence"),
  };
}

/** The reading whose value of `field` counts: the first in order that has one. */
function firstOf(readings: readonly Reading[], field: FieldName): Reading {
  const ordered = inOrder(readings, precedenceFor(field));
  const found = ordered.find(({ fields }) => !isBlank(fields[field])) ?? ordered[0];
  if (!found) throw new Bug("fields were asked of an event without findings");
  return found;
}

function isBlank(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** The date of the reading that counts, made more precise by readings that agree with it; end and basis come along. */
function bestDate(readings: readonly Reading[]): Pick<EventFields, "date" | "dateEnd" | "dateBasis"> {
  const coarse = firstOf(readings, "date").fields.date;
  if (coarse === null) return { date: null, dateEnd: null, dateBasis: null };
  const ordered = inOrder(readings, precedenceFor("date")).filter(({ fields }) => fields.date?.startsWith(coarse));
  const finest = Math.max(...ordered.map(({ fields }) => fields.date?.length ?? 0));
  const chosen = ordered.find(({ fields }) => fields.date?.length === finest)?.fields;
  const date = chosen?.date ?? coarse;
  const dateEnd = ordered.find(({ fields }) => fields.date === date && fields.dateEnd !== null)?.fields.dateEnd ?? null;
  return { date, dateEnd, dateBasis: chosen?.dateBasis ?? null };
}

function union<T>(readings: readonly Reading[], of: (fields: EventFields) => readonly T[]): T[] {
  return [...new Set(inOrder(readings, precedenceFor("summary")).flatMap(({ fields }) => of(fields)))];
}

/** A residual topic is given only where no other fits. */
function withoutResidual(topics: readonly string[], codebook: Pick<Codebook, "topics">): string[] {
  const residual = new Set(codebook.topics.filter((code) => code.residual).map((code) => code.code));
  const specific = topics.filter((topic) => !residual.has(topic));
  return specific.length > 0 ? specific : [...topics];
}

/** Fields whose values can contradict each other; free text in two languages does not. */
const COMPARED = ["category", "date", "mode", "status", "documentKind", "trainees", "items", "seriesNumber", "scope"] as const;
type Compared = (typeof COMPARED)[number];

/** A plan and its execution are one story; these two are not. */
const DISPUTED: ReadonlySet<string> = new Set(["cancelled", "denied", "claimed"]);

function conflictsOf(fields: EventFields, edited: Partial<EventFields>, sources: FieldSources): FieldConflict[] {
  return COMPARED.flatMap((field) => conflictOf(field, fields, edited, sources) ?? []);
}

function conflictOf(field: Compared, fields: EventFields, edited: Partial<EventFields>, sources: FieldSources): FieldConflict | null {
  const ordered = inOrder(sources.readings, precedenceFor(field)).filter((reading) => !isBlank(reading.fields[field]));
  const dissent = ordered.filter((reading) => !agree(field, reading.fields, fields));
  const overruled = sources.foreignEdits.filter(
    (edit) => edit.changes[field] !== undefined && !agree(field, { ...fields, ...setFields(edit) }, fields),
  );
  if (dissent.length === 0 && overruled.length === 0) return null;
  const assent = ordered.filter((reading) => agree(field, reading.fields, fields));
  const [first, other] = [assent[0], dissent[0]];
  const byEdit = edited[field] !== undefined || !first || !other;
  return {
    field,
    readings: [
      { value: show(fields[field]), findings: assent.map(({ finding }) => finding.id), counted: true },
      ...grouped(field, dissent),
      ...overruled.map(({ changes }) => ({ value: show(changes[field] ?? null), findings: [], counted: false })),
    ],
    rule: byEdit ? "a person's decision on this event counts before all else" : decidingRule(first, other, precedenceFor(field)),
  };
}

function agree(field: Compared, a: EventFields, b: EventFields): boolean {
  if (field === "date") return a.date !== null && b.date !== null && datesAgree(a.date, b.date);
  if (field === "status" && !DISPUTED.has(a.status) && !DISPUTED.has(b.status)) return true;
  return show(a[field]) === show(b[field]);
}

function grouped(field: Compared, readings: readonly Reading[]): FieldConflict["readings"][number][] {
  const values = new Map<string, Reading[]>();
  for (const reading of readings) {
    const value = show(reading.fields[field]);
    values.set(value, [...(values.get(value) ?? []), reading]);
  }
  return [...values].map(([value, group]) => ({ value, findings: group.map(({ finding }) => finding.id), counted: false }));
}

function show(value: EventFields[FieldName]): string {
  if (value === null) return "none";
  return Array.isArray(value)
    ? value.map((item: Item | string) => (typeof item === "string" ? item : showItem(item))).join("; ")
    : String(value);
}

function showItem({ what, quantity, unit }: Item): string {
  return [quantity, unit, what].filter((part) => part !== null).join(" ");
}

/** What proves the chosen values: the edits' evidence, and that of every reading which does not say otherwise. */
function evidenceFor(fields: EventFields, edited: Partial<EventFields>, { readings, edits }: FieldSources): FieldEvidence[] {
  const speaksFor = ({ fields: read }: Reading, field: FieldName): boolean => {
    if (edited[field] !== undefined) return show(read[field]) === show(fields[field]);
    const compared = COMPARED.find((name) => name === field);
    return compared === undefined || agree(compared, read, fields);
  };
  const found = readings.flatMap((reading) => reading.finding.evidence.filter(({ field }) => speaksFor(reading, field)));
  const ofEdits = edits.flatMap((edit) => edit.evidence.filter(({ field }) => isLastWord(edit, field, edits)));
  const unique = new Map([...ofEdits, ...found].map((item) => [JSON.stringify(item), item]));
  return [...unique.values()];
}

/** Evidence of an edit that a later edit overrode proves nothing that stands. */
function isLastWord(edit: EditDecision, field: FieldName, edits: readonly EditDecision[]): boolean {
  const last = edits.findLast(({ changes }) => changes[field] !== undefined);
  return last === undefined || last === edit;
}

import type { z } from "zod";
import { deriveId } from "../../src/effects/index.js";
import type { FieldName, Evidence, FieldEvidence, SourceText } from "../../src/model/index.js";
import { blankEvent, EventFields, fieldsWithoutEvidence, Finding, Link } from "../../src/model/index.js";
import { makeSpan } from "../../src/text/index.js";
import { aText } from "./texts.js";

/** Fields as a test writes them: plain strings, and only those that matter. */
export type FieldsSketch = Partial<z.input<typeof EventFields>>;
type FindingSketch = Partial<Omit<z.input<typeof Finding>, "fields">>;

/** Coded fields of a meeting with Myanmar on 14 June 2024, unless the sketch says otherwise. */
export function someFields(sketch: FieldsSketch = {}): EventFields {
  return EventFields.parse({ ...blankEvent("meeting"), date: "2024-06-14", dateBasis: "stated", countries: ["MM"], ...sketch });
}

/** A finding that rests on citations of the work S001. */
export function aFinding(sketch: FieldsSketch = {}, rest: FindingSketch = {}): Finding {
  return buildFinding(someFields(sketch), rest, () => ({ kind: "citation", work: "S001", locator: "p. 1" }));
}

export interface SpanSketch extends FindingSketch {
  readonly text?: SourceText;
  /** The words of the text that prove a field; the whole text where absent. */
  readonly quotes?: Partial<Record<FieldName, string>>;
}

/** A finding that rests on checked quotes of an archived text. */
export function aSpanFinding(sketch: FieldsSketch = {}, { text = aText(), quotes = {}, ...rest }: SpanSketch = {}): Finding {
  const quote = (field: FieldName): Evidence => {
    const words = quotes[field] ?? text.text;
    const start = text.text.indexOf(words);
    return makeSpan(text, start, start + words.length);
  };
  return buildFinding(someFields(sketch), { textId: text.id, coder: "rules@1.0.0", score: 0.9, ...rest }, quote);
}

/** The evidence that `fields` need, one piece for each field that carries a value. */
export function evidenceFor(fields: EventFields, prove: (field: FieldName) => z.input<typeof Evidence>): FieldEvidence[] {
  return fieldsWithoutEvidence(fields, []).map((field) => ({ field, evidence: prove(field) as Evidence })); // parsed by the schema of the noun that takes it
}

function buildFinding(fields: EventFields, rest: FindingSketch, prove: (field: FieldName) => z.input<typeof Evidence>): Finding {
  const content = {
    coder: "baseline@2022",
    textId: null,
    alias: null,
    fields,
    evidence: evidenceFor(fields, prove),
    score: 1,
    reasons: [],
    marking: "CLEAR",
    protection: "none",
    note: "",
    ...rest,
  };
  return Finding.parse({ id: deriveId("fnd", JSON.stringify(content)), ...content });
}

export function aLink(left: Finding, right: Finding, over: Partial<z.input<typeof Link>> = {}): Link {
  return Link.parse({
    id: deriveId("lnk", left.id, right.id),
    left: left.id,
    right: right.id,
    verdict: "same",
    score: 0.9,
    reasons: [],
    matcher: "matcher@0.0.0",
    ...over,
  });
}

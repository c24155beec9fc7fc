import { deriveId } from "../effects/index.js";
import {
  blankEvent,
  Finding,
  type Confidence,
  type EventFields,
  type FieldEvidence,
  type FieldName,
  type SourceText,
} from "../model/index.js";
import { makeSpan, type Slice } from "../text/index.js";
import { findCandidates, type Candidate } from "./candidates.js";
import type { RuleCoder } from "./coder.js";
import { readDetails } from "./details.js";
import { findMentions, type Mentions } from "./mentions.js";
import { mergeCandidates, type Act } from "./merge.js";
import { firstMatch } from "./pattern.js";
import { readSource, type Reading } from "./reading.js";

/** What the coder says one text says. No findings is a result. */
export interface CodedText {
  /** False where the text is in a language that the lexicon does not hold: nothing was read, which is no "nothing is told". */
  readonly read: boolean;
  readonly relevant: boolean;
  readonly score: number;
  readonly lang: string;
  readonly coder: string;
  readonly findings: readonly Finding[];
}

/** Added to a score for each further sentence that tells the same act, up to twice. */
const SUPPORT = 0.05;

/** Reads one text. Deterministic; the same text and coder always give the same findings with the same ids. */
export function codeText(source: SourceText, coder: RuleCoder): CodedText {
  const reading = readSource(source, coder);
  const mentions = findMentions(reading, coder);
  const acts = mergeCandidates(findCandidates(reading, mentions, coder));
  const told = acts.filter((act) => scoreOf(act) >= coder.thresholds.report);
  const counters = new Map<string, number>();
  const findings = told.map((act) => {
    const { category } = act.lead.rule;
    const index = counters.get(category) ?? 0;
    counters.set(category, index + 1);
    return makeFinding(reading, mentions, coder, act, index, told);
  });
  const score = Math.max(0, ...acts.map(scoreOf));
  const read = reading.sentences.length > 0;
  return { read, relevant: score >= coder.thresholds.relevant, score, lang: langOf(reading), coder: coder.name, findings };
}

/** The text's own language, or where nobody said it the one in which most of it was read. */
function langOf({ source, sentences, languages }: Reading): string {
  if (source.lang !== "und") return source.lang;
  const share = (lang: string): number => sentences.filter((sentence) => sentence.language.lang === lang).length;
  return languages.map(({ lang }) => lang).sort((a, b) => share(b) - share(a))[0] ?? "und";
}

function scoreOf(act: Act): number {
  return round(Math.min(1, act.lead.score + SUPPORT * Math.min(2, act.support.length)));
}

const round = (value: number): number => Math.round(value * 100) / 100;

function makeFinding(reading: Reading, mentions: Mentions, coder: RuleCoder, act: Act, index: number, told: readonly Act[]): Finding {
  const { source } = reading;
  const { lead } = act;
  const others = told.filter((other) => other !== act).map((other) => other.lead.trigger);
  const details = readDetails(reading, mentions, coder, act, others);
  const codes = [...new Set(act.countries.map(({ code }) => code))];
  const fields: EventFields = {
    ...blankEvent(lead.rule.category),
    subtype: lead.rule.set.subtype ?? null,
    date: act.date?.date ?? null,
    dateBasis: act.date?.basis ?? null,
    countries: codes,
    actor: lead.actor ? reading.folded.text.slice(lead.actor.start, lead.actor.end) : null,
    status: lead.status,
    scope: lead.rule.set.scope ?? "single",
    involvement: involvementOf(lead),
    ...confidenceOf(reading, lead),
    ...details.reduce<Partial<EventFields>>((all, detail) => ({ ...all, ...detail.fields }), {}),
  };
  const support: readonly Slice[] = act.support.map((candidate) => candidate.trigger);
  return Finding.parse({
    id: deriveId("fnd", source.id, coder.name, lead.rule.category, String(index)),
    coder: coder.name,
    textId: source.id,
    alias: null,
    fields,
    evidence: evidenceOf(reading, act, details),
    score: scoreOf(act),
    reasons: [
      ...lead.reasons,
      ...(support.length > 0
        ? [{ feature: "support", weight: SUPPORT * Math.min(2, support.length), note: `${support.length} more` }]
        : []),
    ],
    marking: "CLEAR",
    protection: coder.categories.get(lead.rule.category)?.protection ?? "none",
    note: "",
  });
}

function involvementOf(lead: Candidate): EventFields["involvement"] {
  if (!lead.actor) return "none";
  return lead.actor.kind === "ministry" || lead.actor.kind === "organ" ? "stated" : "unclear";
}

function confidenceOf(reading: Reading, lead: Candidate): { confidence: Confidence; assertedBy: string | null } {
  const { hearsay } = lead.sentence.language;
  const text = reading.folded.text.slice(lead.sentence.start, lead.sentence.end);
  for (const [confidence, pattern] of [["alleged", hearsay.alleged] as const, ["reported", hearsay.reported] as const]) {
    if (!pattern) continue;
    const match = firstMatch(pattern, text);
    if (match) return { confidence, assertedBy: match.groups?.["who"] ?? null };
  }
  return { confidence: lead.rule.set.confidence ?? "stated", assertedBy: null };
}

/** One entry per field and quote, in a fixed order. The category rests on the words that tell the act, in their clause. */
function evidenceOf(
  reading: Reading,
  { lead, date, countries }: Act,
  details: readonly { field: FieldName; words: readonly Slice[] }[],
): FieldEvidence[] {
  const span = (slice: Slice): FieldEvidence["evidence"] => {
    const { start, end } = reading.folded.toOriginal(slice.start, slice.end);
    return makeSpan(reading.source, start, end);
  };
  const evidence: FieldEvidence[] = [{ field: "category", evidence: span(lead.sentence) }];
  const add = (field: FieldName, slice: Slice): void => {
    evidence.push({ field, evidence: span(slice) });
  };
  if (date) add("date", date.words ?? lead.trigger);
  for (const country of countries) add("countries", country);
  if (lead.actor) add("actor", lead.actor);
  for (const detail of details) for (const words of detail.words) add(detail.field, words);
  return unique(evidence);
}

function unique(evidence: readonly FieldEvidence[]): FieldEvidence[] {
  const seen = new Set<string>();
  return evidence.filter((item) => {
    const key = JSON.stringify(item);
    return seen.has(key) ? false : seen.add(key);
  });
}

import {
  currentFindings,
  sampleTexts,
  type Edition,
  type EventId,
  type EventRecord,
  type Finding,
  type FindingId,
  type Link,
  type Reason,
  type Study,
  type TextId,
} from "../model/index.js";

/** Something that a person should look at, with why, and what it may be one with. */
export interface ReviewItem {
  readonly kind: "finding" | "event";
  readonly id: string;
  readonly finding: Finding | null;
  readonly event: EventRecord | null;
  /** Uncertainty times influence; the queue is ordered by it. */
  readonly priority: number;
  readonly uncertainty: number;
  readonly influence: number;
  /** A line for each thing that moved uncertainty or influence. */
  readonly reasons: readonly Reason[];
  /** Links to findings outside, the surest first, and the events that hold those. */
  readonly links: readonly Link[];
  readonly events: readonly EventId[];
}

/**
 * Open findings and events that only a rule has accepted: first those about which the rule is least sure and which would move the numbers most. An act weighs more the fewer there are
 * of its category and of its country. What cannot move a number (sample pages) comes last.
 */
export function reviewQueue(edition: Edition, study: Study): ReviewItem[] {
  const context = contextOf(edition, study);
  const items = [
    ...edition.open.map((finding) => itemOfFinding(finding, context)),
    ...edition.events.filter(({ review }) => review === "machine").map((event) => itemOfEvent(event, context)),
  ];
  return items.sort((a, b) => b.priority - a.priority || b.uncertainty - a.uncertainty || (a.id < b.id ? -1 : 1));
}

interface Context {
  readonly minScore: number;
  readonly linksOf: ReadonlyMap<FindingId, readonly Link[]>;
  readonly eventOf: ReadonlyMap<FindingId, EventId>;
  readonly perCategory: ReadonlyMap<string, number>;
  readonly perCountry: ReadonlyMap<string, number>;
  readonly current: ReadonlySet<FindingId>;
  readonly samples: ReadonlySet<TextId>;
}

function contextOf({ state, events }: Edition, study: Study): Context {
  const record = events.filter(({ sample }) => !sample);
  const linksOf = new Map<FindingId, Link[]>();
  for (const link of state.links) {
    for (const end of [link.left, link.right]) linksOf.set(end, [...(linksOf.get(end) ?? []), link]);
  }
  return {
    minScore: study.acceptance.minScore,
    linksOf,
    eventOf: new Map(events.flatMap((event) => event.findings.map((id) => [id, event.id] as const))),
    perCategory: tally(record.map(({ fields }) => fields.category)),
    perCountry: tally(record.flatMap(({ fields }) => fields.countries)),
    current: currentFindings(state),
    samples: sampleTexts(state, study.sources),
  };
}

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function itemOfFinding(finding: Finding, context: Context): ReviewItem {
  const { minScore } = context;
  const isSample = finding.textId !== null && context.samples.has(finding.textId);
  const closeness = 1 - Math.abs(finding.score - minScore) / Math.max(minScore, 1 - minScore);
  const score = { feature: "score", weight: round(closeness), note: `${finding.score}, taken by rule from ${minScore} on` };
  return {
    ...weigh([score], influenceOf(finding, isSample, context)),
    ...linksFrom([finding.id], context),
    kind: "finding",
    id: finding.id,
    finding,
    event: null,
  };
}

function itemOfEvent(event: EventRecord, context: Context): ReviewItem {
  const links = linksFrom(event.findings, context);
  const replaced = event.findings.length > 0 && event.findings.every((id) => !context.current.has(id));
  const doubts: Reason[] = [
    { feature: "score", weight: round(1 - event.score), note: `${event.score}` },
    ...event.conflicts.map(({ field, readings }) => ({
      feature: "conflict",
      weight: 0.2,
      note: `${field}: ${readings.map(({ value }) => value).join(" / ")}`,
    })),
    ...(links.links.length > 0 ? [{ feature: "links", weight: 0.2, note: "may be one act with something outside it" }] : []),
    ...(replaced ? [{ feature: "coder", weight: 0.5, note: "the newest rules no longer find it in its text" }] : []),
  ];
  return { ...weigh(doubts, influenceOf(event, event.sample, context)), ...links, kind: "event", id: event.id, finding: null, event };
}

/** How much one more or one less would move the numbers of its category and of its rarest country. */
function influenceOf({ fields }: Pick<EventRecord, "fields">, isSample: boolean, { perCategory, perCountry }: Context): Reason[] {
  if (isSample) return [{ feature: "sample", weight: 0, note: "a sample page: in no number of the record" }];
  const ofCategory = perCategory.get(fields.category) ?? 0;
  const ofCountry = Math.min(...fields.countries.map((code) => perCountry.get(code) ?? 0), Infinity);
  const category = { feature: "category", weight: round(0.5 / (1 + ofCategory)), note: `${ofCategory} on record as ${fields.category}` };
  if (ofCountry === Infinity) return [category];
  return [
    category,
    { feature: "country", weight: round(0.5 / (1 + ofCountry)), note: `${ofCountry} on record with ${fields.countries.join(" ")}` },
  ];
}

function weigh(
  doubts: readonly Reason[],
  influences: readonly Reason[],
): Pick<ReviewItem, "priority" | "uncertainty" | "influence" | "reasons"> {
  const sum = (reasons: readonly Reason[]): number => reasons.reduce((total, { weight }) => total + weight, 0);
  const uncertainty = round(Math.min(1, Math.max(LEAST_DOUBT, sum(doubts))));
  const influence = round(Math.min(1, sum(influences)));
  return { priority: round(uncertainty * influence), uncertainty, influence, reasons: [...doubts, ...influences] };
}

const LEAST_DOUBT = 0.05; // nothing that a machine coded is beyond doubt, so that influence always orders

function linksFrom(findings: readonly FindingId[], { linksOf, eventOf }: Context): Pick<ReviewItem, "links" | "events"> {
  const own = new Set(findings);
  const outside = findings.flatMap((id) => linksOf.get(id) ?? []).filter(({ left, right }) => own.has(left) !== own.has(right));
  const links = outside.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const events = links.flatMap(({ left, right }) => eventOf.get(own.has(left) ? right : left) ?? []);
  return { links, events: [...new Set(events)] };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

import type { EventRecord, MeasureValue } from "../model/index.js";
import type { EvidenceCard } from "./evidence.js";
import { routes } from "./routes.js";
import type { Site } from "./site.js";
import { counted } from "./words.js";

/** One step from a published figure down to archived bytes. A step that is missing is shown as missing. */
export interface ChainStep {
  readonly kind: "figure" | "number" | "event" | "decision" | "finding" | "evidence" | "text" | "archive-record";
  readonly label: string;
  readonly says: string;
  readonly href: string | null;
  readonly present: boolean;
}

/** From the first page's figure to the bytes that prove the event. */
export function chainOf(site: Site, event: EventRecord, cards: readonly EvidenceCard[]): ChainStep[] {
  const measure = countingMeasure(site, event);
  return [
    event.sample
      ? step("figure", "Figure", "none: samples are in no figure", null, false)
      : step("figure", "Figure", "Figure 1, world map", `${routes.home}#map`, true),
    step(
      "number",
      "Number",
      measure ? measure.spec.title : "counted in no number",
      measure && routes.measure(measure.id),
      measure !== null,
    ),
    step("event", "Event", event.id, null, true),
    ...decisionSteps(site, event),
    ...findingSteps(site, event),
    ...evidenceSteps(cards),
  ];
}

/** The narrowest plain count that holds the event: by category where the study has one. */
function countingMeasure(site: Site, event: EventRecord): MeasureValue | null {
  const counts = site.measures.filter((measure) => measure.spec.aggregate === "count" && measure.events.includes(event.id));
  const narrowest = [...counts].sort((a, b) => a.n - b.n)[0];
  const ofCategory = counts.find((measure) => measure.spec.filter.category?.join() === event.fields.category);
  return ofCategory ?? narrowest ?? null;
}

function decisionSteps(site: Site, event: EventRecord): ChainStep[] {
  const first = event.decisions.map((id) => site.decisions.get(id)).find((decision) => decision !== undefined);
  const says = first ? `${first.kind}ed by ${first.by.kind === "person" ? "a person" : first.by.name}`.replace("eed", "ed") : "none";
  return [step("decision", "Decision", says, first ? "#history" : null, first !== undefined)];
}

function findingSteps(site: Site, event: EventRecord): ChainStep[] {
  const coders = [...new Set(event.findings.map((id) => site.findings.get(id)?.coder ?? "unknown coder"))];
  const says = `${counted(event.findings.length, "finding")}, ${coders.join(", ")}`;
  return [step("finding", "Finding", says, "#history", event.findings.length > 0)];
}

function evidenceSteps(cards: readonly EvidenceCard[]): ChainStep[] {
  const first = cards[0];
  if (first?.kind !== "text") {
    const says = first ? `${first.workId}${first.locators.length > 0 ? `, ${first.locators.join(", ")}` : ""}` : "none";
    return [
      step("evidence", "Citation", says, "#evidence", first !== undefined),
      step("text", "Text", "not extracted", null, false),
      step("archive-record", "Archive record", "not captured", null, false),
    ];
  }
  const { capture } = first;
  return [
    step("evidence", "Quote", counted(first.spans.length, "marked passage"), "#evidence", true),
    step("text", "Text", first.source.id, "#evidence", true),
    step(
      "archive-record",
      "Archive record",
      capture ? `${capture.warc.file} at ${capture.warc.offset}` : "not held",
      null,
      capture !== null,
    ),
  ];
}

function step(kind: ChainStep["kind"], label: string, says: string, href: string | null, present: boolean): ChainStep {
  return { kind, label, says, href, present };
}

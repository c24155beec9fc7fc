import { deriveId } from "../effects/index.js";
import {
  compareEventIds,
  currentFindings,
  sampleTexts,
  strictestMarking,
  strictestProtection,
  type Edition,
  type EventRecord,
  type FieldEvidence,
  type Finding,
  type FindingId,
  type LedgerState,
  type Study,
  type TextId,
  type Tombstone,
} from "../model/index.js";
import { chooseFields } from "./choose-fields.js";
import { readHoldings, stands, type Holding, type Holdings } from "./holdings.js";
import type { Reading } from "./reading-order.js";

/** What of a study decides how events follow from findings. */
export type RecordRules = Pick<Study, "sources" | "codebook">;

export interface DerivedEvents {
  readonly events: EventRecord[];
  readonly tombstones: Tombstone[];
  /** Findings that nobody has accepted or rejected, in the order of the ledger. */
  readonly open: Finding[];
}

/** Freezes a state of the ledger with the events that follow from it; its id follows from the last entry's hash. */
export function deriveEdition(state: LedgerState, study: RecordRules): Edition {
  return { id: editionIdOf(state.head), audience: "RED", state, ...deriveEvents(state, study) };
}

/** The id of the edition that ends with the entry of this hash. */
export function editionIdOf(head: string): string {
  return deriveId("edn", head);
}

/** Follows all findings and decisions to the events that stand, the tombstones of those that do not, and what is still open. */
export function deriveEvents(state: LedgerState, study: RecordRules): DerivedEvents {
  const holdings = readHoldings(state);
  const all = [...holdings.events.values()].sort((a, b) => compareEventIds(a.id, b.id));
  const context = contextOf(state, study, holdings);
  return {
    events: all.filter(stands).map((holding) => eventOf(holding, context)),
    tombstones: all.flatMap(tombstoneOf),
    open: state.findings.filter(({ id }) => !holdings.eventOf.has(id) && !holdings.rejected.has(id) && context.current.has(id)),
  };
}

interface Context {
  readonly study: RecordRules;
  readonly holdings: Holdings;
  readonly findings: ReadonlyMap<FindingId, { readonly finding: Finding; readonly order: number }>;
  readonly current: ReadonlySet<FindingId>;
  /** Texts of pages that were invented for demonstration. */
  readonly sampleTexts: ReadonlySet<TextId>;
}

function contextOf(state: LedgerState, study: RecordRules, holdings: Holdings): Context {
  return {
    study,
    holdings,
    findings: new Map(state.findings.map((finding, order) => [finding.id, { finding, order }])),
    current: currentFindings(state),
    sampleTexts: sampleTexts(state, study.sources),
  };
}

function eventOf(holding: Holding, context: Context): EventRecord {
  const readings = readingsOf(holding, context);
  const { edits, foreignEdits } = holding;
  const chosen = chooseFields({ readings: currentReadings(readings, context), edits, foreignEdits, codebook: context.study.codebook });
  return {
    id: holding.id,
    ...chosen,
    findings: readings.map(({ finding }) => finding.id),
    decisions: [...holding.decisions],
    aliases: [...new Set(readings.flatMap(({ finding }) => finding.alias ?? []))],
    restsOn: chosen.evidence.some(({ evidence }) => evidence.kind === "span") ? "archived" : "citation",
    review: holding.person ? "reviewed" : readings.some(({ baseline }) => baseline) ? "baseline" : "machine",
    sample: chosen.evidence.every((item) => isSample(item, context)),
    score: Math.max(...readings.map(({ finding }) => finding.score)),
    marking: strictestMarking([...readings.map(({ finding }) => finding.marking), ...(holding.mark ? [holding.mark.marking] : [])]),
    protection: strictestProtection([...readings.map(({ finding }) => finding.protection), holding.mark?.protection ?? "none"]),
  };
}

/** The findings of an event in the order of the ledger. */
function readingsOf(holding: Holding, context: Context): Reading[] {
  const readings = [...holding.findings].flatMap((id): Reading[] => {
    const known = context.findings.get(id);
    if (!known) return [];
    const { finding, order } = known;
    const archived = finding.evidence.some(({ evidence }) => evidence.kind === "span");
    return [{ finding, fields: finding.fields, baseline: context.holdings.fromBaseline.has(id), archived, order }];
  });
  return readings.sort((a, b) => a.order - b.order);
}

/** Readings by rules that have since read the text anew are kept as findings and no longer heard, unless there are no others. */
function currentReadings(readings: readonly Reading[], { current }: Context): readonly Reading[] {
  const heard = readings.filter(({ finding }) => current.has(finding.id));
  return heard.length > 0 ? heard : readings;
}

function isSample({ evidence }: FieldEvidence, { sampleTexts }: Context): boolean {
  return evidence.kind === "span" && sampleTexts.has(evidence.textId);
}

function tombstoneOf(holding: Holding): Tombstone[] {
  if (stands(holding)) return [];
  const why = holding.ended ?? holding.emptied;
  return why ? [{ id: holding.id, reason: why.reason, mergedInto: why.mergedInto, decision: why.decision }] : [];
}

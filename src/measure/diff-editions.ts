import {
  dayRange,
  type Decision,
  type DecisionId,
  type Edition,
  type EventId,
  type EventRecord,
  type FindingId,
  type MeasureRow,
  type MeasureSpec,
  type MeasureValue,
  type PrefixDate,
  type Study,
  type Tombstone,
} from "../model/index.js";
import { computeMeasures } from "./compute-measures.js";
import { partnersOf } from "./what-counts.js";

/** Why an event counts in one edition and not in the other, or counts elsewhere in the measure. In the order in which they are told. */
export const CHANGE_KINDS = [
  "new-event", //  on record since, and it began after the earlier edition
  "late-find", //  on record since, though nothing shows that it began after the earlier edition
  "recode", //     the same event, with other values
  "merge", //      it stands under another event's id
  "split", //      known before as part of another event, or gone into others
  "withdrawal", // withdrawn or rejected
  "restored", //   a withdrawal or rejection taken back
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One event's part in the change of a measure. */
export interface EventChange {
  readonly event: EventId;
  readonly kind: ChangeKind;
  /** What it adds to the number of events: 0 where it only counts elsewhere in the measure. */
  readonly effect: -1 | 0 | 1;
  readonly date: PrefixDate | null;
  /** The event that it was merged into or split from. */
  readonly other: EventId | null;
  /** For a recode: the values that changed. */
  readonly values: readonly ValueChange[];
  /** The decisions since the earlier edition that brought it about, oldest first. */
  readonly decisions: readonly DecisionId[];
  /** Coders that read its texts anew since: the cause of a recode that nobody decided. */
  readonly readAnewBy: readonly string[];
}

export interface ValueChange {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface MeasureChange {
  readonly spec: MeasureSpec;
  readonly before: MeasureValue;
  readonly after: MeasureValue;
  /** True where the effects add up to the difference of the value; else (shares, numbers of countries) to that of the number of events. */
  readonly addsUp: boolean;
  readonly parts: readonly { readonly kind: ChangeKind; readonly effect: number; readonly changes: readonly EventChange[] }[];
  /** Rows of a breakdown whose value changed. */
  readonly rows: readonly { readonly key: string; readonly label: string; readonly before: number; readonly after: number }[];
}

type Dated = Pick<Edition, "events" | "tombstones" | "state">;

/**
 * Every measure that changed between two editions of one ledger, in the order of the study, with every event that had a part in it and why. A measure whose value is the same though other
 * events make it up has changed too. Both editions are counted by the same study.
 */
export function diffEditions(earlier: Dated, later: Dated, study: Study): MeasureChange[] {
  const since = whatCameSince(earlier, later);
  const after = new Map(computeMeasures(later, study).map((value) => [value.id, value]));
  return computeMeasures(earlier, study).flatMap((before): MeasureChange[] => {
    const now = after.get(before.id);
    return now ? diffMeasure(before, now, since, study) : [];
  });
}

/** What is known of both editions, indexed once for all measures. */
interface Since {
  readonly earlier: Dated;
  readonly before: ReadonlyMap<EventId, EventRecord>;
  readonly after: ReadonlyMap<EventId, EventRecord>;
  readonly stonesBefore: ReadonlyMap<EventId, Tombstone>;
  readonly stonesAfter: ReadonlyMap<EventId, Tombstone>;
  /** The event that held a finding in the earlier edition. */
  readonly heldBefore: ReadonlyMap<FindingId, EventId>;
  /** Decisions since the earlier edition. */
  readonly decisions: ReadonlyMap<DecisionId, Decision>;
  /** Coders that read a finding's text since. */
  readonly readers: ReadonlyMap<FindingId, readonly string[]>;
}

function whatCameSince(earlier: Dated, later: Dated): Since {
  const decided = later.state.decisions.slice(earlier.state.decisions.length); // all are kept, in the order of the ledger
  return {
    earlier,
    before: byId(earlier.events),
    after: byId(later.events),
    stonesBefore: byId(earlier.tombstones),
    stonesAfter: byId(later.tombstones),
    heldBefore: new Map(earlier.events.flatMap((event) => event.findings.map((finding) => [finding, event.id] as const))),
    decisions: byId(decided),
    readers: readersSince(earlier, later),
  };
}

function byId<I extends string, T extends { readonly id: I }>(items: readonly T[]): Map<T["id"], T> {
  return new Map(items.map((item) => [item.id, item]));
}

function readersSince(earlier: Dated, later: Dated): Map<FindingId, string[]> {
  const known = new Set(earlier.state.coded.map(({ textId, coder }) => `${textId} ${coder}`));
  const fresh = later.state.coded.filter(({ textId, coder }) => !known.has(`${textId} ${coder}`));
  const readersOf = new Map<string, string[]>();
  for (const { textId, coder } of fresh) readersOf.set(textId, [...(readersOf.get(textId) ?? []), coder]);
  return new Map(later.state.findings.map(({ id, textId }) => [id, (textId && readersOf.get(textId)) || []]));
}

function diffMeasure(before: MeasureValue, after: MeasureValue, since: Since, study: Study): MeasureChange[] {
  const [was, is] = [placesIn(before, since.before, study), placesIn(after, since.after, study)];
  const changes = [...new Set([...was.keys(), ...is.keys()])].flatMap((id): EventChange[] => {
    const [left, right] = [was.get(id), is.get(id)];
    if (left === right) return [];
    if (left === undefined) return [whyCounted(id, since)];
    return [right === undefined ? whyNoLonger(id, since) : recoded(id, 0, since)];
  });
  const rows = changedRows(before.rows, after.rows);
  if (changes.length === 0 && rows.length === 0 && before.value === after.value) return [];
  const { aggregate } = before.spec;
  const addsUp = aggregate !== "share" && aggregate !== "distinct-countries";
  return [{ spec: before.spec, before, after, addsUp, parts: partsOf(changes), rows }];
}

/** Where in the measure each of its events counts, as a text that can be compared. */
function placesIn(value: MeasureValue, events: ReadonlyMap<EventId, EventRecord>, { places }: Study): Map<EventId, string> {
  const found = new Map<EventId, string>(value.events.map((id) => [id, ""]));
  for (const { key, events: ids } of value.rows) for (const id of ids) found.set(id, `${found.get(id) ?? ""}${key}\n`);
  if (value.spec.aggregate !== "distinct-countries") return found;
  return new Map(
    value.events.map((id) => {
      const event = events.get(id);
      return [id, event ? partnersOf(event, value.spec.filter, places).sort().join(" ") : ""];
    }),
  );
}

/** The event counts now and did not: why. */
function whyCounted(id: EventId, since: Since): EventChange {
  if (since.before.has(id)) return recoded(id, 1, since);
  const event = since.after.get(id);
  const source = event?.findings.map((finding) => since.heldBefore.get(finding)).find((held) => held !== undefined && held !== id);
  if (source !== undefined) return { ...change(id, 1, since), kind: "split", other: source, decisions: splitters(id, since) };
  if (since.stonesBefore.has(id)) return { ...change(id, 1, since), kind: "restored" };
  return { ...change(id, 1, since), kind: beganSince(event, since) ? "new-event" : "late-find" };
}

/** The first day that its date can mean lies behind the day of the earlier edition. What has no date, or only a wide one, cannot be shown to be new. */
function beganSince(event: EventRecord | undefined, { earlier }: Since): boolean {
  const date = event?.fields.date ?? null;
  return date !== null && dayRange(date).first > earlier.state.asOf.slice(0, 10);
}

/** The event counted and does no longer: why. */
function whyNoLonger(id: EventId, since: Since): EventChange {
  const stone = since.stonesAfter.get(id);
  if (since.after.has(id) || !stone) return recoded(id, -1, since);
  const decisions = since.decisions.has(stone.decision) ? [stone.decision] : [];
  const common = { ...change(id, -1, since), other: stone.mergedInto, decisions };
  if (stone.mergedInto === null) return { ...common, kind: "withdrawal" };
  return { ...common, kind: since.decisions.get(stone.decision)?.kind === "split" ? "split" : "merge" };
}

function recoded(id: EventId, effect: EventChange["effect"], since: Since): EventChange {
  const values = changedValues(since.before.get(id), since.after.get(id));
  const common = { ...change(id, effect, since), kind: "recode" as const, values };
  const names = new Set(values.map(({ name }) => name));
  const edits = common.decisions.filter((decision) => setsOneOf(since.decisions.get(decision), names));
  return edits.length > 0 ? { ...common, decisions: edits } : common;
}

function setsOneOf(decision: Decision | undefined, names: ReadonlySet<string>): boolean {
  return decision?.kind === "edit" && Object.keys(decision.changes).some((name) => names.has(name));
}

/** What every change of an event has: its date, and what was decided and read since. */
function change(id: EventId, effect: EventChange["effect"], since: Since): EventChange {
  const event = since.after.get(id) ?? since.before.get(id);
  return {
    event: id,
    kind: "recode",
    effect,
    date: event?.fields.date ?? null,
    other: null,
    values: [],
    decisions: event?.decisions.filter((decision) => since.decisions.has(decision)) ?? [],
    readAnewBy: [...new Set(event?.findings.flatMap((finding) => since.readers.get(finding) ?? []))].sort(),
  };
}

/** The decisions that gave the event what another held: splits, or a person's acceptance elsewhere. */
function splitters(id: EventId, since: Since): DecisionId[] {
  const all = since.after.get(id)?.decisions.filter((decision) => since.decisions.has(decision)) ?? [];
  const splits = all.filter((decision) => {
    const known = since.decisions.get(decision);
    return known?.kind === "split" && known.newEventId === id;
  });
  return splits.length > 0 ? splits : all;
}

/** What an event is besides its fields, as far as a measure can ask for it. */
const ASKED_FOR = ["restsOn", "review", "sample"] as const;

function changedValues(before: EventRecord | undefined, after: EventRecord | undefined): ValueChange[] {
  if (!before || !after) return [];
  const [was, is] = [valuesOf(before), valuesOf(after)];
  return Object.keys(is)
    .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
    .map((name) => ({ name, before: was[name], after: is[name] }));
}

function valuesOf(event: EventRecord): Record<string, unknown> {
  return { ...event.fields, ...Object.fromEntries(ASKED_FOR.map((name) => [name, event[name]])) };
}

function partsOf(changes: readonly EventChange[]): MeasureChange["parts"] {
  return CHANGE_KINDS.flatMap((kind) => {
    const own = changes.filter((item) => item.kind === kind);
    return own.length === 0 ? [] : [{ kind, effect: own.reduce((sum, { effect }) => sum + effect, 0), changes: own }];
  });
}

function changedRows(before: readonly MeasureRow[], after: readonly MeasureRow[]): MeasureChange["rows"] {
  const labels = new Map([...before, ...after].map(({ key, label }) => [key, label]));
  const valueIn = (rows: readonly MeasureRow[], wanted: string): number => rows.find(({ key }) => key === wanted)?.value ?? 0;
  return [...labels]
    .map(([key, label]) => ({ key, label, before: valueIn(before, key), after: valueIn(after, key) }))
    .filter((row) => row.before !== row.after);
}

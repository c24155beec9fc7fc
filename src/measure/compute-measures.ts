import type { Edition, EventFilter, EventId, EventRecord, MeasureRow, MeasureSpec, MeasureValue, Study } from "../model/index.js";
import { breakDown, rowOf } from "./breakdowns.js";
import { warningsFor } from "./warnings.js";
import { isMeant, partnersOf, reasonNotCounted } from "./what-counts.js";

/** Every measure of the study, in its order, computed from the events of the edition. */
export function computeMeasures(edition: Pick<Edition, "events">, study: Study): MeasureValue[] {
  return study.measures.map((spec) => computeMeasure(spec, edition.events, study));
}

/** The computed measure with this id, or null. */
export function findMeasure(values: readonly MeasureValue[], id: string): MeasureValue | null {
  return values.find((value) => value.id === id) ?? null;
}

/**
 * One measure. `events` are all events that it was computed from (for a share: those of the whole; its rows hold the part and the rest), `n` is their number.
 * A breakdown's value is the number of its events; its rows may add up to more, since an event with two countries stands under both.
 */
export function computeMeasure(spec: MeasureSpec, events: readonly EventRecord[], study: Study): MeasureValue {
  const { counted, excluded } = select(events, spec.aggregate === "share" ? (spec.of ?? {}) : spec.filter, study);
  const rows = rowsOf(spec, counted, study);
  const value = valueOf(spec, counted, rows, study);
  const archived = counted.filter((event) => event.restsOn === "archived").length;
  return {
    id: spec.id,
    spec,
    value,
    unit: spec.unit,
    n: counted.length,
    events: counted.map((event) => event.id),
    rows,
    footing: { archived, citation: counted.length - archived },
    excluded,
    warnings: warningsFor({ spec, value, counted, rows }, study),
  };
}

interface Selection {
  readonly counted: readonly EventRecord[];
  readonly excluded: MeasureValue["excluded"];
}

function select(events: readonly EventRecord[], filter: EventFilter, { places }: Study): Selection {
  const counted: EventRecord[] = [];
  const excluded = new Map<string, EventId[]>();
  for (const event of events.filter((candidate) => isMeant(candidate, filter, places))) {
    const reason = reasonNotCounted(event, filter);
    if (reason === null) counted.push(event);
    else excluded.set(reason, [...(excluded.get(reason) ?? []), event.id]);
  }
  const groups = [...excluded].map(([reason, ids]) => ({ reason, events: ids }));
  return { counted, excluded: groups.sort((a, b) => (a.reason < b.reason ? -1 : 1)) };
}

function rowsOf(spec: MeasureSpec, counted: readonly EventRecord[], study: Study): MeasureRow[] {
  const { aggregate, filter } = spec;
  if (aggregate === "count" || aggregate === "distinct-countries") return [];
  if (aggregate !== "share") return breakDown(aggregate, counted, filter, study);
  const inPart = (event: EventRecord): boolean => isMeant(event, filter, study.places) && reasonNotCounted(event, filter) === null;
  return [
    rowOf("part", "Counted", counted.filter(inPart), counted.length),
    rowOf(
      "rest",
      "The rest",
      counted.filter((event) => !inPart(event)),
      counted.length,
    ),
  ];
}

function valueOf(
  { aggregate, filter }: MeasureSpec,
  counted: readonly EventRecord[],
  rows: readonly MeasureRow[],
  { places }: Study,
): number | null {
  if (aggregate === "share") return rows[0]?.share ?? null;
  if (aggregate === "distinct-countries") return new Set(counted.flatMap((event) => partnersOf(event, filter, places))).size;
  return counted.length;
}

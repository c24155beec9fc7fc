import type { EventRecord, MeasureRow, MeasureSpec, ReferenceStatistic, Study } from "../model/index.js";

/** What is computed before its doubts are named. */
export interface Computed {
  readonly spec: MeasureSpec;
  readonly value: number | null;
  readonly counted: readonly EventRecord[];
  readonly rows: readonly MeasureRow[];
}

/** Every doubt that a reader of the number should know: those that the study names, and those that follow from the events themselves. */
export function warningsFor(computed: Computed, study: Study): string[] {
  return [
    ...knownInconsistencies(computed.spec, study),
    ...differingReference(computed, study),
    ...doubtsOfEvents(computed),
    ...doubtsOfRows(computed),
  ];
}

function knownInconsistencies(spec: MeasureSpec, { baseline }: Study): string[] {
  const known = baseline?.inconsistencies ?? [];
  return spec.inconsistencies
    .flatMap((id) => known.filter((item) => item.id === id))
    .map(({ id, topic, handling }) => `${id} ${topic}: ${handling}`);
}

/** The first published value of the same kind of number, where ours is another. */
function differingReference({ spec, value }: Computed, { baseline }: Study): string[] {
  const statistics = spec.references.flatMap((id) => baseline?.statistics.find((item) => item.id === id) ?? []);
  const reference = statistics.find((item) => item.measure === spec.aggregate && Number.isFinite(Number.parseFloat(item.value)));
  if (!reference || value === null || holds(value, reference)) return [];
  return [`published reference value ${sign(reference.operator)}${reference.value} differs: see ${reference.id}`];
}

function holds(value: number, { operator, value: published, unit }: ReferenceStatistic): boolean {
  const theirs = Number.parseFloat(published) / (unit === "percent" ? 100 : 1);
  if (operator === ">") return value > theirs;
  if (operator === ">=") return value >= theirs;
  if (operator === "<") return value < theirs;
  if (operator === "<=") return value <= theirs;
  return Math.abs(value - theirs) <= (unit === "percent" ? 0.005 : 0) + (operator === "about" ? theirs * 0.05 : 0); // percentages are printed as whole numbers
}

function sign(operator: string): string {
  return operator === "=" ? "" : `${operator} `;
}

function doubtsOfEvents({ spec, counted }: Computed): string[] {
  const doubt = (found: (event: EventRecord) => boolean, one: string, many: string): string[] => {
    const touched = counted.filter(found).length;
    return touched === 0 ? [] : [`${touched} of ${counted.length} events ${touched === 1 ? one : many}`];
  };
  const isPledge = ({ fields }: EventRecord): boolean =>
    fields.status === "announced" || (fields.status === "agreed" && fields.category !== "agreement"); // an agreement is made by agreeing
  const isAlleged = ({ fields }: EventRecord): boolean => fields.status === "claimed" || fields.confidence === "alleged";
  return [
    ...doubt(
      ({ review }) => review === "machine",
      "rests on machine coding that nobody has reviewed",
      "rest on machine coding that nobody has reviewed",
    ),
    ...doubt(({ conflicts }) => conflicts.length > 0, "rests on sources that disagree", "rest on sources that disagree"),
    ...doubt(isAlleged, "is alleged or claimed, not established", "are alleged or claimed, not established"),
    ...(spec.filter.status === undefined ? doubt(isPledge, "is a pledge, not known to be kept", "are pledges, not known to be kept") : []),
  ];
}

function doubtsOfRows({ counted, rows }: Computed): string[] {
  const sum = rows.reduce((total, row) => total + row.value, 0);
  const several = sum > counted.length ? [`an event can stand in several rows: they add up to ${sum}, from ${counted.length} events`] : [];
  const unplaced = rows.find(({ key }) => key === "unplaced");
  return unplaced ? [...several, `${unplaced.value} of ${counted.length} events name a country that the study puts in no region`] : several;
}

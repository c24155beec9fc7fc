import { ItemError, type Edition, type EventRecord, type Finding } from "../model/index.js";
import { nearestHint } from "./parse-field-edit.js";

/** What a decision is about: an event that stands, or a finding with the event that holds it, if any. */
export interface Target {
  readonly event: EventRecord | null;
  readonly findings: readonly Finding[];
}

/** Finds an event by id or outside number, or a finding by id. Throws ItemError for an unknown id, with the nearest, and for a withdrawn event. */
export function findTarget(id: string, edition: Edition): Target {
  const { state, events } = edition;
  const finding = state.findings.find((known) => known.id === id);
  if (finding) return { event: events.find((event) => event.findings.includes(finding.id)) ?? null, findings: [finding] };
  const event = getEvent(id, edition);
  return { event, findings: state.findings.filter((known) => event.findings.includes(known.id)) };
}

/** The standing event with this id or outside number. */
export function getEvent(id: string, edition: Edition): EventRecord {
  const event = edition.events.find((known) => known.id === id || known.aliases.includes(id));
  if (event) return event;
  const stone = edition.tombstones.find((known) => known.id === id);
  if (stone) {
    const where = stone.mergedInto === null ? "accept one of its findings to bring it back" : `decide on ${stone.mergedInto} instead`;
    throw new ItemError(`${id} no longer stands (${stone.reason}, ${stone.decision}); ${where}`);
  }
  const known = [...edition.events.flatMap((item) => [item.id, ...item.aliases]), ...edition.state.findings.map((item) => item.id)];
  throw new ItemError(`nothing here has the id "${id}"; ${nearestHint(id, known)}"longarm review list" shows what is open`);
}

import { eventPrefix, reservedNumbers } from "../config/index.js";
import {
  type Decision,
  EventNumbers,
  ItemError,
  type Edition,
  type EventId,
  type EventRecord,
  type Finding,
  type Study,
} from "../model/index.js";
import { buildDecision } from "./build-decision.js";
import { checkMark, checkMerge, checkReason, checkSplit, checkWithdraw } from "./check-event-decision.js";
import type { DecisionDraft, DraftOf } from "./decision-draft.js";
import { findEvidence } from "./find-evidence.js";
import { findTarget, getEvent, type Target } from "./find-target.js";
import { parseFieldEdit, type FieldChanges } from "./parse-field-edit.js";

/** The decision that `draft` means. Throws ItemError with the rule that it breaks, what was seen and what to do. */
export function checkDecision(draft: DecisionDraft, edition: Edition, study: Study): Decision {
  if (draft.by.trim() === "") throw new ItemError("a decision needs the name of the person who makes it; give it with --by");
  const target = findTarget(draft.target, edition);
  switch (draft.kind) {
    case "accept":
      return checkAccept(draft, target, edition, study);
    case "reject":
      return checkReject(draft, target, edition, study);
    case "edit":
      return checkEdit(draft, target, edition, study);
    case "merge":
      return checkMerge(draft, standing(target, draft), edition);
    case "split":
      return checkSplit(draft, standing(target, draft), edition, study);
    case "mark":
      return checkMark(draft, standing(target, draft), edition);
    case "withdraw":
      return checkWithdraw(draft, standing(target, draft), edition, study);
  }
}

/** The event that a decision on events is about. */
function standing({ event }: Target, draft: DecisionDraft): EventRecord {
  if (event === null) throw new ItemError(`${draft.target} belongs to no event; accept it first, or reject it as it is`);
  return event;
}

function checkAccept(draft: DraftOf<"accept">, target: Target, edition: Edition, study: Study): Decision {
  const eventId = homeOf(draft.into, target, edition, study);
  const event = edition.events.find(({ id }) => id === eventId) ?? null;
  return buildDecision(draft, event, edition, { kind: "accept", eventId, findings: target.findings.map(({ id }) => id) });
}

/** The event that the findings of `target` will belong to. */
function homeOf(into: string | undefined, target: Target, edition: Edition, study: Study): EventId {
  if (into !== undefined && into !== "new") return getEvent(into, edition).id;
  if (into === undefined) {
    const known = target.event?.id ?? formerEvent(target.findings, edition) ?? linkedEvent(target.findings, edition);
    if (known) return known;
  }
  const countries = target.findings.flatMap(({ fields }) => fields.countries);
  return new EventNumbers(edition.state.decisions, reservedNumbers(study)).mint(eventPrefix(countries, study));
}

/** The id under which a rejected finding stood before: taking the rejection back restores it. */
function formerEvent(findings: readonly Finding[], { state, tombstones }: Edition): EventId | null {
  const last = state.decisions.findLast(
    (decision) => decision.kind === "accept" && decision.findings.some((id) => findings.some((finding) => finding.id === id)),
  );
  if (last?.kind !== "accept") return null;
  const stone = tombstones.find(({ id }) => id === last.eventId);
  return stone?.mergedInto ?? last.eventId;
}

/** The one event whose findings are linked to these as the same act; null for none. */
function linkedEvent(findings: readonly Finding[], { state, events }: Edition): EventId | null {
  const ids = new Set(findings.map(({ id }) => id));
  const near = state.links.filter(({ verdict, left, right }) => verdict === "same" && ids.has(left) !== ids.has(right));
  const met = new Set(near.flatMap(({ left, right }) => [left, right]).filter((id) => !ids.has(id)));
  const linked = events.filter((event) => event.findings.some((id) => met.has(id)));
  if (linked.length > 1) {
    throw new ItemError(
      `this finding is linked to ${linked.map(({ id }) => id).join(" and ")}; say which one with --into, or --into new for an act of its own`,
    );
  }
  return linked[0]?.id ?? null;
}

function checkReject(draft: DraftOf<"reject">, target: Target, edition: Edition, study: Study): Decision {
  checkReason(draft.reason, study);
  const [finding] = target.findings;
  const isOpen = finding !== undefined && edition.open.some(({ id }) => id === finding.id);
  if (target.event === null && !isOpen)
    throw new ItemError(`${draft.target} is in no event and not open: it was rejected or replaced before; there is nothing to reject`);
  const findings = target.findings.map(({ id }) => id);
  return buildDecision(draft, target.event, edition, { kind: "reject", eventId: target.event?.id ?? null, findings, reason: draft.reason });
}

function checkEdit(draft: DraftOf<"edit">, { event }: Target, edition: Edition, study: Study): Decision {
  if (event === null) throw new ItemError(`${draft.target} belongs to no event yet; accept it first, then edit the event`);
  if (draft.set.length === 0) throw new ItemError(`an edit of ${event.id} changes nothing; give at least one field=value`);
  if (draft.evidence === null)
    throw new ItemError(
      `an edit of ${event.id} needs evidence: words of its page (--quote) or a place in a known work (--work and --locator)`,
    );
  const evidence = findEvidence(draft.evidence, event, edition, study);
  const changes = readChanges(draft.set, event, study);
  const proof = Object.keys(changes).map((field) => ({ field, evidence }));
  return buildDecision(draft, event, edition, { kind: "edit", eventId: event.id, changes, evidence: proof });
}

function readChanges(set: readonly string[], event: EventRecord, study: Study): FieldChanges {
  const changes: FieldChanges = {};
  for (const text of set) {
    const read = parseFieldEdit(text, study);
    const twice = Object.keys(read).find((field) => field in changes);
    if (twice) throw new ItemError(`${twice} is set twice; give each field once`);
    Object.assign(changes, read);
  }
  const { date, dateEnd } = { ...event.fields, ...(changes.date === undefined ? {} : { dateEnd: null }), ...changes };
  if (dateEnd && !date) throw new ItemError(`dateEnd=${dateEnd}: an event with an end needs a date`);
  if (dateEnd && date && dateEnd < date.slice(0, dateEnd.length)) throw new ItemError(`dateEnd=${dateEnd} lies before the date ${date}`);
  return changes;
}

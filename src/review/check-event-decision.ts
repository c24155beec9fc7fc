import { eventPrefix, reservedNumbers } from "../config/index.js";
import { EventNumbers, ItemError, Marking, Protection, type Decision, type Edition, type EventRecord, type Study } from "../model/index.js";
import { buildDecision } from "./build-decision.js";
import type { DraftOf } from "./decision-draft.js";
import { getEvent } from "./find-target.js";
import { nearestHint } from "./parse-field-edit.js";

/** Two events tell one act: the first stands under the id of the second from then on. */
export function checkMerge(draft: DraftOf<"merge">, event: EventRecord, edition: Edition): Decision {
  const into = getEvent(draft.into, edition);
  if (into.id === event.id) throw new ItemError(`${event.id} cannot be merged into itself; name another event with --into`);
  return buildDecision(draft, event, edition, { kind: "merge", eventId: event.id, into: into.id });
}

/** Some findings of an event tell another act: they get an id of their own, and the event keeps the rest. */
export function checkSplit(draft: DraftOf<"split">, event: EventRecord, edition: Edition, study: Study): Decision {
  const findings = [...new Set(draft.findings)].map((id) => {
    const found = edition.state.findings.find((finding) => finding.id === id && event.findings.includes(finding.id));
    if (!found)
      throw new ItemError(`${id} is no finding of ${event.id}; ${nearestHint(id, event.findings)}it holds ${event.findings.join(", ")}`);
    return found;
  });
  if (findings.length === 0) throw new ItemError(`a split of ${event.id} names no finding; it holds ${event.findings.join(", ")}`);
  if (findings.length === event.findings.length) {
    throw new ItemError(`a split must leave ${event.id} a finding of its own; it holds ${event.findings.join(", ")}`);
  }
  const prefix = eventPrefix(
    findings.flatMap(({ fields }) => fields.countries),
    study,
  );
  const newEventId = new EventNumbers(edition.state.decisions, reservedNumbers(study)).mint(prefix);
  return buildDecision(draft, event, edition, { kind: "split", eventId: event.id, findings: findings.map(({ id }) => id), newEventId });
}

/** For whom an event is, and whom it protects. */
export function checkMark(draft: DraftOf<"mark">, event: EventRecord, edition: Edition): Decision {
  if (draft.marking === null && draft.protection === null)
    throw new ItemError(`a mark of ${event.id} says nothing; give a marking or a protection`);
  const marking = oneOf(Marking.options, draft.marking ?? event.marking, "marking");
  const protection = oneOf(Protection.options, draft.protection ?? event.protection, "protection");
  return buildDecision(draft, event, edition, { kind: "mark", eventId: event.id, marking, protection });
}

/** The event no longer stands; its findings stay its own, so that accepting one of them brings it back. */
export function checkWithdraw(draft: DraftOf<"withdraw">, event: EventRecord, edition: Edition, study: Study): Decision {
  checkReason(draft.reason, study);
  return buildDecision(draft, event, edition, { kind: "withdraw", eventId: event.id, reason: draft.reason });
}

/** Throws ItemError for a reason that the codebook does not know. */
export function checkReason(reason: string, study: Study): void {
  const reasons = study.codebook.rejectReasons.map(({ code }) => code);
  if (reasons.includes(reason)) return;
  throw new ItemError(`"${reason}" is no reason of the codebook; ${nearestHint(reason, reasons)}known are ${reasons.join(", ")}`);
}

function oneOf<T extends string>(known: readonly T[], value: string, what: string): T {
  const found = known.find((option) => option === value);
  if (found === undefined) throw new ItemError(`"${value}" is no ${what}; ${nearestHint(value, known)}known are ${known.join(", ")}`);
  return found;
}

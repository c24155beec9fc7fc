import type { z } from "zod";
import { deriveId } from "../../src/effects/index.js";
import { Decision, type FieldEvidence, type Finding } from "../../src/model/index.js";
import type { FieldsSketch } from "./findings.js";

type Common = Partial<Pick<z.input<typeof Decision>, "id" | "by" | "at" | "note" | "seen">>;

const aPerson = { kind: "person", name: "Reviewer" } as const;
export const aPolicy = { kind: "policy", name: "score-over-0.5" } as const;
export const aBaseline = { kind: "baseline", name: "2022 report" } as const;

/** A person's acceptance of `findings` as the event `eventId`. */
export function anAccept(eventId: string, findings: readonly Finding[], over: Common = {}): Decision {
  return build({ kind: "accept", eventId, findings: findings.map((finding) => finding.id) }, over);
}

export function aReject(eventId: string | null, findings: readonly Finding[], over: Common & { reason?: string } = {}): Decision {
  return build({ kind: "reject", eventId, findings: findings.map((finding) => finding.id), reason: "not-the-ministry" }, over);
}

export function anEdit(eventId: string, changes: FieldsSketch, evidence: readonly FieldEvidence[] = [], over: Common = {}): Decision {
  const citation = { kind: "citation", work: "S001", locator: "p. 2" };
  const proof = evidence.length > 0 ? evidence : Object.keys(changes).map((field) => ({ field, evidence: citation }));
  return build({ kind: "edit", eventId, changes, evidence: proof }, over);
}

export function aMerge(eventId: string, into: string, over: Common = {}): Decision {
  return build({ kind: "merge", eventId, into }, over);
}

export function aSplit(eventId: string, findings: readonly Finding[], newEventId: string, over: Common = {}): Decision {
  return build({ kind: "split", eventId, findings: findings.map((finding) => finding.id), newEventId }, over);
}

export function aMark(eventId: string, over: Common & { marking?: string; protection?: string } = {}): Decision {
  return build({ kind: "mark", eventId, marking: "AMBER", protection: "none" }, over);
}

export function aWithdrawal(eventId: string, over: Common & { reason?: string } = {}): Decision {
  return build({ kind: "withdraw", eventId, reason: "not-the-ministry" }, over);
}

function build(content: Record<string, unknown>, over: Common): Decision {
  const whole = { by: aPerson, at: "2024-07-01T00:00:00Z", note: "", seen: null, ...content, ...over };
  return Decision.parse({ id: deriveId("dec", JSON.stringify(whole)), ...whole });
}

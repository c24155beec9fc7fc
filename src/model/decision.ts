import { z } from "zod";
import { DecisionId, EventId, FindingId, Instant, Slug } from "./ids.js";
import { EventFields, FieldEvidence } from "./finding.js";
import { Marking, Protection } from "./marking.js";

/** Who decided. A policy is a rule that the workspace's owner switched on: its decisions are shown as not reviewed by a person. */
export const Actor = z.strictObject({ kind: z.enum(["person", "policy", "baseline"]), name: z.string().min(1) });
export type Actor = z.infer<typeof Actor>;

const common = {
  id: DecisionId,
  by: Actor,
  at: Instant,
  note: z.string(),
  /** The newest decision on this event that the decider had seen; null for the first. A stale one is refused. */
  seen: DecisionId.nullable(),
};

/** Every judgement is an entry; nothing is overwritten. */
export const Decision = z.discriminatedUnion("kind", [
  /** These findings tell the act `eventId`: minted here, or one that exists already. */
  z.strictObject({ ...common, kind: z.literal("accept"), eventId: EventId, findings: z.array(FindingId).min(1) }),
  z.strictObject({ ...common, kind: z.literal("reject"), eventId: EventId.nullable(), findings: z.array(FindingId).min(1), reason: Slug }),
  z.strictObject({
    ...common,
    kind: z.literal("edit"),
    eventId: EventId,
    changes: EventFields.partial(),
    evidence: z.array(FieldEvidence).min(1),
  }),
  z.strictObject({ ...common, kind: z.literal("merge"), eventId: EventId, into: EventId }),
  z.strictObject({ ...common, kind: z.literal("split"), eventId: EventId, findings: z.array(FindingId).min(1), newEventId: EventId }),
  z.strictObject({ ...common, kind: z.literal("mark"), eventId: EventId, marking: Marking, protection: Protection }),
  z.strictObject({ ...common, kind: z.literal("withdraw"), eventId: EventId, reason: Slug }),
]);
export type Decision = z.infer<typeof Decision>;

import { deriveId } from "../effects/index.js";
import { Decision, ItemError, type DecisionId, type Edition, type EventId, type EventRecord } from "../model/index.js";
import type { DecisionDraft } from "./decision-draft.js";

/** What a decision says, whoever makes it and when. */
export type Content = { readonly eventId: EventId | null } & Record<string, unknown>;

/** Puts the decision together; its id follows from what it says and when. Refuses one that was made on an older state. */
export function buildDecision(draft: DecisionDraft, event: EventRecord | null, { state }: Edition, content: Content): Decision {
  const newest = newestDecision(event, content.eventId, state.decisions);
  if (draft.seen !== undefined && draft.seen !== newest) {
    throw new ItemError(
      `${content.eventId ?? draft.target} was decided on since: newest is ${newest ?? "none"}, you had seen ${draft.seen ?? "none"}; look at it again and repeat your decision`,
    );
  }
  const { by, at, note = "" } = draft;
  const whole = { ...content, by: { kind: "person", name: by.trim() }, at, note: note.trim(), seen: newest };
  return Decision.parse({ id: deriveId("dec", JSON.stringify(whole)), ...whole });
}

function newestDecision(event: EventRecord | null, id: EventId | null, decisions: readonly Decision[]): DecisionId | null {
  if (event) return event.decisions.at(-1) ?? null;
  return id === null ? null : (decisions.findLast((decision) => decision.eventId === id)?.id ?? null);
}

import type { Decision } from "./decision.js";
import { EventId } from "./ids.js";

/** Every event id that a decision names: all of them are used for good, whether their events stand or not. */
export function namedEvents(decision: Decision): EventId[] {
  const { eventId } = decision;
  const named = eventId === null ? [] : [eventId];
  if (decision.kind === "merge") return [...named, decision.into];
  return decision.kind === "split" ? [...named, decision.newEventId] : named;
}

/** Hands out event ids, each one above the highest that was ever used or reserved for its prefix. Never the same twice. */
export class EventNumbers {
  readonly #highest: Map<string, number>;

  constructor(decisions: readonly Decision[], reserved: ReadonlyMap<string, number> = new Map()) {
    this.#highest = new Map(reserved);
    for (const id of decisions.flatMap(namedEvents)) this.#note(id);
  }

  mint(prefix: string): EventId {
    const next = (this.#highest.get(prefix) ?? 0) + 1;
    this.#highest.set(prefix, next);
    return EventId.parse(`${prefix}.${String(next).padStart(3, "0")}`);
  }

  #note(id: EventId): void {
    const [prefix = "", number = ""] = id.split(".");
    this.#highest.set(prefix, Math.max(this.#highest.get(prefix) ?? 0, Number(number)));
  }
}

/** By prefix, then by number: `MM.999` before `MM.1000`. */
export function compareEventIds(a: EventId, b: EventId): number {
  const [left = "", right = ""] = [a.split(".")[0], b.split(".")[0]];
  if (left !== right) return left < right ? -1 : 1;
  return Number(a.slice(left.length + 1)) - Number(b.slice(right.length + 1));
}

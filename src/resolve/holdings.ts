import {
  RunAbort,
  strictestMarking,
  strictestProtection,
  type Decision,
  type DecisionId,
  type EventId,
  type FindingId,
  type LedgerState,
  type Marking,
  type Protection,
} from "../model/index.js";

export type EditDecision = Extract<Decision, { kind: "edit" }>;

/** Why an event stopped to stand. */
export interface Ending {
  readonly reason: string;
  readonly mergedInto: EventId | null;
  readonly decision: DecisionId;
}

interface Mark {
  readonly marking: Marking;
  readonly protection: Protection;
}

/** What the decisions so far say about one event id. */
export interface Holding {
  readonly id: EventId;
  readonly findings: Set<FindingId>;
  readonly decisions: DecisionId[];
  readonly edits: EditDecision[];
  /** Edits of events that were merged into this one: shown as readings, never counted. */
  readonly foreignEdits: EditDecision[];
  /** Findings that a person took out of this event. */
  readonly refused: Set<FindingId>;
  mark: Mark | null;
  person: boolean;
  /** Set by merge and withdraw; an event without findings has ended too. */
  ended: Ending | null;
  /** The decision that last took a finding away, for the tombstone. */
  emptied: Ending | null;
}

/** Who holds which finding, after all decisions in the order of the ledger. */
export interface Holdings {
  readonly events: ReadonlyMap<EventId, Holding>;
  /** The event that each accepted finding belongs to. */
  readonly eventOf: ReadonlyMap<FindingId, EventId>;
  /** Findings that somebody rejected and nobody accepted since. */
  readonly rejected: ReadonlyMap<FindingId, DecisionId>;
  /** Findings whose last judgement is a person's. */
  readonly byPerson: ReadonlySet<FindingId>;
  /** Findings that the makers of the baseline accepted. */
  readonly fromBaseline: ReadonlySet<FindingId>;
}

/** Follows every decision in order. A rule never undoes what a person said of a finding, even where the ledger has it later. */
export function readHoldings(state: Pick<LedgerState, "decisions" | "findings">): Holdings {
  const fold = new HoldingsFold(new Set(state.findings.map((finding) => finding.id)));
  for (const decision of state.decisions) fold.follow(decision);
  return fold;
}

/** True where an event still stands: not merged, not withdrawn, not without findings. */
export function stands(holding: Holding): boolean {
  return holding.ended === null && holding.findings.size > 0;
}

class HoldingsFold implements Holdings {
  readonly events = new Map<EventId, Holding>();
  readonly eventOf = new Map<FindingId, EventId>();
  readonly rejected = new Map<FindingId, DecisionId>();
  readonly byPerson = new Set<FindingId>();
  readonly fromBaseline = new Set<FindingId>();
  readonly #known: ReadonlySet<FindingId>;

  constructor(known: ReadonlySet<FindingId>) {
    this.#known = known;
  }

  follow(decision: Decision): void {
    switch (decision.kind) {
      case "accept":
        return this.#accept(decision);
      case "reject":
        return this.#reject(decision);
      case "edit":
        this.#touch(this.#get(decision.eventId, decision), decision).edits.push(decision);
        return;
      case "merge":
        return this.#merge(decision);
      case "split":
        return this.#split(decision);
      case "mark":
        this.#touch(this.#get(decision.eventId, decision), decision).mark = { marking: decision.marking, protection: decision.protection };
        return;
      case "withdraw":
        this.#touch(this.#get(decision.eventId, decision), decision).ended = ending(decision, decision.reason, null);
        return;
    }
  }

  #accept(decision: Extract<Decision, { kind: "accept" }>): void {
    const judged = this.#judged(decision, decision.findings);
    const findings = decision.by.kind === "person" ? judged : judged.filter((finding) => !this.eventOf.has(finding));
    if (findings.length === 0) return; // a rule gives a home to findings that have none, and moves nobody's
    const event = this.#touch(this.#open(decision.eventId), decision);
    if (decision.by.kind === "person") event.ended = null; // a person may take a withdrawal back
    for (const finding of findings) {
      this.rejected.delete(finding);
      event.refused.delete(finding);
      if (decision.by.kind === "baseline") this.fromBaseline.add(finding);
      this.#move(finding, event, decision);
    }
  }

  #reject(decision: Extract<Decision, { kind: "reject" }>): void {
    const named = decision.eventId === null ? undefined : this.#touch(this.#get(decision.eventId, decision), decision);
    for (const finding of this.#judged(decision, decision.findings)) {
      this.rejected.set(finding, decision.id);
      const event = this.#holderOf(finding) ?? named;
      if (!event) continue;
      if (!event.decisions.includes(decision.id)) this.#touch(event, decision);
      if (decision.by.kind === "person") event.refused.add(finding);
      this.#release(finding, ending(decision, decision.reason, null));
    }
  }

  #merge(decision: Extract<Decision, { kind: "merge" }>): void {
    const [from, into] = [this.#get(decision.eventId, decision), this.#get(decision.into, decision)];
    if (from === into) return;
    into.decisions.push(...from.decisions.filter((id) => !into.decisions.includes(id)));
    into.foreignEdits.push(...from.foreignEdits, ...from.edits);
    into.person ||= from.person;
    into.mark = stricterMark(into.mark, from.mark); // two records that become one keep the care that either was owed
    this.#touch(into, decision);
    for (const finding of [...from.findings]) this.#move(finding, into, decision);
    this.#touch(from, decision).ended = ending(decision, "merged", into.id);
  }

  #split(decision: Extract<Decision, { kind: "split" }>): void {
    const from = this.#touch(this.#get(decision.eventId, decision), decision);
    const made = this.#touch(this.#open(decision.newEventId), decision);
    made.mark = stricterMark(made.mark, from.mark); // what was split off is as closed as the whole was, until somebody marks it
    for (const finding of this.#judged(decision, decision.findings)) {
      if (this.eventOf.get(finding) === from.id) this.#move(finding, made, decision);
    }
  }

  /** The findings that this decision may judge: all for a person, those that no person has judged for anybody else. */
  #judged(decision: Decision, findings: readonly FindingId[]): FindingId[] {
    const missing = findings.find((finding) => !this.#known.has(finding));
    if (missing)
      throw new RunAbort(`decision ${decision.id} names finding ${missing}, which the ledger does not hold; run "longarm verify"`);
    if (decision.by.kind !== "person") return findings.filter((finding) => !this.byPerson.has(finding));
    for (const finding of findings) this.byPerson.add(finding);
    return [...findings];
  }

  #move(finding: FindingId, to: Holding, decision: Decision): void {
    if (this.eventOf.get(finding) === to.id) return;
    this.#release(finding, ending(decision, "moved", to.id));
    to.findings.add(finding);
    this.eventOf.set(finding, to.id);
  }

  #release(finding: FindingId, why: Ending): void {
    const event = this.#holderOf(finding);
    this.eventOf.delete(finding);
    if (!event) return;
    event.findings.delete(finding);
    event.emptied = why;
  }

  #holderOf(finding: FindingId): Holding | undefined {
    const id = this.eventOf.get(finding);
    return id === undefined ? undefined : this.events.get(id);
  }

  #touch(event: Holding, decision: Decision): Holding {
    event.decisions.push(decision.id);
    event.person ||= decision.by.kind === "person";
    return event;
  }

  /** The event that must exist, or the one that it was merged into. */
  #get(id: EventId, decision: Decision): Holding {
    const event = this.events.get(id);
    if (!event) throw new RunAbort(`decision ${decision.id} names event ${id}, which no earlier decision made; run "longarm verify"`);
    const target = event.ended?.mergedInto;
    return target ? this.#get(target, decision) : event;
  }

  /** The event `id`, or the one that it was merged into, or a new one. */
  #open(id: EventId): Holding {
    const known = this.events.get(id);
    const target = known?.ended?.mergedInto;
    if (target) return this.#open(target);
    if (known) return known;
    const made: Holding = {
      id,
      findings: new Set(),
      decisions: [],
      edits: [],
      foreignEdits: [],
      refused: new Set(),
      mark: null,
      person: false,
      ended: null,
      emptied: null,
    };
    this.events.set(id, made);
    return made;
  }
}

function stricterMark(a: Mark | null, b: Mark | null): Mark | null {
  if (a === null || b === null) return a ?? b;
  return { marking: strictestMarking([a.marking, b.marking]), protection: strictestProtection([a.protection, b.protection]) };
}

function ending(decision: Decision, reason: string, mergedInto: EventId | null): Ending {
  return { reason, mergedInto, decision: decision.id };
}

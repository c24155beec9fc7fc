import { eventPrefix, reservedNumbers } from "../config/index.js";
import { deriveId } from "../effects/index.js";
import {
  DecisionId,
  EventNumbers,
  type Decision,
  type EventId,
  type Finding,
  type FindingId,
  type LedgerState,
  type Link,
  type Study,
} from "../model/index.js";
import { contradiction } from "./contradiction.js";
import { readHoldings, stands, type Holding, type Holdings } from "./holdings.js";
import { LINK_RULES, type LinkRules } from "./link-rules.js";

export interface PolicyInput {
  /** New findings, in the order of their text. */
  readonly fresh: readonly Finding[];
  /** Links between them and to what the ledger holds. */
  readonly links: readonly Link[];
  readonly state: Pick<LedgerState, "findings" | "decisions" | "links">;
  readonly study: Study;
  readonly at: string;
  readonly rules?: LinkRules;
}

/**
 * The study's acceptance rule applied to new findings: those with score enough join the event that a linked finding belongs to, or become an event
 * with a new id. What a person rejected, what tells the same as something a person rejected, and what is linked to an event that cannot take it stays open for a person.
 * The same input always gives the same decisions.
 */
export function decideByPolicy(input: PolicyInput): Decision[] {
  const eligible = input.fresh.filter((finding) => finding.score >= input.study.acceptance.minScore);
  if (eligible.length === 0) return [];
  const acceptance = new Acceptance(input);
  for (const finding of eligible) acceptance.consider(finding);
  return acceptance.decisions();
}

/** One pass over the new findings; each sees where those before it went. */
class Acceptance {
  readonly #input: PolicyInput;
  readonly #holdings: Holdings;
  readonly #numbers: EventNumbers;
  readonly #findings: ReadonlyMap<FindingId, Finding>;
  readonly #same: ReadonlyMap<FindingId, readonly FindingId[]>;
  /** New findings by the event that they join or make, and the other way round. */
  readonly #joining = new Map<EventId, Finding[]>();
  readonly #newHomes = new Map<FindingId, EventId>();

  constructor(input: PolicyInput) {
    const { state, fresh, study } = input;
    this.#input = input;
    this.#holdings = readHoldings({ decisions: state.decisions, findings: [...state.findings, ...fresh] });
    this.#numbers = new EventNumbers(state.decisions, reservedNumbers(study));
    this.#findings = new Map([...state.findings, ...fresh].map((finding) => [finding.id, finding]));
    this.#same = neighbours([...state.links, ...input.links], new Set(fresh.map(({ id }) => id)));
  }

  consider(finding: Finding): void {
    if (this.#isJudged(finding)) return;
    const linked = this.#same.get(finding.id) ?? [];
    if (linked.some((id) => this.#isRefused(id))) return;
    const events = [...new Set(linked.flatMap((id) => this.#eventOf(id) ?? []))];
    const home = events.find((id) => this.#takes(id, finding));
    if (home === undefined && events.length > 0) return; // told to be one with an event that cannot take it: a person decides
    const target = home ?? this.#numbers.mint(eventPrefix(finding.fields.countries, this.#input.study));
    this.#newHomes.set(finding.id, target);
    this.#joining.set(target, [...(this.#joining.get(target) ?? []), finding]);
  }

  decisions(): Decision[] {
    return [...this.#joining].map(([eventId, findings]) => this.#accept(eventId, findings));
  }

  #isJudged({ id }: Finding): boolean {
    return this.#holdings.eventOf.has(id) || this.#holdings.rejected.has(id) || this.#holdings.byPerson.has(id);
  }

  /** A person said that this finding tells no act of ours; what tells the same is not accepted by rule either. */
  #isRefused(id: FindingId): boolean {
    return this.#holdings.rejected.has(id) && this.#holdings.byPerson.has(id);
  }

  #eventOf(id: FindingId): EventId | undefined {
    return this.#holdings.eventOf.get(id) ?? this.#newHomes.get(id);
  }

  /** True where the event stands, no person took a finding out of it, and none of its members speaks against `finding`. */
  #takes(id: EventId, finding: Finding): boolean {
    const held = this.#holdings.events.get(id);
    if (held && (!stands(held) || held.refused.size > 0)) return false;
    return this.#members(held, id).every((member) => contradiction(member, finding, this.#input.rules ?? LINK_RULES) === null);
  }

  #members(held: Holding | undefined, id: EventId): Finding[] {
    const known = [...(held?.findings ?? [])].flatMap((member) => this.#findings.get(member) ?? []);
    return [...known, ...(this.#joining.get(id) ?? [])];
  }

  #accept(eventId: EventId, findings: readonly Finding[]): Decision {
    const { policy } = this.#input.study.acceptance;
    const ids = findings.map((finding) => finding.id);
    return {
      kind: "accept",
      id: DecisionId.parse(deriveId("dec", "policy", policy, eventId, ...ids)),
      by: { kind: "policy", name: policy },
      at: this.#input.at,
      note: "",
      seen: this.#holdings.events.get(eventId)?.decisions.at(-1) ?? null,
      eventId,
      findings: ids,
    };
  }
}

/** What each new finding is linked to as the same act, the surest first. */
function neighbours(links: readonly Link[], fresh: ReadonlySet<FindingId>): Map<FindingId, FindingId[]> {
  const near = links.filter(({ verdict, left, right }) => verdict === "same" && (fresh.has(left) || fresh.has(right)));
  const met = new Map<FindingId, FindingId[]>();
  for (const { left, right } of near.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))) {
    met.set(left, [...(met.get(left) ?? []), right]);
    met.set(right, [...(met.get(right) ?? []), left]);
  }
  return met;
}

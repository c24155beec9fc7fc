import {
  mayRead,
  strictestMarking,
  type Audience,
  type Decision,
  type Edition,
  type EventId,
  type FieldEvidence,
  type FindingId,
  type Tombstone,
} from "../model/index.js";

/**
 * The part of an edition that `audience` may see: the one projection through which every reader looks. What rests only on something hidden
 * is hidden with it, and no count, link or reference tells that it exists. Sequence number, head and id stay: they name the ledger, not a record.
 * Today's markings govern the past too: for an edition as of an earlier time, `today` is the newest one.
 */
export function editionFor(edition: Edition, audience: Audience, today: Edition = edition): Edition {
  if (audience === "RED") return { ...edition, audience };
  const now = hiddenIn(today, audience, NOTHING_HIDDEN);
  const hidden = today === edition ? now : hiddenIn(edition, audience, now);
  const { state } = edition;
  const decisions = state.decisions.filter((decision) => !isHidden(decision, hidden));
  const resting = whatRests(edition, decisions, hidden);
  const texts = state.texts.filter(({ id }) => resting.get(id) ?? true);
  const shownTexts = new Set(texts.map(({ id }) => id));
  const shownCaptures = new Set(texts.map(({ captureId }) => captureId));
  const readCaptures = new Set(state.texts.map(({ captureId }) => captureId));
  const unseen = countHidden(edition, hidden);
  const hiddenDecisions = new Set(state.decisions.filter((decision) => isHidden(decision, hidden)).map(({ id }) => id));
  return {
    ...edition,
    audience,
    state: {
      ...state,
      works: state.works.filter(({ id }) => resting.get(id) ?? true),
      captures: state.captures.filter(({ id }) => shownCaptures.has(id) || !readCaptures.has(id)),
      texts,
      coded: state.coded
        .filter(({ textId }) => shownTexts.has(textId))
        .map((coded) => ({
          ...coded,
          findings: Math.max(0, coded.findings - (unseen.get(`${coded.textId} ${coded.coder}`) ?? 0)),
        })),
      findings: state.findings.filter(({ id }) => !hidden.findings.has(id)),
      links: state.links.filter(({ left, right }) => !hidden.findings.has(left) && !hidden.findings.has(right)),
      decisions,
      sealed: state.sealed.filter((record) => mayRead(audience, record.audience)),
      erasures: state.erasures.filter(({ marking }) => mayRead(audience, marking)),
    },
    events: edition.events
      .filter(({ id }) => !hidden.events.has(id))
      .map((event) => ({ ...event, decisions: event.decisions.filter((id) => !hiddenDecisions.has(id)) })),
    tombstones: edition.tombstones.filter(({ id }) => !hidden.events.has(id)).map((stone) => withoutHiddenTarget(stone, hidden)),
    open: edition.open.filter(({ id }) => !hidden.findings.has(id)),
  };
}

interface Hidden {
  readonly events: ReadonlySet<EventId>;
  readonly findings: ReadonlySet<FindingId>;
}

const NOTHING_HIDDEN: Hidden = { events: new Set(), findings: new Set() };

/**
 * A finding is hidden by its own marking or by its event; an event by its marking, or by one hidden finding. Of events that no longer
 * stand, the decisions tell how they were marked and what they held.
 */
function hiddenIn(edition: Edition, audience: Audience, already: Hidden): Hidden {
  const findings = new Set(already.findings);
  for (const { id, marking } of edition.state.findings) if (!mayRead(audience, marking)) findings.add(id);

  const pasts = pastsOf(edition);
  const events = new Set(already.events);
  const holdsHidden = (ids: Iterable<FindingId>): boolean => [...ids].some((id) => findings.has(id));
  for (const event of edition.events) if (!mayRead(audience, event.marking) || holdsHidden(event.findings)) events.add(event.id);
  for (const { id } of edition.tombstones) {
    const past = pasts.get(id);
    if (past && (!mayRead(audience, past.marking) || holdsHidden(past.findings))) events.add(id);
  }

  const held = new Set(edition.events.flatMap((event) => event.findings));
  for (const event of edition.events) if (events.has(event.id)) for (const id of event.findings) findings.add(id);
  for (const [id, past] of pasts) if (events.has(id)) for (const finding of past.findings) if (!held.has(finding)) findings.add(finding);
  return { events, findings };
}

interface Past {
  marking: Audience;
  readonly findings: Set<FindingId>;
}

/** What decisions ever said of each event: the strictest mark, and every finding that was named with it. */
function pastsOf({ state }: Edition): Map<EventId, Past> {
  const pasts = new Map<EventId, Past>();
  const past = (id: EventId): Past => {
    const known = pasts.get(id) ?? { marking: "CLEAR", findings: new Set() };
    pasts.set(id, known);
    return known;
  };
  for (const decision of state.decisions) {
    if (decision.kind === "mark") past(decision.eventId).marking = strictestMarking([past(decision.eventId).marking, decision.marking]);
    for (const event of eventsNamed(decision)) for (const finding of findingsNamed(decision)) past(event).findings.add(finding);
  }
  return pasts;
}

function isHidden(decision: Decision, hidden: Hidden): boolean {
  return eventsNamed(decision).some((id) => hidden.events.has(id)) || findingsNamed(decision).some((id) => hidden.findings.has(id));
}

function eventsNamed(decision: Decision): EventId[] {
  if (decision.kind === "merge") return [decision.eventId, decision.into];
  if (decision.kind === "split") return [decision.eventId, decision.newEventId];
  return decision.eventId === null ? [] : [decision.eventId];
}

function findingsNamed(decision: Decision): readonly FindingId[] {
  return decision.kind === "accept" || decision.kind === "reject" || decision.kind === "split" ? decision.findings : [];
}

/** For each text and cited work on which anything rests: whether anything that is shown does. */
function whatRests({ state }: Edition, shown: readonly Decision[], hidden: Hidden): Map<string, boolean> {
  const resting = new Map<string, boolean>();
  const rest = (evidence: readonly FieldEvidence["evidence"][], isShown: boolean): void => {
    for (const item of evidence) {
      const id = item.kind === "span" ? item.textId : item.work;
      resting.set(id, isShown || (resting.get(id) ?? false));
    }
  };
  for (const finding of state.findings) {
    const evidence = finding.evidence.map((item) => item.evidence);
    rest(evidence, !hidden.findings.has(finding.id));
  }
  const shownIds = new Set(shown.map(({ id }) => id));
  for (const decision of state.decisions) {
    if (decision.kind !== "edit") continue;
    const evidence = decision.evidence.map((item) => item.evidence);
    rest(evidence, shownIds.has(decision.id));
  }
  for (const { evidence } of state.claims) rest(evidence, true);
  return resting;
}

/** How many findings of each coder in each text are hidden. */
function countHidden({ state }: Edition, hidden: Hidden): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id, textId, coder } of state.findings) {
    const key = `${textId} ${coder}`;
    if (hidden.findings.has(id)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** That an event went into one that is hidden is not told. */
function withoutHiddenTarget(stone: Tombstone, hidden: Hidden): Tombstone {
  return stone.mergedInto !== null && hidden.events.has(stone.mergedInto) ? { ...stone, mergedInto: null } : stone;
}

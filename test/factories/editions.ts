import type { z } from "zod";
import { deriveId } from "../../src/effects/index.js";
import { Claim, EventId, type Edition, type EventRecord, type LedgerState } from "../../src/model/index.js";
import { evidenceFor, someFields, type FieldsSketch } from "./findings.js";

/** A ledger that holds nothing but what the test puts in. */
export function aState(over: Partial<LedgerState> = {}): LedgerState {
  return {
    seq: 0,
    head: "0".repeat(64),
    asOf: "2024-07-02T00:00:00Z",
    sources: [],
    works: [],
    captures: [],
    texts: [],
    coded: [],
    findings: [],
    links: [],
    decisions: [],
    claims: [],
    searches: [],
    sealed: [],
    erasures: [],
    ...over,
  };
}

/** An event of the record as measures and pages see it, resting on a citation. */
export function anEvent(id: string, sketch: FieldsSketch = {}, rest: Partial<Omit<EventRecord, "id" | "fields">> = {}): EventRecord {
  const fields = someFields(sketch);
  return {
    id: EventId.parse(id),
    fields,
    evidence: evidenceFor(fields, () => ({ kind: "citation", work: "S001", locator: "p. 1" })),
    findings: [],
    decisions: [],
    aliases: [],
    conflicts: [],
    restsOn: "citation",
    review: "baseline",
    sample: false,
    score: 1,
    marking: "CLEAR",
    protection: "none",
    ...rest,
  };
}

export function anEdition(over: Partial<Omit<Edition, "state">> & { readonly state?: Partial<LedgerState> } = {}): Edition {
  const { state, ...rest } = over;
  const full = aState(state);
  return { id: deriveId("edn", full.head), audience: "RED", state: full, events: [], tombstones: [], open: [], ...rest };
}

export function aClaim(over: Partial<z.input<typeof Claim>> = {}): Claim {
  const alias = over.alias ?? "C001";
  return Claim.parse({
    id: deriveId("clm", alias),
    alias,
    subject: "Joint patrols",
    measure: "patrols held",
    value: 100,
    operator: ">",
    unit: "patrols",
    periodStart: null,
    periodEnd: null,
    scope: "",
    claimant: "Example News",
    claimantKind: "press",
    evidence: [{ kind: "citation", work: "S001", locator: "p. 1" }],
    section: "",
    note: "",
    ...over,
  });
}

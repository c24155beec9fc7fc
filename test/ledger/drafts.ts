import { Decision, Finding, Search, Source, TextId, blankEvent, type EntryDraft, type EntryPayload } from "../../src/model/index.js";

/** Small drafts for the ledger's tests. */

export function aCoded(number: number, findings = 0): EntryDraft & { kind: "coded" } {
  const textId = TextId.parse(`txt_${String(number).padStart(8, "0")}`);
  return {
    kind: "coded",
    subject: textId,
    actor: "rules@1.0.0",
    payload: { textId, coder: "rules@1.0.0", relevant: findings > 0, findings },
  };
}

export function aSource(slug: string, name: string): EntryDraft & { kind: "source" } {
  const payload = Source.parse({ id: `src_test-${slug}`, name, publisherKind: "press" });
  return { kind: "source", subject: payload.id, actor: "baseline", payload };
}

export function aSearch(number: number, query: string): EntryDraft & { kind: "search" } {
  const payload = Search.parse({
    id: `sea_${String(number).padStart(8, "0")}`,
    sourceId: null,
    country: null,
    query,
    from: null,
    to: null,
    ranAt: "2026-01-01T00:00:00Z",
    found: 0,
    note: "",
  });
  return { kind: "search", subject: payload.id, actor: "watch", payload };
}

export function aFinding(number: number, quote = "会见"): EntryDraft & { kind: "finding" } {
  const evidence = { kind: "span", textId: "txt_00000001", start: 0, end: [...quote].length, quote };
  const payload = Finding.parse({
    id: `fnd_${String(number).padStart(8, "0")}`,
    coder: "rules@1.0.0",
    textId: "txt_00000001",
    alias: null,
    fields: blankEvent("meeting"),
    evidence: [{ field: "category", evidence }],
    score: 0.5,
    reasons: [],
    marking: "CLEAR",
    protection: "none",
    note: "",
  });
  return { kind: "finding", subject: payload.id, actor: payload.coder, payload };
}

/** A decision; several may be about one subject. */
export function aDecision(number: number, subject: string): EntryDraft & { kind: "decision" } {
  const payload: EntryPayload<"decision"> = Decision.parse({
    kind: "withdraw",
    id: `dec_${String(number).padStart(8, "0")}`,
    by: { kind: "person", name: "a reviewer" },
    at: "2026-01-01T00:00:00Z",
    note: "",
    seen: null,
    eventId: "MM.001",
    reason: "duplicate",
  });
  return { kind: "decision", subject, actor: "a reviewer", payload };
}

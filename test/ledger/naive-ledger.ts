import type { Decision, EntryDraft, Finding, FindingId } from "../../src/model/index.js";
import { aFinding, aPolicy } from "../factories/index.js";

/**
 * What a ledger means, written down a second time in the plainest way: a list of what was said, gone through from its start for every question.
 * Shares nothing with the fold and the derivation that it is compared with.
 */
export type Said =
  | { readonly kind: "finding"; readonly finding: string; readonly date: string; readonly category: string }
  | { readonly kind: "accept"; readonly event: string; readonly finding: string; readonly person: boolean }
  | { readonly kind: "reject"; readonly event: string | null; readonly findings: readonly string[] }
  | { readonly kind: "edit"; readonly event: string; readonly set: { readonly date?: string; readonly category?: string } }
  | { readonly kind: "merge"; readonly event: string; readonly into: string }
  | { readonly kind: "split"; readonly event: string; readonly finding: string; readonly made: string }
  | { readonly kind: "withdraw"; readonly event: string };

export interface View {
  readonly events: readonly { id: string; findings: string[]; date: string; category: string; review: string }[];
  readonly open: readonly string[];
  readonly gone: readonly string[];
}

interface Row {
  readonly id: string;
  set: { date?: string; category?: string };
  end: "none" | "withdrawn" | "merged";
  reviewed: boolean;
}

interface Table {
  findings: { id: string; date: string; category: string }[];
  readonly rows: Row[];
  readonly home: Record<string, string>;
  readonly rejected: Set<string>;
  readonly judged: Set<string>;
}

/** What follows from `list`, from the first line to the last. */
export function viewOf(list: readonly Said[]): View {
  const table = tableOf(list);
  const heldBy = (id: string) => table.findings.filter((finding) => table.home[finding.id] === id);
  const standing = table.rows.filter((row) => row.end === "none" && heldBy(row.id).length > 0).sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    events: standing.map(({ id, set, reviewed }) => {
      const held = heldBy(id);
      const first = held[0] ?? { date: "", category: "" };
      return {
        id,
        findings: held.map((finding) => finding.id),
        date: set.date ?? first.date,
        category: set.category ?? first.category,
        review: reviewed ? "reviewed" : "machine",
      };
    }),
    open: table.findings.map(({ id }) => id).filter((id) => table.home[id] === undefined && !table.rejected.has(id)),
    gone: table.rows
      .filter((row) => !standing.includes(row))
      .map(({ id }) => id)
      .sort(),
  };
}

/** Ids that a person may accept a finding into: made before, and not merged into another. */
export function openIds(list: readonly Said[]): string[] {
  return tableOf(list)
    .rows.filter((row) => row.end !== "merged")
    .map(({ id }) => id);
}

function tableOf(list: readonly Said[]): Table {
  const table: Table = { findings: [], rows: [], home: {}, rejected: new Set(), judged: new Set() };
  for (const said of list) follow(said, table);
  return table;
}

function follow(said: Said, table: Table): void {
  const row = (id: string): Row => {
    const known = table.rows.find((candidate) => candidate.id === id);
    if (known) return known;
    const made: Row = { id, set: {}, end: "none", reviewed: false };
    table.rows.push(made);
    return made;
  };
  if (said.kind === "finding") {
    const { finding: id, date, category } = said;
    table.findings = [...table.findings.filter((finding) => finding.id !== id), { id, date, category }];
  } else if (said.kind === "accept") {
    if (!said.person && (table.home[said.finding] !== undefined || table.judged.has(said.finding))) return;
    const into = row(said.event);
    into.reviewed ||= said.person;
    if (said.person) into.end = "none";
    if (said.person) table.judged.add(said.finding);
    table.rejected.delete(said.finding);
    table.home[said.finding] = said.event;
  } else if (said.kind === "reject") {
    if (said.event !== null) row(said.event).reviewed = true;
    for (const finding of said.findings) {
      delete table.home[finding];
      table.rejected.add(finding);
      table.judged.add(finding);
    }
  } else if (said.kind === "edit") {
    row(said.event).set = { ...row(said.event).set, ...said.set };
    row(said.event).reviewed = true;
  } else if (said.kind === "merge") {
    for (const { id } of table.findings) if (table.home[id] === said.event) table.home[id] = said.into;
    row(said.event).end = "merged";
    row(said.into).reviewed = true;
  } else if (said.kind === "split") {
    row(said.event).reviewed = true;
    row(said.made).reviewed = true;
    table.home[said.finding] = said.made;
    table.judged.add(said.finding);
  } else {
    row(said.event).end = "withdrawn";
    row(said.event).reviewed = true;
  }
}

/** What one random step of a history asks for; `x` and `y` choose among what there is. */
export interface Wish {
  readonly kind: "assert" | "correct" | "restate" | "retract" | "reject" | "merge" | "split" | "back-date" | "take-back";
  readonly x: number;
  readonly y: number;
}

export const WISHES: readonly Wish["kind"][] = [
  "assert",
  "assert",
  "correct",
  "restate",
  "retract",
  "reject",
  "merge",
  "split",
  "back-date",
  "take-back",
];

const DAYS = ["2024-06-14", "2024-12-31", "2016-12-31", "2026-03-29"] as const;
const CATEGORIES = ["meeting", "training", "agreement"] as const;

/** The history that the wishes lead to, step by step: what cannot be asked for yet becomes an assertion. `space` keeps the ids of several histories apart. */
export function historyOf(wishes: readonly Wish[], space: string): Said[][] {
  const steps: Said[][] = [];
  let minted = 0;
  const mint = (): string => `${space}.${String((minted += 1)).padStart(3, "0")}`;
  for (const wish of wishes) {
    const list = steps.flat();
    steps.push(stepOf(wish, list, mint, `fnd_${space.toLowerCase()}${String(steps.length).padStart(4, "0")}`));
  }
  return steps;
}

function stepOf({ kind, x, y }: Wish, list: readonly Said[], mint: () => string, fresh: string): Said[] {
  const { events } = viewOf(list);
  const [event, other] = [pick(events, x), pick(events, y)];
  const [date, category] = [pick(DAYS, y) ?? "", pick(CATEGORIES, x) ?? ""];
  const known = [...new Set(list.flatMap((said) => (said.kind === "finding" ? [said.finding] : [])))];
  const asserted = (on: string): Said[] => {
    const finding: Said = { kind: "finding", finding: fresh, date: on, category };
    const into = y % 3 === 0 && event ? event.id : mint(); // a third joins an event that there is
    return x % 5 === 4 ? [finding] : [finding, { kind: "accept", event: into, finding: fresh, person: x % 2 === 0 }];
  };
  const finding = pick(known, x);
  if (kind === "back-date" && x % 2 === 0) return asserted("1999-05-05");
  if (kind === "restate" && finding !== undefined) return [{ kind: "finding", finding, date, category }];
  if (kind === "take-back" && finding !== undefined)
    return [{ kind: "accept", event: pick(openIds(list), y) ?? mint(), finding, person: x % 4 !== 3 }];
  if (!event || kind === "assert") return asserted(date);
  const held = pick(event.findings, y) ?? "";
  if (kind === "back-date") return [{ kind: "edit", event: event.id, set: { date: "1999-05-05" } }];
  if (kind === "correct") return [{ kind: "edit", event: event.id, set: y % 2 === 0 ? { date } : { category } }];
  if (kind === "retract") return [{ kind: "withdraw", event: event.id }];
  if (kind === "reject") return [{ kind: "reject", event: event.id, findings: y % 2 === 0 ? event.findings : [held] }];
  if (kind === "merge" && other && other !== event) return [{ kind: "merge", event: event.id, into: other.id }];
  if (kind === "split") return [{ kind: "split", event: event.id, finding: held, made: mint() }];
  return asserted(date);
}

function pick<T>(from: readonly T[], index: number): T | undefined {
  return from[index % Math.max(from.length, 1)];
}

/** The entry that says it. `number` tells two alike apart. Put together by hand: the schemas, which the ledger asks anyway, would take most of the time. */
export function draftOf(said: Said, number: number): EntryDraft {
  if (said.kind === "finding") {
    const { finding, date, category } = said;
    const payload: Finding = { ...findingOf(date, category), id: finding as FindingId, note: `${number}` }; // a name of the model
    return { kind: "finding", subject: payload.id, actor: "a coder", payload };
  }
  const by = said.kind === "accept" && !said.person ? aPolicy : { kind: "person", name: "a person" };
  const payload = {
    id: `dec_${String(number).padStart(8, "0")}`,
    by,
    at: "2024-07-01T00:00:00Z",
    note: "",
    seen: null,
    ...contentOf(said),
  } as unknown as Decision; // names of the model
  return { kind: "decision", subject: payload.id, actor: payload.by.name, payload };
}

function contentOf(said: Exclude<Said, { kind: "finding" }>): Record<string, unknown> {
  const { kind, event: eventId } = said;
  switch (said.kind) {
    case "accept":
      return { kind, eventId, findings: [said.finding] };
    case "reject":
      return { kind, eventId, findings: said.findings, reason: "not-an-act" };
    case "edit":
      return { kind, eventId, changes: said.set, evidence: Object.keys(said.set).map((field) => ({ field, evidence: CITATION })) };
    case "merge":
      return { kind, eventId, into: said.into };
    case "split":
      return { kind, eventId, findings: [said.finding], newEventId: said.made };
    case "withdraw":
      return { kind, eventId, reason: "not-an-act" };
  }
}

const CITATION = { kind: "citation", work: "S001", locator: "p. 2" };
const made = new Map<string, Finding>();

function findingOf(date: string, category: string): Finding {
  const known = made.get(date + category) ?? aFinding({ date, category });
  made.set(date + category, known);
  return known;
}

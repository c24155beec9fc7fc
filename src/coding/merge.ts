import { datesAgree } from "../model/index.js";
import type { Candidate } from "./candidates.js";
import type { ChosenDate } from "./choose-date.js";
import type { CountryMention } from "./mentions.js";

/** Readings of one act in one text: the best one leads, the others support it and fill what it leaves open. */
export interface Act {
  readonly lead: Candidate;
  readonly support: readonly Candidate[];
  readonly date: ChosenDate | null;
  readonly countries: readonly CountryMention[];
}

/** Puts readings of the same act together: same category and story, countries and dates that can be one. */
export function mergeCandidates(candidates: readonly Candidate[]): Act[] {
  const groups: { lead: Candidate; support: Candidate[] }[] = [];
  for (const candidate of withoutShadows(candidates).sort(byWorth)) {
    const same = groups.find((group) => sameAct(group.lead, candidate));
    if (same) same.support.push(candidate);
    else groups.push({ lead: candidate, support: [] });
  }
  return groups.map(makeAct).sort((a, b) => a.lead.trigger.start - b.lead.trigger.start);
}

/** A sentence that tells a running total tells no single act of that category. */
function withoutShadows(candidates: readonly Candidate[]): Candidate[] {
  const totals = candidates.filter(isTotal);
  return candidates.filter(
    (one) => isTotal(one) || !totals.some((total) => total.sentence === one.sentence && total.rule.category === one.rule.category),
  );
}

const isTotal = (candidate: Candidate): boolean => candidate.rule.set.scope === "total";

/** The better score first; of equals the one that says when and where, and is no headline. */
function byWorth(a: Candidate, b: Candidate): number {
  const worth = (one: Candidate): number => one.score + (one.date?.near ? 0.06 : 0) + (one.countries.length > 0 ? 0.04 : 0);
  return worth(b) - worth(a) || Number(a.sentence.heading) - Number(b.sentence.heading) || a.trigger.start - b.trigger.start;
}

function sameAct(a: Candidate, b: Candidate): boolean {
  if (a.rule.category !== b.rule.category || a.sentence.item !== b.sentence.item) return false;
  if ((a.rule.set.scope ?? "single") !== (b.rule.set.scope ?? "single")) return false;
  if (a.rule.set.subtype !== undefined && b.rule.set.subtype !== undefined && a.rule.set.subtype !== b.rule.set.subtype) return false;
  return countriesAgree(a, b) && datesCanBeOne(a, b);
}

function countriesAgree(a: Candidate, b: Candidate): boolean {
  const left = new Set(a.countries.map(({ code }) => code));
  const right = new Set(b.countries.map(({ code }) => code));
  return left.size === 0 || right.size === 0 || [...left].some((code) => right.has(code));
}

/** Dates part two acts only where both are said in their own sentences. */
function datesCanBeOne(a: Candidate, b: Candidate): boolean {
  if (!a.date?.near || !b.date?.near || a.sentence.heading || b.sentence.heading) return true;
  return isVague(a.date) || isVague(b.date) || datesAgree(a.date.date, b.date.date);
}

/** "Recently" and the like part no acts. */
const isVague = (date: ChosenDate): boolean => date.basis === "inferred" && date.date.length < 10;

/** A day said beside another report of the same act is better than a month, and a country than none. */
function makeAct({ lead, support }: { lead: Candidate; support: readonly Candidate[] }): Act {
  const said = [lead, ...support].filter((one) => one.date?.near && !one.sentence.heading);
  const best = said.find((one) => one.date?.date.length === 10) ?? said[0];
  const date = lead.date?.near && (lead.date.date.length === 10 || best === undefined) ? lead.date : (best?.date ?? lead.date);
  const countries = [lead, ...support].find((one) => one.countries.length > 0)?.countries ?? [];
  return { lead, support, date, countries };
}

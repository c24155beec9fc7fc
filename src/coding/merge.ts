import { datesAgree } from "../model/index.js";
import type { Candidate } from "./candidates.js";

/** Readings of one act in one text: the best one leads, the others support it. */
export interface Act {
  readonly lead: Candidate;
  readonly support: readonly Candidate[];
}

/** Puts readings of the same act together: same category and story, countries and dates that can be one. */
export function mergeCandidates(candidates: readonly Candidate[]): Act[] {
  const acts: { lead: Candidate; support: Candidate[] }[] = [];
  const byScore = [...candidates].sort((a, b) => b.score - a.score || Number(a.sentence.heading) - Number(b.sentence.heading));
  for (const candidate of byScore) {
    const same = acts.find((act) => sameAct(act.lead, candidate));
    if (same) same.support.push(candidate);
    else acts.push({ lead: candidate, support: [] });
  }
  return acts.sort((a, b) => a.lead.trigger.start - b.lead.trigger.start);
}

function sameAct(a: Candidate, b: Candidate): boolean {
  if (a.rule.category !== b.rule.category || a.sentence.item !== b.sentence.item) return false;
  if ((a.rule.set.scope ?? "single") !== (b.rule.set.scope ?? "single")) return false;
  return countriesAgree(a, b) && datesCanBeOne(a, b);
}

function countriesAgree(a: Candidate, b: Candidate): boolean {
  const left = new Set(a.countries.map(({ code }) => code));
  const right = new Set(b.countries.map(({ code }) => code));
  return left.size === 0 || right.size === 0 || [...left].some((code) => right.has(code));
}

/** Dates part two acts only where both are said in their own sentences. */
function datesCanBeOne(a: Candidate, b: Candidate): boolean {
  if (!a.date?.near || !b.date?.near) return true;
  return datesAgree(a.date.date, b.date.date);
}

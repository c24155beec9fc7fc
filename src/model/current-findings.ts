import type { LedgerState } from "./edition.js";
import type { FindingId } from "./ids.js";

/**
 * Findings that have not been replaced: where a new version of a coder has read a text again, what its older version found there
 * is no longer current. Findings of persons and of baselines have no text or no successor, and stay.
 */
export function currentFindings(state: Pick<LedgerState, "coded" | "findings">): Set<FindingId> {
  const newest = new Map(state.coded.map(({ textId, coder }) => [`${textId} ${coderName(coder)}`, coder]));
  const current = state.findings.filter(({ textId, coder }) => (newest.get(`${textId ?? ""} ${coderName(coder)}`) ?? coder) === coder);
  return new Set(current.map(({ id }) => id));
}

/** `rules` of `rules@1.4.0`. */
function coderName(coder: string): string {
  return coder.split("@")[0] ?? coder;
}

import type { Finding, FindingId, Link } from "../model/index.js";
import { contradiction } from "./contradiction.js";
import { LINK_RULES, type LinkRules } from "./link-rules.js";

/**
 * Groups of findings that tell one act each: what `same` links connect, the surest link first, and never two that contradict
 * each other, however many links lie between them. Does not depend on the order of findings or links.
 */
export function clusterFindings(findings: readonly Finding[], links: readonly Link[], rules: LinkRules = LINK_RULES): Finding[][] {
  const clusterOf = new Map<FindingId, Finding[]>(findings.map((finding) => [finding.id, [finding]]));
  for (const link of [...links].filter(({ verdict }) => verdict === "same").sort(bySureness)) {
    const [left, right] = [clusterOf.get(link.left), clusterOf.get(link.right)];
    if (!left || !right || left === right || contradict(left, right, rules)) continue;
    const joined = [...left, ...right];
    for (const finding of joined) clusterOf.set(finding.id, joined);
  }
  const clusters = [...new Set(clusterOf.values())].map((cluster) => [...cluster].sort(byId));
  return clusters.sort((a, b) => compareFirst(a, b));
}

function contradict(left: readonly Finding[], right: readonly Finding[], rules: LinkRules): boolean {
  return left.some((a) => right.some((b) => contradiction(a, b, rules) !== null));
}

function bySureness(a: Link, b: Link): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}

function byId(a: Finding, b: Finding): number {
  return a.id < b.id ? -1 : 1;
}

function compareFirst(a: readonly Finding[], b: readonly Finding[]): number {
  return (a[0]?.id ?? "") < (b[0]?.id ?? "") ? -1 : 1;
}

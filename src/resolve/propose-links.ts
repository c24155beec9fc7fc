import { deriveId } from "../effects/index.js";
import { LinkId, type Finding, type Link } from "../model/index.js";
import { blockKeys } from "./blocking.js";
import { contradiction } from "./contradiction.js";
import { LINK_RULES, type LinkRules } from "./link-rules.js";
import { scorePair } from "./score-pair.js";

/**
 * Pairs of findings that seem to tell one act, each with at least one member in `fresh`: `same`, or `ask` where a person should look.
 * Only findings that share a country and a month (or a series number) are compared, so the work grows with the number of findings.
 */
export function proposeLinks(fresh: readonly Finding[], known: readonly Finding[], rules: LinkRules = LINK_RULES): Link[] {
  const blocks = blocksOf(fresh, rules);
  const links = new Map<string, Link>();
  for (const finding of [...fresh, ...known.filter(mayMeet(fresh))]) {
    for (const other of meetingIn(blocks, finding, rules)) {
      const link = linkOf(finding, other, rules);
      if (link) links.set(link.id, link);
    }
  }
  return [...links.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** A cheap look before keys are made: most of a large ledger has no country in common with one page. */
function mayMeet(fresh: readonly Finding[]): (finding: Finding) => boolean {
  const countries = new Set<string>(fresh.flatMap(({ fields }) => fields.countries));
  const placeless = fresh.some(({ fields }) => fields.countries.length === 0);
  return ({ fields, alias }) =>
    alias !== null ||
    fields.seriesNumber !== null ||
    (fields.countries.length === 0 ? placeless : fields.countries.some((code) => countries.has(code)));
}

function blocksOf(findings: readonly Finding[], rules: LinkRules): Map<string, Finding[]> {
  const blocks = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const key of blockKeys(finding, rules).kept) {
      const block = blocks.get(key);
      if (block) block.push(finding);
      else blocks.set(key, [finding]);
    }
  }
  return blocks;
}

function meetingIn(blocks: ReadonlyMap<string, readonly Finding[]>, finding: Finding, rules: LinkRules): Set<Finding> {
  const met = blockKeys(finding, rules).sought.flatMap((key) => blocks.get(key) ?? []);
  return new Set(met.filter((other) => other.id !== finding.id));
}

function linkOf(a: Finding, b: Finding, rules: LinkRules): Link | null {
  const [left, right] = a.id < b.id ? [a, b] : [b, a];
  if (contradiction(left, right, rules) !== null) return null;
  const { score, reasons } = scorePair(left, right, rules);
  if (score < rules.askFrom) return null;
  const verdict = score >= rules.sameFrom ? "same" : "ask";
  const id = LinkId.parse(deriveId("lnk", left.id, right.id, rules.matcher));
  return { id, left: left.id, right: right.id, verdict, score, reasons, matcher: rules.matcher };
}

import type { SourceText } from "./capture.js";
import type { LedgerState } from "./edition.js";
import type { FindingId } from "./ids.js";

/**
 * Findings that have not been replaced: where a new version of a coder has read a text again, or a new version of an extractor a
 * page, what the older version found there is no longer current. Findings of persons and of baselines have no text or no successor, and stay.
 */
export function currentFindings(state: Pick<LedgerState, "coded" | "findings" | "texts">): Set<FindingId> {
  const newestCoder = new Map(state.coded.map(({ textId, coder }) => [`${textId} ${toolName(coder)}`, coder]));
  const newestText = new Map(state.texts.map((text) => [readingOf(text), text.id]));
  const replaced = new Set(state.texts.filter((text) => newestText.get(readingOf(text)) !== text.id).map(({ id }) => id));
  const current = state.findings.filter(({ textId, coder }) => {
    if (textId === null) return true;
    return !replaced.has(textId) && (newestCoder.get(`${textId} ${toolName(coder)}`) ?? coder) === coder;
  });
  return new Set(current.map(({ id }) => id));
}

/** What one extractor made of one document, in whatever version. */
function readingOf({ captureId, part, extractor }: SourceText): string {
  return `${captureId} ${part ?? ""} ${toolName(extractor)}`;
}

/** `rules` of `rules@1.4.0`. */
function toolName(tool: string): string {
  return tool.split("@")[0] ?? tool;
}

import type { LedgerState } from "./edition.js";
import type { TextId } from "./ids.js";
import type { Source } from "./source.js";

/** Texts of pages that were invented for demonstration: what rests on them alone is no record. */
export function sampleTexts(state: Pick<LedgerState, "sources" | "captures" | "texts">, sources: readonly Source[]): Set<TextId> {
  const samples = new Set([...state.sources, ...sources].filter(({ publisherKind }) => publisherKind === "sample").map(({ id }) => id));
  const captures = new Set(state.captures.filter(({ sourceId }) => sourceId !== null && samples.has(sourceId)).map(({ id }) => id));
  return new Set(state.texts.filter(({ captureId }) => captures.has(captureId)).map(({ id }) => id));
}

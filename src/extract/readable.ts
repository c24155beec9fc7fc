import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

/** Below this many characters Readability starts again with looser rules; its default of 500 is too much for Chinese news. */
const CHAR_THRESHOLD = 120;
const MAX_ELEMENTS = 30_000;

/** The only file that sees Readability and linkedom: the main part of a tidy page as HTML, or null where none is found. */
export function findReadable(tidyHtml: string): string | null {
  const { document } = parseHTML(`<!doctype html>${tidyHtml}`);
  try {
    const article = new Readability(document, { charThreshold: CHAR_THRESHOLD, maxElemsToParse: MAX_ELEMENTS, keepClasses: false }).parse();
    return article?.content ?? null;
  } catch (error) {
    // Readability throws for a page above its limit of elements, and trips over some trees; both mean: nothing found by it.
    if (error instanceof Error) return null;
    throw error;
  }
}

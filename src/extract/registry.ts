import type { Extractor } from "./extractor.js";
import { htmlExtractor } from "./html.js";
import { jsonTextExtractor } from "./json-text.js";
import { plainTextExtractor } from "./plain-text.js";

/** All extractors; the first that accepts a media type reads it. */
export const extractors: readonly Extractor[] = [htmlExtractor, jsonTextExtractor, plainTextExtractor];

/** `name@version` of every extractor: a page read under another list of them is read anew. */
export const EXTRACTORS_VERSION = extractors.map(({ name, version }) => `${name}@${version}`).join("+");

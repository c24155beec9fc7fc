import type { Extractor } from "./extractor.js";
import { htmlExtractor } from "./html.js";
import { jsonTextExtractor } from "./json-text.js";
import { plainTextExtractor } from "./plain-text.js";

/** All extractors; the first that accepts a media type reads it. */
export const extractors: readonly Extractor[] = [htmlExtractor, jsonTextExtractor, plainTextExtractor];

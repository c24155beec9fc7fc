// Bytes → SourceText: decides the encoding, finds headline, running text, date of publication and language.
// Invariant: the same page gives the same text, normalised once (NFC, line feeds, no control characters), title on the first line;
// bounded work for any input. Knows nothing of the study, of archives or of what the text will be read for.
export { extractText, type ExtractResult } from "./extract-text.js";
export { type ExtractedText, type Extraction, type Extractor } from "./extractor.js";
export { EXTRACTORS_VERSION, extractors } from "./registry.js";

// What a person hands in becomes pages: saved web pages, JSON Lines of texts or of pages. Also finds the inputs in folders.
// Invariant: bytes of a page are kept as they are; every input yields a page, a reason why there is none, or one clear sentence,
// in bounded memory. Knows nothing of archives, text extraction or coding; WARC files are read in archive/.
export { findInputs, inputKindOf, type FoundInputs, type InputFile, type InputKind } from "./find-inputs.js";
export { readPages, type CaptureEffects, type ReadPagesOptions } from "./read-pages.js";
export { TEXT_MEDIA_TYPE } from "./read-jsonl.js";

// Exchanges ↔ WARC 1.1 (ISO 28500:2017). Turns pages into sealed `.warc.gz` files, one gzip member per record, and back;
// reads other people's WARC files. Invariant: a sealed file is never changed, and none becomes visible before every record in it
// was read back and its digests held. The index is rebuilt from the files alone. Knows nothing of ledgers, extraction or coding.
export { Archive, type ArchiveEffects, type ArchiveProblem } from "./archive.js";
export { type ArchivedRecord } from "./member.js";
export { readWarc, type ReadWarcOptions } from "./read-warc.js";

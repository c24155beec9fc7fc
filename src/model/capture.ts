import { z } from "zod";
import { CaptureId, Digest, Instant, LanguageTag, SourceId, TextId } from "./ids.js";
import { PrefixDate } from "./prefix-date.js";

/** Where a record lies in the archive. Offsets and lengths count bytes of the stored (compressed) file. */
export const WarcPointer = z.strictObject({
  file: z.string(),
  offset: z.int().min(0),
  length: z.int().min(1),
  recordId: z.string(),
});
export type WarcPointer = z.infer<typeof WarcPointer>;

/** One fetch, or one file handed in, with where its bytes are archived. */
export const Capture = z.strictObject({
  id: CaptureId,
  url: z.string(),
  /** How the address is known: fetched by us, recorded in a WARC, written in the file, or only the file's name. */
  urlBasis: z.enum(["fetched", "warc", "saved-from", "canonical", "stated", "file-name"]),
  sourceId: SourceId.nullable(),
  status: z.int().nullable(),
  mediaType: z.string(),
  sizeBytes: z.int().min(1),
  payloadDigest: Digest,
  /** When the page was fetched, as the WARC or the caller says; for a file without one, when it was handed in. */
  capturedAt: Instant,
  /** `name@version` of the program that fetched or read it. */
  tool: z.string(),
  warc: WarcPointer,
});
export type Capture = z.infer<typeof Capture>;

/** The text of one capture, normalised once (NFC, line feeds); every offset refers to `text`. */
export const SourceText = z.strictObject({
  id: TextId,
  captureId: CaptureId,
  /** Part of a capture that holds several documents (a line of a JSON Lines file), else null. */
  part: z.string().nullable(),
  url: z.string(),
  /** The title is the first line of `text`: `title + "\n" + body`. */
  title: z.string(),
  text: z.string().min(1),
  lang: LanguageTag,
  published: PrefixDate.nullable(),
  publishedBasis: z.enum(["metadata", "address", "page", "stated", "none"]),
  extractor: z.string(),
});
export type SourceText = z.infer<typeof SourceText>;

import type { Capture, WarcPointer } from "./capture.js";
import type { Digest } from "./ids.js";
import type { SkipReason } from "./outcome.js";

/** One document on its way into the archive: bytes as they were served or handed in, with all that is known of their origin. */
export interface Page {
  readonly url: string;
  readonly urlBasis: Capture["urlBasis"];
  /** Media type without parameters; `application/x-longarm-text+json` for one line of a JSON Lines file of texts. */
  readonly mediaType: string;
  /** Charset that the server or the caller states, else null. */
  readonly charset: string | null;
  /** HTTP status, null where there was no HTTP exchange. */
  readonly status: number | null;
  /** The payload, transfer and content encodings undone. */
  readonly body: Uint8Array;
  /** For a page from a WARC file: the HTTP header block and body exactly as recorded, so that it is stored unchanged. */
  readonly httpBlock: Uint8Array | null;
  /** ISO instant of the fetch where the origin states it, else null. */
  readonly capturedAt: string | null;
  /** Where we read it: file name (never a path of the machine) and place within the file, for messages and provenance. */
  readonly origin: string;
  /** `name@version` of the program that fetched it, as far as known; of our reader otherwise. */
  readonly tool: string;
}

/** A page with its place in the archive. */
export interface ArchivedPage {
  readonly page: Page;
  readonly payloadDigest: Digest;
  readonly warc: WarcPointer;
  /** When the page was fetched or handed in, as the record itself says (WARC-Date). */
  readonly capturedAt: string;
}

/** What reading an input yields: a page, or why there is none. */
export type Reading =
  | { readonly kind: "page"; readonly page: Page }
  | { readonly kind: "skipped"; readonly address: string; readonly reason: SkipReason; readonly detail: string }
  | { readonly kind: "failed"; readonly address: string; readonly message: string };

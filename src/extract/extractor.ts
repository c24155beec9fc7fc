import type { Page, SkipReason, SourceText } from "../model/index.js";

/** What an extractor reads out of a page; identity and provenance are added by `extractText`. */
export interface ExtractedText {
  readonly part: string | null;
  readonly title: string;
  readonly body: string;
  readonly lang: string;
  readonly published: SourceText["published"];
  readonly publishedBasis: SourceText["publishedBasis"];
}

export type Extraction =
  | { readonly kind: "text"; readonly text: ExtractedText }
  | { readonly kind: "skipped"; readonly reason: SkipReason; readonly detail: string };

/** One way to read one kind of page. Changed behaviour is a new version: old texts keep their old label. */
export interface Extractor {
  readonly name: string;
  readonly version: string;
  accepts(mediaType: string): boolean;
  extract(page: Page, url: string): Extraction;
}

export function skip(reason: SkipReason, detail: string): Extraction {
  return { kind: "skipped", reason, detail };
}

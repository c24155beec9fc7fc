import { z } from "zod";

/** Why a page was not taken further, with the sentence for people. A closed list, counted in every run and shown to readers. */
export const SKIP_REASONS = {
  unchanged: "the same bytes from the same address are already held, read by the same rules",
  empty: "there are no bytes",
  "not-a-page": "the bytes are no HTML, text or known record: a picture, a program, a damaged file",
  "not-a-success": "the server had answered with an error or a redirect",
  "no-text": "the page has no readable text",
  "too-large": "the page is over the size limit of the settings",
  "unsupported-type": "no extractor reads this media type yet",
  truncated: "the input is cut off before its stated end",
  robots: "the site asks not to be fetched",
  gone: "the address answers no more",
} as const;

export const SkipReason = z.enum(Object.keys(SKIP_REASONS) as [keyof typeof SKIP_REASONS]); // the keys of the closed table above
export type SkipReason = keyof typeof SKIP_REASONS;

/** How one input ended. `done` may hold zero findings: that is a result. */
export type Outcome =
  | { readonly kind: "done"; readonly address: string; readonly findings: number }
  | { readonly kind: "skipped"; readonly address: string; readonly reason: SkipReason; readonly detail: string }
  | { readonly kind: "failed"; readonly address: string; readonly message: string };

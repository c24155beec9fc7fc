import { z } from "zod";

/** Why a page was not taken further. A closed list, counted in every run and shown to readers. */
export const SkipReason = z.enum([
  "unchanged", //            the same bytes from the same address are already held
  "empty", //                no bytes
  "not-a-page", //           bytes that are no HTML, text or known record (pictures, programs, damaged files)
  "not-a-success", //        the server answered with an error or a redirect
  "no-text", //              a page without readable text
  "too-large", //            over the size limit
  "unsupported-type", //     a media type that no extractor reads yet
  "truncated", //            cut off before its stated end
  "robots", //               the site asks not to be fetched
  "gone", //                 the address answers no more
]);
export type SkipReason = z.infer<typeof SkipReason>;

/** How one input ended. `done` may hold zero findings: that is a result. */
export type Outcome =
  | { readonly kind: "done"; readonly address: string; readonly findings: number }
  | { readonly kind: "skipped"; readonly address: string; readonly reason: SkipReason; readonly detail: string }
  | { readonly kind: "failed"; readonly address: string; readonly message: string };

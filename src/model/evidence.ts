import { z } from "zod";
import { TextId, WorkId } from "./ids.js";

/**
 * A quote in an archived text. `start` and `end` count code points of `SourceText.text`; `quote` is that slice exactly.
 * Made only by `makeSpan` (text/span.ts), which checks it, and checked again by `longarm verify`.
 */
export const Span = z
  .strictObject({ kind: z.literal("span"), textId: TextId, start: z.int().min(0), end: z.int().min(1), quote: z.string().min(1) })
  .refine((span) => span.start < span.end, "a span ends after it starts");
export type Span = z.infer<typeof Span>;

/** A work whose page is not archived yet, with the place in it. */
export const Citation = z.strictObject({
  kind: z.literal("citation"),
  work: WorkId,
  /** Pages, endnotes, headline: where in the work, in words a reader can follow. */
  locator: z.string(),
});
export type Citation = z.infer<typeof Citation>;

export const Evidence = z.union([Span, Citation]);
export type Evidence = z.infer<typeof Evidence>;

/** What a number or an event rests on, weakest last. */
export const Footing = z.enum(["archived", "citation", "claim"]);
export type Footing = z.infer<typeof Footing>;

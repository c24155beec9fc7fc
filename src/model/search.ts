import { z } from "zod";
import { CountryCode, Instant, SearchId, SourceId } from "./ids.js";

/** What was looked for, where, when, with what result: zero is a result. */
export const Search = z.strictObject({
  id: SearchId,
  sourceId: SourceId.nullable(),
  country: CountryCode.nullable(),
  query: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  ranAt: Instant,
  found: z.int().min(0),
  note: z.string(),
});
export type Search = z.infer<typeof Search>;

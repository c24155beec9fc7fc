import { z } from "zod";
import { Evidence } from "./evidence.js";
import { ClaimId } from "./ids.js";

/** A figure that somebody asserts. Never added to events; shown beside what is documented under the same definition. */
export const Claim = z.strictObject({
  id: ClaimId,
  alias: z.string(),
  subject: z.string(),
  measure: z.string(),
  value: z.number(),
  operator: z.enum(["=", ">", ">=", "<", "<=", "about"]),
  unit: z.string(),
  periodStart: z.string().nullable(),
  periodEnd: z.string().nullable(),
  scope: z.string(),
  claimant: z.string(),
  claimantKind: z.string(),
  evidence: z.array(Evidence).min(1),
  section: z.string(),
  note: z.string(),
});
export type Claim = z.infer<typeof Claim>;

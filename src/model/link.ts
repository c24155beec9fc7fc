import { z } from "zod";
import { FindingId, LinkId } from "./ids.js";
import { Reason } from "./finding.js";

/** Two findings proposed as reports of one act, with the reasons that a reviewer can read. */
export const Link = z.strictObject({
  id: LinkId,
  left: FindingId,
  right: FindingId,
  verdict: z.enum(["same", "ask"]),
  score: z.number().min(0).max(1),
  reasons: z.array(Reason),
  matcher: z.string(),
});
export type Link = z.infer<typeof Link>;

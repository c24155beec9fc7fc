import { z } from "zod";
import { CaseCode, Digest, ErasureId, SealedId, Slug } from "./ids.js";
import { Marking, mayRead, Protection } from "./marking.js";

/** Sealed text concerns persons: it is never for a circle wider than this. */
export const WIDEST_SEALED: Marking = "AMBER";

const ClosedMarking = Marking.refine((marking) => !mayRead("GREEN", marking), `sealed text is at least ${WIDEST_SEALED}`);

/** Short codes, no sentences: what stands here stays in the chain for ever, so no free text may. */
const Code = Slug.max(40);

/**
 * What the chain says of a personal text that is kept outside of it: that it exists, why, for how long and for whom. The text itself is
 * encrypted in the table `sealed`; after its erasure this entry stays, and says nothing any more.
 */
export const SealedText = z.strictObject({
  id: SealedId,
  about: CaseCode,
  /** SHA-256 over 32 random bytes followed by the text in UTF-8: without those bytes no guess can be tried against it. */
  commitment: Digest,
  purpose: Code,
  /** On what ground it is held: consent, public-interest, legal-claim. */
  basis: Code,
  /** The day from which it must be gone, or null where only the case decides. */
  retainUntil: z.iso.date().nullable(),
  /** The widest circle that may read it. */
  audience: ClosedMarking,
  protection: Protection,
});
export type SealedText = z.infer<typeof SealedText>;

/** Everything sealed about a case was destroyed: key, salt and ciphertext. */
export const Erasure = z.strictObject({
  id: ErasureId,
  about: CaseCode,
  sealed: z.array(SealedId).min(1),
  reason: Code,
  /** The strictest of what was erased: that there was something is itself for that circle only. */
  marking: ClosedMarking,
});
export type Erasure = z.infer<typeof Erasure>;

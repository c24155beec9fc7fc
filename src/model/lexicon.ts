import { z } from "zod";

/** The words by which the rule coder reads; data of the study (`lexicon/*.yml`, one top-level member per file). */
export const Lexicon = z.record(z.string(), z.unknown());
export type Lexicon = z.infer<typeof Lexicon>;

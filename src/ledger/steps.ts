import { z } from "zod";
import type { Reader, Writer } from "../db/index.js";
import { canonicalJson } from "./canonical-json.js";

/** A finished step of a resumable run, with a small JSON outcome that its caller can read back. */
export interface StepDraft {
  readonly key: string;
  /** `name@version` of the rules that made the outcome. */
  readonly version: string;
  readonly outcome: unknown;
}

/** A finished step as it is held. The outcome comes from outside: its caller reads it by a schema of its own. */
export interface Step extends StepDraft {
  readonly recordedAt: string;
}

const StepRow = z.object({ key: z.string(), version: z.string(), outcome: z.string(), recorded_at: z.string() });

/** The newest outcome of the step `key`, or null where it has not finished yet. */
export async function findStep(db: Reader, key: string): Promise<Step | null> {
  const raw = await db.selectFrom("step").selectAll().where("key", "=", key).executeTakeFirst();
  if (raw === undefined) return null;
  const { version, outcome, recorded_at: recordedAt } = StepRow.parse(raw);
  return { key, version, outcome: JSON.parse(outcome) as unknown, recordedAt };
}

/** Remembers finished steps; a later outcome of a step takes the place of an earlier one. */
export async function putSteps(db: Writer, steps: readonly StepDraft[], recordedAt: string): Promise<void> {
  for (const { key, version, outcome } of steps) {
    const row = { version, outcome: canonicalJson(outcome), recorded_at: recordedAt };
    await db
      .insertInto("step")
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
      .execute();
  }
}

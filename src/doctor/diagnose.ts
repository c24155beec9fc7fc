import { fail, type Check, type CheckTarget, type Finding } from "./check.js";
import { CHECKS } from "./registry.js";

export interface Diagnosis extends Finding {
  readonly name: string;
}

/** Runs all checks, each for itself. */
export async function diagnose(target: CheckTarget, checks: readonly Check[] = CHECKS): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (const { name, check } of checks) found.push({ name, ...(await isolated(check, target)) });
  return found;
}

async function isolated(check: Check["check"], target: CheckTarget): Promise<Finding> {
  try {
    return await check(target);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), "do what the sentence says, then run the doctor again"); // a broken part is the result
  }
}

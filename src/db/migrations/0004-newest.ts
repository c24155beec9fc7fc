import type { Kysely } from "../kysely.js";
import { createNewest, fillNewest } from "../newest-table.js";
import type { EngineProfile } from "../profile.js";
import type { Tables } from "../tables.js";

/** The projection `newest`, filled from the entries that are there already. */
export async function addNewest(db: Kysely<Tables>, profile: EngineProfile): Promise<void> {
  await createNewest(db, profile);
  await fillNewest(db);
}

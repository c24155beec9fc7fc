// The steps by which an empty database becomes today's, in order. Forward only: once released, a file here is never edited,
// a later one corrects it. A static list, not a folder scan, so that what runs is what was reviewed. Knows no caller.
import type { Kysely, Migration } from "../kysely.js";
import type { EngineProfile } from "../profile.js";
import type { Tables } from "../tables.js";
import { createLedger } from "./0001-ledger.js";
import { createCheckpoint } from "./0002-checkpoint.js";
import { createSealed } from "./0003-sealed.js";
import { addNewest } from "./0004-newest.js";

/** The migration that makes the projection `newest` and fills it from the chain. */
export const NEWEST_MIGRATION = "0004-newest";

/** All migrations for one engine, by name; names sort in the order of execution. */
export function listMigrations(profile: EngineProfile): Record<string, Migration> {
  return {
    "0001-ledger": { up: (db: Kysely<Tables>) => createLedger(db, profile) },
    "0002-checkpoint": { up: (db: Kysely<Tables>) => createCheckpoint(db, profile) },
    "0003-sealed": { up: (db: Kysely<Tables>) => createSealed(db, profile) },
    [NEWEST_MIGRATION]: { up: (db: Kysely<Tables>) => addNewest(db, profile) },
  };
}

import { z } from "zod";
import { Bug, ConfigError } from "../model/index.js";
import { Migrator, sql, type Kysely } from "./kysely.js";
import { listMigrations } from "./migrations/index.js";
import type { EngineProfile } from "./profile.js";
import type { Tables } from "./tables.js";

const BOOKKEEPING = "kysely_migration"; // Kysely's own name; a database without it was never ours

/**
 * Brings the database to this program's schema, each migration whole or not at all.
 * Refuses a database of a newer Longarm and one that belongs to another program (ConfigError).
 */
export async function migrateToLatest(db: Kysely<Tables>, profile: EngineProfile, name: string): Promise<void> {
  const migrations = listMigrations(profile);
  await refuseStrangers(db, profile, name, Object.keys(migrations));
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  throw error instanceof Error ? error : new Bug(`${name}: migration failed with a value that is no error: ${JSON.stringify(error)}`);
}

async function refuseStrangers(db: Kysely<Tables>, profile: EngineProfile, name: string, known: readonly string[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === BOOKKEEPING)) {
    const stranger = tables[0]?.name;
    if (stranger === undefined || !profile.ownsWholeDatabase) return;
    throw new ConfigError(
      `${name} is a database of another program (it has a table "${stranger}"); name a ledger of Longarm, or a new file`,
    );
  }
  const { rows } = await sql`select name from ${sql.table(BOOKKEEPING)} order by name`.execute(db);
  const newer = rows.map((row) => MigrationRow.parse(row).name).filter((done) => !known.includes(done));
  if (newer.length === 0) return;
  throw new ConfigError(
    `${name} was written by a newer Longarm (it has "${newer.join('", "')}", this one knows up to "${known.at(-1)}"); update Longarm, nothing was changed`,
  );
}

const MigrationRow = z.object({ name: z.string() });

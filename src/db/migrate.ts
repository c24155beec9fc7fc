import { z } from "zod";
import { Bug, ConfigError } from "../model/index.js";
import { Migrator, sql, type Kysely } from "./kysely.js";
import { listMigrations } from "./migrations/index.js";
import { ENGINE_PROFILES, type EngineProfile } from "./profile.js";
import type { Tables } from "./tables.js";

const BOOKKEEPING = "kysely_migration"; // Kysely's own name; a database without it was never ours

/**
 * Whether the database lacks tables of this program. Refuses, with a ConfigError and without touching anything, a database of
 * a newer Longarm and one that belongs to another program.
 */
export async function needsMigration(db: Kysely<Tables>, profile: EngineProfile, name: string): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === BOOKKEEPING)) {
    const stranger = tables[0]?.name;
    if (stranger === undefined || !profile.ownsWholeDatabase) return true;
    throw new ConfigError(
      `${name} is a database of another program (it has a table "${stranger}"); name a ledger of Longarm, or a new file`,
    );
  }
  const known = Object.keys(listMigrations(profile));
  const done = await readMigrations(db);
  const newer = done.filter((one) => !known.includes(one));
  if (newer.length === 0) return done.length < known.length;
  throw new ConfigError(
    `${name} was written by a newer Longarm (it has "${newer.join('", "')}", this one knows up to "${known.at(-1)}"); update Longarm, nothing was changed`,
  );
}

/** All migrations of this program, in order. The names are the same on both engines. */
export const KNOWN_MIGRATIONS: readonly string[] = Object.keys(listMigrations(ENGINE_PROFILES.sqlite));

const MigrationRow = z.object({ name: z.string() });

/** The migrations that made this database what it is, in order. */
export async function readMigrations(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql`select name from ${sql.table(BOOKKEEPING)} order by name`.execute(db);
  return rows.map((row) => MigrationRow.parse(row).name);
}

/** Brings the database to this program's schema, or as far as the migration `last`, in one transaction, one process at a time. Never back. */
export async function migrate(db: Kysely<Tables>, profile: EngineProfile, last?: string): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(listMigrations(profile)) };
  const migrator = new Migrator({ db, provider });
  const done = (await migrator.getMigrations()).flatMap(({ name, executedAt }) => (executedAt === undefined ? [] : [name]));
  if (last !== undefined && done.some((name) => name >= last)) return; // `migrateTo` would take back what came later
  const { error } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last));
  if (error === undefined) return;
  throw error instanceof Error ? error : new Bug(`migration failed with a value that is no error: ${JSON.stringify(error)}`);
}

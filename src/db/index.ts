// A target (a SQLite file or a PostgreSQL address) becomes an open database with today's schema.
// Invariant: a `write` that has returned is on disk, and no two writes overlap, in this process or any other.
// In what the engines differ stands in profile.ts and nowhere else. Knows nothing of what the rows mean.
export { connect, type ConnectOptions, type Database, type Reader, type Writer } from "./connect.js";
export { databaseErrorCode, isDamage } from "./database-error.js";
export { inspectDatabase, type Inspection } from "./inspect.js";
export { CompiledQuery, sql } from "./kysely.js";
export { createNewest, fillNewest } from "./newest-table.js";
export { NEWEST_MIGRATION } from "./migrations/index.js";
export { ENGINE_PROFILES, type EngineProfile } from "./profile.js";
export type { EntryTable, NewestTable, SealedTable, StepTable, Tables } from "./tables.js";
export { KNOWN_MIGRATIONS, readMigrations } from "./migrate.js";
export { insertRows, readRows, type Row } from "./rows.js";
export { KEPT_TABLES, type KeptTable } from "./kept-tables.js";
export { describeTarget, type DatabaseTarget } from "./target.js";

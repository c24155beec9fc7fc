// The one place where the query builder is imported (https://kysely.dev, 0.28); everything else takes it from here.
export { Kysely, Migrator, PostgresDialect, SqliteAdapter, SqliteDialect, sql } from "kysely";
export type { ColumnDataType, Dialect, Migration, SqliteDatabase, SqliteStatement, Transaction } from "kysely";

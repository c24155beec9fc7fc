// The one place where the query builder is imported (https://kysely.dev, 0.28); everything else takes it from here.
export {
  CompiledQuery,
  Kysely,
  Migrator,
  PostgresDialect,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from "kysely";
export type {
  ColumnDataType,
  DatabaseConnection,
  Dialect,
  Migration,
  QueryResult,
  SqliteDatabase,
  Transaction,
  TransactionSettings,
} from "kysely";

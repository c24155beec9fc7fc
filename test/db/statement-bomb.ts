import Libsql from "libsql";
import pg from "pg";

/**
 * Stands between Longarm and both drivers, and counts every statement that is about to reach a database. At the `fatal`-th it calls `strike`,
 * and again at every later one: from there on nothing reaches the database any more, not even a rollback, as after a power cut.
 */
export interface StatementBomb {
  readonly count: () => number;
  /** Takes itself out of the drivers. */
  disarm(): void;
}

export class Struck extends Error {}

export function armBomb(fatal: number, strike: () => void): StatementBomb {
  /* eslint-disable @typescript-eslint/unbound-method -- taken off the prototypes, to be put back as they were */
  const { prepare, exec } = Libsql.prototype;
  const { query } = pg.Client.prototype;
  /* eslint-enable @typescript-eslint/unbound-method */
  let seen = 0;
  const pass = (): void => {
    seen += 1;
    if (seen >= fatal) strike();
  };
  Libsql.prototype.prepare = function (this: Libsql.Database, ...args: Parameters<typeof prepare>) {
    pass();
    return prepare.apply(this, args);
  } as typeof prepare;
  Libsql.prototype.exec = function (this: Libsql.Database, ...args: Parameters<typeof exec>) {
    pass();
    return exec.apply(this, args);
  };
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    pass();
    return Reflect.apply(query, this, args) as unknown;
  } as typeof query;
  return {
    count: () => seen,
    disarm: () => {
      Libsql.prototype.prepare = prepare;
      Libsql.prototype.exec = exec;
      pg.Client.prototype.query = query;
    },
  };
}

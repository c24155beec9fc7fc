/** Where a database is: one file (the default), or a PostgreSQL server shared by several machines. */
export type DatabaseTarget = { readonly kind: "sqlite"; readonly file: string } | { readonly kind: "postgres"; readonly url: string };

/** The database in words, for messages. Never shows user name or password. */
export function describeTarget(target: DatabaseTarget): string {
  if (target.kind === "sqlite") return target.file;
  if (!URL.canParse(target.url)) return "the PostgreSQL database";
  const { host, pathname, searchParams } = new URL(target.url);
  return `PostgreSQL database ${pathname.slice(1)} at ${host || (searchParams.get("host") ?? "localhost")}`;
}

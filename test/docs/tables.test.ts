import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { connect } from "../../src/db/index.js";
import { describeEachEngine } from "../engines.js";

const FOLDER = new URL("../../docs/reference/tables/", import.meta.url);
/** What PostgreSQL's catalogue calls a type, where that is another word than the page's. */
const CATALOGUE_NAMES: Readonly<Record<string, string>> = { int8: "bigint", int4: "integer", bool: "boolean" };

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable?: boolean;
}

/** The columns that a page states for one engine. */
function statedColumns(page: string, engine: "sqlite" | "postgres"): Column[] {
  const rows = [...page.matchAll(/^\| `(\w+)` \| ([\w ]+) \| ([\w ]+) \| (yes|no) \| [^|]+ \|$/gm)];
  return rows.map(([, name = "", sqlite = "", postgres = "", nullable = ""]) => ({
    name,
    type: engine === "sqlite" ? sqlite : postgres,
    ...(engine === "postgres" ? { nullable: nullable === "yes" } : {}),
  }));
}

describeEachEngine("docs/reference/tables", (engine) => {
  it("has a page for every table, with exactly the columns that the database has", async () => {
    const database = await connect(await engine.freshTarget());
    const tables = await database.read((db) => db.introspection.getTables());
    await database.close();
    // only PostgreSQL is asked: SQLite calls every primary key nullable that was not declared otherwise
    const nullability = (nullable: boolean) => (engine.name === "postgres" ? { nullable } : {});
    const held = Object.fromEntries(
      tables.map(({ name, columns }) => [
        name,
        columns.map((column): Column => {
          const type = column.dataType.toLowerCase();
          return { name: column.name, type: CATALOGUE_NAMES[type] ?? type, ...nullability(column.isNullable) };
        }),
      ]),
    );
    const pages = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));
    const stated = Object.fromEntries(
      pages.map((name) => [name.replace(/\.md$/, ""), statedColumns(readFileSync(new URL(name, FOLDER), "utf8"), engine.name)]),
    );
    const byName = (columns: Record<string, Column[]>): Record<string, Column[]> =>
      Object.fromEntries(Object.entries(columns).map(([name, list]) => [name, [...list].sort((a, b) => (a.name < b.name ? -1 : 1))]));
    expect(byName(stated)).toEqual(byName(held));
  });
});

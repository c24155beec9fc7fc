import { createHash } from "node:crypto";
import { z } from "zod";
import { createNewest, fillNewest, sql, type EngineProfile, type Writer } from "../db/index.js";
import { Digest } from "../model/index.js";
import { canonicalJson } from "./canonical-json.js";

/** What making the projection anew showed. Equal hashes before and after prove that it was what the chain says. */
export interface ProjectionReport {
  readonly name: "newest";
  readonly rows: number;
  readonly hashBefore: Digest;
  readonly hashAfter: Digest;
  /** How many rows were wrong. They are right now. */
  readonly wrong: number;
  /** The first of them by name; `held` and `expected` are entry numbers, null where there was no row or should be none. */
  readonly differences: readonly ProjectionDifference[];
}

export interface ProjectionDifference {
  readonly kind: string;
  readonly subject: string;
  readonly held: number | null;
  readonly expected: number | null;
}

const ROWS_PER_PAGE = 5_000;
const NAMED_DIFFERENCES = 1_000; // more would tell nobody more

/** Drops the projection, makes it anew from the chain, and compares. Within one transaction: killed at any point, the old one stands. */
export async function rebuildNewest(db: Writer, profile: EngineProfile): Promise<ProjectionReport> {
  if (!(await holdsTable(db, "newest"))) await createNewest(db, profile); // somebody dropped it: the rebuild heals that too
  const before = await hashNewest(db);
  await sql`create table newest_before as select * from newest`.execute(db);
  await db.schema.dropTable("newest").execute();
  await createNewest(db, profile);
  await fillNewest(db);
  const after = await hashNewest(db);
  const found = before.hash === after.hash ? { wrong: 0, differences: [] } : await compareWithBefore(db);
  await sql`drop table newest_before`.execute(db);
  return { name: "newest", rows: after.rows, hashBefore: before.hash, hashAfter: after.hash, ...found };
}

async function holdsTable(db: Writer, name: string): Promise<boolean> {
  const tables = await db.introspection.getTables();
  return tables.some((table) => table.name === name);
}

const NewestRow = z.object({ kind: z.string(), subject: z.string(), seq: z.int(), payload_digest: z.string() });

/** SHA-256 over the rows in the order of their keys, each as a line of canonical JSON. */
async function hashNewest(db: Writer): Promise<{ hash: Digest; rows: number }> {
  const hash = createHash("sha256");
  let rows = 0;
  for (let last = { kind: "", subject: "" }; ;) {
    const page = await db
      .selectFrom("newest")
      .select(["kind", "subject", "seq", "payload_digest"])
      .where(sql<boolean>`(kind, subject) > (${last.kind}, ${last.subject})`)
      .orderBy("kind")
      .orderBy("subject")
      .limit(ROWS_PER_PAGE)
      .execute();
    for (const raw of page) {
      const row = NewestRow.parse(raw);
      hash.update(`${canonicalJson([row.kind, row.subject, row.seq, row.payload_digest])}\n`);
      rows += 1;
      last = row;
    }
    if (page.length < ROWS_PER_PAGE) break;
  }
  return { hash: Digest.parse(`sha256:${hash.digest("hex")}`), rows };
}

const DifferenceRow = z.object({ kind: z.string(), subject: z.string(), held: z.int().nullable(), expected: z.int().nullable() });
const CountRow = z.object({ n: z.int() });

async function compareWithBefore(db: Writer): Promise<Pick<ProjectionReport, "wrong" | "differences">> {
  const differences = sql`
    select b.kind, b.subject, b.seq as held, n.seq as expected
      from newest_before b left join newest n on n.kind = b.kind and n.subject = b.subject
      where n.seq is null or n.seq <> b.seq or n.payload_digest <> b.payload_digest
    union all
    select n.kind, n.subject, null as held, n.seq as expected
      from newest n where not exists (select 1 from newest_before b where b.kind = n.kind and b.subject = n.subject)`;
  const { rows: counted } = await sql`select count(*) as n from (${differences}) as d`.execute(db);
  const { rows } = await sql`select * from (${differences}) as d order by kind, subject limit ${NAMED_DIFFERENCES}`.execute(db);
  return { wrong: CountRow.parse(counted[0]).n, differences: rows.map((row) => DifferenceRow.parse(row)) };
}

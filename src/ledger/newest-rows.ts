import { z } from "zod";
import type { NewestTable, Reader, Writer } from "../db/index.js";
import { RunAbort } from "../model/index.js";
import { insertRows } from "./insert-rows.js";
import { parseEntry, type ChainEntry, type EntryRow } from "./chain-entry.js";

// The queries of the projection `newest`: which entry of each kind and subject was said last. It follows from the chain and is
// kept in step with it by every append; a reader that must not rest on it reads the chain.

const SUBJECTS_PER_QUERY = 500;

const NewestDigest = z.object({ subject: z.string(), payload_digest: z.string() });

/** What names a subject among the entries of all kinds. */
export function newestKey(kind: string, subject: string): string {
  return `${kind}\n${subject}`;
}

/** The digests of what was said last of these subjects, by `newestKey`. */
export async function readNewestDigests(
  db: Writer,
  wanted: readonly { readonly kind: string; readonly subject: string }[],
): Promise<Map<string, string>> {
  const newest = new Map<string, string>();
  for (const [kind, subjects] of subjectsByKind(wanted)) {
    for (let at = 0; at < subjects.length; at += SUBJECTS_PER_QUERY) {
      const rows = await db
        .selectFrom("newest")
        .select(["subject", "payload_digest"])
        .where("kind", "=", kind)
        .where("subject", "in", subjects.slice(at, at + SUBJECTS_PER_QUERY))
        .execute();
      for (const raw of rows) {
        const row = NewestDigest.parse(raw);
        newest.set(newestKey(kind, row.subject), row.payload_digest);
      }
    }
  }
  return newest;
}

function subjectsByKind(wanted: readonly { readonly kind: string; readonly subject: string }[]): Map<string, string[]> {
  const subjects = new Map<string, Set<string>>();
  for (const { kind, subject } of wanted) {
    const some = subjects.get(kind);
    if (some === undefined) subjects.set(kind, new Set([subject]));
    else some.add(subject);
  }
  return new Map([...subjects].map(([kind, some]) => [kind, [...some]]));
}

/** Takes in entries that have just been appended, in the order of the chain. */
export async function putNewest(db: Writer, entries: readonly EntryRow[]): Promise<void> {
  const last = new Map<string, NewestTable>(); // PostgreSQL refuses to update a row twice in one statement
  for (const { kind, subject, seq, payloadDigest } of entries)
    last.set(newestKey(kind, subject), { kind, subject, seq, payload_digest: payloadDigest });
  await insertRows(db, [...last.values()], (rows) =>
    db
      .insertInto("newest")
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(["kind", "subject"]).doUpdateSet((row) => ({
          seq: row.ref("excluded.seq"),
          payload_digest: row.ref("excluded.payload_digest"),
        })),
      )
      .compile(),
  );
}

/** The entry of this kind in which `subject` was said last of, or null. A projection that names an entry about something else is not believed. */
export async function findNewest(db: Reader, kind: string, subject: string): Promise<ChainEntry | null> {
  const raw = await db
    .selectFrom("newest")
    .innerJoin("entry", "entry.seq", "newest.seq")
    .selectAll("entry")
    .where("newest.kind", "=", kind)
    .where("newest.subject", "=", subject)
    .executeTakeFirst();
  if (raw === undefined) return null;
  const entry = parseEntry(raw);
  if (entry.kind === kind && entry.subject === subject) return entry;
  throw new RunAbort(
    `the projection "newest" names entry ${entry.seq} for ${kind} ${subject}, but that entry is about ${entry.kind} ${entry.subject}; run \`longarm rebuild\``,
  );
}

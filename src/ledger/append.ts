import { z } from "zod";
import type { EntryTable, Reader, Writer } from "../db/index.js";
import { Bug, Instant } from "../model/index.js";
import { distrust, seqOf, toChainEntry, type ChainEntry, type EntryRow } from "./chain-entry.js";
import { GENESIS_HASH, hashEntry } from "./entry-hash.js";
import { insertRows } from "./insert-rows.js";
import { newestKey, putNewest, readNewestDigests } from "./newest-rows.js";
import { faultOf, type SealedDraft } from "./sealed-draft.js";

/** The end of the chain, which the next entry continues. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
  readonly recordedAt: string;
}

/** The head of a ledger in which nothing has been said yet. */
export const EMPTY_HEAD: ChainHead = { seq: 0, hash: GENESIS_HASH, recordedAt: "1970-01-01T00:00:00.000Z" };

const HeadRow = z.object({ seq: z.int(), hash: z.string(), recorded_at: z.string() });

/** The newest entry, as far as the next one needs it. */
export async function readHead(db: Reader): Promise<ChainHead> {
  const raw = await db.selectFrom("entry").select(["seq", "hash", "recorded_at"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
  return raw === undefined ? EMPTY_HEAD : parseHead(raw);
}

/** At most `limit` entries behind `after`, as far as a head goes. */
export async function readHeads(db: Reader, after: number, limit: number): Promise<ChainHead[]> {
  const rows = await db
    .selectFrom("entry")
    .select(["seq", "hash", "recorded_at"])
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(limit)
    .execute();
  return rows.map(parseHead);
}

function parseHead(raw: unknown): ChainHead {
  const row = HeadRow.safeParse(raw);
  if (!row.success) throw distrust(seqOf(raw), faultOf(row.error));
  const { seq, hash, recorded_at: recordedAt } = row.data;
  return { seq, hash, recordedAt };
}

/** Continues the chain by those drafts that say something new. Returns the entries made. */
export async function appendSealed(db: Writer, head: ChainHead, drafts: readonly SealedDraft[], recordedAt: string): Promise<ChainEntry[]> {
  const links = chainDrafts(head, await dropKnown(db, drafts), recordedAt);
  const rows = links.map(({ row }) => toColumns(row));
  await insertRows(db, rows, (some) => db.insertInto("entry").values(some).compile());
  await putNewest(
    db,
    links.map(({ row }) => row),
  );
  return links.map(({ row, value }) => toChainEntry(row, value));
}

function chainDrafts(head: ChainHead, drafts: readonly SealedDraft[], recordedAt: string): { row: EntryRow; value: unknown }[] {
  let { seq, hash: prevHash } = head;
  return drafts.map(({ value, ...draft }) => {
    seq += 1;
    const hash = hashEntry({ ...draft, seq, recordedAt, prevHash });
    const row = { ...draft, seq, recordedAt, prevHash, hash };
    prevHash = hash;
    return { row, value };
  });
}

/** A row as the table has it. */
export function toColumns(row: EntryRow): EntryTable {
  const { seq, actor, kind, subject, payload, hash } = row; // spelled out: a spread costs a tenth of the whole append
  return {
    seq,
    recorded_at: row.recordedAt,
    actor,
    kind,
    subject,
    payload,
    payload_digest: row.payloadDigest,
    prev_hash: row.prevHash,
    hash,
  };
}

/** An instant with milliseconds, so that text order is time order. */
export function normalizeInstant(instant: string): string {
  const parsed = Instant.safeParse(instant);
  const time = parsed.success ? Date.parse(instant) : NaN;
  if (Number.isNaN(time)) throw new Bug(`the clock says ${JSON.stringify(instant)}, which is no instant in UTC`);
  return new Date(time).toISOString();
}

/** A draft that repeats the newest entry of its kind and subject says nothing new. */
async function dropKnown(db: Writer, drafts: readonly SealedDraft[]): Promise<SealedDraft[]> {
  const newest = await readNewestDigests(db, drafts);
  return drafts.filter(({ kind, subject, payloadDigest }) => {
    const key = newestKey(kind, subject);
    const isNew = newest.get(key) !== payloadDigest;
    newest.set(key, payloadDigest);
    return isNew;
  });
}

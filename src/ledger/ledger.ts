import { z } from "zod";
import { connect, type Database, type DatabaseTarget, type Reader } from "../db/index.js";
import { digestOf, type Clock } from "../effects/index.js";
import { Instant, UsageError, type Digest, type EntryDraft, type EntryKind, type EntryPayload, type LedgerState } from "../model/index.js";
import { appendSealed, EMPTY_HEAD, normalizeInstant, readHead, type ChainHead } from "./append.js";
import { distrust, parseEntry, parseRow, type ChainEntry } from "./chain-entry.js";
import { LedgerMoved } from "./ledger-moved.js";
import { findNewest } from "./newest-rows.js";
import { rebuildNewest, type ProjectionReport } from "./rebuild.js";
import { sealDraft } from "./sealed-draft.js";
import { standingRows } from "./standing-rows.js";
import { assertContinues, StateFold } from "./state-fold.js";
import { streamedStateHash } from "./state-hash.js";
import { findStep, putSteps, type Step, type StepDraft } from "./steps.js";
import { verifyRows, type ChainProblem, type KnownHead } from "./verify-chain.js";

const PAGE_ROWS = 500; // a page of long texts still takes only some ten megabytes

export interface AppendOptions {
  /** The newest entry that the drafts were made from; where the ledger has moved on, nothing is written (LedgerMoved). */
  readonly after?: number;
  /** Steps that these drafts finish, remembered in the same transaction. */
  readonly steps?: readonly StepDraft[];
}

/** Up to where to read: an instant of recorded time, a sequence number, or both; the earlier one counts. */
export interface ReadOptions {
  readonly asOf?: string;
  readonly seq?: number;
}

/** What `Ledger.rebuild` found and made. */
export interface RebuildReport {
  readonly entries: number;
  readonly projections: readonly ProjectionReport[];
  readonly stateHash: Digest;
}

/** Opens the ledger in `target`; makes it where there is none. Throws ConfigError or RunAbort with one sentence. */
export async function openLedger(target: DatabaseTarget, effects: { readonly clock: Clock }): Promise<Ledger> {
  return new Ledger(await connect(target), effects.clock);
}

/** An open ledger: what has been said, by whom, when, in a chain that shows every later change. */
export class Ledger {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #newest = new StateFold();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Appends the drafts that say something new, in one transaction, and returns the entries made of them. Durable when it returns. */
  async append(drafts: readonly EntryDraft[], { after, steps = [] }: AppendOptions = {}): Promise<ChainEntry[]> {
    const sealed = drafts.map(sealDraft);
    if (sealed.length === 0 && steps.length === 0) return [];
    return this.#database.write(async (db) => {
      const head = await readHead(db);
      if (after !== undefined && after !== head.seq) throw new LedgerMoved(after, head.seq);
      const recordedAt = laterOf(normalizeInstant(this.#clock.now()), head.recordedAt);
      await putSteps(db, steps, recordedAt);
      return appendSealed(db, head, sealed, recordedAt);
    });
  }

  /** What the ledger says, newest or as of an earlier point. Repeated calls read only what is new. */
  async readState(at: ReadOptions = {}): Promise<LedgerState> {
    const bounded = at.asOf !== undefined || at.seq !== undefined;
    const fold = bounded ? new StateFold() : this.#newest;
    const last = bounded ? await this.#lastSeq(at) : undefined;
    for await (const page of this.#pages(fold.seq, last)) {
      const entries = page.map(parseEntry);
      for (const entry of entries) if (entry.seq > fold.seq) fold.add(entry); // another call may have folded some meanwhile
    }
    return fold.toState();
  }

  /** All entries from `from` on, in the order of the chain, a page at a time. */
  async *entries(from = 1): AsyncIterable<ChainEntry> {
    let before: ChainHead | null = from <= 1 ? EMPTY_HEAD : null;
    for await (const page of this.#pages(from - 1)) {
      for (const entry of page.map(parseEntry)) {
        if (before !== null) assertContinues(before, entry);
        before = entry;
        yield entry;
      }
    }
  }

  /** What was said last of `subject` in entries of this kind, or null. */
  async find<K extends EntryKind>(kind: K, subject: string): Promise<EntryPayload<K> | null> {
    const entry = await this.#database.read((db) => findNewest(db, kind, subject));
    return entry === null ? null : (entry.payload as EntryPayload<K>); // the entry's kind is K, findNewest made sure
  }

  /** Everything ever said of `subject`, oldest first. */
  async history(subject: string): Promise<ChainEntry[]> {
    const rows = await this.#database.read((db) =>
      db.selectFrom("entry").selectAll().where("subject", "=", subject).orderBy("seq").execute(),
    );
    return rows.map(parseEntry);
  }

  /** Reads and hashes everything anew. Faults are values; a cut-off tail shows only against a head that was noted elsewhere. */
  verifyChain(known?: KnownHead): Promise<ChainProblem[]> {
    return verifyRows(flatten(this.#pages(Number.MIN_SAFE_INTEGER)), known);
  }

  /** The digest of what the ledger says, newest or as of an earlier point; equal to `stateHash` of `readState`, without holding the state. */
  async stateHash(at: ReadOptions = {}): Promise<Digest> {
    const head = await this.#headAt(at);
    const read = <T>(query: (db: Reader) => Promise<T>): Promise<T> => this.#database.read(query);
    return streamedStateHash({ seq: head.seq, head: head.hash, asOf: head.recordedAt }, async function* (kind) {
      for await (const raw of standingRows(read, kind, head.seq)) yield parseRow(raw).payload;
    });
  }

  /**
   * Makes the projections anew from the chain and says whether they were right. Every entry is re-hashed first: nothing is rebuilt on a
   * chain that cannot be trusted (RunAbort). Others may read meanwhile; who wants to write waits.
   */
  async rebuild(): Promise<RebuildReport> {
    let before = EMPTY_HEAD;
    for await (const page of this.#pages(0)) {
      for (const row of page.map(parseRow)) {
        assertContinues(before, row);
        if (digestOf(row.payload) !== row.payloadDigest) throw distrust(`${row.seq}`, "its payload does not match its digest");
        before = row;
      }
    }
    const projections = [await this.#database.write((db) => rebuildNewest(db, this.#database.profile))];
    return { entries: before.seq, projections, stateHash: await this.stateHash() };
  }

  /** The outcome of a finished step, or null. */
  findStep(key: string): Promise<Step | null> {
    return this.#database.read((db) => findStep(db, key));
  }

  /** Remembers a finished step that made no entries. */
  async recordStep(key: string, version: string, outcome: unknown): Promise<void> {
    await this.append([], { steps: [{ key, version, outcome }] });
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  /** The rows behind `after`, as the database gives them. */
  async *#pages(after: number, upTo?: number): AsyncIterable<unknown[]> {
    for (let last = after; ;) {
      const rows = await this.#database.read((db) => {
        const behind = db.selectFrom("entry").selectAll().where("seq", ">", last).orderBy("seq").limit(PAGE_ROWS);
        return (upTo === undefined ? behind : behind.where("seq", "<=", upTo)).execute();
      });
      if (rows.length > 0) yield rows;
      const end = rows.at(-1)?.seq ?? last;
      if (rows.length < PAGE_ROWS || !Number.isSafeInteger(end)) return;
      last = end;
    }
  }

  async #headAt(at: ReadOptions): Promise<ChainHead> {
    const last = (await this.#lastSeq(at)) ?? Number.MAX_SAFE_INTEGER;
    const raw = await this.#database.read((db) =>
      db.selectFrom("entry").selectAll().where("seq", "<=", last).orderBy("seq", "desc").limit(1).executeTakeFirst(),
    );
    return raw === undefined ? EMPTY_HEAD : parseRow(raw);
  }

  async #lastSeq({ asOf, seq }: ReadOptions): Promise<number | undefined> {
    if (seq !== undefined && !Number.isSafeInteger(seq)) throw new UsageError(`${seq} is no sequence number; write a whole number`);
    if (asOf === undefined) return seq;
    if (!Instant.safeParse(asOf).success) throw new UsageError(`"${asOf}" is no instant; write it in UTC, as in 2026-01-31T00:00:00Z`);
    const newest = await this.#database.read((db) =>
      db
        .selectFrom("entry")
        .select((max) => max.fn.max("seq").as("seq"))
        .where("recorded_at", "<=", normalizeInstant(asOf))
        .executeTakeFirst(),
    );
    return Math.min(seq ?? Infinity, LastRow.parse(newest).seq ?? 0);
  }
}

const LastRow = z.object({ seq: z.int().nullable() });

async function* flatten(pages: AsyncIterable<unknown[]>): AsyncIterable<unknown> {
  for await (const page of pages) yield* page;
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}

import { z } from "zod";
import { connect, type Database, type DatabaseTarget, type Reader, type Writer } from "../db/index.js";
import type { Clock } from "../effects/index.js";
import { Instant, UsageError, type EntryDraft, type EntryKind, type EntryPayload, type LedgerState } from "../model/index.js";
import { appendSealed, EMPTY_HEAD, normalizeInstant, readHead, type ChainHead } from "./append.js";
import { parseEntry, type ChainEntry } from "./chain-entry.js";
import { LedgerMoved } from "./ledger-moved.js";
import { sealDraft, type SealedDraft } from "./sealed-draft.js";
import { assertContinues, StateFold } from "./state-fold.js";
import { findStep, putSteps, type Step, type StepDraft } from "./steps.js";
import { verifyRows, type ChainProblem, type KnownHead } from "./verify-chain.js";

const PAGE_ROWS = 500; // a page of long texts still takes only some ten megabytes

export interface AppendOptions {
  /** The newest entry that the drafts were made from; where the ledger has moved on, nothing is written (LedgerMoved). */
  readonly after?: number;
  /** Steps that these drafts finish, remembered in the same transaction. */
  readonly steps?: readonly StepDraft[];
}

/** What a step wants to say, given what the ledger says. */
export interface Saying<T> {
  readonly drafts: readonly EntryDraft[];
  readonly steps?: readonly StepDraft[];
  readonly result: T;
}

/** Up to where to read: an instant of recorded time, a sequence number, or both; the earlier one counts. */
export interface ReadOptions {
  readonly asOf?: string;
  readonly seq?: number;
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
    return this.#database.write((db) => this.#appendTo(db, sealed, steps, after));
  }

  /**
   * Appends what `build` makes of the newest state, in one transaction: the writers' lock is taken first, so that no decision is made on
   * a state that has passed, and of many writers none works in vain.
   */
  async record<T>(build: (state: LedgerState) => Saying<T>): Promise<T> {
    await this.readState(); // the long part of the reading, before others have to wait for us
    return this.#database.write(async (db) => {
      await this.#foldNew(this.#newest, undefined, (query) => query(db));
      const { drafts, steps = [], result } = build(this.#newest.toState());
      const sealed = drafts.map(sealDraft);
      if (sealed.length > 0 || steps.length > 0) await this.#appendTo(db, sealed, steps, this.#newest.seq);
      return result;
    });
  }

  /** What the ledger says, newest or as of an earlier point. Repeated calls read only what is new. */
  async readState(at: ReadOptions = {}): Promise<LedgerState> {
    const bounded = at.asOf !== undefined || at.seq !== undefined;
    const fold = bounded ? new StateFold() : this.#newest;
    const last = bounded ? await this.#lastSeq(at) : undefined;
    await this.#foldNew(fold, last);
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
    const raw = await this.#database.read((db) =>
      db
        .selectFrom("entry")
        .selectAll()
        .where("subject", "=", subject)
        .where("kind", "=", kind)
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirst(),
    );
    return raw === undefined ? null : (parseEntry(raw).payload as EntryPayload<K>); // the row's kind is K by the query
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

  async #appendTo(db: Writer, sealed: readonly SealedDraft[], steps: readonly StepDraft[], after?: number): Promise<ChainEntry[]> {
    const head = await readHead(db);
    if (after !== undefined && after !== head.seq) throw new LedgerMoved(after, head.seq);
    const recordedAt = laterOf(normalizeInstant(this.#clock.now()), head.recordedAt);
    await putSteps(db, steps, recordedAt);
    return appendSealed(db, head, sealed, recordedAt);
  }

  async #foldNew(fold: StateFold, last?: number, ask?: Ask): Promise<void> {
    for await (const page of this.#pages(fold.seq, last, ask)) {
      const entries = page.map(parseEntry);
      for (const entry of entries) if (entry.seq > fold.seq) fold.add(entry); // another call may have folded some meanwhile
    }
  }

  /** The rows behind `after`, as the database gives them. */
  async *#pages(after: number, upTo?: number, ask: Ask = (query) => this.#database.read(query)): AsyncIterable<unknown[]> {
    for (let last = after; ;) {
      const rows = await ask((db) => {
        const behind = db.selectFrom("entry").selectAll().where("seq", ">", last).orderBy("seq").limit(PAGE_ROWS);
        return (upTo === undefined ? behind : behind.where("seq", "<=", upTo)).execute();
      });
      if (rows.length > 0) yield rows;
      const end = rows.at(-1)?.seq ?? last;
      if (rows.length < PAGE_ROWS || !Number.isSafeInteger(end)) return;
      last = end;
    }
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

/** Puts a query to the database: by itself, or inside a transaction. */
type Ask = <T>(query: (db: Reader) => Promise<T>) => Promise<T>;

const LastRow = z.object({ seq: z.int().nullable() });

async function* flatten(pages: AsyncIterable<unknown[]>): AsyncIterable<unknown> {
  for await (const page of pages) yield* page;
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}

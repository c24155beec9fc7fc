import { z } from "zod";
import { connect, type Database, type DatabaseTarget, type Reader, type Writer } from "../db/index.js";
import { digestOf, systemRandom, type Clock, type Random } from "../effects/index.js";
import {
  Instant,
  RunAbort,
  UsageError,
  type Digest,
  type EntryDraft,
  type EntryKind,
  type EntryPayload,
  type Erasure,
  type LedgerState,
  type SealedText,
} from "../model/index.js";
import { auditRows, type ChainAudit } from "./audit-chain.js";
import { appendSealed, EMPTY_HEAD, normalizeInstant, readHead, readHeads, type ChainHead } from "./append.js";
import { distrust, parseEntry, parseRow, type ChainEntry } from "./chain-entry.js";
import { checkCheckpoint, formatCheckpoint, readNotes, type FoundNote } from "./checkpoint.js";
import { keepCheckpoint, readCheckpoints, type StoredCheckpoint } from "./checkpoint-table.js";
import { importEntries } from "./import-entries.js";
import { LedgerMoved } from "./ledger-moved.js";
import { findNewest } from "./newest-rows.js";
import { rebuildNewest, type ProjectionReport } from "./rebuild.js";
import { eraseAbout, replayErasures, type ErasureOrder } from "./erase.js";
import { sealDraft, type SealedDraft } from "./sealed-draft.js";
import { checkSealedTexts, sealText, unsealText, type SealedCheck, type SealingDraft } from "./sealed-texts.js";
import { standingRows } from "./standing-rows.js";
import { assertContinues, StateFold } from "./state-fold.js";
import { signNote, type NoteSigner, type VerifierKey } from "./signed-note.js";
import { streamedStateHash } from "./state-hash.js";
import { findStep, putSteps, type Step, type StepDraft } from "./steps.js";
import { verifyRows, type ChainProblem, type KnownHead } from "./verify-chain.js";

const PAGE_ROWS = 500; // a page of long texts still takes only some ten megabytes
const PAGE_HEADS = 10_000; // some two megabytes
const NO_END = Number.MAX_SAFE_INTEGER;

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

/** Checkpoints that were made before, and the keys that may have signed them. */
export interface EarlierCheckpoints {
  readonly keys: readonly VerifierKey[];
  /** Copies that lie outside the database. */
  readonly elsewhere: readonly FoundNote[];
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

  /** Every point that the ledger has been at, oldest first, without what was said: cheap to walk. Trusted as it stands; `verifyChain` checks it. */
  async *heads(): AsyncIterable<ChainHead> {
    for (let last = 0; ;) {
      const heads = await this.#database.read((db) => readHeads(db, last, PAGE_HEADS));
      yield* heads;
      if (heads.length < PAGE_HEADS) return;
      last = heads.at(-1)?.seq ?? last;
    }
  }

  /** What was said last of `subject` in entries of this kind, newest or as of an earlier point; or null. */
  async find<K extends EntryKind>(kind: K, subject: string, at: ReadOptions = {}): Promise<EntryPayload<K> | null> {
    const last = await this.#lastSeq(at);
    if (last === undefined) {
      const entry = await this.#database.read((db) => findNewest(db, kind, subject));
      return entry === null ? null : (entry.payload as EntryPayload<K>); // the entry's kind is K, findNewest made sure
    }
    const raw = await this.#database.read((db) =>
      db
        .selectFrom("entry")
        .selectAll()
        .where("subject", "=", subject)
        .where("kind", "=", kind)
        .where("seq", "<=", last)
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirst(),
    );
    return raw === undefined ? null : (parseEntry(raw).payload as EntryPayload<K>); // the row's kind is K by the query
  }

  /** Everything said of `subject`, ever or up to an earlier point, oldest first. */
  async history(subject: string, at: ReadOptions = {}): Promise<ChainEntry[]> {
    const last = (await this.#lastSeq(at)) ?? NO_END;
    const rows = await this.#database.read((db) =>
      db.selectFrom("entry").selectAll().where("subject", "=", subject).where("seq", "<=", last).orderBy("seq").execute(),
    );
    return rows.map(parseEntry);
  }

  /** Reads and hashes everything anew. Faults are values; a cut-off tail shows only against a head that was noted elsewhere. */
  verifyChain(known?: KnownHead): Promise<ChainProblem[]> {
    return verifyRows(flatten(this.#pages(Number.MIN_SAFE_INTEGER)), known);
  }

  /** Reads and hashes everything anew, with the Merkle root over the first entries for each of `sizes`. */
  auditChain(sizes: readonly number[] = []): Promise<ChainAudit> {
    return auditRows(flatten(this.#pages(Number.MIN_SAFE_INTEGER)), sizes);
  }

  /** The signed checkpoints, the oldest first. */
  checkpoints(): Promise<StoredCheckpoint[]> {
    return this.#database.read(readCheckpoints);
  }

  /**
   * Signs the chain as it stands and keeps the checkpoint. Every entry is read from the database and hashed anew first: nothing is signed
   * (RunAbort) where one is unreadable or changed, or where the chain is not the one that an earlier checkpoint, held here or in
   * `elsewhere`, has seen.
   */
  async sign(signer: NoteSigner, { keys, elsewhere }: EarlierCheckpoints): Promise<StoredCheckpoint> {
    const held = await this.checkpoints();
    const { signed, problems } = readNotes([...held.map(({ size, note }) => ({ where: `checkpoint ${size}`, note })), ...elsewhere], keys);
    const audit = await this.auditChain(signed.map(({ size }) => size));
    const chain = audit.problems.map(({ detail }) => detail);
    const [fault] = [
      ...chain,
      ...[...problems, ...signed.flatMap((one) => checkCheckpoint(one, audit))].map(({ where, what }) => `${where}: ${what}`),
    ];
    if (fault !== undefined)
      throw new RunAbort(`nothing was signed: ${fault}; run \`longarm verify\`, and restore the newest backup that it accepts`);
    const note = signNote(formatCheckpoint({ origin: signer.name, size: audit.size, root: audit.root }), signer);
    const madeAt = normalizeInstant(this.#clock.now());
    return this.#database.write((db) => keepCheckpoint(db, { size: audit.size, note, madeAt }));
  }

  /** Whether nothing was ever said or signed here. */
  isEmpty(): Promise<boolean> {
    return this.#database.read(async (db) => (await readHead(db)).seq === 0 && (await readCheckpoints(db)).length === 0);
  }

  /** Fills an empty ledger with the entries and checkpoints of another one, unchanged, in one transaction (RunAbort where one does not hold). */
  async importEntries(entries: AsyncIterable<ChainEntry>, checkpoints: readonly StoredCheckpoint[]): Promise<void> {
    await this.#database.write(async (db) => {
      if ((await readHead(db)).seq !== 0 || (await readCheckpoints(db)).length > 0)
        throw new UsageError("this ledger is not empty: import into a new workspace; entries of two ledgers are never mixed");
      await importEntries(db, entries);
      for (const checkpoint of checkpoints) await keepCheckpoint(db, checkpoint);
    });
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

  /** Keeps a personal text encrypted outside the chain, its key in `keysFolder`; the chain gets a salted commitment. */
  seal(draft: SealingDraft, keysFolder: string, random: Random = systemRandom): Promise<SealedText> {
    return sealText(this.#database, keysFolder, draft, { clock: this.#clock, random });
  }

  /** The text that is sealed under `id`. Throws ItemError where it was erased or its key is not in `keysFolder`. */
  unseal(id: string, keysFolder: string): Promise<string> {
    return unsealText(this.#database, keysFolder, id);
  }

  /** Destroys everything sealed about a case; null where nothing is. */
  erase(order: ErasureOrder, keysFolder: string): Promise<Erasure | null> {
    return eraseAbout(this.#database, keysFolder, order, this.#clock);
  }

  /** Finishes what an interrupted erasure, or a backup put back, left to do. */
  replayErasures(keysFolder: string): Promise<Erasure[]> {
    return replayErasures(this.#database, keysFolder, this.#clock);
  }

  /** Opens every sealed text whose key is at hand against its commitment. */
  checkSealed(keysFolder: string): Promise<SealedCheck> {
    return checkSealedTexts(this.#database, keysFolder);
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #appendTo(db: Writer, sealed: readonly SealedDraft[], steps: readonly StepDraft[], after?: number): Promise<ChainEntry[]> {
    const head = await readHead(db);
    if (after !== undefined && after !== head.seq) throw new LedgerMoved(after, head.seq);
    const recordedAt = instantAfter(head, normalizeInstant(this.#clock.now()));
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

/** Puts a query to the database: by itself, or inside a transaction. */
type Ask = <T>(query: (db: Reader) => Promise<T>) => Promise<T>;

const LastRow = z.object({ seq: z.int().nullable() });

async function* flatten(pages: AsyncIterable<unknown[]>): AsyncIterable<unknown> {
  for await (const page of pages) yield* page;
}

/**
 * The time of the next transaction: what the clock says, and where that is not past the newest entry, the next millisecond after it.
 * So no two transactions share an instant, and the instant of an edition names it for good, even where the clock stands or goes back.
 */
function instantAfter(head: ChainHead, now: string): string {
  return now > head.recordedAt ? now : new Date(Date.parse(head.recordedAt) + 1).toISOString();
}

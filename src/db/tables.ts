/** The chain: one row for each thing ever said. Written once, guarded by triggers, never updated (migration 0001). */
export interface EntryTable {
  readonly seq: number;
  /** ISO 8601, UTC, always with milliseconds, so that text order is time order. */
  readonly recorded_at: string;
  readonly actor: string;
  readonly kind: string;
  readonly subject: string;
  /** Canonical JSON (RFC 8785). */
  readonly payload: string;
  /** Digest of `payload`: tells whether a draft says anything new without reading payloads. */
  readonly payload_digest: string;
  readonly prev_hash: string;
  readonly hash: string;
}

/** Finished steps of resumable runs. A memory of work, no record: may be dropped, and costs only repeated work. */
export interface StepTable {
  readonly key: string;
  readonly version: string;
  /** JSON. */
  readonly outcome: string;
  readonly recorded_at: string;
}

/** Signed checkpoints of the chain (migration 0002), guarded like it. */
export interface CheckpointTable {
  /** How many entries the checkpoint covers. */
  readonly size: number;
  /** The signed note, as C2SP tlog-checkpoint has it. */
  readonly note: string;
  readonly made_at: string;
}

/** Personal texts, encrypted, outside the chain. Rows are removed by erasure, and by nothing else (migration 0003). */
export interface SealedTable {
  readonly id: string;
  readonly about: string;
  /** Base64, as are `ciphertext` and `tag`: AES-256-GCM under a key that no database holds. */
  readonly nonce: string;
  readonly ciphertext: string;
  readonly tag: string;
  readonly made_at: string;
}

/** A projection of the chain: where each subject was said last of, in entries of each kind (migration 0004). `longarm rebuild` makes it anew. */
export interface NewestTable {
  readonly kind: string;
  readonly subject: string;
  readonly seq: number;
  readonly payload_digest: string;
}

/** All tables of Longarm. */
export interface Tables {
  readonly entry: EntryTable;
  readonly step: StepTable;
  readonly checkpoint: CheckpointTable;
  readonly sealed: SealedTable;
  readonly newest: NewestTable;
}

import type { Capture, SourceText } from "./capture.js";
import type { Claim } from "./claim.js";
import type { Decision } from "./decision.js";
import type { Coded } from "./entry.js";
import type { EventRecord, Tombstone } from "./event-record.js";
import type { Finding } from "./finding.js";
import type { Link } from "./link.js";
import type { Audience } from "./marking.js";
import type { Erasure, SealedText } from "./sealed.js";
import type { Search } from "./search.js";
import type { Source, Work } from "./source.js";

/** What the ledger says up to one sequence number, as plain lists in the order of the chain. */
export interface LedgerState {
  readonly seq: number;
  /** Hash of the last entry: names this state. */
  readonly head: string;
  readonly asOf: string;
  readonly sources: readonly Source[];
  readonly works: readonly Work[];
  readonly captures: readonly Capture[];
  readonly texts: readonly SourceText[];
  readonly coded: readonly Coded[];
  readonly findings: readonly Finding[];
  readonly links: readonly Link[];
  readonly decisions: readonly Decision[];
  readonly claims: readonly Claim[];
  readonly searches: readonly Search[];
  /** What is said of texts that are kept encrypted outside the chain; never the texts. */
  readonly sealed: readonly SealedText[];
  readonly erasures: readonly Erasure[];
}

/** The ledger frozen at one sequence number, with what follows from it. */
export interface Edition {
  readonly id: string;
  /** Nothing in it is marked for a smaller circle than this; RED holds everything. */
  readonly audience: Audience;
  readonly state: LedgerState;
  readonly events: readonly EventRecord[];
  readonly tombstones: readonly Tombstone[];
  /** Findings that nobody has accepted or rejected. */
  readonly open: readonly Finding[];
}

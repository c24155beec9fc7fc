import {
  type Capture,
  type Claim,
  type Coded,
  type Decision,
  type Erasure,
  type Finding,
  type LedgerState,
  type Link,
  type SealedText,
  type Search,
  type Source,
  type SourceText,
  type Work,
} from "../model/index.js";
import { EMPTY_HEAD, type ChainHead } from "./append.js";
import { distrust, type ChainEntry } from "./chain-entry.js";
import { NewestBySubject } from "./newest-by-subject.js";

/**
 * The chain folded into what it says, entry by entry: a pure function of the entries added so far.
 * Of content the newest per subject stands; decisions are all kept.
 */
export class StateFold {
  #head: ChainHead = EMPTY_HEAD;
  readonly #sources = new NewestBySubject<Source>();
  readonly #works = new NewestBySubject<Work>();
  readonly #captures = new NewestBySubject<Capture>();
  readonly #texts = new NewestBySubject<SourceText>();
  readonly #coded = new NewestBySubject<Coded>();
  readonly #findings = new NewestBySubject<Finding>();
  readonly #links = new NewestBySubject<Link>();
  readonly #decisions = new NewestBySubject<Decision>();
  readonly #claims = new NewestBySubject<Claim>();
  readonly #searches = new NewestBySubject<Search>();
  readonly #sealed = new NewestBySubject<SealedText>();
  readonly #erasures = new NewestBySubject<Erasure>();

  get seq(): number {
    return this.#head.seq;
  }

  /** Takes the next entry. One that does not continue the chain is never folded in (RunAbort). */
  add(entry: ChainEntry): void {
    assertContinues(this.#head, entry);
    this.#head = entry;
    switch (entry.kind) {
      case "study":
        return; // the study itself is read from its folder; the entry is for the record
      case "source":
        return this.#sources.put(entry.subject, entry.payload);
      case "work":
        return this.#works.put(entry.subject, entry.payload);
      case "capture":
        return this.#captures.put(entry.subject, entry.payload);
      case "text":
        return this.#texts.put(entry.subject, entry.payload);
      case "coded":
        return this.#coded.put(entry.subject, entry.payload);
      case "finding":
        return this.#findings.put(entry.subject, entry.payload);
      case "link":
        return this.#links.put(entry.subject, entry.payload);
      case "decision":
        return this.#decisions.put(`${entry.seq}`, entry.payload); // every one is kept, whatever its subject
      case "claim":
        return this.#claims.put(entry.subject, entry.payload);
      case "search":
        return this.#searches.put(entry.subject, entry.payload);
      case "sealed":
        return this.#sealed.put(entry.subject, entry.payload);
      case "erasure":
        return this.#erasures.put(entry.subject, entry.payload);
    }
  }

  toState(): LedgerState {
    return {
      seq: this.#head.seq,
      head: this.#head.hash,
      asOf: this.#head.recordedAt,
      sources: this.#sources.list(),
      works: this.#works.list(),
      captures: this.#captures.list(),
      texts: this.#texts.list(),
      coded: this.#coded.list(),
      findings: this.#findings.list(),
      links: this.#links.list(),
      decisions: this.#decisions.list(),
      claims: this.#claims.list(),
      searches: this.#searches.list(),
      sealed: this.#sealed.list(),
      erasures: this.#erasures.list(),
    };
  }
}

/** Refuses an entry that does not follow on `before`: a piece of the chain is missing or was exchanged (RunAbort). */
export function assertContinues(before: ChainHead, entry: Pick<ChainEntry, "seq" | "prevHash">): void {
  if (entry.seq === before.seq + 1 && entry.prevHash === before.hash) return;
  throw distrust(`${entry.seq}`, `it does not continue entry ${before.seq}, so that entries were removed or exchanged`);
}

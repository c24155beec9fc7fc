import { createHash, type Hash } from "node:crypto";
import { Digest, type EntryKind, type LedgerState } from "../model/index.js";
import { canonicalJson } from "./canonical-json.js";

type ListName = { [K in keyof LedgerState]: LedgerState[K] extends readonly unknown[] ? K : never }[keyof LedgerState];

/** Of which kind of entry each list of a state is made. */
const KIND_OF_LIST: Readonly<Record<ListName, EntryKind>> = {
  sources: "source",
  works: "work",
  captures: "capture",
  texts: "text",
  coded: "coded",
  findings: "finding",
  links: "link",
  decisions: "decision",
  claims: "claim",
  searches: "search",
  sealed: "sealed",
  erasures: "erasure",
};

/**
 * The digest over the canonical JSON (RFC 8785) of a state: equal for equal states, on every engine and machine.
 * Hashed item by item, since the whole text may be longer than a string can be.
 */
export function stateHash(state: LedgerState): Digest {
  const hash = createHash("sha256");
  for (const [index, name] of namesInOrder(state).entries()) {
    hash.update(memberStart(index, name));
    const value = state[name];
    if (!Array.isArray(value)) hash.update(canonicalJson(value));
    else {
      hash.update("[");
      for (const [at, item] of value.entries()) hash.update(itemText(at, canonicalJson(item)));
      hash.update("]");
    }
  }
  return closed(hash);
}

/** The same digest of a state that is never held as a whole: `payloadsOf` gives, in the order of the chain, what stands of a kind. */
export async function streamedStateHash(
  head: Pick<LedgerState, "seq" | "head" | "asOf">,
  payloadsOf: (kind: EntryKind) => AsyncIterable<string>,
): Promise<Digest> {
  const hash = createHash("sha256");
  for (const [index, name] of namesInOrder({ ...head, ...KIND_OF_LIST }).entries()) {
    hash.update(memberStart(index, name));
    if (name === "seq" || name === "head" || name === "asOf") hash.update(canonicalJson(head[name]));
    else {
      hash.update("[");
      let at = 0;
      for await (const payload of payloadsOf(KIND_OF_LIST[name])) hash.update(itemText(at++, payload));
      hash.update("]");
    }
  }
  return closed(hash);
}

function namesInOrder(state: Readonly<Record<keyof LedgerState, unknown>>): (keyof LedgerState)[] {
  const names = Object.keys(state) as (keyof LedgerState)[]; // a state holds nothing beside its members
  return names.sort((a, b) => (a < b ? -1 : 1)); // names are ASCII: code units are their order
}

function memberStart(index: number, name: string): string {
  return `${index === 0 ? "{" : ","}${JSON.stringify(name)}:`;
}

function itemText(index: number, json: string): string {
  return index === 0 ? json : `,${json}`;
}

function closed(hash: Hash): Digest {
  return Digest.parse(`sha256:${hash.update("}").digest("hex")}`);
}

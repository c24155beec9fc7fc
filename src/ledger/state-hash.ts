import { createHash } from "node:crypto";
import { Digest, type LedgerState } from "../model/index.js";
import { canonicalJson } from "./canonical-json.js";

/**
 * The digest over the canonical JSON (RFC 8785) of a state: equal for equal states, on every engine and machine.
 * Hashed item by item, since the whole text may be longer than a string can be.
 */
export function stateHash(state: LedgerState): Digest {
  const hash = createHash("sha256");
  let before = "{";
  for (const [name, value] of membersInOrder(state)) {
    hash.update(`${before}${JSON.stringify(name)}:`);
    if (Array.isArray(value)) hashList(hash, value);
    else hash.update(canonicalJson(value));
    before = ",";
  }
  return Digest.parse(`sha256:${hash.update("}").digest("hex")}`);
}

function membersInOrder(state: LedgerState): [string, unknown][] {
  return Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1)); // names are ASCII: code units are their order
}

function hashList(hash: ReturnType<typeof createHash>, items: readonly unknown[]): void {
  hash.update("[");
  for (const [index, item] of items.entries()) hash.update(`${index === 0 ? "" : ","}${canonicalJson(item)}`);
  hash.update("]");
}

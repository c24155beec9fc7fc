import { z } from "zod";
import { toColumns } from "./append.js";
import { toRow, type ChainEntry } from "./chain-entry.js";
import { GENESIS_HASH } from "./entry-hash.js";
import { hashLeaf, MerkleTree, type TreeHash } from "./merkle.js";
import { verifyRows, type ChainProblem } from "./verify-chain.js";

/** Everything that one reading of the whole chain tells. */
export interface ChainAudit {
  readonly problems: readonly ChainProblem[];
  /** How many entries were read. */
  readonly size: number;
  /** The hash that the last entry states. */
  readonly head: string;
  readonly root: TreeHash;
  /** The root over the first entries, for each number of them that was asked for and that the chain has. */
  readonly roots: ReadonlyMap<number, TreeHash>;
}

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Reads and hashes every row anew, and grows the Merkle tree over the hashes as they go by. Faults are values. */
export async function auditRows(rows: AsyncIterable<unknown>, sizes: readonly number[]): Promise<ChainAudit> {
  const asked = new Set(sizes);
  const roots = new Map<number, TreeHash>();
  const tree = new MerkleTree();
  let head = GENESIS_HASH;
  const note = (): void => {
    if (asked.has(tree.size)) roots.set(tree.size, tree.root());
  };
  async function* grown(): AsyncIterable<unknown> {
    note();
    for await (const raw of rows) {
      head = statedHash(raw);
      tree.add(hashLeaf(Buffer.from(head, "hex")));
      note();
      yield raw;
    }
  }
  const problems = await verifyRows(grown());
  return { problems, size: tree.size, head, root: tree.root(), roots };
}

/** The same for entries that come from elsewhere than the database. */
export function auditEntries(entries: AsyncIterable<ChainEntry>, sizes: readonly number[]): Promise<ChainAudit> {
  async function* rows(): AsyncIterable<unknown> {
    for await (const entry of entries) yield toColumns(toRow(entry));
  }
  return auditRows(rows(), sizes);
}

/** The hash that a row states; whether it is that of its content is for `verifyRows` to say. */
function statedHash(raw: unknown): string {
  const row = z.object({ hash: Hash }).safeParse(raw);
  return row.success ? row.data.hash : "";
}

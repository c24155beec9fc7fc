import { createHash } from "node:crypto";
import { Bug } from "../model/index.js";

/** A node of the tree: 32 bytes of SHA-256. */
export type TreeHash = Buffer;

/** The hash of a leaf (RFC 6962 §2.1). The first byte keeps a leaf from being passed off as an inner node. */
export function hashLeaf(data: Uint8Array): TreeHash {
  return createHash("sha256").update(LEAF).update(data).digest();
}

/** The hash of an inner node. */
export function hashNode(left: TreeHash, right: TreeHash): TreeHash {
  return createHash("sha256").update(NODE).update(left).update(right).digest();
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** A tree that grows leaf by leaf and holds one hash for each whole subtree: a million leaves take twenty. */
export class MerkleTree {
  /** Roots of whole subtrees from left to right; their sizes are the ones in the binary form of `size`. */
  readonly #subtrees: TreeHash[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(leaf: TreeHash): void {
    let node = leaf;
    for (let size = this.#size; size % 2 === 1; size = (size - 1) / 2) {
      const left = this.#subtrees.pop();
      if (left === undefined) throw new Bug(`a tree of ${this.#size} leaves lacks a subtree`);
      node = hashNode(left, node);
    }
    this.#subtrees.push(node);
    this.#size += 1;
  }

  root(): TreeHash {
    const [last, ...others] = [...this.#subtrees].reverse();
    if (last === undefined) return createHash("sha256").digest();
    return others.reduce((right, left) => hashNode(left, right), last);
  }
}

/** The root over all of `leaves`. */
export function rootOf(leaves: readonly TreeHash[]): TreeHash {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** What proves that leaf number `index` (from 0) is in the tree over `leaves` (RFC 6962 §2.1.1). */
export function proveInclusion(index: number, leaves: readonly TreeHash[]): TreeHash[] {
  if (index < 0 || index >= leaves.length) throw new Bug(`a tree of ${leaves.length} leaves has no leaf ${index}`);
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split ? [...proveInclusion(index, left), rootOf(right)] : [...proveInclusion(index - split, right), rootOf(left)];
}

/** What proves that the tree over the first `size` of `leaves` is the beginning of the tree over all (RFC 6962 §2.1.2). */
export function proveConsistency(size: number, leaves: readonly TreeHash[]): TreeHash[] {
  if (size < 0 || size > leaves.length) throw new Bug(`a tree of ${leaves.length} leaves has no beginning of ${size}`);
  return size === 0 ? [] : proveSubtree(size, leaves, true);
}

/** `known` while the verifier holds the root of the old tree's part anyway. */
function proveSubtree(size: number, leaves: readonly TreeHash[], known: boolean): TreeHash[] {
  if (size === leaves.length) return known ? [] : [rootOf(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split ? [...proveSubtree(size, left, known), rootOf(right)] : [...proveSubtree(size - split, right, false), rootOf(left)];
}

/** The largest power of two below `size`: where RFC 6962 divides a tree. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

export interface InclusionClaim {
  readonly leaf: TreeHash;
  readonly index: number;
  readonly size: number;
  readonly root: TreeHash;
  readonly proof: readonly TreeHash[];
}

/** Whether the proof shows the leaf at its place in the tree (RFC 9162 §2.1.3.2). */
export function inclusionHolds({ leaf, index, size, root, proof }: InclusionClaim): boolean {
  if (index < 0 || index >= size) return false;
  let [at, last, node] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = hashNode(sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else node = hashNode(node, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && node.equals(root);
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: TreeHash;
  readonly newSize: number;
  readonly newRoot: TreeHash;
  readonly proof: readonly TreeHash[];
}

/** Whether the proof shows the old tree to be the beginning of the new one (RFC 9162 §2.1.4.2). */
export function consistencyHolds({ oldSize, oldRoot, newSize, newRoot, proof }: ConsistencyClaim): boolean {
  if (oldSize < 0 || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && oldRoot.equals(newRoot);
  if (oldSize === 0) return proof.length === 0 && oldRoot.equals(rootOf([]));
  const [first, ...others] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  if (first === undefined) return false;
  let [at, last] = [oldSize - 1, newSize - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [oldNode, newNode] = [first, first];
  for (const sibling of others) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldNode = hashNode(sibling, oldNode);
      newNode = hashNode(sibling, newNode);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else newNode = hashNode(newNode, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && oldNode.equals(oldRoot) && newNode.equals(newRoot);
}

/** Halved without the 32 bits of `>>`. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  consistencyHolds,
  hashLeaf,
  hashNode,
  inclusionHolds,
  MerkleTree,
  proveConsistency,
  proveInclusion,
  rootOf,
  type TreeHash,
} from "../../src/ledger/merkle.js";

// The leaves, roots and proofs of the Certificate Transparency reference implementation (merkletree_test.cc; transparency-dev/merkle).
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map((data) =>
  hashLeaf(Buffer.from(data, "hex")),
);
const ROOTS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

const hexes = (proof: readonly TreeHash[]): string[] => proof.map((hash) => hash.toString("hex"));
const someLeaves = (size: number): TreeHash[] => Array.from({ length: size }, (_, at) => hashLeaf(Buffer.from(`leaf ${at}`)));

/** The definition of RFC 6962 §2.1, word for word. */
function rootByDefinition(leaves: readonly TreeHash[]): TreeHash {
  const [only] = leaves;
  if (only === undefined) return rootOf([]);
  if (leaves.length === 1) return only;
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return hashNode(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
}

/** The hash with one bit turned. */
function bent(hash: TreeHash, bit: number): TreeHash {
  const copy = Buffer.from(hash);
  copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return copy;
}

describe("the Merkle tree", () => {
  it("has the roots of the reference implementation at every size", () => {
    expect(ROOTS.map((_, size) => rootOf(LEAVES.slice(0, size)).toString("hex"))).toEqual(ROOTS);
    const tree = new MerkleTree();
    for (const [size, leaf] of LEAVES.entries()) {
      tree.add(leaf);
      expect(tree.root().toString("hex")).toBe(ROOTS[size + 1]);
    }
  });

  it("makes the inclusion proofs of the reference implementation", () => {
    expect(hexes(proveInclusion(0, LEAVES.slice(0, 1)))).toEqual([]);
    expect(hexes(proveInclusion(0, LEAVES))).toEqual([A, B, C]);
    expect(hexes(proveInclusion(5, LEAVES))).toEqual([D, E, ROOTS[4]]);
    expect(hexes(proveInclusion(2, LEAVES.slice(0, 3)))).toEqual([ROOTS[2]]);
    expect(hexes(proveInclusion(1, LEAVES.slice(0, 5)))).toEqual([ROOTS[1], B, D]);
  });

  it("makes the consistency proofs of the reference implementation", () => {
    expect(hexes(proveConsistency(1, LEAVES.slice(0, 1)))).toEqual([]);
    expect(hexes(proveConsistency(1, LEAVES))).toEqual([A, B, C]);
    expect(hexes(proveConsistency(6, LEAVES))).toEqual([F, E, ROOTS[4]]);
    expect(hexes(proveConsistency(2, LEAVES.slice(0, 5)))).toEqual([B, D]);
  });

  it("has the root of the definition for any number of leaves", () => {
    for (let size = 0; size <= 130; size += 1) expect(rootOf(someLeaves(size))).toEqual(rootByDefinition(someLeaves(size)));
  });

  it("proves every leaf of every tree, and nothing else", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat({ max: 255 }), fc.nat(), (size, pick, bit, where) => {
        const leaves = someLeaves(size);
        const index = pick % size;
        const claim = {
          leaf: leaves[index] ?? hashLeaf(Buffer.of()),
          index,
          size,
          root: rootOf(leaves),
          proof: proveInclusion(index, leaves),
        };
        expect(inclusionHolds(claim)).toBe(true);
        expect(inclusionHolds({ ...claim, leaf: bent(claim.leaf, bit) })).toBe(false);
        expect(inclusionHolds({ ...claim, root: bent(claim.root, bit) })).toBe(false);
        expect(inclusionHolds({ ...claim, index: size })).toBe(false);
        if (size > 1) expect(inclusionHolds({ ...claim, index: (index + 1) % size })).toBe(false);
        expect(inclusionHolds({ ...claim, proof: [...claim.proof, claim.root] })).toBe(false);
        if (claim.proof.length === 0) return;
        const at = where % claim.proof.length;
        expect(inclusionHolds({ ...claim, proof: claim.proof.map((hash, on) => (on === at ? bent(hash, bit) : hash)) })).toBe(false);
        expect(inclusionHolds({ ...claim, proof: claim.proof.filter((_, on) => on !== at) })).toBe(false);
      }),
      { numRuns: 400, seed: 6962 },
    );
  });

  it("proves every beginning of every tree, and no other past", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat({ max: 255 }), fc.nat(), (newSize, pick, bit, where) => {
        const leaves = someLeaves(newSize);
        const oldSize = pick % (newSize + 1);
        const [oldRoot, newRoot] = [rootOf(leaves.slice(0, oldSize)), rootOf(leaves)];
        const claim = { oldSize, oldRoot, newSize, newRoot, proof: proveConsistency(oldSize, leaves) };
        expect(consistencyHolds(claim)).toBe(true);
        expect(consistencyHolds({ ...claim, oldRoot: bent(oldRoot, bit) })).toBe(false);
        if (oldSize > 0) expect(consistencyHolds({ ...claim, newRoot: bent(newRoot, bit) })).toBe(false);
        expect(consistencyHolds({ ...claim, proof: [...claim.proof, newRoot] })).toBe(false);
        expect(consistencyHolds({ ...claim, oldSize: newSize + 1 })).toBe(false);
        if (claim.proof.length === 0) return;
        const at = where % claim.proof.length;
        expect(consistencyHolds({ ...claim, proof: claim.proof.map((hash, on) => (on === at ? bent(hash, bit) : hash)) })).toBe(false);
      }),
      { numRuns: 400, seed: 6962 },
    );
  });
});

import { generateKeyPairSync } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { DatabaseTarget } from "../../src/db/index.js";
import { fixedClock } from "../../src/effects/index.js";
import { openLedger, originOf, type Ledger } from "../../src/ledger/index.js";
import { formatCheckpoint, parseCheckpoint } from "../../src/ledger/checkpoint.js";
import { hashLeaf, rootOf } from "../../src/ledger/merkle.js";
import { formatVerifierKey, makeSigner, noteHolds, parseNote, parseVerifierKey, signNote } from "../../src/ledger/signed-note.js";
import { ItemError, RunAbort } from "../../src/model/index.js";
import { describeEachEngine, runRaw } from "../engines.js";
import { aCoded } from "./drafts.js";

const newSigner = () => makeSigner(generateKeyPairSync("ed25519").privateKey, (key) => originOf("tiny", key));
const signer = newSigner();
const keys = [signer];

describe("a signed note", () => {
  it("is the one of the specification: key, hash, text and signature that others made are accepted", () => {
    // https://c2sp.org/signed-note and golang.org/x/mod/sumdb/note, example "PeterNeumann"
    const key = parseVerifierKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const signature = "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
    expect(noteHolds(parseNote(`${text}\n${signature}\n`), [key])).toBe(true);
    expect(noteHolds(parseNote(`${text.replace("your", "yuor")}\n${signature}\n`), [key])).toBe(false);
    expect(formatVerifierKey(key)).toBe("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  });

  it("is read only in its one form", () => {
    const note = signNote("a\n1\n", signer);
    expect(noteHolds(parseNote(note), keys)).toBe(true);
    expect(noteHolds(parseNote(note), [newSigner()])).toBe(false);
    for (const bad of ["", "a\n", note.trimEnd(), note.replace("\u2014", "-"), note.replace("\n\n", "\n"), `${note}\n`])
      expect(() => parseNote(bad), JSON.stringify(bad)).toThrow(ItemError);
    expect(() => parseVerifierKey("name+00000000+AAAA")).toThrow(ItemError);
    expect(() => parseVerifierKey(formatVerifierKey(signer).replace("tiny", "tinz"))).toThrow(/hash/);
  });

  it("as a checkpoint says origin, size and root, and nothing else", () => {
    const checkpoint = { origin: signer.name, size: 3, root: rootOf([]) };
    const body = formatCheckpoint(checkpoint);
    expect(parseCheckpoint(signNote(body, signer), keys)).toEqual(checkpoint);
    for (const bad of [
      body.replace("\n3\n", "\n03\n"),
      `${body}more\n`,
      body.replace("\n3\n", "\n-3\n"),
      body.replace(signer.name, "other"),
    ])
      expect(() => parseCheckpoint(signNote(bad, signer), keys), bad).toThrow(ItemError);
  });
});

describeEachEngine("a checkpoint of the ledger", (engine) => {
  const open: Ledger[] = [];
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
  });
  async function aLedger(entries = 5): Promise<{ target: DatabaseTarget; ledger: Ledger; add: (count: number) => Promise<unknown> }> {
    const target = await engine.freshTarget();
    const ledger = await openLedger(target, { clock: fixedClock("2026-03-01T12:00:00Z") });
    open.push(ledger);
    let number = 0;
    const add = (count: number) => ledger.append(Array.from({ length: count }, () => aCoded((number += 1), 1)));
    await add(entries);
    return { target, ledger, add };
  }
  const none = { keys, elsewhere: [] };

  it("signs the root over the hashes of all entries, and is kept", async () => {
    const { ledger, add } = await aLedger();
    const first = await ledger.sign(signer, none);
    const leaves = [];
    for await (const entry of ledger.entries()) leaves.push(hashLeaf(Buffer.from(entry.hash, "hex")));
    expect(parseCheckpoint(first.note, keys)).toEqual({ origin: signer.name, size: 5, root: rootOf(leaves) });
    expect(await ledger.sign(signer, none)).toEqual(first); // nothing new was said
    await add(2);
    const second = await ledger.sign(signer, none);
    expect((await ledger.checkpoints()).map(({ note }) => note)).toEqual([first.note, second.note]);
  });

  it("is never signed over an entry that was changed or cannot be read", async () => {
    for (const attack of [
      `update entry set payload = replace(payload, '"findings":1', '"findings":2') where seq = 3`,
      "update entry set payload = '{' where seq = 3",
      "update entry set hash = '00' where seq = 5",
      "delete from entry where seq = 2",
    ]) {
      const { target, ledger } = await aLedger();
      await runRaw(target, ...engine.disarm, attack);
      const attempt = ledger.sign(signer, none);
      await expect(attempt, attack).rejects.toThrow(RunAbort);
      await expect(attempt, attack).rejects.toThrow(/nothing was signed: .*longarm verify/);
      expect(await ledger.checkpoints()).toEqual([]);
    }
  });

  it("is never signed over another past than the one that was signed before, here or elsewhere", async () => {
    const { target, ledger, add } = await aLedger();
    const { note } = await ledger.sign(signer, none);
    await runRaw(target, ...engine.disarm, "delete from entry where seq > 3");
    await expect(ledger.sign(signer, none)).rejects.toThrow(/5 entries were signed, and the ledger ends at 3/);
    await add(4); // a chain without a fault, but another one
    expect(await ledger.verifyChain()).toEqual([]);
    await expect(ledger.sign(signer, none)).rejects.toThrow(/first 5 entries are not those that were signed/);

    const fresh = await aLedger(6);
    await fresh.ledger.append([aCoded(99)]);
    await expect(fresh.ledger.sign(signer, { keys, elsewhere: [{ where: "a file", note }] })).resolves.toBeDefined(); // the same five entries
    await expect(fresh.ledger.sign(signer, { keys: [], elsewhere: [{ where: "a file", note }] })).rejects.toThrow(/no valid signature/);
  });

  it("is guarded by the database like the chain", async () => {
    const { target, ledger } = await aLedger();
    await ledger.sign(signer, none);
    for (const attack of ["update checkpoint set note = ''", "delete from checkpoint"])
      await expect(runRaw(target, attack), attack).rejects.toThrow("table checkpoint is append-only");
  });
});

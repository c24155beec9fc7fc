import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fixedClock, type Random } from "../../src/effects/index.js";
import { ERASURE_LIST, openLedger, type Ledger, type SealingDraft } from "../../src/ledger/index.js";
import type { DatabaseTarget } from "../../src/db/index.js";
import { CaseCode, ItemError, type Erasure, type SealedText } from "../../src/model/index.js";
import { describeEachEngine, runRaw } from "../engines.js";

const CANARY = "canary-7f3a: she lives with her aunt, 姑姑 😀";

/** Bytes from a seed: the same test always seals under the same keys. */
function seededRandom(seed: string): Random {
  let count = 0;
  return {
    bytes: (size) => {
      const blocks = Array.from({ length: Math.ceil(size / 32) }, () => createHash("sha256").update(`${seed} ${count++}`).digest());
      return Buffer.concat(blocks).subarray(0, size);
    },
  };
}

function aSealing(over: Partial<SealingDraft> = {}): SealingDraft {
  return {
    about: CaseCode.parse("case-0042"),
    purpose: "evidence-of-harm",
    basis: "consent",
    retainUntil: "2031-12-31",
    audience: "RED",
    protection: "person-at-risk",
    text: CANARY,
    actor: "a reviewer",
    ...over,
  };
}

const ORDER = { about: CaseCode.parse("case-0042"), reason: "request-of-the-person", actor: "a reviewer" };

describeEachEngine("sealed texts", (engine) => {
  const open: Ledger[] = [];
  let keys = "";
  let target: DatabaseTarget;
  let random = seededRandom("");
  beforeEach(async (context) => {
    random = seededRandom(context.task.name);
    keys = join(mkdtempSync(join(tmpdir(), "longarm-keys-")), "keys");
    target = await engine.freshTarget();
  });
  afterEach(async () => {
    for (const ledger of open.splice(0)) await ledger.close();
    rmSync(join(keys, ".."), { recursive: true, force: true });
  });
  async function openIt(): Promise<Ledger> {
    const ledger = await openLedger(target, { clock: fixedClock("2026-03-01T12:00:00.000Z") });
    open.push(ledger);
    return ledger;
  }
  const keyFile = (): string => join(keys, "sealed.json");
  const listFile = (): string => join(keys, ERASURE_LIST);
  const held = (): string => readFileSync(keyFile(), "utf8");
  const seal = async (ledger: Ledger, over: Partial<SealingDraft> = {}): Promise<SealedText> => ledger.seal(aSealing(over), keys, random);

  it("are given back to whoever has the key file, and to nobody else", async () => {
    const ledger = await openIt();
    const record = await seal(ledger);
    expect(await ledger.unseal(record.id, keys)).toBe(CANARY);
    await expect(ledger.unseal(record.id, join(keys, "elsewhere"))).rejects.toThrow(/the key of sld_\w+ is not in/);
    await expect(ledger.unseal("sld_00000000", keys)).rejects.toThrow(ItemError);
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  });

  it("leave a commitment in the chain that no dictionary of names opens without the salt", async () => {
    const ledger = await openIt();
    const name = "candidate 4711";
    const record = await seal(ledger, { text: name });
    const names = Array.from({ length: 10_000 }, (_, at) => `candidate ${at}`);
    const { salt } = (JSON.parse(held()) as { keys: Record<string, { salt: string }> }).keys[record.id] ?? { salt: "" };
    const matches = (guess: (name: string) => Buffer): string[] =>
      names.filter((one) => `sha256:${createHash("sha256").update(guess(one)).digest("hex")}` === record.commitment);
    // Everything public that could have been mixed in: nothing, the id, the case, zero bytes.
    for (const known of ["", record.id, record.about, `${record.id}\n${record.about}`, "\0".repeat(32)])
      expect(matches((one) => Buffer.from(`${known}${one}`))).toEqual([]);
    expect(matches((one) => Buffer.concat([Buffer.from(salt, "base64"), Buffer.from(one)]))).toEqual([name]); // the attack works where it can
  });

  it("have a key, a salt and a ciphertext of their own, even where the words are the same", async () => {
    const ledger = await openIt();
    const [one, two] = [await seal(ledger), await seal(ledger)];
    expect(one.commitment).not.toBe(two.commitment);
    const { keys: written } = JSON.parse(held()) as { keys: Record<string, { key: string; salt: string }> };
    expect(new Set(Object.values(written).flatMap(({ key, salt }) => [key, salt])).size).toBe(4);
  });

  it("open only as what they were sealed as: another's ciphertext, case or key is refused without a word of the text", async () => {
    const ledger = await openIt();
    const [one, two] = [await seal(ledger), await seal(ledger, { text: "canary-2", about: CaseCode.parse("case-0043") })];
    const before = await ledger.checkSealed(keys);
    expect(before).toMatchObject({ opened: 2, withoutKey: 0, problems: [] });
    const swap = ["nonce", "ciphertext", "tag"].map((column) => `${column} = (select ${column} from sealed where id = '${two.id}')`);
    await runRaw(target, `update sealed set ${swap.join(", ")} where id = '${one.id}'`);
    const error = await ledger.unseal(one.id, keys).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ItemError);
    expect(`${String(error)} ${String((error as Error).cause)}`).not.toMatch(/canary|[A-Za-z0-9+/]{40}/);
    expect((await ledger.checkSealed(keys)).problems).toMatchObject([{ id: one.id }]);
  });

  it("are refused by the chain with a name as their case, a sentence as their purpose, or a marking that is open", async () => {
    const ledger = await openIt();
    const bad: Partial<SealingDraft>[] = [
      { about: "Jane Doe" as CaseCode }, // what a caller without the schema could hand in
      { about: "case-19890604" as CaseCode },
      { purpose: "because Jane Doe asked" },
      { audience: "GREEN" },
      { retainUntil: "soon" },
    ];
    for (const over of bad) await expect(seal(ledger, over), JSON.stringify(over)).rejects.toThrow(/cannot be recorded/);
    expect((await ledger.readState()).sealed).toEqual([]);
  });

  it("are all kept where several connections seal at once", async () => {
    const ledgers = await Promise.all([openIt(), openIt(), openIt(), openIt()]);
    const made = await Promise.all(ledgers.flatMap((ledger) => [1, 2, 3].map((at) => seal(ledger, { text: `${CANARY} ${at}` }))));
    expect(await (await openIt()).checkSealed(keys)).toMatchObject({ opened: made.length, problems: [] });
  });

  it("are gone once erased: key, salt, ciphertext; the chain verifies and says that, not what", async () => {
    const ledger = await openIt();
    const mine = await seal(ledger);
    const other = await seal(ledger, { about: CaseCode.parse("case-0043"), text: "another's" });
    expect(await ledger.erase(ORDER, keys)).toMatchObject({ about: "case-0042", sealed: [mine.id], marking: "RED" });
    expect(held()).not.toContain(mine.id);
    await expect(ledger.unseal(mine.id, keys)).rejects.toThrow(/was erased/);
    expect(await ledger.unseal(other.id, keys)).toBe("another's");
    expect(await ledger.verifyChain()).toEqual([]);
    expect(await ledger.checkSealed(keys)).toEqual({ opened: 1, withoutKey: 0, erased: 1, problems: [] });
    expect((await ledger.readState()).erasures).toMatchObject([{ sealed: [mine.id] }]);
  });

  it("are erased once: a repetition adds nothing, and what is sealed about the case later is a matter of its own", async () => {
    const ledger = await openIt();
    await seal(ledger);
    await ledger.erase(ORDER, keys);
    const { seq } = await ledger.readState();
    expect(await ledger.erase(ORDER, keys)).toBeNull();
    expect(await ledger.replayErasures(keys)).toEqual([]);
    expect((await ledger.readState()).seq).toBe(seq);
    const later = await seal(ledger, { text: "later" });
    expect(await ledger.replayErasures(keys)).toEqual([]);
    expect(await ledger.unseal(later.id, keys)).toBe("later");
    expect(await ledger.erase(ORDER, keys)).toMatchObject({ sealed: [later.id] });
  });

  it("are gone after the next opening, wherever a kill ended the erasure", async () => {
    const ledger = await openIt();
    const record = await seal(ledger);
    const whole = held();
    const rows = async (): Promise<SealedText[]> => [...(await ledger.readState()).sealed];
    const erasure = (await ledger.erase(ORDER, keys)) as Erasure; // something is sealed, so it is no null
    const list = readFileSync(listFile(), "utf8");
    expect(await rows()).toHaveLength(1);
    const box = `insert into sealed values ('${record.id}', 'case-0042', 'AAAA', 'AAAA', 'AAAA', '2026-03-01T12:00:00.000Z')`;
    // What is still there after each step of finish(), and after an old copy of each part was put back.
    const states: readonly (readonly [string, () => Promise<void> | void])[] = [
      ["keys and ciphertext are left", async () => (writeFileSync(keyFile(), whole), runRaw(target, box))],
      ["ciphertext is left", () => runRaw(target, box)],
      ["an old key file is put back", () => writeFileSync(keyFile(), whole)],
      ["a killed writer left its copy of the keys", () => (writeFileSync(`${keyFile()}.4711.tmp`, whole), runRaw(target, box))],
      ["the list is lost, the chain has it", () => (rmSync(listFile()), writeFileSync(keyFile(), whole))],
    ];
    for (const [name, prepare] of states) {
      await prepare();
      expect(await ledger.replayErasures(keys), name).toEqual([erasure]);
      expect(held(), name).not.toContain(record.id);
      expect(() => statSync(`${keyFile()}.4711.tmp`), name).toThrow(/ENOENT/);
      expect(readFileSync(listFile(), "utf8"), name).toBe(list);
      expect(await ledger.checkSealed(keys), name).toMatchObject({ erased: 1, opened: 0, problems: [] });
      expect(await ledger.replayErasures(keys), name).toEqual([]);
    }
    expect(await ledger.verifyChain()).toEqual([]);
  });

  it("stay gone when an empty or older ledger is put beside the list: the erasure is written into its chain", async () => {
    const ledger = await openIt();
    const record = await seal(ledger);
    mkdirSync(join(keys, "old"));
    copyFileSync(keyFile(), join(keys, "old", "sealed.json"));
    await ledger.erase(ORDER, keys);
    target = await engine.freshTarget(); // a ledger from before the sealing
    copyFileSync(join(keys, "old", "sealed.json"), keyFile());
    const older = await openIt();
    expect(await older.replayErasures(keys)).toMatchObject([{ sealed: [record.id] }]);
    expect(held()).not.toContain(record.id);
    expect((await older.readState()).erasures).toMatchObject([{ about: "case-0042" }]);
    expect(await older.verifyChain()).toEqual([]);
  });

  it("are not opened beside an erasure list or a key file that cannot be read; the complaint shows neither", async () => {
    const ledger = await openIt();
    const record = await seal(ledger);
    const whole = held();
    writeFileSync(keyFile(), whole.slice(0, -20));
    const error = await ledger.unseal(record.id, keys).catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/is no key file of sealed texts/);
    expect(String(error)).not.toMatch(/[A-Za-z0-9+/]{40}/);
    expect((error as Error).cause).toBeUndefined();
    writeFileSync(keyFile(), whole);
    writeFileSync(listFile(), '{"id":"era_');
    await expect(ledger.replayErasures(keys)).rejects.toThrow(/erasures\.jsonl, line 1: this is no erasure/);
    await expect(ledger.unseal(record.id, keys)).rejects.toThrow(/line 1/);
  });
});

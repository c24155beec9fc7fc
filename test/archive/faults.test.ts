import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Archive } from "../../src/archive/index.js";
import { fixedClock, silentLog, type Files } from "../../src/effects/index.js";
import { RunAbort, type ArchivedPage } from "../../src/model/index.js";
import { FAULTS, FaultyFiles } from "../faulty-files.js";
import { aPage } from "./a-page.js";

const clock = fixedClock("2026-11-24T03:15:00.123Z");
const BEFORE = [1, 2].map((number) => aPage({ url: `https://a.example/before/${number}` }));
const BATCH = [1, 2, 3].map((number) => aPage({ url: `https://a.example/${number}`, body: Buffer.from(`page ${number}`) }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "longarm-archive-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openArchive = (files?: Files) => Archive.open(folder, { clock, log: silentLog, ...(files ? { files } : {}) });

async function problemsOf(archive: Archive): Promise<unknown[]> {
  const problems: unknown[] = [];
  for await (const problem of archive.verify()) problems.push(problem);
  return problems;
}

async function expectHeld(archive: Archive, held: readonly ArchivedPage[]): Promise<void> {
  for (const { warc, payloadDigest } of held) expect(await archive.readPayload(warc)).toMatchObject({ digestHolds: true, payloadDigest });
}

describe.each(FAULTS)("the archive writer on $title ($code)", (fault) => {
  it.each([
    ["once", false],
    ["until it is mended", true],
  ])("fails in one sentence at whatever operation, loses nothing, shows no half file, and goes on (%s)", async (_title, lasting) => {
    let reached = 0;
    for (let at = 1; ; at += 1) {
      await rm(folder, { recursive: true, force: true });
      const sound = await openArchive();
      const held = await sound.append(BEFORE);
      const names = await readdir(folder);

      const files = new FaultyFiles(fault, at, lasting);
      const run = async () => (await openArchive(files)).append(BATCH);
      const error: unknown = await run().then(
        () => null,
        (caught: unknown) => caught,
      );
      if (!files.struck) break;
      reached += 1;
      const visible = (await readdir(folder)).filter((name) => name.endsWith(".warc.gz"));
      if (error !== null) {
        expect(error).toBeInstanceOf(RunAbort);
        expect((error as RunAbort).message).toMatch(/^[^\n]{20,300}$/);
        expect(visible.slice(0, names.length)).toEqual(names);
      } // else the one operation that failed was of no consequence: an old `.tmp` could not be cleared away
      const after = await openArchive();
      expect(await problemsOf(after)).toEqual([]);
      await expectHeld(after, held);

      files.mend();
      const again = await openArchive(files); // the same operation, without any repair by hand
      await expectHeld(again, await again.append(BATCH));
      await expectHeld(again, held);
      expect(await problemsOf(again)).toEqual([]);
      expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    }
    expect(reached).toBeGreaterThan(0);
  });
});

describe("a failed fsync of the archive", () => {
  it.each([
    ["of the file", "sync"],
    ["of its folder", "syncFolder"],
  ] as const)("%s is no success when the batch is handed in again: nothing written before it is relied on", async (_title, operation) => {
    const skipped = operation === "syncFolder" ? 1 : 0; // the first one confirms the names that were there on opening
    const files = new FaultyFiles({ title: "", code: "EIO", operations: [operation] }, 1 + skipped, false);
    const archive = await openArchive(files);
    await expect(archive.append(BATCH)).rejects.toThrow(/the disk reported an error/);
    expect(await readdir(folder)).toEqual([]); // what the disk may have dropped is not there to be found
    await expectHeld(archive, await archive.append(BATCH));
    expect(await readdir(folder)).toHaveLength(1);
  });
});

describe("two archives of one process", () => {
  it("leave each other's unfinished files alone", async () => {
    const first = await openArchive();
    const [one, others] = await Promise.all([
      first.append(BATCH),
      Promise.all(
        Array.from({ length: 20 }, async (_, number) => {
          const archive = await openArchive(); // tidies up on opening
          return archive.append([aPage({ url: `https://b.example/${number}` })]);
        }),
      ),
    ]);
    await expectHeld(first, [...one, ...others.flat()]);
    expect(await problemsOf(first)).toEqual([]);
  });
});

import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { fixedClock, silentLog } from "../../src/effects/index.js";
import { makeCheckpoint } from "../../src/checkpoint.js";
import { exportLedger } from "../../src/export-folder.js";
import { importLedger } from "../../src/import-folder.js";
import { openLedger, stateHash } from "../../src/ledger/index.js";
import { prepareWorkspace, withRun, type Run } from "../../src/run.js";
import { verifyWorkspace } from "../../src/verify.js";
import { TINY } from "../config/study-copy.js";
import { describeEachEngine } from "../engines.js";
import { aSearch } from "../ledger/drafts.js";
import { temporaryFolder } from "../longarm.js";
import { fillWorkspace } from "./an-export.js";
import { verifier } from "./verifier.js";

const EFFECTS = { clock: fixedClock("2026-04-01T12:00:00Z"), log: silentLog };
const sha = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

describeEachEngine("export and import", (engine) => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  /** A workspace whose ledger lies in this engine, empty. */
  async function inNewWorkspace<T>(folder: string, body: (run: Run) => Promise<T>): Promise<T> {
    await prepareWorkspace(folder, TINY);
    const ledger = await openLedger(await engine.freshTarget(), EFFECTS);
    closing.push(() => ledger.close());
    return withRun(folder, EFFECTS, (run) => body({ ...run, ledger }));
  }

  it("moves a ledger between engines byte for byte: entries, checkpoints, archive, state", async () => {
    const base = temporaryFolder();
    await fillWorkspace(join(base, "a"), 2);
    const first = await withRun(join(base, "a"), EFFECTS, (run) => exportLedger(run, join(base, "first"), "files"));
    await inNewWorkspace(join(base, "b"), async (run) => {
      expect(await importLedger(run, join(base, "first"))).toEqual(first);
      expect(stateHash(await run.ledger.readState())).toBe(first.stateHash);
      expect(await verifyWorkspace(run)).toMatchObject({ entries: first.entries, checkpoints: 2, captures: 20, quotes: 20, problems: [] });
      expect(await exportLedger(run, join(base, "second"), "files")).toEqual(first);
      for (const name of ["entries.jsonl", "checkpoints.txt", "archive.json", "export.json"])
        expect(sha(join(base, "second", name)), name).toBe(sha(join(base, "first", name)));

      await run.ledger.append([aSearch(9_999, "new")]); // and goes on from there, under a key of its own
      await makeCheckpoint(run);
      expect((await verifyWorkspace(run)).problems).toEqual([]);
      const third = await exportLedger(run, join(base, "third"), "digests");
      expect(third.entries).toBe(first.entries + 1);
      await expect(importLedger(run, join(base, "first"))).rejects.toThrow(/is not empty; import into a new workspace/);
    });
    for (const name of ["first", "second", "third"]) expect(verifier.verifyFolder(join(base, name)).faults, name).toEqual([]);
    expect(readdirSync(join(base, "third", "archive"))).toEqual([]);
    expect(readdirSync(base).filter((name) => name.includes("tmp"))).toEqual([]);
    expect(statSync(join(base, "b", "keys", "ledger.key")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(base, "first", "key.pub"), "utf8")).not.toContain("PRIVATE");
  });

  it("takes in nothing of an export that does not hold", async () => {
    const base = temporaryFolder();
    await fillWorkspace(join(base, "a"), 1);
    await withRun(join(base, "a"), EFFECTS, (run) => exportLedger(run, join(base, "good"), "files"));
    const [warc = ""] = readdirSync(join(base, "good", "archive"));
    const damages: Readonly<Record<string, (text: string) => string>> = {
      "entries.jsonl": (text) => text.replace("公安部 😀", "公安部 😁"),
      "checkpoints.txt": (text) => text.replace(/\n\d+\n/, "\n1\n"),
      "export.json": (text) => text.replace(/"stateHash": "sha256:./, '"stateHash": "sha256:x'),
      "archive.json": (text) => text.replace(/"sha256": "./, '"sha256": "g'),
      [`archive/${warc}`]: (text) => `${text} `,
    };
    await inNewWorkspace(join(base, "b"), async (run) => {
      for (const [name, damage] of Object.entries(damages)) {
        cpSync(join(base, "good"), join(base, "bad", name.replace("/", "-")), { recursive: true });
        const bad = join(base, "bad", name.replace("/", "-"));
        writeFileSync(join(bad, name), damage(readFileSync(join(bad, name), "utf8")));
        await expect(importLedger(run, bad), name).rejects.toThrow();
        expect(await run.ledger.isEmpty(), name).toBe(true);
        expect(readdirSync(join(base, "b", "archive")), name).toEqual([]);
      }
      await importLedger(run, join(base, "good"));
    });
  });
});

it("an export refuses a folder that holds anything, and a lost key is never replaced in silence", async () => {
  const base = temporaryFolder();
  await fillWorkspace(join(base, "a"), 1);
  await withRun(join(base, "a"), EFFECTS, async (run) => {
    await expect(exportLedger(run, join(base, "a"), "files")).rejects.toThrow(/is not empty; name a new or an empty folder/);
    cpSync(join(base, "a", "keys", "ledger.key"), join(base, "key"));
  });
  cpSync(join(base, "a"), join(base, "lost"), { recursive: true, filter: (path) => !path.endsWith("ledger.key") });
  await withRun(join(base, "lost"), EFFECTS, async (run) => {
    await expect(makeCheckpoint(run)).rejects.toThrow(/ledger\.key is missing, and checkpoints of this ledger were signed before/);
    expect(existsSync(join(base, "lost", "keys", "ledger.key"))).toBe(false);
  });
});

it("verify finds an end that was cut off by the copy of the checkpoint beside the database", async () => {
  const base = temporaryFolder();
  await fillWorkspace(join(base, "a"), 1);
  cpSync(join(base, "a"), join(base, "older"), { recursive: true });
  await withRun(join(base, "a"), EFFECTS, async (run) => {
    await run.ledger.append([aSearch(7_777, "later")]);
    await makeCheckpoint(run);
  });
  cpSync(join(base, "a", "checkpoints"), join(base, "older", "checkpoints"), { recursive: true }); // the database alone is turned back
  const { problems } = await withRun(join(base, "older"), EFFECTS, verifyWorkspace);
  expect(problems.map(({ what }) => what)).toEqual([
    expect.stringMatching(/entries were signed, and the ledger ends at \d+: its end was cut off/),
    "the database does not hold this checkpoint",
  ]);
});

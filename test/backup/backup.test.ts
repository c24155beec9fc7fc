import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { backUp, restore } from "../../src/backup/index.js";
import type { DatabaseTarget } from "../../src/db/index.js";
import { stateHash } from "../../src/ledger/index.js";
import { EventNumbers, ItemError, UsageError, ConfigError } from "../../src/model/index.js";
import { ledgerTarget } from "../../src/run.js";
import { describeEachEngine, describePostgres } from "../engines.js";
import { aSearch } from "../ledger/drafts.js";
import { longarm, temporaryFolder } from "../longarm.js";
import { aWorkspace, effects, inWorkspace, verify } from "./workspace.js";

const APPENDER = fileURLToPath(new URL("../ledger/appender.ts", import.meta.url));

const backUpOf = (folder: string, to: string, options = {}) => inWorkspace(folder, (run) => backUp(run, to, options));

/** What the ledger says, as one hash. */
const stateOf = (folder: string) => inWorkspace(folder, async ({ ledger }) => stateHash(await ledger.readState()));

/** Restores go into this database instead of the one that the backed-up settings name. */
function aimAt(target: DatabaseTarget): void {
  if (target.kind === "postgres") vi.stubEnv("LONGARM_DATABASE_URL", target.url);
  onTestFinished(() => void vi.unstubAllEnvs());
}

function random(seed: number): (below: number) => number {
  let state = seed; // mulberry32
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describeEachEngine("a backup", (engine) => {
  it("is of one moment while another process appends: a prefix of the chain with everything acknowledged before", async () => {
    const target = await engine.freshTarget();
    const folder = await aWorkspace(target);
    const writesTo = ledgerTarget(folder, { databaseUrl: target.kind === "postgres" ? target.url : null });
    const child = spawn(process.execPath, ["--import", "tsx", APPENDER, JSON.stringify(writesTo), "writer", "1000000"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
    const acknowledged = () => printed.split("\n").slice(0, -1);

    const heads: { seq: number; hash: string }[] = [];
    for (let round = 1; round <= 2; round += 1) {
      while (acknowledged().length < round * 25) await once(child.stdout, "data");
      const [seq = "", hash = ""] = acknowledged().at(-1)?.split(" ") ?? [];
      const to = join(folder, "..", `backup-${round}`);
      const { head, verified } = await backUpOf(folder, to);
      expect(verified?.problems).toEqual([]);
      expect(head.seq).toBeGreaterThanOrEqual(Number(seq));
      expect((head.seq - 2) % 7).toBe(0); // a batch is in it as a whole or not at all
      heads.push(head);
      const lines = readFileSync(join(to, "ledger/entry.jsonl"), "utf8").split("\n");
      expect(lines[Number(seq) - 1]).toContain(hash);
    }
    child.kill("SIGKILL");
    await once(child, "close");
    for (const head of heads) expect(await inWorkspace(folder, ({ ledger }) => ledger.verifyChain(head))).toEqual([]); // a prefix of the chain

    aimAt(await engine.freshTarget());
    const restored = join(folder, "..", "restored");
    const { head } = await restore(join(folder, "..", "backup-2"), restored, effects);
    expect(await verify(restored)).toMatchObject({ entries: head.seq, problems: [] });
  });

  it("gives the same state and the same archive back, and the chain goes on where it ended", async () => {
    const folder = await aWorkspace(await engine.freshTarget());
    const to = join(folder, "..", "backup");
    await backUpOf(folder, to);
    const before = await stateOf(folder);
    aimAt(await engine.freshTarget());
    const restored = join(folder, "..", "restored");
    const { head } = await restore(to, restored, effects);
    expect(await stateOf(restored)).toBe(before);
    expect(readdirSync(join(restored, "archive"))).toEqual(readdirSync(join(folder, "archive")));
    expect(await inWorkspace(restored, ({ ledger }) => ledger.checkpoints())).toMatchObject([{ size: head.seq }]);
    expect(readdirSync(join(restored, "checkpoints"))).toEqual(readdirSync(join(folder, "checkpoints")));
    await inWorkspace(restored, async ({ ledger }) => {
      expect(await ledger.findStep("step/1")).toMatchObject({ outcome: { done: true } });
      expect(await ledger.append([aSearch(2, "later")])).toMatchObject([{ seq: head.seq + 1, prevHash: head.hash }]);
      expect(new EventNumbers((await ledger.readState()).decisions).mint("MM")).toBe("MM.002"); // MM.001 is used for good
    });
  });

  it("never goes over anything: not over a newer workspace, not into a database that holds another ledger", async () => {
    const folder = await aWorkspace(await engine.freshTarget());
    const to = join(folder, "..", "backup");
    await backUpOf(folder, to);
    await inWorkspace(folder, ({ ledger }) => ledger.append([aSearch(2, "newer")]));
    const newest = await stateOf(folder);
    await expect(restore(to, folder, effects)).rejects.toThrow(UsageError);
    await expect(restore(to, folder, effects)).rejects.toThrow(/is not empty \(it holds "archive"\); a restore never mixes/);
    if (engine.name === "postgres") {
      const elsewhere = join(folder, "..", "elsewhere"); // the settings in the backup name the database that has moved on
      await expect(restore(to, elsewhere, effects)).rejects.toThrow(ConfigError);
      await expect(restore(to, elsewhere, effects)).rejects.toThrow(/holds 3 entries already; a restore never mixes/);
      expect(existsSync(elsewhere)).toBe(false);
    }
    expect(await stateOf(folder)).toBe(newest);
  });

  it("is restored after any kill of a restore, which leaves nothing but a folder that says it is half done", async () => {
    const folder = await aWorkspace(await engine.freshTarget());
    const backup = join(folder, "..", "backup");
    await backUpOf(folder, backup);
    const expected = await stateOf(folder);
    const pick = random(20); // any seed
    let touches = 0;
    let kills = 0;
    for (let round = 0; round <= 10; round += 1) {
      const target = await engine.freshTarget();
      const to = join(folder, "..", `restored-${round}`);
      const env = target.kind === "postgres" ? { LONGARM_DATABASE_URL: target.url } : {};
      const at = round === 0 ? 0 : 1 + pick(touches); // the first one lives, and tells how many points there are
      const { code, out, err } = await longarm(["restore", backup, to, String(at)], { script: "test/backup/killed.js", env });
      if (round === 0) {
        touches = Number(out);
        expect(touches, err).toBeGreaterThan(30);
      } else if (code === null) kills += 1;
      aimAt(target);
      if (existsSync(to)) expect(await stateOf(to)).toBe(expected);
      else await restore(backup, to, effects);
      expect(await stateOf(to)).toBe(expected);
      expect(await verify(to)).toMatchObject({ problems: [] });
      expect(existsSync(`${to}.tmp`)).toBe(false);
      vi.unstubAllEnvs();
    }
    expect(kills).toBe(10);
  }, 240_000);
});

describePostgres("a backup of a file", (engine) => {
  it("can be restored into a server, with the same state", async () => {
    const folder = await aWorkspace();
    const to = join(folder, "..", "backup");
    await backUpOf(folder, to);
    const before = await stateOf(folder);
    aimAt(await engine.freshTarget());
    const restored = join(folder, "..", "restored");
    expect((await restore(to, restored, effects)).database).toMatch(/^PostgreSQL database/);
    expect(existsSync(join(restored, "ledger.sqlite"))).toBe(false);
    expect(await stateOf(restored)).toBe(before);
  });
});

const erasureLine = (number: number): string => {
  const id = String(number).padStart(20, "0");
  const erasure = {
    id: `era_${id}`,
    about: `case-000${number}`,
    sealed: [`sld_${id}`],
    reason: "asked-for",
    marking: "AMBER",
    by: "an editor",
  };
  return `${JSON.stringify(erasure)}\n`;
};

describe("what a backup holds", () => {
  it("leaves private keys out, takes the signing key where asked, and never the keys of sealed texts", async () => {
    const folder = await aWorkspace();
    writeFileSync(join(folder, "archive/longarm-x.p1-1.warc.gz.tmp"), "half");
    await backUpOf(folder, join(folder, "../plain"));
    await backUpOf(folder, join(folder, "../keyed"), { withKeys: true });
    const archived = readdirSync(join(folder, "archive")).filter((name) => name.endsWith(".gz"));
    const plain = [
      "backup.json",
      "checkpoints/000000000002.txt",
      "keys/ledger.pub",
      "ledger/checkpoint.jsonl",
      "ledger/entry.jsonl",
      "ledger/sealed.jsonl",
      "ledger/step.jsonl",
      "longarm.yml",
    ];
    expect(filesOf(join(folder, "../plain"))).toEqual([...plain, ...archived.map((name) => `archive/${name}`)].sort());
    expect(filesOf(join(folder, "../keyed")).filter((path) => path.startsWith("keys/"))).toEqual(["keys/ledger.key", "keys/ledger.pub"]);

    const restored = join(folder, "../restored");
    await restore(join(folder, "../keyed"), restored, effects);
    expect(statSync(join(restored, "keys/ledger.key")).mode & 0o777).toBe(0o600);
  });

  it("gets the newest list of erasures before it is opened", async () => {
    const folder = await aWorkspace();
    writeFileSync(join(folder, "keys/erasures.jsonl"), erasureLine(1));
    await backUpOf(folder, join(folder, "../backup"));
    writeFileSync(join(folder, "keys/erasures.jsonl"), erasureLine(1) + erasureLine(2));
    await restore(join(folder, "../backup"), join(folder, "../restored"), effects, { erasures: join(folder, "keys/erasures.jsonl") });
    expect(readFileSync(join(folder, "../restored/keys/erasures.jsonl"), "utf8")).toBe(erasureLine(1) + erasureLine(2));
  });

  it("is refused with the file's name after one flipped bit, wherever it is, and nothing is made", async () => {
    const folder = await aWorkspace();
    const sound = join(folder, "../backup");
    await backUpOf(folder, sound);
    const pick = random(8);
    let flips = 0;
    for (const path of filesOf(sound)) {
      if (statSync(join(sound, path)).size === 0) continue; // nothing is sealed: no bit to flip
      for (let time = 0; time < 4; time += 1) {
        const copy = join(folder, "../copy");
        cpSync(sound, copy, { recursive: true });
        const bytes = readFileSync(join(copy, path));
        const at = pick(bytes.length);
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << pick(8)), at);
        writeFileSync(join(copy, path), bytes);
        const refused = restore(copy, join(folder, "../restored"), effects);
        await expect(refused, `${path} byte ${at}`).rejects.toThrow(path);
        await expect(refused).rejects.toThrow(path === "backup.json" || path === "longarm.yml" ? Error : ItemError);
        expect(existsSync(join(folder, "../restored"))).toBe(false);
        rmSync(copy, { recursive: true });
        flips += 1;
      }
    }
    expect(flips).toBe(4 * 8);
  });

  it("is refused where a file is missing, where it is of a newer program, and where it would be replaced itself", async () => {
    const folder = await aWorkspace();
    const backup = join(folder, "../b.tmp");
    await backUpOf(folder, backup);
    await expect(restore(backup, join(folder, "../b"), effects)).rejects.toThrow(/would be replaced by this restore/);
    const manifest = join(backup, "backup.json");
    const text = readFileSync(manifest, "utf8");
    writeFileSync(manifest, text.replace("longarm-backup@1", "longarm-backup@2"));
    await expect(restore(backup, join(folder, "../r"), effects)).rejects.toThrow(/format is "longarm-backup@2".*update Longarm/);
    writeFileSync(manifest, text);
    rmSync(join(backup, "ledger/step.jsonl"));
    await expect(restore(backup, join(folder, "../r"), effects)).rejects.toThrow(/step\.jsonl does not exist; the backup is incomplete/);
  });

  it("gets its name only when its restored copy holds", async () => {
    const folder = await aWorkspace();
    const [file = ""] = readdirSync(join(folder, "archive"));
    const bytes = readFileSync(join(folder, "archive", file));
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 60) ^ 1, bytes.length - 60);
    writeFileSync(join(folder, "archive", file), bytes);
    const to = join(folder, "../backup");
    await expect(backUpOf(folder, to)).rejects.toThrow(/the backup is not kept: its restored copy has \d+ problems, the first is archive/);
    expect(existsSync(to)).toBe(false);
    expect(await backUpOf(folder, to, { verify: false })).toMatchObject({ verified: null });
    await expect(backUpOf(folder, to)).rejects.toThrow(/exists already; name a new folder/);
  });

  it("has its name or is no backup, wherever the process that makes it is killed", async () => {
    const folder = await aWorkspace();
    const parent = temporaryFolder();
    const whole = await longarm(["backup", folder, join(parent, "whole"), "0"], { script: "test/backup/killed.js" });
    expect(Number(whole.out), whole.err).toBeGreaterThan(50);
    const pick = random(4);
    const to = join(parent, "backup");
    for (let round = 0; round < 3; round += 1) {
      const at = 1 + pick(Number(whole.out));
      expect((await longarm(["backup", folder, to, String(at)], { script: "test/backup/killed.js" })).code).toBe(null);
      if (existsSync(to)) await restore(to, join(parent, `r${round}`), effects);
      rmSync(to, { recursive: true, force: true });
    }
    expect((await backUpOf(folder, to)).verified?.problems).toEqual([]);
    expect(readdirSync(parent).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  }, 120_000);
});

import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, describe, it, onTestFinished } from "vitest";
import { diagnose, type Diagnosis } from "../../src/doctor/index.js";
import { judgeSettings } from "../../src/doctor/database-checks.js";
import { judgeNode, judgeSpace } from "../../src/doctor/machine-checks.js";
import { fixedClock, systemClock } from "../../src/effects/index.js";
import { connect } from "../../src/db/index.js";
import { longarm } from "../longarm.js";
import { ledgerTarget } from "../../src/run.js";
import { aWorkspace } from "../backup/workspace.js";
import { describeEachEngine } from "../engines.js";

async function ask(folder: string, name: string, clock = systemClock): Promise<Omit<Diagnosis, "name">> {
  const found = (await diagnose({ folder, clock })).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no check "${name}"`);
  return found;
}

const troubles = async (folder: string): Promise<string[]> =>
  (await diagnose({ folder, clock: systemClock })).flatMap(({ name, status }) => (status === "warn" || status === "fail" ? [name] : []));

describeEachEngine("the doctor", (engine) => {
  it("finds nothing in a sound workspace but what is so, a clock behind the ledger, and a writer that does not end", async () => {
    const target = await engine.freshTarget();
    const folder = await aWorkspace(target);
    expect(await troubles(folder)).toEqual([]);
    expect(await ask(folder, "clock", fixedClock("2001-01-01T00:00:00.000Z"))).toMatchObject({
      status: "warn",
      detail: expect.stringContaining("2001-01-01") as string,
    });

    const database = await connect(ledgerTarget(folder, { databaseUrl: target.kind === "postgres" ? target.url : null }));
    await database.write(async () => {
      const { status, detail } = await ask(folder, "locks");
      expect(status).toBe("warn");
      expect(detail).toMatch(engine.name === "postgres" ? /^server process \d+ \(.*\) holds/ : /process (\d+ \(.*\) )?holds/);
    });
    await database.close();
    expect(await ask(folder, "locks")).toMatchObject({ status: "ok" });
  });
});

describe("each planted fault", () => {
  it("in the folder is named with one action, and hides no other", async () => {
    const folder = await aWorkspace();
    chmodSync(join(folder, "keys/sealed.json"), 0o644);
    writeFileSync(join(folder, "archive/longarm-x.warc.gz.tmp"), "half");
    expect(await ask(folder, "keys")).toMatchObject({ status: "fail", action: `chmod 600 ${join(folder, "keys/sealed.json")}` });
    expect(await ask(folder, "leftovers")).toMatchObject({
      status: "warn",
      detail: expect.stringContaining("longarm-x.warc.gz.tmp") as string,
    });
    rmSync(join(folder, "ledger.sqlite"));
    writeFileSync(join(folder, "ledger.sqlite"), "no database at all, but a text that is long enough to be read as one");
    writeFileSync(join(folder, "longarm.yml"), "study: ./gone\n");
    expect(await troubles(folder)).toEqual(["study", "keys", "leftovers", "database", "engine settings", "schema", "locks", "clock"]);
    expect((await ask(folder, "study")).detail).toMatch(/gone/);
    expect((await ask(folder, "database")).detail).toMatch(/is no SQLite database/);
  });

  it("of a missing ledger, settings or folder is named, and nothing is made", async () => {
    const folder = await aWorkspace();
    rmSync(join(folder, "ledger.sqlite"));
    expect((await ask(folder, "database")).detail).toMatch(/ledger\.sqlite does not exist; run "longarm init", or restore a backup/);
    expect((await ask(folder, "database")).detail).toMatch(/does not exist/); // asking has made none
    rmSync(join(folder, "longarm.yml"));
    expect((await ask(folder, "settings")).detail).toMatch(/is no workspace/);
    expect((await ask(join(folder, "nowhere"), "workspace")).detail).toMatch(/does not exist/);
  });

  it("of a read-only workspace is named to a user who cannot write", async () => {
    const folder = await aWorkspace();
    const parents = [join(folder, ".."), folder, join(folder, "archive"), join(folder, "ledger.sqlite")];
    for (const path of parents) chmodSync(path, 0o555);
    const root = process.getuid?.() === 0;
    if (root) process.seteuid?.(65_534); // root may write everywhere
    onTestFinished(() => {
      if (root) process.seteuid?.(0);
      for (const path of parents) chmodSync(path, 0o755);
    });
    expect(await ask(folder, "workspace")).toMatchObject({ status: "fail", detail: `${folder} is read-only for this user` });
  });

  it("of machine and engine is judged by plain rules", () => {
    expect([judgeNode("20.19.0"), judgeNode("22.1.0"), judgeNode("20.18.9"), judgeNode("18.20.0")].map(({ status }) => status)).toEqual([
      "ok",
      "ok",
      "fail",
      "fail",
    ]);
    const gib = 1024 ** 3;
    expect(
      [judgeSpace(2 * gib, 20 * gib), judgeSpace(0.9 * gib, 2 * gib), judgeSpace(4 * gib, 100 * gib)].map(({ status }) => status),
    ).toEqual(["ok", "warn", "warn"]);
    expect(judgeSettings({ journal_mode: "wal", synchronous: "FULL" }).status).toBe("ok");
    expect(judgeSettings({ journal_mode: "wal", synchronous: "NORMAL" })).toMatchObject({
      status: "fail",
      action: expect.stringMatching(/^set synchronous to FULL/) as string,
    });
    expect(judgeSettings({ fsync: "off", full_page_writes: "on" }).status).toBe("fail");
  });

  it("makes the command end with 4, and none with 0", async () => {
    const folder = await aWorkspace();
    const sound = await longarm(["doctor", "-w", folder, "--json"]);
    const { healthy, checks } = JSON.parse(sound.out) as { healthy: boolean; checks: Diagnosis[] };
    expect([sound.code, healthy], JSON.stringify(checks)).toEqual([0, true]);
    mkdirSync(join(folder, "releases/1.tmp"), { recursive: true });
    const { code, out } = await longarm(["doctor", "-w", folder]);
    expect(code).toBe(4);
    expect(out).toMatch(/warn {2}leftovers: half-written: .*1\.tmp\n {6}→ make sure/);
  });
});

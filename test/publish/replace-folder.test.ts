import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { settleFolder, systemFiles } from "../../src/effects/index.js";
import { RunAbort } from "../../src/model/index.js";
import { replaceFolder } from "../../src/publish/replace-folder.js";
import { FAULTS, FaultyFiles } from "../faulty-files.js";

const NAMES = ["site.json", "index.html", "events/1.html", "events/2.html", "assets/a.css"];
const siteOf = (word: string): Map<string, string> => new Map(NAMES.map((name) => [name, `${word} ${name}`]));

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "longarm-site-"));
  folder = join(parent, "site");
});
afterEach(() => rm(parent, { recursive: true, force: true }));

/** The word of the whole site that stands there; anything mixed or missing fails. */
async function wordOf(): Promise<string> {
  const contents = await Promise.all(NAMES.map(async (name) => (await readFile(join(folder, name), "utf8")).split(` ${name}`)[0] ?? ""));
  expect(new Set(contents).size).toBe(1);
  expect((await readdir(folder, { recursive: true })).length).toBe(NAMES.length + 2);
  return contents[0] ?? "";
}

describe.each(FAULTS)("the publisher on $title ($code)", (fault) => {
  it.each([
    ["once", false],
    ["until it is mended", true],
  ])("fails in one sentence at whatever operation, leaves a whole site, and goes on (%s)", async (_title, lasting) => {
    let reached = 0;
    for (let at = 1; ; at += 1) {
      await rm(parent, { recursive: true, force: true });
      await mkdir(parent);
      await replaceFolder(folder, siteOf("old"));
      const files = new FaultyFiles(fault, at, lasting);
      const error: unknown = await replaceFolder(folder, siteOf("new"), files).then(
        () => null,
        (caught: unknown) => caught,
      );
      if (!files.struck) break;
      reached += 1;
      if (error !== null) {
        expect(error).toBeInstanceOf(RunAbort);
        expect((error as RunAbort).message).toMatch(/^the site was not written: [^\n]{20,300}$/);
      }
      files.mend();
      await settleFolder(folder, files); // as every command does on opening the workspace
      expect(error === null ? ["new"] : ["old", "new"]).toContain(await wordOf());
      await replaceFolder(folder, siteOf("newest"), files);
      expect(await wordOf()).toBe("newest");
      expect(await readdir(parent)).toEqual(["site"]);
    }
    expect(reached).toBeGreaterThan(0);
  });
});

describe("replacing a folder", () => {
  it("lets several publishers finish at once, and the last one's site stands whole", async () => {
    await Promise.all(Array.from({ length: 12 }, (_, number) => replaceFolder(folder, siteOf(`w${number}`))));
    expect(await wordOf()).toMatch(/^w\d+$/);
    expect(await readdir(parent)).toEqual(["site"]);
  });

  it("brings back what a publisher that was killed between its two renames had moved aside", async () => {
    await replaceFolder(folder, siteOf("old"));
    const { pid } = spawnSync(process.execPath, ["-e", ""]); // a process that has ended
    await rename(folder, `${folder}.old-p${pid}-1`);
    await mkdir(`${folder}.new-p${pid}-1`);
    await settleFolder(folder, systemFiles);
    expect(await wordOf()).toBe("old");
    expect(await readdir(parent)).toEqual(["site"]);
  });

  it("leaves the staging folders of a living publisher, and folders that are not ours, alone", async () => {
    const others = [`site.new-p${process.ppid}-1`, `site.old-p${process.ppid}-1`, "site.old-mine", "site.bak"];
    for (const name of others) await mkdir(join(parent, name));
    await replaceFolder(folder, siteOf("new"));
    expect((await readdir(parent)).sort()).toEqual(["site", ...others].sort());
  });
});

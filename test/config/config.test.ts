import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CONFIG_FIELDS, findWorkspace, loadConfig } from "../../src/config/index.js";
import { ConfigError } from "../../src/model/index.js";
import { temporaryFolder } from "./study-copy.js";

async function workspace(yaml: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "longarm.yml"), yaml);
  return folder;
}

describe("settings of a workspace", () => {
  it("fill what is not written with the defaults", async () => {
    const folder = await workspace("study: mps\n");
    expect(await loadConfig(folder, {})).toEqual({
      folder,
      study: "mps",
      databaseUrl: null,
      maxPageBytes: 20_000_000,
      contact: null,
      reviewer: null,
    });
  });

  it("let the environment go before the file", async () => {
    const folder = await workspace("study: mps\nmaxPageBytes: 5000\nreviewer: Ana\n");
    const config = await loadConfig(folder, { LONGARM_DATABASE_URL: "postgres://db.example/longarm", LONGARM_MAX_PAGE_BYTES: "9000" });
    expect(config).toMatchObject({ databaseUrl: "postgres://db.example/longarm", maxPageBytes: 9000, reviewer: "Ana" });
  });

  it("take an empty variable as none", async () => {
    const folder = await workspace("study: mps\n");
    expect((await loadConfig(folder, { LONGARM_DATABASE_URL: "" })).databaseUrl).toBeNull();
  });

  const FAULTS: readonly [string, string, Record<string, string>, RegExp][] = [
    [
      "an unknown member",
      "study: mps\nreviewr: Ana\n",
      {},
      /longarm.yml:2: member "reviewr" is not known here; nearest is "reviewer": correct it or remove it$/,
    ],
    ["no study", "reviewer: Ana\n", {}, /longarm.yml:1: member "study" is missing; add it$/],
    ["an empty file", "", {}, /longarm.yml: this file is null; write a value of type object$/],
    ["a size in words", "study: mps\nmaxPageBytes: many\n", {}, /longarm.yml:2: member "maxPageBytes" is "many"; write a value of type/],
    ["another database", "study: mps\ndatabaseUrl: mysql://x\n", {}, /longarm.yml:2: member "databaseUrl" is "mysql:\/\/x"; it must match/],
    [
      "a wrong variable",
      "study: mps\n",
      { LONGARM_MAX_PAGE_BYTES: "many" },
      /^environment variable LONGARM_MAX_PAGE_BYTES: member "maxPageBytes" is "many"; write a value of type/,
    ],
  ];

  it.each(FAULTS)("say in one sentence that there is %s", async (_, yaml, environment, sentence) => {
    const folder = await workspace(yaml);
    await expect(loadConfig(folder, environment)).rejects.toThrow(sentence);
    await expect(loadConfig(folder, environment)).rejects.toBeInstanceOf(ConfigError);
  });

  it("say that a folder is no workspace and how to make one", async () => {
    await expect(loadConfig(await temporaryFolder(), {})).rejects.toThrow(
      /is no workspace: it holds no longarm.yml; make one with longarm init/,
    );
  });

  it("are each declared once, with a sentence and an environment name of their own", () => {
    const fields = Object.values(CONFIG_FIELDS);
    expect(new Set(fields.map((field) => field.environment)).size).toBe(fields.length);
    for (const field of fields) expect(field.meaning).toMatch(/^[A-Z].*\.$/);
  });
});

describe("finding the workspace", () => {
  it("walks up to the nearest longarm.yml", async () => {
    const folder = await workspace("study: mps\n");
    const deep = join(folder, "site/events");
    await mkdir(deep, { recursive: true });
    expect(await findWorkspace(deep)).toBe(folder);
  });

  it("says what to do where there is none", async () => {
    await expect(findWorkspace(await temporaryFolder())).rejects.toThrow(
      /make a workspace with longarm init, or name one with --workspace/,
    );
  });
});

import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longarm, temporaryFolder } from "../longarm.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const samplePages = readdirSync(join(root, "samples/pages"));
const sample = (ending: string): string => {
  const name = samplePages.find((file) => file.endsWith(ending));
  if (name === undefined) throw new Error(`samples/pages holds no ${ending}`);
  return join(root, "samples/pages", name);
};

let model = "";
let edition = "";

beforeAll(async () => {
  model = mkdtempSync(join(tmpdir(), "longarm-model-"));
  expect((await longarm(["init", model, "-q"])).code).toBe(0);
  expect((await longarm(["ingest", sample(".html"), "-w", model])).code).toBe(0);
  edition = await editionOf(model);
});

afterAll(() => rmSync(model, { recursive: true, force: true }));

async function editionOf(folder: string): Promise<string> {
  return (JSON.parse((await longarm(["stats", "meetings", "-w", folder, "--json"])).out) as { edition: string }).edition;
}

/** A workspace with one page in it (a copied folder is a backup), so that every fault can be shown to leave it whole. */
function workspace(): { folder: string; holds: () => Promise<void> } {
  const folder = join(temporaryFolder(), "ws");
  cpSync(model, folder, { recursive: true });
  const holds = async (): Promise<void> => {
    expect((await longarm(["verify", "-w", folder])).code).toBe(0);
    expect(await editionOf(folder)).toBe(edition);
    expect(readdirSync(join(folder, "archive")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  };
  return { folder, holds };
}

describe("bad input ends in one clear sentence, the documented exit code, and a whole workspace", () => {
  it("a file that is no page", async () => {
    const { folder, holds } = workspace();
    const picture = join(folder, "..", "page.html");
    writeFileSync(picture, Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
    const ended = await longarm(["ingest", picture, "-w", folder]);
    expect(ended.code).toBe(4);
    expect(ended.err).toMatch(/page\.html.*PNG/);
    await holds();
  });

  it("an empty file", async () => {
    const { folder, holds } = workspace();
    const empty = join(folder, "..", "empty.html");
    writeFileSync(empty, "");
    const ended = await longarm(["ingest", empty, "-w", folder]);
    expect(ended.code).toBe(4);
    expect(ended.err).toMatch(/empty\.html.*(empty|no bytes)/);
    await holds();
  });

  it("a truncated WARC file: the whole records are read, the damage is named", async () => {
    const { folder } = workspace();
    const cut = join(folder, "..", "cut.warc.gz");
    copyFileSync(sample(".warc.gz"), cut);
    truncateSync(cut, readFileSync(cut).length - 60);
    const ended = await longarm(["ingest", cut, "-w", folder, "--json"]);
    expect(ended.code).toBe(4);
    expect(ended.err).toMatch(/cut\.warc\.gz/);
    expect((JSON.parse(ended.out) as { done: number }).done).toBeGreaterThan(0);
    expect((await longarm(["verify", "-w", folder])).code).toBe(0);
  });

  it("a broken line of JSON Lines: named by its number, the others are read", async () => {
    const { folder } = workspace();
    const lines = join(folder, "..", "docs.jsonl");
    writeFileSync(lines, `{"id":"a","title":"T","text":"A short text about the weather in spring."}\n{"id":"b", text\n`);
    const ended = await longarm(["ingest", lines, "-w", folder, "--json"]);
    expect(ended.code).toBe(4);
    expect(ended.err).toMatch(/docs\.jsonl:2: no JSON/);
    expect((JSON.parse(ended.out) as { done: number }).done).toBe(1);
  });

  it("a directory without access", async () => {
    const { folder, holds } = workspace();
    const locked = join(folder, "..", "locked");
    mkdirSync(locked);
    writeFileSync(join(locked, "a.html"), "<p>never read</p>");
    chmodSync(locked, 0o000);
    const ended = await asOrdinaryUser(["ingest", locked, "-w", folder], folder);
    chmodSync(locked, 0o755);
    expect(ended.code).toBe(4);
    expect(ended.err).toMatch(/locked.*right/);
    await holds();
  });

  it("an unknown study", async () => {
    const ended = await longarm(["init", join(temporaryFolder(), "ws"), "--study", "mpss"]);
    expect(ended.code).toBe(3);
    expect(ended.err).toMatch(/mpss.*mps/);
  });

  it("a broken codebook line", async () => {
    const folder = temporaryFolder();
    const study = join(folder, "study");
    cpSync(join(root, "studies/mps"), study, { recursive: true });
    const file = join(study, "codebook", "categories.yml");
    appendFileSync(file, "\n  - code: [unclosed\n");
    const ended = await longarm(["init", join(folder, "ws"), "--study", study]);
    expect(ended.code).toBe(3);
    expect(ended.err).toMatch(/categories\.yml/);
    expect(readdirSync(folder)).toEqual(["study"]);
  });

  itWithMount(
    "a full disk: nothing already stored is lost, nothing is half-written, and the same command works once there is room",
    async () => {
      const { folder, holds } = workspace();
      const small = join(folder, "..", "small");
      mkdirSync(small);
      mountSmall(small);
      try {
        const ws = join(small, "ws");
        cpSync(folder, ws, { recursive: true });
        writeFileSync(join(small, "filler"), Buffer.alloc(freeBytes(small) - 4096));
        const full = await longarm(["ingest", join(root, "samples/pages"), "-w", ws]);
        expect(full.code).toBe(5);
        expect(full.err).toMatch(/full|free space/);
        execFileSync("rm", [join(small, "filler")]);
        expect((await longarm(["verify", "-w", ws])).code).toBe(0);
        expect((await longarm(["ingest", join(root, "samples/pages"), "-w", ws])).code).toBe(0);
        expect((await longarm(["verify", "-w", ws])).code).toBe(0);
      } finally {
        execFileSync("umount", [small]);
      }
      await holds();
    },
  );

  it("a command, option or address that does not exist", async () => {
    expect((await longarm(["ingst"])).code).toBe(2);
    expect((await longarm(["stats", "--nope"])).code).toBe(2);
    const { folder } = workspace();
    expect(await longarm(["stats", "meetngs", "-w", folder])).toMatchObject({
      code: 2,
      err: expect.stringContaining("meetings") as string,
    });
    const nowhere = await longarm(["stats", "zzzzzzzzzzzz", "-w", folder]);
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).not.toContain('nearest is ""');
    const category = await longarm(["events", "--category", "meetng", "-w", folder]);
    expect(category).toMatchObject({ code: 2, err: expect.stringContaining('nearest is "meeting"') as string });
    const country = await longarm(["events", "--country", "Narnia", "-w", folder]);
    expect(country).toMatchObject({ code: 2, err: expect.stringContaining("--country Narnia") as string });
    const empty = await longarm(["ingest", temporaryFolder(), "-w", folder]);
    expect(empty).toMatchObject({ code: 4, err: expect.stringContaining("no page in it") as string });
    expect(await longarm(["trace", "ZZ.999", "-w", folder])).toMatchObject({ code: 4 });
    expect(await longarm(["ingest", "https://example.org/", "-w", folder])).toMatchObject({ code: 2 });
  });

  it("no workspace", async () => {
    const ended = await longarm(["stats"], { cwd: temporaryFolder() });
    expect(ended.code).toBe(3);
    expect(ended.err).toMatch(/longarm init/);
  });
});

/** Permissions do not bind the superuser: there the command runs as `nobody`. */
async function asOrdinaryUser(args: string[], folder: string): ReturnType<typeof longarm> {
  if (process.getuid?.() !== 0) return longarm(args);
  execFileSync("chown", ["-R", "nobody", join(folder, "..")]);
  chmodSync(join(folder, ".."), 0o755);
  return longarm(args, { script: "test/e2e/as-nobody.js" });
}

function mountSmall(folder: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], { stdio: "ignore" });
}

/** A full disk needs a small disk of its own; an ordinary user, and some containers, may not mount one. */
function itWithMount(title: string, body: () => Promise<void>): void {
  if (canMount()) it(title, body, 60_000);
  else it.skip(`${title} (needs the right to mount a small disk)`, body);
}

function canMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), "longarm-mount-"));
  try {
    mountSmall(probe);
    execFileSync("umount", [probe]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(probe);
  }
}

function freeBytes(folder: string): number {
  const [, line] = execFileSync("df", ["--output=avail", "-B1", folder], { encoding: "utf8" }).trim().split("\n");
  return Number(line);
}

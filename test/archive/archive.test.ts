import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFile, chmod, mkdtemp, readFile, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Archive, readWarc, type ArchiveProblem } from "../../src/archive/index.js";
import { fixedClock, silentLog, type Log } from "../../src/effects/index.js";
import type { Page, Reading } from "../../src/model/index.js";
import { aPage, anHttpPage } from "./a-page.js";

const clock = fixedClock("2026-11-24T03:15:00.123Z");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "longarm-archive-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const openArchive = (log: Log = silentLog) => Archive.open(folder, { clock, log });

async function problemsOf(archive: Archive): Promise<ArchiveProblem[]> {
  const problems: ArchiveProblem[] = [];
  for await (const problem of archive.verify()) problems.push(problem);
  return problems;
}

async function readingsOf(path: string): Promise<Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of readWarc(path)) readings.push(reading);
  return readings;
}

/** The one record of a batch of one. */
async function appendOne(archive: Archive, page: Page) {
  const [archived] = await archive.append([page]);
  if (!archived) throw new Error("append returned nothing");
  return archived;
}

describe("append", () => {
  it("writes one sealed file for the batch, named by time, and gives back where each page lies", async () => {
    const archive = await openArchive();
    const archived = await archive.append([aPage(), aPage({ url: "https://embassy.example/t2.htm" })]);
    expect(await readdir(folder)).toEqual(["longarm-20261124T031500Z-0001.warc.gz"]);
    const bytes = await readFile(join(folder, "longarm-20261124T031500Z-0001.warc.gz"));
    for (const { warc } of archived) expect([...bytes.subarray(warc.offset, warc.offset + 3)]).toEqual([0x1f, 0x8b, 8]);
    const last = archived[1]?.warc;
    expect((last?.offset ?? 0) + (last?.length ?? 0)).toBe(bytes.length);
  });

  it("gives each page back byte for byte", async () => {
    const archive = await openArchive();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.webUrl(), async (body, url) => {
        const { warc } = await appendOne(archive, aPage({ body, url }));
        const record = await archive.readPayload(warc);
        expect(Buffer.from(record.payload).equals(Buffer.from(body))).toBe(true);
        expect(record.digestHolds).toBe(true);
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it("stores an HTTP exchange unchanged and undoes its codings on reading", async () => {
    const html = Buffer.from("<p>第149次联合巡逻</p>");
    const wire = gzipSync(html);
    const head = ["HTTP/1.1 200 OK", "content-TYPE: text/html; charset=GBK", "Content-Encoding: gzip"];
    const page = anHttpPage("https://embassy.example/h", head, wire, html);
    const archive = await openArchive();
    const { warc, payloadDigest } = await appendOne(archive, page);
    const record = await archive.readPayload(warc);
    expect(record).toMatchObject({ type: "response", httpStatus: 200, mediaType: "text/html", charset: "gbk", digestHolds: true });
    expect(Buffer.from(record.payload).toString()).toBe("<p>第149次联合巡逻</p>");
    expect(payloadDigest).toBe(`sha256:${createHash("sha256").update(wire).digest("hex")}`);
    const [reading] = await readingsOf(join(folder, warc.file));
    expect(
      reading?.kind === "page" && reading.page.httpBlock && Buffer.from(reading.page.httpBlock).equals(page.httpBlock ?? Buffer.alloc(0)),
    ).toBe(true);
  });

  it("keeps an address in any script and the record's date", async () => {
    const archive = await openArchive();
    const { warc } = await appendOne(archive, aPage({ url: "urn:longarm:file:会 见\n.html" }));
    const record = await archive.readPayload(warc);
    expect(record.url).toBe("urn:longarm:file:会%20见%0A.html");
    expect(record.capturedAt).toBe("2024-03-01T08:00:00Z");
  });

  it("writes the same bytes for the same pages", async () => {
    const first = await appendOne(await openArchive(), aPage());
    const bytes = await readFile(join(folder, first.warc.file));
    await rm(folder, { recursive: true });
    const again = await appendOne(await openArchive(), aPage());
    expect(again).toEqual(first);
    expect((await readFile(join(folder, again.warc.file))).equals(bytes)).toBe(true);
  });

  it("does not write again what a sealed file holds, even after a restart", async () => {
    const first = await appendOne(await openArchive(), aPage());
    const again = await appendOne(await openArchive(), aPage());
    expect(again.warc).toEqual(first.warc);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it("stores the same bytes from another address as another record", async () => {
    const archive = await openArchive();
    const first = await appendOne(archive, aPage());
    const other = await appendOne(archive, aPage({ url: "https://other.example/" }));
    expect(other.warc.file).not.toBe(first.warc.file);
  });

  it("writes a page twice in one batch once", async () => {
    const [a, b] = await (await openArchive()).append([aPage(), aPage()]);
    expect(a?.warc).toEqual(b?.warc);
  });

  it("writes nothing for an empty batch", async () => {
    expect(await (await openArchive()).append([])).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it("stores a page again where its record is damaged", async () => {
    const first = await appendOne(await openArchive(), aPage());
    const path = join(folder, first.warc.file);
    const bytes = await readFile(path);
    bytes[first.warc.offset + first.warc.length - 12] = (bytes[first.warc.offset + first.warc.length - 12] ?? 0) ^ 0xff;
    await writeFile(path, bytes);
    const again = await appendOne(await openArchive(), aPage());
    expect(again.warc.file).not.toBe(first.warc.file);
  });

  it("never takes a name that is taken, so that two runs in one second lose nothing", async () => {
    const [one, two] = [await openArchive(), await openArchive()];
    const pages = Array.from({ length: 6 }, (_, n) => aPage({ url: `https://embassy.example/${n}` }));
    const archived = await Promise.all(pages.map((page, n) => (n % 2 === 0 ? one : two).append([page])));
    const pointers = archived.flat().map(({ warc }) => warc);
    expect(new Set(pointers.map(({ file }) => file)).size).toBe(6);
    for (const pointer of pointers) expect((await one.readPayload(pointer)).digestHolds).toBe(true);
  });
});

describe("open", () => {
  it("removes what a killed run left half-written, with a warning that names it", async () => {
    await writeFile(join(folder, "longarm-20261123T000000Z-0001.warc.gz.tmp"), "half");
    const warnings: string[] = [];
    await openArchive({ progress: () => undefined, warn: (message) => warnings.push(message) });
    expect(await readdir(folder)).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining("longarm-20261123T000000Z-0001.warc.gz.tmp")]);
  });

  it("leaves the file alone that a live process is writing", async () => {
    const name = `longarm-20261123T000000Z-0001.p${process.ppid}.warc.gz.tmp`;
    await writeFile(join(folder, name), "at work");
    await Archive.open(folder, { clock: { now: () => new Date().toISOString() }, log: silentLog });
    expect(await readdir(folder)).toEqual([name]);
  });

  it("refuses a file where the folder should be, in one sentence", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(Archive.open(join(folder, "file"), { clock, log: silentLog })).rejects.toThrow(/archive folder .*file/);
  });
});

describe("when nothing can be written", () => {
  const child = fileURLToPath(new URL("append-in-child.ts", import.meta.url));
  const tsx = fileURLToPath(new URL("../../node_modules/.bin/tsx", import.meta.url));
  const canMount = spawnSync("unshare", ["-m", "true"]).status === 0;
  const isRoot = process.getuid?.() === 0;

  it.skipIf(!canMount)("a full disk ends the run in one sentence and leaves what was sealed (needs a mount of its own)", () => {
    const script = `mount -t tmpfs -o size=64k none ${folder} && ${tsx} ${child} ${folder} small && ${tsx} ${child} ${folder} large; ls ${folder}`;
    const { stdout } = spawnSync("unshare", ["-m", "sh", "-c", script], { encoding: "utf8" });
    const [small, large, ...files] = stdout.trim().split("\n");
    expect(small).toBe("archived 1");
    expect(large).toMatch(/^RunAbort: .*the disk is full; free some space/);
    expect(files).toEqual([expect.stringMatching(/^longarm-.*-0001\.warc\.gz$/)]);
  });

  it.skipIf(!isRoot)("a folder without the right to write ends the run in one sentence (needs root, to give it up)", async () => {
    await chmod(folder, 0o555);
    const options = ["--reuid=65534", "--regid=65534", "--clear-groups", tsx, child, folder, "small"];
    const { stdout } = spawnSync("setpriv", options, { encoding: "utf8", env: { ...process.env, HOME: tmpdir() } });
    expect(stdout).toMatch(/^RunAbort: .*this user has no right to/);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("readPayload", () => {
  it("names file and place where the record is not what the pointer says", async () => {
    const archive = await openArchive();
    const { warc } = await appendOne(archive, aPage());
    await expect(archive.readPayload({ ...warc, recordId: "urn:uuid:other" })).rejects.toThrow(
      /0001\.warc\.gz at byte \d+: the record there is/,
    );
    await expect(archive.readPayload({ ...warc, offset: warc.offset + 3 })).rejects.toThrow(/ends at byte|cannot be undone/);
    await expect(archive.readPayload({ ...warc, file: "../ledger.sqlite" })).rejects.toThrow(/no name of an archive file/);
    await expect(archive.readPayload({ ...warc, file: "longarm-20200101T000000Z-0001.warc.gz" })).rejects.toThrow(/does not exist/);
  });
});

describe("verify", () => {
  it("finds nothing wrong with what was just written", async () => {
    const archive = await openArchive();
    await archive.append([aPage(), anHttpPage("https://a.example/", ["HTTP/1.1 200 OK"], Buffer.from("x"))]);
    expect(await problemsOf(archive)).toEqual([]);
  });

  it("finds a record whose bytes were exchanged, and goes on behind it", async () => {
    const archive = await openArchive();
    const { warc } = await appendOne(archive, aPage({ body: Buffer.from("guilty of nothing") }));
    const path = join(folder, warc.file);
    const { gunzipSync } = await import("node:zlib");
    const bytes = await readFile(path);
    const forged = gzipSync(
      Buffer.from(gunzipSync(bytes.subarray(warc.offset)).toString("latin1").replace("nothing", "several"), "latin1"),
    );
    await writeFile(path, Buffer.concat([bytes.subarray(0, warc.offset), forged]));
    expect(await problemsOf(archive)).toEqual([expect.objectContaining({ kind: "digest-mismatch", offset: warc.offset, file: warc.file })]);
    expect((await archive.readPayload({ ...warc, length: forged.length })).digestHolds).toBe(false);
  });

  it("finds a file that was cut off, wherever it was cut", async () => {
    const archive = await openArchive();
    const { warc } = await appendOne(archive, aPage({ body: Buffer.from("x".repeat(2000)) }));
    const size = warc.offset + warc.length;
    for (const cut of [1, 5, 40, warc.length - 1]) {
      await truncate(join(folder, warc.file), size - cut);
      const problems = await problemsOf(archive);
      expect(
        problems.map(({ kind }) => kind),
        `cut by ${cut}`,
      ).toEqual([expect.stringMatching(/truncated|undecodable/)]);
    }
  });

  it("finds damage in the middle and still checks the records behind it", async () => {
    const archive = await openArchive();
    const [first, second, third] = await archive.append(
      [1, 2, 3].map((n) => aPage({ url: `https://a.example/${n}`, body: Buffer.from(`page ${n}`) })),
    );
    if (!first || !second || !third) throw new Error("three pages were archived");
    const path = join(folder, first.warc.file);
    const bytes = await readFile(path);
    bytes.fill(0, second.warc.offset + 20, second.warc.offset + 40);
    bytes[third.warc.offset + third.warc.length - 6] = (bytes[third.warc.offset + third.warc.length - 6] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const offsets = (await problemsOf(archive)).map(({ offset }) => offset);
    expect(offsets).toContain(second.warc.offset);
    expect(offsets).toContain(third.warc.offset);
  });

  it("finds bytes that were added behind the last record", async () => {
    const archive = await openArchive();
    const { warc } = await appendOne(archive, aPage());
    await appendFile(join(folder, warc.file), "tail");
    expect(await problemsOf(archive)).toHaveLength(1);
  });
});

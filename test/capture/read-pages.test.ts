import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findInputs, readPages, TEXT_MEDIA_TYPE } from "../../src/capture/index.js";
import type { Page, Reading } from "../../src/model/index.js";

let folder: string;
let warnings: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "longarm-capture-"));
  warnings = [];
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function read(name: string, content: Uint8Array | string, maxBytes = 1_000_000): Promise<Reading[]> {
  await writeFile(join(folder, name), content);
  return readPath(join(folder, name), maxBytes);
}

async function readPath(path: string, maxBytes = 1_000_000): Promise<Reading[]> {
  const readings: Reading[] = [];
  const log = { progress: () => undefined, warn: (message: string) => warnings.push(message) };
  for await (const reading of readPages(path, { maxBytes }, { log })) readings.push(reading);
  return readings;
}

function onlyPage(readings: readonly Reading[]): Page {
  const [reading] = readings;
  if (readings.length !== 1 || reading?.kind !== "page") throw new Error(`one page was expected: ${JSON.stringify(readings)}`);
  return reading.page;
}

const jsonBody = (page: Page): unknown => JSON.parse(Buffer.from(page.body).toString());

describe("a saved page", () => {
  it("keeps its bytes and takes the address that the browser wrote into it", async () => {
    const bytes = Buffer.from(
      '<html><!-- saved from url=(0042)https://embassy.example/t20240301_1.htm?a=1 -->\n<link rel="canonical" href="https://x.example/">\xb9\xab',
      "latin1",
    );
    const page = onlyPage(await read("saved.html", bytes));
    expect(page).toMatchObject({
      url: "https://embassy.example/t20240301_1.htm?a=1",
      urlBasis: "saved-from",
      charset: null,
      mediaType: "text/html",
      origin: "saved.html",
    });
    expect(Buffer.from(page.body).equals(bytes)).toBe(true);
  });

  it.each([
    ['<link href="https://a.example/x" rel="canonical">', "https://a.example/x", "canonical"],
    ["<link rel=canonical href='https://a.example/y?a=1&amp;b=2'>", "https://a.example/y?a=1&b=2", "canonical"],
    ['<meta property="og:url" content="https://a.example/z">', "https://a.example/z", "canonical"],
    ['<link rel="canonical" href="/relative">', "urn:longarm:file:p%C3%A4ge.htm", "file-name"],
    ["<p>nothing</p>", "urn:longarm:file:p%C3%A4ge.htm", "file-name"],
  ])("without that mark has the address that it names itself, else its file name: %s", async (html, url, urlBasis) => {
    expect(onlyPage(await read("päge.htm", html))).toMatchObject({ url, urlBasis });
  });

  it.each([
    ["picture.html", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), "not-a-page", /picture\.html is a PNG picture/],
    ["tool.html", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]), "not-a-page", /program \(ELF\)/],
    ["paper.html", Buffer.from("%PDF-1.7 ..."), "not-a-page", /PDF document/],
    ["office.html", Buffer.from([0x50, 0x4b, 3, 4]), "not-a-page", /ZIP archive/],
    ["zeros.html", Buffer.alloc(300), "not-a-page", /binary data \(300 NUL/],
    ["empty.html", Buffer.alloc(0), "empty", /empty\.html is empty/],
    ["large.html", Buffer.alloc(1001, "x"), "too-large", /has 1001 bytes, the limit is 1000/],
    ["notes.txt", Buffer.from("milk, bread"), "unsupported-type", /none of the known endings/],
  ])("that is none is skipped with what was seen: %s", async (name, bytes, reason, detail) => {
    expect(await read(name, bytes, 1000)).toEqual([
      { kind: "skipped", address: name, reason, detail: expect.stringMatching(detail) as unknown },
    ]);
  });

  it("is read whatever the file is called, where its bytes are HTML", async () => {
    expect(onlyPage(await read("page.aspx", "<html><p>x</p>")).mediaType).toBe("text/html");
  });

  it("in UTF-16 is no binary file", async () => {
    expect(onlyPage(await read("u.html", Buffer.from("\ufeff<p>会见</p>", "utf16le"))).mediaType).toBe("text/html");
  });

  it("that is not there, or is a folder, fails in one sentence", async () => {
    expect(await readPath(join(folder, "none.html"))).toEqual([
      expect.objectContaining({ kind: "failed", message: expect.stringContaining("none.html does not exist") as unknown }),
    ]);
    await mkdir(join(folder, "d.html"));
    expect(await readPath(join(folder, "d.html"))).toEqual([
      { kind: "failed", address: "d.html", message: "d.html is a folder where a file was expected" },
    ]);
    expect(await readPath("/dev/zero")).toEqual([expect.objectContaining({ kind: "failed" })]);
  });
});

describe("JSON Lines", () => {
  it("of texts become canonical JSON of the members that are read", async () => {
    const page = onlyPage(
      await read(
        "t.jsonl",
        `${JSON.stringify({ text: "正文", id: "a1", title: "标题", date: "2024-03-01", source: "https://a.example/1", gold: 1 })}\n`,
      ),
    );
    expect(page).toMatchObject({ url: "https://a.example/1", urlBasis: "stated", mediaType: TEXT_MEDIA_TYPE, origin: "t.jsonl:1" });
    expect(Buffer.from(page.body).toString()).toBe(
      '{"id":"a1","published":"2024-03-01","text":"正文","title":"标题","url":"https://a.example/1"}',
    );
  });

  it("without an address are named by their id, and what stands in `url` and `published` wins", async () => {
    expect(onlyPage(await read("t.jsonl", '{"id":7,"text":"x","source":"press"}')).url).toBe("urn:longarm:text:7");
    const page = onlyPage(
      await read(
        "t.jsonl",
        '{"id":"a","text":"x","url":"https://u.example/","source":"https://s.example/","published":"2020","date":"2021"}',
      ),
    );
    expect(jsonBody(page)).toEqual({ id: "a", text: "x", url: "https://u.example/", published: "2020" });
  });

  it("of pages become HTML in UTF-8", async () => {
    const page = onlyPage(
      await read("p.jsonl", JSON.stringify({ id: "p", url: "https://a.example/p", html: "<p>会见</p>", encoding: "gb18030" })),
    );
    expect(page).toMatchObject({ url: "https://a.example/p", mediaType: "text/html", charset: "utf-8" });
    expect(Buffer.from(page.body).toString()).toBe("<p>会见</p>");
  });

  it("name members that are not read in one warning for the file", async () => {
    await read("t.jsonl", '{"id":"a","text":"x","gold":1,"tier":2}\n{"id":"b","text":"y","gold":1}\n');
    expect(warnings).toEqual(["t.jsonl: members that are not read were left out: gold (2), tier (1)"]);
  });

  it.each([
    ["{no json", /t\.jsonl:2: no JSON; the line begins with "\{no json"/],
    ["[1,2]", /t\.jsonl:2: no JSON object/],
    ['{"id":"a"}', /t\.jsonl:2: "text": .*a line is a text/],
    ['{"text":"x"}', /t\.jsonl:2: "id": /],
    ['{"url":"ftp://x","html":"<p>"}', /t\.jsonl:2: "url" is "ftp:\/\/x", no address of the web/],
  ])("fail line by line, and the others are read: %s", async (line, message) => {
    const readings = await read("t.jsonl", `{"id":"a","text":"x"}\n${line}\n\n{"id":"b","text":"y"}`);
    expect(readings.map(({ kind }) => kind)).toEqual(["page", "failed", "page"]);
    expect(readings[1]?.kind === "failed" && readings[1].message).toMatch(message);
  });

  it("that are no UTF-8 fail by line", async () => {
    const readings = await read(
      "t.jsonl",
      Buffer.concat([Buffer.from('{"id":"a","text":"'), Buffer.from([0xb9, 0xab]), Buffer.from('"}')]),
    );
    expect(readings).toEqual([
      expect.objectContaining({ kind: "failed", message: expect.stringContaining("t.jsonl:1: the line is no UTF-8") as unknown }),
    ]);
  });

  it("are read gzipped, and a cut file gives its lines first", async () => {
    const lines = Array.from({ length: 3000 }, (_, n) => `{"id":"${n}","text":"text number ${n * 7919}"}\n`).join("");
    expect(await read("t.jsonl.gz", gzipSync(lines))).toHaveLength(3000);
    const readings = await read("cut.jsonl.gz", gzipSync(lines).subarray(0, -2000));
    expect(readings.length).toBeGreaterThan(10);
    expect(readings.at(-1)).toMatchObject({
      kind: "failed",
      message: "cut.jsonl.gz ends within its gzip data; the lines before it were read; get the file again",
    });
  });

  it("hold one line too long for the limit without holding up the rest", async () => {
    const readings = await read("t.jsonl", `{"id":"a","text":"${"x".repeat(5000)}"}\n{"id":"b","text":"y"}\n`, 1000);
    expect(readings).toEqual([
      { kind: "skipped", address: "t.jsonl:1", reason: "too-large", detail: "t.jsonl:1: a line above 1000 bytes" },
      expect.objectContaining({ kind: "page" }),
    ]);
  });

  it("with nothing in them are skipped as empty", async () => {
    expect(await read("t.jsonl", "\n\n")).toEqual([
      { kind: "skipped", address: "t.jsonl", reason: "empty", detail: "t.jsonl holds no line" },
    ]);
  });

  it("keep characters outside the basic plane and drop no half of one", async () => {
    const page = onlyPage(await read("t.jsonl", String.raw`{"id":"a","text":"𠮷😀\ud800"}`));
    expect(jsonBody(page)).toEqual({ id: "a", text: "𠮷😀\uFFFD" });
  });
});

describe("findInputs", () => {
  it("walks folders in the order of names and reports what it does not read", async () => {
    await mkdir(join(folder, "b/deep"), { recursive: true });
    for (const name of ["b/deep/z.warc.gz", "b/2.jsonl.gz", "a.HTM", "c.png"]) await writeFile(join(folder, name), "x");
    await symlink(folder, join(folder, "b/loop"));
    const { files, readings } = await findInputs([folder]);
    expect(files.map(({ path, kind }) => [path.slice(folder.length + 1), kind])).toEqual([
      ["a.HTM", "html"],
      ["b/2.jsonl.gz", "jsonl"],
      ["b/deep/z.warc.gz", "warc"],
    ]);
    expect(readings).toEqual([
      expect.objectContaining({ kind: "skipped", address: "loop", detail: expect.stringContaining("was not followed") as unknown }),
      expect.objectContaining({ kind: "skipped", address: "c.png", reason: "unsupported-type" }),
    ]);
  });

  it("takes a file that is named whatever its ending, and fails on one that is not there", async () => {
    await writeFile(join(folder, "page.php"), "<p>");
    const { files, readings } = await findInputs([join(folder, "page.php"), join(folder, "none")]);
    expect(files).toEqual([{ path: join(folder, "page.php"), kind: null }]);
    expect(readings).toEqual([
      expect.objectContaining({ kind: "failed", message: expect.stringContaining("none does not exist") as unknown }),
    ]);
  });

  it.skipIf(process.getuid?.() !== 0)("a folder without access is one failed reading (needs root, to give up the right)", async () => {
    await mkdir(join(folder, "closed"));
    await writeFile(join(folder, "open.html"), "<p>");
    await chmod(join(folder, "closed"), 0o700);
    await chmod(folder, 0o755);
    const child = fileURLToPath(new URL("find-in-child.ts", import.meta.url));
    const tsx = fileURLToPath(new URL("../../node_modules/.bin/tsx", import.meta.url));
    const drop = ["--reuid=65534", "--regid=65534", "--clear-groups", tsx, child, folder];
    const { stdout } = spawnSync("setpriv", drop, { encoding: "utf8", env: { ...process.env, HOME: tmpdir() } });
    expect(JSON.parse(stdout)).toMatchObject({
      files: [{ kind: "html" }],
      readings: [{ kind: "failed", address: "closed", message: expect.stringContaining("this user has no right to read it") as unknown }],
    });
  });
});

import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWarc, type ReadWarcOptions } from "../../src/archive/index.js";
import type { Page, Reading } from "../../src/model/index.js";
import { itWithShared, sharedPath } from "../shared-data.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "longarm-warc-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface RecordParts {
  readonly type: string;
  readonly url?: string;
  readonly contentType?: string;
  readonly block: Uint8Array | string;
  readonly extra?: readonly string[];
}

function record({ type, url, contentType = "application/http; msgtype=response", block, extra = [] }: RecordParts): Buffer {
  const bytes = Buffer.from(block as string); // Buffer.from takes both, its overloads do not
  const head = [
    "WARC/1.0",
    `WARC-Type: ${type}`,
    ...(url === undefined ? [] : [`WARC-Target-URI: ${url}`]),
    "WARC-Date: 2023-05-16T08:30:00Z",
    `Content-Type: ${contentType}`,
    ...extra,
    `Content-Length: ${bytes.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), bytes, Buffer.from("\r\n\r\n")]);
}

function response(url: string, headers: readonly string[], body: Uint8Array | string, status = "200 OK"): Buffer {
  return record({
    type: "response",
    url,
    block: Buffer.concat([Buffer.from([`HTTP/1.1 ${status}`, ...headers, "", ""].join("\r\n")), Buffer.from(body as string)]),
  });
}

const HTML = "Content-Type: text/html; charset=GB2312";
const gz = (...records: readonly Buffer[]) => Buffer.concat(records.map((bytes) => gzipSync(bytes)));

async function read(bytes: Uint8Array, name = "a.warc.gz", options: ReadWarcOptions = {}): Promise<Reading[]> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const readings: Reading[] = [];
  for await (const reading of readWarc(path, options)) readings.push(reading);
  return readings;
}

function pagesOf(readings: readonly Reading[]): Page[] {
  return readings.flatMap((reading) => (reading.kind === "page" ? [reading.page] : []));
}

describe("readWarc", () => {
  it("yields responses and resources as pages and is quiet about records that are none", async () => {
    const info = record({
      type: "warcinfo",
      contentType: "application/warc-fields",
      block: "software: Heritrix/3.4.0 http://crawler.example\r\n",
    });
    const readings = await read(
      gz(
        info,
        record({ type: "request", url: "http://a.example/", block: "GET / HTTP/1.1\r\n\r\n" }),
        response("http://a.example/", [HTML], "<p>one</p>"),
        record({ type: "metadata", url: "http://a.example/", contentType: "application/warc-fields", block: "via: x\r\n" }),
        record({ type: "resource", url: "urn:x:2", contentType: "text/html", block: "<p>two</p>" }),
        record({ type: "conversion", url: "http://a.example/t", contentType: "text/plain", block: "three" }),
      ),
    );
    expect(readings.map(({ kind }) => kind)).toEqual(["page", "page", "page"]);
    const [first] = pagesOf(readings);
    expect(first).toMatchObject({
      url: "http://a.example/",
      urlBasis: "warc",
      status: 200,
      mediaType: "text/html",
      charset: "gb2312",
      tool: "Heritrix@3.4.0",
    });
    expect(first?.capturedAt).toBe("2023-05-16T08:30:00Z");
    expect(first?.origin).toMatch(/^a\.warc\.gz at byte \d+$/);
  });

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["br", brotliCompressSync],
  ] as const)("undoes content coding %s", async (coding, encode) => {
    const [page] = pagesOf(
      await read(response("http://a.example/", [HTML, `Content-Encoding: ${coding}`], encode(Buffer.from("<p>会见</p>"))), "c.warc"),
    );
    expect(Buffer.from(page?.body ?? []).toString()).toBe("<p>会见</p>");
  });

  it("undoes chunks around gzip, and keeps the recorded block as it was", async () => {
    const coded = gzipSync(Buffer.from("<p>chunk by chunk</p>"));
    const chunked = Buffer.concat([Buffer.from(`${coded.length.toString(16)}\r\n`), coded, Buffer.from("\r\n0\r\n\r\n")]);
    const [page] = pagesOf(
      await read(response("http://a.example/", [HTML, "Content-Encoding: gzip", "Transfer-Encoding: chunked"], chunked), "c.warc"),
    );
    expect(Buffer.from(page?.body ?? []).toString()).toBe("<p>chunk by chunk</p>");
    expect(Buffer.from(page?.httpBlock ?? []).includes(chunked)).toBe(true);
  });

  it.each([
    ["a server's error", response("http://a.example/", [HTML], "no", "404 Not Found"), "not-a-success"],
    ["a redirect", response("http://a.example/", ["Location: /b"], "", "302 Found"), "not-a-success"],
    ["a picture", response("http://a.example/p", ["Content-Type: image/png"], "x"), "unsupported-type"],
    ["no bytes", response("http://a.example/", [HTML], ""), "empty"],
    ["a revisit", record({ type: "revisit", url: "http://a.example/", block: "" }), "unchanged"],
    [
      "what its recorder cut",
      record({ type: "response", url: "http://a.example/", block: "HTTP/1.1 200 OK\r\n\r\nx", extra: ["WARC-Truncated: length"] }),
      "truncated",
    ],
    [
      "a cut gzip body",
      response("http://a.example/", [HTML, "Content-Encoding: gzip"], gzipSync("x".repeat(999)).subarray(0, 20)),
      "truncated",
    ],
    ["too many bytes", response("http://a.example/", [HTML], "x".repeat(5000)), "too-large"],
    [
      "a decompression bomb",
      response("http://a.example/", [HTML, "Content-Encoding: gzip"], gzipSync(Buffer.alloc(3_000_000))),
      "too-large",
    ],
  ])("skips %s and says why", async (_, bytes, reason) => {
    expect(await read(bytes, "s.warc", { maxBytes: 4000 })).toEqual([expect.objectContaining({ kind: "skipped", reason })]);
  });

  it("gives the good records of a cut file first and then says where it ends and what to do, wherever it was cut", async () => {
    const whole = gz(
      response("http://a.example/1", [HTML], "<p>1</p>"),
      response("http://a.example/2", [HTML], `<p>${"长".repeat(400)}</p>`),
    );
    const second = gz(response("http://a.example/1", [HTML], "<p>1</p>")).length;
    for (let end = second + 1; end < whole.length; end += 7) {
      const readings = await read(whole.subarray(0, end), "cut.warc.gz");
      expect(readings[0], `cut at ${end}`).toMatchObject({ kind: "page" });
      const last = readings[1];
      const words = last?.kind === "skipped" ? last.detail : last?.kind === "failed" ? last.message : "";
      expect(words, `cut at ${end}`).toMatch(/^cut\.warc\.gz at byte \d+: .+; the records before it were read; (get|repair)/);
      expect(readings).toHaveLength(2);
    }
  });

  it("ends at once on a plain file that is cut within a record", async () => {
    const whole = response("http://a.example/1", [HTML], "<p>one</p>");
    const readings = await read(whole.subarray(0, whole.length - 8), "cut.warc");
    expect(readings).toEqual([expect.objectContaining({ kind: "skipped", reason: "truncated" })]);
  });

  it("says which record's bytes are not those of its digest", async () => {
    const bad = record({
      type: "resource",
      url: "http://a.example/",
      contentType: "text/html",
      block: "<p>x</p>",
      extra: [`WARC-Block-Digest: sha256:${"0".repeat(64)}`],
    });
    expect(await read(bad, "d.warc")).toEqual([
      {
        kind: "failed",
        address: "http://a.example/",
        message: expect.stringContaining("d.warc at byte 0: the bytes are not those") as unknown,
      },
    ]);
  });

  it.each([
    ["an empty file", Buffer.alloc(0), /^x\.warc is empty; a WARC file begins with a record$/],
    ["a web page", Buffer.from("<html>"), /^x\.warc is no WARC file: it begins with "<html>"/],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47]), /is no WARC file/],
    ["gzip of something else", gzipSync("hello"), /is no WARC file: it begins with "hello"/],
    ["gzip that cannot be undone", Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), /cannot be undone|is no WARC file/],
  ])("refuses %s in one sentence", async (_, bytes, sentence) => {
    const [reading, ...more] = await read(bytes, "x.warc");
    expect(more).toEqual([]);
    expect(reading?.kind === "failed" && reading.message).toMatch(sentence);
  });

  it("refuses a file that is not there in one sentence", async () => {
    const readings: Reading[] = [];
    for await (const reading of readWarc(join(folder, "none.warc"))) readings.push(reading);
    expect(readings).toEqual([{ kind: "failed", address: "none.warc", message: "none.warc does not exist" }]);
  });

  itWithShared(
    "data/warc-samples/MANIFEST.csv",
    "every file of nine projects' test folders ends in pages, reasons or one clear sentence",
    async () => {
      const root = sharedPath("data/warc-samples");
      const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter(
        (entry) => entry.isFile() && !/^(MANIFEST\.csv|README\.md)$/.test(entry.name),
      );
      let pages = 0;
      for (const entry of files) {
        for await (const reading of readWarc(join(entry.parentPath, entry.name))) {
          if (reading.kind === "page") pages += 1;
          if (reading.kind === "failed") expect(reading.message, entry.name).toMatch(/^\S.*(;|instead of| is | at byte ).*$/);
          if (reading.kind === "skipped") expect(reading.detail, entry.name).toContain(entry.name);
        }
      }
      expect(files.length).toBeGreaterThanOrEqual(88);
      expect(pages).toBeGreaterThan(70);
    },
  );

  itWithShared("data/warc-samples/MANIFEST.csv", "real captures of one page agree, gzipped or not", async () => {
    const bodies = await Promise.all(
      ["whirlwind.warc", "whirlwind.warc.gz"].map(async (name) => {
        const path = sharedPath(`data/warc-samples/commoncrawl__whirlwind-python/${name}`);
        const [page] = pagesOf(await read(await readFile(path), name));
        return Buffer.from(page?.body ?? []).toString("base64");
      }),
    );
    expect(bodies[0]).not.toBe("");
    expect(bodies[0]).toBe(bodies[1]);
  });
});

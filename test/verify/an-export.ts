import { writeFileSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { makeCheckpoint } from "../../src/checkpoint.js";
import { fixedClock, silentLog } from "../../src/effects/index.js";
import { exportLedger } from "../../src/export-folder.js";
import { Capture, Finding, type EntryDraft } from "../../src/model/index.js";
import { createWorkspace, withRun, type Run } from "../../src/run.js";
import { makeSpan } from "../../src/text/index.js";
import { aPage } from "../archive/a-page.js";
import { TINY } from "../config/study-copy.js";
import { aText } from "../factories/index.js";
import { aFinding, aSearch } from "../ledger/drafts.js";

const CLOCK = { clock: fixedClock("2026-03-01T12:00:00Z"), log: silentLog };

/** A workspace of `batches` times a hundred entries, with a checkpoint after each batch: pages in WARC files, texts, findings with quotes. */
export async function fillWorkspace(folder: string, batches: number): Promise<void> {
  await createWorkspace(folder, TINY, CLOCK);
  await withRun(folder, CLOCK, async (run) => {
    for (let batch = 0; batch < batches; batch += 1) {
      await run.ledger.append([
        ...(await somePages(run, batch)),
        ...Array.from({ length: 70 }, (_, at) => aSearch(batch * 100 + at, "公安部 😀")),
      ]);
      await makeCheckpoint(run);
    }
  });
}

/** The export of a workspace. */
export async function exportOf(workspace: string, folder: string): Promise<string> {
  await withRun(workspace, CLOCK, (run) => exportLedger(run, folder, "files"));
  return folder;
}

/** Ten pages in one WARC file, their texts, and a finding with a quote behind a character of two UTF-16 units in each. */
async function somePages(run: Run, batch: number): Promise<EntryDraft[]> {
  const pages = Array.from({ length: 10 }, (_, at) => {
    const number = batch * 10 + at;
    return aPage({
      url: `https://embassy.example/t${number}.htm`,
      body: Buffer.from(`<html><title>会见 ${number}</title><p>公安部 ${number}</p></html>`),
    });
  });
  const archived = await run.archive.append(pages);
  return archived.flatMap(({ page, payloadDigest, warc, capturedAt }, at): EntryDraft[] => {
    const number = batch * 10 + at;
    const id = `cap_${String(number).padStart(8, "0")}`;
    const { url, urlBasis, status, mediaType, tool } = page;
    const sizeBytes = page.body.length;
    const capture = Capture.parse({
      id,
      url,
      urlBasis,
      sourceId: null,
      status,
      mediaType,
      sizeBytes,
      payloadDigest,
      capturedAt,
      tool,
      warc,
    });
    const text = aText({ url, captureId: capture.id, title: "会见", body: `😀 公安部会见 ${number}` });
    const start = text.text.indexOf("公安部");
    const finding = {
      ...aFinding(number).payload,
      textId: text.id,
      evidence: [{ field: "category", evidence: makeSpan(text, start, start + 5) }],
    };
    return [
      { kind: "capture", subject: capture.id, actor: tool, payload: capture },
      { kind: "text", subject: text.id, actor: "test@1", payload: text },
      { kind: "finding", subject: finding.id, actor: finding.coder, payload: Finding.parse(finding) },
    ];
  });
}

/** Makes SHA256SUMS fit what lies in the folder now, as an intruder would. */
export function renewSums(folder: string): void {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.\w+$/.test(name));
  const sums = names.sort().map(
    (name) =>
      `${createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex")}  ${name}\n`,
  );
  writeFileSync(join(folder, "SHA256SUMS"), sums.join(""));
}

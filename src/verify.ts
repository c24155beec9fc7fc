import type { Capture, SourceText, Span } from "./model/index.js";
import { spanHolds } from "./text/index.js";
import { checkChain } from "./checkpoint.js";
import { keysFolder, type Run } from "./run.js";

/** One thing that does not hold, and where. */
export interface Problem {
  readonly where: string;
  readonly what: string;
}

export interface VerifyReport {
  readonly entries: number;
  readonly checkpoints: number;
  readonly captures: number;
  readonly quotes: number;
  /** Sealed texts that were opened and match their commitment; those without a key here, and erased ones. */
  readonly sealed: { readonly opened: number; readonly withoutKey: number; readonly erased: number };
  /** Archived records that no capture points to: a run was stopped between archive and ledger. Allowed; the next run reads their pages. */
  readonly unreferenced: number;
  readonly problems: readonly Problem[];
}

/** Re-reads and re-hashes everything: the chain of the ledger, every checkpoint that was signed of it, every archived record, every payload a capture points to, every quote. */
export async function verifyWorkspace(run: Run): Promise<VerifyReport> {
  const { audit, checkpoints, problems: unsigned } = await checkChain(run);
  const chain = [...audit.problems.map(({ seq, detail }) => ({ where: `ledger entry ${seq}`, what: detail })), ...unsigned];
  if (chain.length > 0)
    return { entries: 0, checkpoints, captures: 0, quotes: 0, sealed: NOTHING_SEALED, unreferenced: 0, problems: chain }; // nothing that stands on a broken chain is worth checking
  const state = await run.ledger.readState();
  const problems: Problem[] = [];
  for await (const { file, offset, message } of run.archive.verify())
    problems.push({ where: `archive ${file}, byte ${offset}`, what: message });
  for (const capture of state.captures) problems.push(...(await checkCapture(capture, run)));

  const texts = new Map(state.texts.map((text) => [text.id, text]));
  const spans = [...state.findings, ...state.decisions.filter((decision) => decision.kind === "edit")].flatMap((owner) =>
    owner.evidence.flatMap(({ evidence }) => (evidence.kind === "span" ? [{ owner: owner.id, span: evidence }] : [])),
  );
  for (const { owner, span } of spans) problems.push(...checkSpan(owner, span, texts.get(span.textId)));
  const { problems: unsound, ...sealed } = await run.ledger.checkSealed(keysFolder(run));
  for (const { id, detail } of unsound) problems.push({ where: `sealed text ${id}`, what: detail });
  return {
    entries: state.seq,
    checkpoints,
    captures: state.captures.length,
    quotes: spans.length,
    sealed,
    unreferenced: await countUnreferenced(state.captures, run),
    problems,
  };
}

async function countUnreferenced(captures: readonly Capture[], run: Run): Promise<number> {
  const referenced = new Set(captures.map(({ warc }) => `${warc.file} ${warc.offset}`));
  let count = 0;
  for await (const { pointer } of run.archive.records()) if (!referenced.has(`${pointer.file} ${pointer.offset}`)) count += 1;
  return count;
}

const NOTHING_SEALED: VerifyReport["sealed"] = { opened: 0, withoutKey: 0, erased: 0 };

async function checkCapture(capture: Capture, run: Run): Promise<Problem[]> {
  const where = `${capture.id} in archive ${capture.warc.file}, byte ${capture.warc.offset}`;
  try {
    const { payloadDigest, digestHolds } = await run.archive.readPayload(capture.warc);
    if (!digestHolds) return [{ where, what: "the record does not have the digests that it states" }];
    return payloadDigest === capture.payloadDigest
      ? []
      : [{ where, what: `the payload has the digest ${payloadDigest}, the ledger says ${capture.payloadDigest}` }];
  } catch (error) {
    return [{ where, what: `cannot be read: ${error instanceof Error ? error.message : String(error)}` }]; // the damage is the result
  }
}

function checkSpan(owner: string, span: Span, text: SourceText | undefined): Problem[] {
  if (!text) return [{ where: owner, what: `quotes ${span.textId}, which the ledger does not hold` }];
  return spanHolds(text, span)
    ? []
    : [{ where: owner, what: `the quote "${span.quote}" does not stand at ${span.start}-${span.end} of ${span.textId}` }];
}

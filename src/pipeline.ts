import { codeText, makeRuleCoder, type RuleCoder } from "./coding/index.js";
import { deriveId, digestOf } from "./effects/index.js";
import { EXTRACTORS_VERSION, extractText } from "./extract/index.js";
import { computeMeasures } from "./measure/index.js";
import {
  CaptureId,
  sourceOfUrl,
  type ArchivedPage,
  type Capture,
  type Decision,
  type Edition,
  type EntryDraft,
  type Outcome,
  type Page,
  type Reading,
  type Study,
} from "./model/index.js";
import { buildSite, type SiteReport } from "./publish/index.js";
import { decideByPolicy, deriveEdition, editionFor, proposeLinks } from "./resolve/index.js";
import { checkDecision, type DecisionDraft } from "./review/index.js";
import { inBatches, recordOnNewest, type Run } from "./run.js";

const BATCH_PAGES = 64; // one archive file each; small enough that a killed run repeats little

/** Act 1, machine: pages become findings with evidence in the ledger. Safe to repeat at any point: what is known is not read again. */
export async function* ingest(readings: AsyncIterable<Reading>, run: Run): AsyncIterable<Outcome> {
  const rules = makePageRules(run.study);
  for await (const batch of inBatches(readings, BATCH_PAGES)) {
    const fresh: Page[] = [];
    for (const reading of batch) {
      if (reading.kind !== "page") yield reading;
      else if (await run.ledger.findStep(stepOf(reading.page, rules).key)) yield unchanged(reading.page);
      else fresh.push(reading.page);
    }
    const archived = await run.archive.append(fresh); // bytes first: what is coded can always be shown
    for (const item of archived) yield await ingestPage(item, rules, run);
  }
}

/** One archived page: its text, what the coder finds in it, which known acts that tells, and what the acceptance rule makes of it. */
async function ingestPage(item: ArchivedPage, rules: PageRules, run: Run): Promise<Outcome> {
  const capture = captureOf(item, run);
  const captured: EntryDraft = { kind: "capture", subject: capture.id, actor: capture.tool, payload: capture };
  const step = stepOf(item.page, rules);

  const extracted = extractText(item.page, capture);
  if (extracted.kind === "skipped") {
    const outcome: Outcome = { ...extracted, address: capture.url };
    return recordOnNewest(run, () => ({ drafts: [captured], steps: [{ ...step, outcome }], result: outcome }));
  }
  const text = extracted.source;
  const coded = codeText(text, rules.coder);
  const outcome: Outcome = { kind: "done", address: capture.url, findings: coded.findings.length };
  return recordOnNewest(run, (state) => {
    const links = proposeLinks(coded.findings, state.findings);
    const decisions = decideByPolicy({ fresh: coded.findings, links, state, study: run.study, at: run.effects.clock.now() });
    const summary = { textId: text.id, coder: coded.coder, relevant: coded.relevant, findings: coded.findings.length };
    return {
      drafts: [
        captured,
        { kind: "text", subject: text.id, actor: text.extractor, payload: text },
        { kind: "coded", subject: `${text.id}/${coded.coder}`, actor: coded.coder, payload: summary },
        ...coded.findings.map((finding): EntryDraft => ({ kind: "finding", subject: finding.id, actor: finding.coder, payload: finding })),
        ...links.map((link): EntryDraft => ({ kind: "link", subject: link.id, actor: link.matcher, payload: link })),
        ...decisions.map(decisionDraft),
      ],
      steps: [{ ...step, outcome }],
      result: outcome,
    };
  });
}

/** Act 2, human: one decision is checked against the newest state, and appended. Its consequences follow from reading the ledger. */
export async function adjudicate(drafted: DecisionDraft, run: Run): Promise<Decision> {
  return recordOnNewest(run, (state) => {
    const decision = checkDecision(drafted, deriveEdition(state, run.study), run.study);
    return { drafts: [decisionDraft(decision)], result: decision };
  });
}

/** Act 3, public: one frozen edition becomes files, or nothing at all. What is marked for a closed circle is not in it, nor in its numbers. */
export async function publish(edition: Edition, folder: string, run: Run): Promise<SiteReport> {
  const open = editionFor(edition, "CLEAR");
  const measures = computeMeasures(open, run.study);
  return buildSite({ study: run.study, edition: open, measures, generator: run.generator }, folder, run.effects);
}

function decisionDraft(decision: Decision): EntryDraft {
  return { kind: "decision", subject: decision.id, actor: decision.by.name, payload: decision };
}

function captureOf({ page, payloadDigest, warc, capturedAt }: ArchivedPage, run: Run): Capture {
  return {
    id: captureId(page),
    url: page.url,
    urlBasis: page.urlBasis,
    sourceId: sourceOfUrl(page.url, run.study.sources)?.id ?? null,
    status: page.status,
    mediaType: page.mediaType,
    sizeBytes: page.body.length,
    payloadDigest,
    capturedAt,
    tool: page.tool,
    warc,
  };
}

/** The same bytes from the same address are the same capture. */
function captureId(page: Page): CaptureId {
  return CaptureId.parse(deriveId("cap", page.url, digestOf(page.body)));
}

/** Everything that decides what is found on a page. */
interface PageRules {
  readonly coder: RuleCoder;
  /** Names all of it: a page is read anew only when this has changed. */
  readonly version: string;
}

function makePageRules(study: Study): PageRules {
  const coder = makeRuleCoder(study);
  return { coder, version: `${EXTRACTORS_VERSION}+${coder.name}` };
}

function stepOf(page: Page, { version }: PageRules): { readonly key: string; readonly version: string } {
  return { key: `page/${captureId(page)}/${version}`, version };
}

function unchanged(page: Page): Outcome {
  return { kind: "skipped", address: page.url, reason: "unchanged", detail: "the same bytes from the same address are already held" };
}

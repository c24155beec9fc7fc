import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Archive } from "./archive/index.js";
import { baselineDrafts, findStudy, loadConfig, loadStudy, type Config } from "./config/index.js";
import {
  exists,
  fileErrorSentence,
  PROGRAM,
  settleFolder,
  systemFiles,
  writeWhole,
  type Clock,
  type Files,
  type Log,
} from "./effects/index.js";
import { openLedger, type Ledger, type Saying } from "./ledger/index.js";
import { ConfigError, RunAbort, type Edition, type EntryDraft, type LedgerState, type Study } from "./model/index.js";
import { deriveEdition } from "./resolve/index.js";

/** What a run may touch of the outside world. */
export interface RunEffects {
  readonly clock: Clock;
  readonly log: Log;
  /** This machine's files unless named. */
  readonly files?: Files;
}

/** An open workspace: everything that the three acts of `pipeline.ts` work with. */
export interface Run {
  readonly folder: string;
  readonly config: Config;
  readonly study: Study;
  readonly ledger: Ledger;
  readonly archive: Archive;
  /** `name@version` of this program. */
  readonly generator: string;
  readonly effects: RunEffects;
}

/** Opens the workspace in `folder`, runs `body`, and closes it whatever happens. */
export async function withRun<T>(folder: string, effects: RunEffects, body: (run: Run) => Promise<T>): Promise<T> {
  const config = await loadConfig(folder);
  const study = await loadStudy(await findStudy(config.study, folder));
  await settleSite(folder, effects);
  const archive = await Archive.open(join(folder, "archive"), effects);
  try {
    const ledger = await openLedger(ledgerTarget(folder, config), effects);
    try {
      return await body({ folder, config, study, ledger, archive, generator: PROGRAM.label, effects });
    } finally {
      await ledger.close();
    }
  } finally {
    await archive.close();
  }
}

/** A killed `publish` may have left the site moved aside. */
async function settleSite(folder: string, { files = systemFiles, log }: RunEffects): Promise<void> {
  try {
    await settleFolder(join(folder, "site"), files);
  } catch (error) {
    log.warn(fileErrorSentence(join(folder, "site"), error)); // whoever only reads may lack the right to tidy up
  }
}

function ledgerTarget(folder: string, config: Config): Parameters<typeof openLedger>[0] {
  return config.databaseUrl === null
    ? { kind: "sqlite", file: join(folder, "ledger.sqlite") }
    : { kind: "postgres", url: config.databaseUrl };
}

/**
 * Makes a workspace in `folder` with the study's baseline in its ledger. Repeating it adds nothing.
 * Throws ConfigError where the study is unknown or broken, or where the folder is a workspace of another study.
 */
export async function createWorkspace(folder: string, study: string, effects: RunEffects): Promise<{ readonly entries: number }> {
  const studyFolder = await findStudy(study, process.cwd());
  await loadStudy(studyFolder); // a broken study must not leave half a workspace behind
  const settings = join(folder, "longarm.yml");
  if (await exists(settings)) {
    const held = (await loadConfig(folder)).study;
    if ((await findStudy(held, folder)) !== studyFolder) {
      throw new ConfigError(`${settings}: this workspace holds the study "${held}", not "${study}"; choose another folder`);
    }
  } else {
    await makeFolders(folder);
    await writeWhole(settings, settingsText(study === studyFolder ? resolve(study) : study));
  }
  return withRun(folder, effects, async (run) => ({ entries: await loadBaseline(run) }));
}

async function makeFolders(folder: string): Promise<void> {
  try {
    for (const name of ["archive", "releases", "site", "keys"]) await mkdir(join(folder, name), { recursive: true });
  } catch (error) {
    throw new RunAbort(fileErrorSentence(folder, error), { cause: error });
  }
}

function settingsText(study: string): string {
  return `# Settings of this Longarm workspace. All of them, with their defaults: docs/reference/config.md\nstudy: ${JSON.stringify(study)}\n`;
}

/** Records the study and its baseline, once for each version of the study. Returns how many entries were new. */
async function loadBaseline(run: Run): Promise<number> {
  const { study, ledger, effects } = run;
  if ((await ledger.find("study", study.slug))?.digest === study.digest) return 0;
  const before = await recordOnNewest(run, (state) => {
    const known = new Set(state.findings.map((finding) => finding.id));
    const isNews = (draft: EntryDraft): boolean =>
      draft.kind !== "decision" || draft.payload.kind !== "accept" || !draft.payload.findings.every((id) => known.has(id));
    return { drafts: baselineDrafts(study, effects.clock.now()).filter(isNews), result: state.seq };
  });
  return (await ledger.readState()).seq - before;
}

/** The ledger frozen now, or as it was known at `asOf`, with the events that follow from it. */
export async function readEdition(run: Run, at: { asOf?: string } = {}): Promise<Edition> {
  return deriveEdition(await run.ledger.readState(at), run.study);
}

/** Appends what `build` makes of the newest state; no other process can write in between, so that no event id is given twice. */
export function recordOnNewest<T>({ ledger }: Pick<Run, "ledger">, build: (state: LedgerState) => Saying<T>): Promise<T> {
  return ledger.record(build);
}

/** Groups a stream into lists of at most `size`. */
export async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncIterable<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

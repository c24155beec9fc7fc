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
import { openLedger, type Ledger, type ReadOptions, type Saying } from "./ledger/index.js";
import {
  ConfigError,
  RunAbort,
  UsageError,
  type Audience,
  type Edition,
  type EntryDraft,
  type LedgerState,
  type Study,
} from "./model/index.js";
import { deriveEdition, editionFor, editionIdOf } from "./resolve/index.js";

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
      const erased = await ledger.replayErasures(keysFolder({ folder })); // before anybody reads: a backup put back brings no erased text with it
      if (erased.length > 0)
        effects.log.warn(`${erased.length} erasures were followed anew; a backup had been put back, or a run was interrupted`);
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

/** Where the keys of a workspace lie: apart from its database, and to be backed up apart from it. */
export function keysFolder({ folder }: Pick<Run, "folder">): string {
  return join(folder, "keys");
}

/** Where the ledger of a workspace is. */
export function ledgerTarget(folder: string, config: Pick<Config, "databaseUrl">): Parameters<typeof openLedger>[0] {
  return config.databaseUrl === null
    ? { kind: "sqlite", file: join(folder, "ledger.sqlite") }
    : { kind: "postgres", url: config.databaseUrl };
}

/**
 * Makes a workspace in `folder` with the study's baseline in its ledger. Repeating it adds nothing.
 * Throws ConfigError where the study is unknown or broken, or where the folder is a workspace of another study.
 */
export async function createWorkspace(folder: string, study: string, effects: RunEffects): Promise<{ readonly entries: number }> {
  await prepareWorkspace(folder, study);
  return withRun(folder, effects, async (run) => ({ entries: await loadBaseline(run) }));
}

/** The folders and the settings of a workspace, its ledger still empty. Errors as above. */
export async function prepareWorkspace(folder: string, study: string): Promise<void> {
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
}

async function makeFolders(folder: string): Promise<void> {
  try {
    for (const name of ["archive", "releases", "site", "keys", "checkpoints"]) await mkdir(join(folder, name), { recursive: true });
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

/** A point of the ledger: its newest, an instant of recorded time, the number of an entry, or the id of an edition. */
export type LedgerPoint = Pick<ReadOptions, "asOf" | "seq"> & { readonly edition?: string };

/** For whom an edition is read, and as of when. */
export interface EditionRequest extends LedgerPoint {
  readonly audience: Audience;
}

/** The ledger frozen now, or as it was known at an earlier point, with the events that follow from it: as much as `audience` may see, by today's markings. */
export async function readEdition(run: Run, { audience, ...point }: EditionRequest): Promise<Edition> {
  const at = await resolvePoint(run, point);
  const edition = deriveEdition(await run.ledger.readState(at), run.study);
  const isNewest = at.asOf === undefined && at.seq === undefined;
  if (isNewest || audience === "RED") return editionFor(edition, audience);
  return editionFor(edition, audience, deriveEdition(await run.ledger.readState(), run.study));
}

/** Where a point lies. Throws UsageError where it lies behind the end of the ledger, or names an edition that the ledger never was. */
export async function resolvePoint({ ledger }: Pick<Run, "ledger">, point: LedgerPoint): Promise<ReadOptions> {
  const { edition, ...at } = point;
  if (edition === undefined && at.seq === undefined) return at;
  let end = 0;
  for await (const { seq, hash } of ledger.heads()) {
    if (edition !== undefined && editionIdOf(hash) === edition) return { seq };
    if (edition === undefined && seq === at.seq) return at;
    end = seq;
  }
  if (edition !== undefined)
    throw new UsageError(`this ledger has never been edition ${edition}; "longarm stats" prints the id of the newest`);
  throw new UsageError(`there is no entry ${at.seq}; the ledger ends at entry ${end}`);
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

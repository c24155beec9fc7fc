import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeCheckpoint } from "../../src/checkpoint.js";
import type { DatabaseTarget } from "../../src/db/index.js";
import { silentLog, systemClock } from "../../src/effects/index.js";
import { withRun, type Run, type RunEffects } from "../../src/run.js";
import { verifyWorkspace, type VerifyReport } from "../../src/verify.js";
import { aPage } from "../archive/a-page.js";
import { aDecision, aSearch } from "../ledger/drafts.js";
import { temporaryFolder } from "../longarm.js";

const STUDY = fileURLToPath(new URL("../studies/tiny", import.meta.url));

export const effects: RunEffects = { clock: systemClock, log: silentLog };

/** A workspace with a little of everything that a backup holds. `target` names its server, or nothing for a file in the folder. */
export async function aWorkspace(target?: DatabaseTarget): Promise<string> {
  const folder = join(temporaryFolder(), "ws");
  for (const name of ["archive", "keys"]) mkdirSync(join(folder, name), { recursive: true });
  const server = target?.kind === "postgres" ? `databaseUrl: ${JSON.stringify(target.url)}\n` : "";
  writeFileSync(join(folder, "longarm.yml"), `study: ${JSON.stringify(STUDY)}\n${server}`);
  writeFileSync(join(folder, "keys/sealed.json"), '{"format":"longarm-sealed-keys@1","keys":{}}\n', { mode: 0o600 });
  await withRun(folder, effects, async (run) => {
    const { ledger, archive } = run;
    await archive.append([aPage(), aPage({ url: "https://embassy.example/t2.htm" })]);
    await ledger.append([aSearch(1, "a line\u2028separator, \u0085, 公安部 and 👮"), aDecision(1, "MM.001")], {
      steps: [{ key: "step/1", version: "test@1", outcome: { done: true } }],
    });
    await makeCheckpoint(run);
  });
  return folder;
}

export function verify(folder: string): Promise<VerifyReport> {
  return withRun(folder, effects, verifyWorkspace);
}

export function inWorkspace<T>(folder: string, body: (run: Run) => Promise<T>): Promise<T> {
  return withRun(folder, effects, body);
}

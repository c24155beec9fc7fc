import type { Command } from "commander";
import { join, resolve } from "node:path";
import { makeCheckpoint } from "../../checkpoint.js";
import type { Edition } from "../../model/index.js";
import { readEdition, withRun, type Run } from "../../run.js";
import { pointOf, takesAsOf, type AsOfOptions } from "../edition-options.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const publishCommand: AddCommand = (program, terminal) => {
  takesAsOf(
    program
      .command("publish [folder]")
      .description("build the public site from the ledger as it stands, or as it stood (default folder: site/ of the workspace)"),
  ).action(async (folder: string | undefined, _own: unknown, command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions & AsOfOptions>();
    const point = pointOf(options);
    const { publish } = await import("../../pipeline.js"); // extraction and drawing are slow to load; most commands need neither
    await withRun(await chosenWorkspace(options), runEffects(options, terminal), async (run) => {
      await makeCheckpoint(run); // what is shown to the public is signed first
      const target = folder === undefined ? join(run.folder, "site") : resolve(folder);
      const edition = await readEdition(run, { audience: "CLEAR", ...point });
      await warnOfOtherStudy(edition, run);
      const report = await publish(edition, target, run);
      if (options.json) printJson(terminal, report);
      else terminal.out(`${target}: ${report.pages} pages\n`);
    });
  });
};

/** The ledger says what was known then; the rules of counting are those of the study's folder now. */
async function warnOfOtherStudy({ state }: Edition, { ledger, study, effects }: Run): Promise<void> {
  const then = await ledger.find("study", study.slug, { seq: state.seq });
  if (then === null || then.digest === study.digest) return;
  effects.log.warn(
    `the study ${study.slug} has changed since entry ${state.seq} (${then.digest.slice(0, 15)}…, now ${study.digest.slice(0, 15)}…): a site published then may differ`,
  );
}

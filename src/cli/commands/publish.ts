import type { Command } from "commander";
import { join, resolve } from "node:path";
import { readEdition, withRun } from "../../run.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const publishCommand: AddCommand = (program, terminal) => {
  program
    .command("publish [folder]")
    .description("build the public site from the ledger as it stands (default folder: site/ of the workspace)")
    .action(async (folder: string | undefined, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const { publish } = await import("../../pipeline.js"); // extraction and drawing are slow to load; most commands need neither
      await withRun(await chosenWorkspace(options), runEffects(options, terminal), async (run) => {
        const target = folder === undefined ? join(run.folder, "site") : resolve(folder);
        const report = await publish(await readEdition(run, { audience: "CLEAR" }), target, run);
        if (options.json) printJson(terminal, report);
        else terminal.out(`${target}: ${report.pages} pages\n`);
      });
    });
};

import type { Command } from "commander";
import { resolve } from "node:path";
import { exportLedger } from "../../export-folder.js";
import { withRun } from "../../run.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const exportCommand: AddCommand = (program, terminal) => {
  program
    .command("export <folder>")
    .description("write the whole ledger, signed, with its archive into a new folder; checked by node verify/longarm-verify.mjs <folder>")
    .option("--digests", "write only the digests of the archive files, not the files")
    .action(async (folder: string, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { digests?: boolean }>();
      const target = resolve(folder);
      const facts = await withRun(await chosenWorkspace(options), runEffects(options, terminal), (run) =>
        exportLedger(run, target, options.digests === true ? "digests" : "files"),
      );
      if (options.json) printJson(terminal, { folder: target, ...facts });
      else terminal.out(`${target}: ${facts.entries} ledger entries, state ${facts.stateHash}\n`);
    });
};

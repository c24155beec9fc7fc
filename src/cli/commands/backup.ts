import type { Command } from "commander";
import { withRun } from "../../run.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const backupCommand: AddCommand = (program, terminal) => {
  program
    .command("backup <folder>")
    .description("copy ledger, archive, checkpoints and settings of one moment into a new folder, while others write; restored and checked")
    .option("--with-keys", "the private key of the checkpoints too; the keys of sealed texts are never in a backup")
    .option("--no-verify", "do not restore and check the copy")
    .action(async (destination: string, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { withKeys?: boolean; verify: boolean }>();
      const { backUp } = await import("../../backup/index.js");
      const { withKeys = false, verify } = options;
      const report = await withRun(await chosenWorkspace(options), runEffects(options, terminal), (run) =>
        backUp(run, destination, { withKeys, verify }),
      );
      if (options.json) printJson(terminal, report);
      else {
        const checked = report.verified === null ? "not checked" : "restored and checked";
        terminal.out(
          `${report.folder}: ${report.head.seq} ledger entries up to ${report.head.hash}, ${report.files} files, ${report.bytes} bytes; ${checked}\n`,
        );
        if (!options.quiet)
          terminal.err(`${withKeys ? "keys/sealed.json is" : "private keys (keys/) are"} not in it: copy them to another place\n`);
      }
    });
};

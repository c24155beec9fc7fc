import type { Command } from "commander";
import { printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const restoreCommand: AddCommand = (program, terminal) => {
  program
    .command("restore <backup> <folder>")
    .description("make a workspace from a backup, in an empty or new folder (and in the empty database of LONGARM_DATABASE_URL)")
    .option("--erasures <file>", "the newest list of erasures (keys/erasures.jsonl), so that nothing erased since comes back")
    .action(async (backup: string, folder: string, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { erasures?: string }>();
      const { restore } = await import("../../backup/index.js");
      const { erasures } = options;
      const report = await restore(backup, folder, runEffects(options, terminal), erasures === undefined ? {} : { erasures });
      if (options.json) printJson(terminal, report);
      else
        terminal.out(
          `${report.folder}: ${report.head.seq} ledger entries in ${report.database}, ${report.files} files; every hash holds\n`,
        );
    });
};

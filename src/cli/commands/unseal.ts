import type { Command } from "commander";
import { keysFolder, withRun } from "../../run.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const unsealCommand: AddCommand = (program, terminal) => {
  program
    .command("unseal <id>")
    .description("print a sealed text; refuses one that was erased, or whose key is not in this workspace")
    .action(async (id: string, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const text = await withRun(await chosenWorkspace(options), runEffects(options, terminal), (run) =>
        run.ledger.unseal(id, keysFolder(run)),
      );
      if (options.json) printJson(terminal, { id, text });
      else terminal.out(`${text}\n`);
    });
};

import type { Command } from "commander";
import { makeCheckpoint } from "../../checkpoint.js";
import { withRun } from "../../run.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const checkpointCommand: AddCommand = (program, terminal) => {
  program
    .command("checkpoint")
    .description("read and hash the whole ledger anew and sign it as it stands; prints the note, for safe keeping elsewhere")
    .action(async (_own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const checkpoint = await withRun(await chosenWorkspace(options), runEffects(options, terminal), makeCheckpoint);
      if (options.json) printJson(terminal, checkpoint);
      else terminal.out(checkpoint.note);
    });
};

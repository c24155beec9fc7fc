import type { Command } from "commander";
import { resolve } from "node:path";
import { createWorkspace } from "../../run.js";
import { printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const initCommand: AddCommand = (program, terminal) => {
  program
    .command("init [folder]")
    .description("make a workspace and load the study's baseline")
    .option("--study <name>", "a shipped study, or the folder of your own", "mps")
    .action(async (folder: string | undefined, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { study: string }>();
      const target = resolve(folder ?? options.workspace ?? ".");
      const { entries } = await createWorkspace(target, options.study, runEffects(options, terminal));
      if (options.json) printJson(terminal, { workspace: target, study: options.study, entries });
      else
        terminal.out(
          entries === 0
            ? `${target} holds the study "${options.study}" already; nothing added\n`
            : `${target}: workspace with the study "${options.study}", ${entries} ledger entries\n`,
        );
    });
};

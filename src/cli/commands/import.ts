import type { Command } from "commander";
import { resolve } from "node:path";
import { importLedger, readExportFacts } from "../../import-folder.js";
import { UsageError } from "../../model/index.js";
import { prepareWorkspace, withRun } from "../../run.js";
import { printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const importCommand: AddCommand = (program, terminal) => {
  program
    .command("import <folder>")
    .description("take an export into a new workspace (-w names it), unchanged: verified first, all of it or nothing")
    .option("--study <name>", "a shipped study, or the folder of your own (default: the shipped one that the export names)")
    .action(async (folder: string, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { study?: string }>();
      if (options.workspace === undefined) throw new UsageError("name the new workspace with --workspace <folder>");
      const [source, target] = [resolve(folder), resolve(options.workspace)];
      await prepareWorkspace(target, options.study ?? (await readExportFacts(source)).study);
      const facts = await withRun(target, runEffects(options, terminal), (run) => importLedger(run, source));
      if (options.json) printJson(terminal, { workspace: target, ...facts });
      else terminal.out(`${target}: ${facts.entries} ledger entries, state ${facts.stateHash}\n`);
    });
};

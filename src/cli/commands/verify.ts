import type { Command } from "commander";
import { withRun } from "../../run.js";
import { verifyWorkspace } from "../../verify.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import type { AddCommand } from "../main.js";

export const verifyCommand: AddCommand = (program, terminal, end) => {
  program
    .command("verify [folder]")
    .description("check the chain, every archived record and every quote of a workspace; exit 0 only if all hold")
    .action(async (named: string | undefined, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const folder = await chosenWorkspace(named === undefined ? options : { ...options, workspace: named });
      const report = await withRun(folder, runEffects(options, terminal), verifyWorkspace);
      const holds = report.problems.length === 0;
      if (options.json) printJson(terminal, { ...report, holds });
      else {
        for (const { where, what } of report.problems) terminal.err(`${where}: ${what}\n`);
        if (report.unreferenced > 0) terminal.out(`${report.unreferenced} archived records that no capture points to (allowed)\n`);
        terminal.out(
          `${report.entries} ledger entries, ${report.captures} captures, ${report.quotes} quotes: ${holds ? "all hold" : `${report.problems.length} problems`}\n`,
        );
      }
      if (!holds) end(EXIT_CODES.someItemsFailed);
    });
};

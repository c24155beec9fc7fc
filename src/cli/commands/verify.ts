import type { Command } from "commander";
import { join } from "node:path";
import { exists } from "../../effects/index.js";
import { UsageError } from "../../model/index.js";
import { withRun } from "../../run.js";
import { verifyWorkspace } from "../../verify.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import type { AddCommand } from "../main.js";

/** An export is for those who have no Longarm: it has a verifier of its own, which shares nothing with this program. */
async function refuseExport(folder: string): Promise<void> {
  if (!(await exists(join(folder, "export.json"))) || (await exists(join(folder, "longarm.yml")))) return;
  throw new UsageError(`${folder} is an export, not a workspace; check it with: node verify/longarm-verify.mjs ${folder}`);
}

export const verifyCommand: AddCommand = (program, terminal, end) => {
  program
    .command("verify [folder]")
    .description("check the chain, its signed checkpoints, every archived record and every quote of a workspace; exit 0 only if all hold")
    .action(async (named: string | undefined, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const folder = await chosenWorkspace(named === undefined ? options : { ...options, workspace: named });
      await refuseExport(folder);
      const report = await withRun(folder, runEffects(options, terminal), verifyWorkspace);
      const holds = report.problems.length === 0;
      if (options.json) printJson(terminal, { ...report, holds });
      else {
        for (const { where, what } of report.problems) terminal.err(`${where}: ${what}\n`);
        if (report.unreferenced > 0) terminal.out(`${report.unreferenced} archived records that no capture points to (allowed)\n`);
        terminal.out(
          `${report.entries} ledger entries, ${report.checkpoints} checkpoints, ${report.captures} captures, ${report.quotes} quotes: ${holds ? "all hold" : `${report.problems.length} problems`}\n`,
        );
      }
      if (!holds) end(EXIT_CODES.someItemsFailed);
    });
};

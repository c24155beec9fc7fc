import type { Command } from "commander";
import type { ProjectionDifference } from "../../ledger/index.js";
import { withRun } from "../../run.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import type { AddCommand } from "../main.js";

export const rebuildCommand: AddCommand = (program, terminal, end) => {
  program
    .command("rebuild")
    .description("make everything that follows from the chain anew, and say whether it was right; exit 4 where it was not (it is then)")
    .action(async (_own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const report = await withRun(await chosenWorkspace(options), runEffects(options, terminal), ({ ledger }) => ledger.rebuild());
      if (options.json) printJson(terminal, report);
      for (const { name, rows, hashBefore, hashAfter, wrong, differences } of report.projections) {
        for (const difference of differences) terminal.err(`${name}: ${describeDifference(difference)}\n`);
        if (wrong > differences.length) terminal.err(`${name}: and ${wrong - differences.length} more\n`);
        if (!options.json)
          terminal.out(
            `${name}: ${rows} rows, ${hashAfter}${wrong > 0 ? `; before ${hashBefore}, ${wrong} rows mended` : ", as before"}\n`,
          );
      }
      if (!options.json) terminal.out(`state after ${report.entries} ledger entries: ${report.stateHash}\n`);
      if (report.projections.some(({ wrong }) => wrong > 0)) end(EXIT_CODES.someItemsFailed);
    });
};

function describeDifference({ kind, subject, held, expected }: ProjectionDifference): string {
  const what = `${kind} ${subject}`;
  if (expected === null) return `${what} stood there with entry ${held}; the chain says nothing of it`;
  if (held === null) return `${what} was missing; the chain says entry ${expected}`;
  return held === expected
    ? `${what} had another digest than entry ${held}`
    : `${what} had entry ${held}; the chain says entry ${expected}`;
}

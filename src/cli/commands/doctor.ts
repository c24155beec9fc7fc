import type { Command } from "commander";
import { systemClock } from "../../effects/index.js";
import { chosenWorkspace, printJson, type GlobalOptions } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import type { AddCommand } from "../main.js";

export const doctorCommand: AddCommand = (program, terminal, end) => {
  program
    .command("doctor")
    .description("what is wrong with the workspace and its machine, with one action each; changes nothing; exit 0 only if nothing is")
    .action(async (_own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const { diagnose } = await import("../../doctor/index.js");
      const checks = await diagnose({ folder: await chosenWorkspace(options), clock: systemClock });
      const healthy = checks.every(({ status }) => status === "ok" || status === "info");
      if (options.json) printJson(terminal, { healthy, checks });
      else {
        for (const { name, status, detail, action } of checks) {
          terminal.out(`${status.padEnd(4)}  ${name}: ${detail}${action === "" ? "" : `\n      → ${action}`}\n`);
        }
      }
      if (!healthy) end(EXIT_CODES.someItemsFailed);
    });
};

import type { Command } from "commander";
import { createInterface } from "node:readline/promises";
import { Slug, UsageError } from "../../model/index.js";
import { keysFolder, withRun } from "../../run.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";
import { parseCase } from "./seal.js";

export const eraseCommand: AddCommand = (program, terminal) => {
  program
    .command("erase <about>")
    .description("destroy everything sealed about a case: keys, salts, ciphertext; the chain keeps an entry without any text")
    .option("--reason <code>", "why: request-of-the-person, retention-ended, court-order, mistake", "request-of-the-person")
    .option("--by <name>", "who orders it (default: the setting `reviewer`)")
    .option("--yes", "do not ask; needed where nobody can answer")
    .action(async (about: string, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { reason: string; by?: string; yes?: boolean }>();
      const code = parseCase(about);
      if (!Slug.max(40).safeParse(options.reason).success)
        throw new UsageError("--reason is a short code of small letters and hyphens; what stands there can never be erased");
      if (!options.yes && !(await confirmed(code))) throw new UsageError("nothing was erased");
      await withRun(await chosenWorkspace(options), runEffects(options, terminal), async (run) => {
        const actor = options.by ?? run.config.reviewer ?? "operator";
        const erasure = await run.ledger.erase({ about: code, reason: options.reason, actor }, keysFolder(run));
        if (options.json) printJson(terminal, { about: code, erased: erasure?.sealed ?? [] });
        else if (erasure === null) terminal.out(`${code}: nothing is sealed about it; nothing was left to erase\n`);
        else terminal.out(`${code}: ${erasure.sealed.length} sealed texts erased; delete older copies of ${keysFolder(run)} as well\n`);
      });
    });
};

async function confirmed(about: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`erasing ${about} cannot be undone; say --yes where nobody can be asked`);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question(`Erase everything sealed about ${about}? This cannot be undone. Write its code again: `)).trim() === about;
  } finally {
    lines.close();
  }
}

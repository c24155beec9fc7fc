import type { Command } from "commander";
import { EXIT_CODES, EXIT_MEANINGS } from "../src/cli/exit-code.js";
import { allCommands, makeProgram } from "../src/cli/main.js";
import { CONFIG_FIELDS } from "../src/config/index.js";
import { ENTRY_PAYLOADS, SKIP_REASONS } from "../src/model/index.js";
import { studyPages } from "./study-pages.js";

const MADE = "<!-- Made from the code by `npm run docs`. -->\n";

/** The reference pages that follow from the code, by file name. */
export async function referencePages(): Promise<Record<string, string>> {
  return {
    "commands.md": commandsPage(),
    "config.md": configPage(),
    "exit-codes.md": exitCodesPage(),
    "skip-reasons.md": skipReasonsPage(),
    "ledger-entries.md": ledgerEntriesPage(),
    ...(await studyPages()),
  };
}

function commandsPage(): string {
  const silent = { out: () => undefined, err: () => undefined };
  const program = makeProgram(silent, () => undefined);
  const leaves = allCommands(program).filter((command) => command.commands.length === 0 && command.name() !== "help");
  return `# Commands\n\n${MADE}\n${program.description()}\n\nResults go to stdout, progress and complaints to stderr. \`--json\` prints one JSON document (\`events --json\`: JSON Lines). Exit codes: [exit-codes.md](exit-codes.md).\n\n${leaves.map(commandSection).join("\n")}`;
}

function commandSection(command: Command): string {
  const path = `${command.parent?.parent ? `${command.parent.name()} ` : ""}${command.name()}`;
  const usage = `longarm ${path} ${command.usage()}`.replace(/\s+/g, " ");
  const options = command.options.map((option) => {
    const fallback = option.defaultValue as string | undefined; // every default of ours is a text
    return `| \`${option.flags}\` | ${option.description} | ${fallback === undefined ? "" : `\`${fallback}\``} |`;
  });
  return `## longarm ${path}\n\n    ${usage}\n\n${command.description()}\n\n| option | meaning | default |\n|---|---|---|\n${options.join("\n")}\n`;
}

function configPage(): string {
  const rows = Object.entries(CONFIG_FIELDS).map(([name, field]) => {
    const fallback = "fallback" in field ? `\`${String(field.fallback)}\`` : "none: must be given";
    return `| \`${name}\` | ${field.meaning} | ${fallback} | \`${field.environment}\` |`;
  });
  return `# Settings\n\n${MADE}\n\`longarm.yml\` of a workspace. The environment goes before the file.\n\n| setting | meaning | default | environment |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

function exitCodesPage(): string {
  const rows = Object.entries(EXIT_CODES).map(
    ([name, code]) => `| ${code} | ${name} | ${EXIT_MEANINGS[name as keyof typeof EXIT_CODES]} |`,
  ); // keys of that very table
  return `# Exit codes\n\n${MADE}\n| code | name | meaning |\n|---:|---|---|\n${rows.join("\n")}\n`;
}

function skipReasonsPage(): string {
  const rows = Object.entries(SKIP_REASONS).map(([reason, sentence]) => `| \`${reason}\` | ${sentence} |`);
  return `# Why a page was not taken further\n\n${MADE}\nEvery run counts these; a skip is an outcome with a reason, never silence.\n\n| reason | meaning |\n|---|---|\n${rows.join("\n")}\n`;
}

function ledgerEntriesPage(): string {
  const rows = Object.entries(ENTRY_PAYLOADS).map(([kind, schema]) => {
    const shape =
      "shape" in schema
        ? Object.keys(schema.shape)
        : schema.options.map((option) => `${option.shape.kind.value}: ${Object.keys(option.shape).join(", ")}`);
    return `| \`${kind}\` | ${shape.join(", ")} |`;
  });
  return `# Ledger entries\n\n${MADE}\nOne append-only table: seq, recorded_at, actor, kind, subject, payload (canonical JSON, RFC 8785), prev_hash, hash.\n\n| kind | members of the payload |\n|---|---|\n${rows.join("\n")}\n`;
}

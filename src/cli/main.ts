import { Command, CommanderError } from "commander";
import { PROGRAM } from "../effects/index.js";
import { ConfigError, ItemError, RunAbort, UsageError } from "../model/index.js";
import { checkpointCommand } from "./commands/checkpoint.js";
import { codeCommand } from "./commands/code.js";
import { diffCommand } from "./commands/diff.js";
import { eraseCommand } from "./commands/erase.js";
import { backupCommand } from "./commands/backup.js";
import { doctorCommand } from "./commands/doctor.js";
import { eventsCommand } from "./commands/events.js";
import { exportCommand } from "./commands/export.js";
import { importCommand } from "./commands/import.js";
import { ingestCommand } from "./commands/ingest.js";
import { initCommand } from "./commands/init.js";
import { publishCommand } from "./commands/publish.js";
import { rebuildCommand } from "./commands/rebuild.js";
import { restoreCommand } from "./commands/restore.js";
import { reviewCommand } from "./commands/review.js";
import { sealCommand } from "./commands/seal.js";
import { serveCommand } from "./commands/serve.js";
import { startCommand } from "./commands/start.js";
import { statsCommand } from "./commands/stats.js";
import { traceCommand } from "./commands/trace.js";
import { unsealCommand } from "./commands/unseal.js";
import { verifyCommand } from "./commands/verify.js";
import { processTerminal, type Terminal } from "./context.js";
import { EXIT_CODES, type ExitCode } from "./exit-code.js";

/** Adds one command to the program; its action reports the exit code through `end`. */
export type AddCommand = (program: Command, terminal: Terminal, end: (code: ExitCode) => void) => void;

const COMMANDS: readonly AddCommand[] = [
  startCommand,
  initCommand,
  ingestCommand,
  codeCommand,
  reviewCommand,
  statsCommand,
  diffCommand,
  eventsCommand,
  traceCommand,
  publishCommand,
  serveCommand,
  verifyCommand,
  checkpointCommand,
  exportCommand,
  importCommand,
  sealCommand,
  unsealCommand,
  eraseCommand,
  rebuildCommand,
  backupCommand,
  restoreCommand,
  doctorCommand,
];

/** The whole command-line program, with every command and option. Also read by the test of the reference page. */
export function makeProgram(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const program = new Command("longarm")
    .description("An evidence-first observatory of what a police ministry does abroad: every number down to the archived sentence.")
    .version(PROGRAM.version)
    .option("-w, --workspace <folder>", "the workspace (default: the nearest parent folder with a longarm.yml)")
    .option("--json", "print one JSON document on stdout")
    .option("-q, --quiet", "no progress lines")
    .exitOverride()
    .showHelpAfterError('(see "longarm --help")')
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });
  for (const add of COMMANDS) add(program, terminal, end);
  for (const command of allCommands(program)) {
    if (command === program) continue;
    // Accepted behind the command too, where people write them.
    if (command.commands.length === 0) {
      command
        .option("-w, --workspace <folder>", "the workspace")
        .option("--json", "print JSON on stdout")
        .option("-q, --quiet", "no progress lines");
    }
  }
  return program;
}

export function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap((child) => allCommands(child))];
}

/** Runs the program with `args`; returns the exit code of docs/reference/exit-codes.md. */
export async function main(args: readonly string[], terminal: Terminal = processTerminal): Promise<ExitCode> {
  let code: ExitCode = EXIT_CODES.done;
  try {
    const program = makeProgram(terminal, (ended) => (code = ended));
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return report(error, terminal);
  }
}

function report(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.usage; // commander has printed its sentence
  if (error instanceof Error) {
    const known = exitCodeOf(error);
    if (known !== null) {
      terminal.err(`longarm: ${error.message}\n`);
      return known;
    }
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(`longarm: this is a fault in Longarm; please report it with the lines below\n${detail}\n`);
  return EXIT_CODES.bug;
}

function exitCodeOf(error: Error): ExitCode | null {
  if (error instanceof UsageError) return EXIT_CODES.usage;
  if (error instanceof ConfigError) return EXIT_CODES.configuration;
  if (error instanceof ItemError) return EXIT_CODES.someItemsFailed;
  if (error instanceof RunAbort) return EXIT_CODES.aborted;
  return null;
}

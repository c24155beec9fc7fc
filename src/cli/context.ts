import { resolve } from "node:path";
import { findWorkspace, nearestOf } from "../config/index.js";
import { systemClock, type Log } from "../effects/index.js";
import type { RunEffects } from "../run.js";

/** What each command gets from the outside: where to write, and the options that all commands share. */
export interface Terminal {
  /** Results, on stdout. */
  out(text: string): void;
  /** Progress and complaints, on stderr. */
  err(text: string): void;
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0); // the reader (`| head`) has seen enough
  throw error;
});

export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

/** Options of every command. */
export interface GlobalOptions {
  readonly workspace?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function runEffects(options: GlobalOptions, terminal: Terminal): RunEffects {
  return { clock: systemClock, log: terminalLog(options, terminal) };
}

function terminalLog(options: GlobalOptions, terminal: Terminal): Log {
  return {
    progress: (message) => {
      if (!options.quiet) terminal.err(`${message}\n`);
    },
    warn: (message) => terminal.err(`warning: ${message}\n`),
  };
}

/** The workspace named by `--workspace`, else the nearest from here upwards. Whether it is one is found out when it is opened. */
export function chosenWorkspace(options: GlobalOptions): Promise<string> | string {
  return options.workspace === undefined ? findWorkspace(process.cwd()) : resolve(options.workspace);
}

/** One JSON document on stdout. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}

/** `what; nearest is "…"; all: …`: the sentence for a word that is none of the known ones. */
export function unknownWord(what: string, word: string, known: readonly string[]): string {
  const near = nearestOf(word, known);
  return `${what}; ${near === null ? "" : `nearest is "${near}"; `}all: ${known.join(", ")}`;
}

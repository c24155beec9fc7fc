import { resolve } from "node:path";
import { findWorkspace } from "../config/index.js";
import { systemClock, type Log } from "../effects/index.js";
import { Marking, UsageError, type Audience } from "../model/index.js";
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

/** The option of every command that shows records. */
export const AUDIENCE_OPTION = [
  "--audience <TLP>",
  "show no more than a reader of this circle may see: CLEAR, GREEN, AMBER, AMBER+STRICT or RED",
  "RED",
] as const;

/** Whoever can read the workspace's files can read everything in them: at the operator's own keyboard nothing is hidden unless asked for. */
export function chosenAudience({ audience = "RED" }: { readonly audience?: string }): Audience {
  const chosen = Marking.safeParse(audience.toUpperCase().replace(/^TLP:/, ""));
  if (!chosen.success) throw new UsageError(`--audience ${audience}: not a marking; write one of ${Marking.options.join(", ")}`);
  return chosen.data;
}

/** One JSON document on stdout. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}

import type { Command } from "commander";
import { readEdition, withRun } from "../../run.js";
import { trace, type TraceStep } from "../../trace.js";
import { requestOf, takesEdition, type EditionOptions } from "../edition-options.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import type { AddCommand } from "../main.js";

export const traceCommand: AddCommand = (program, terminal, end) => {
  takesEdition(
    program
      .command("trace <id>")
      .description("the chain of evidence of a measure, event, finding, text, capture or page address, down to the archived record"),
  ).action(async (id: string, _own: unknown, command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions & EditionOptions>();
    const request = requestOf(options);
    const steps = await withRun(await chosenWorkspace(options), runEffects(options, terminal), async (run) =>
      trace(id, await readEdition(run, request), run),
    );
    if (options.json) printJson(terminal, steps);
    else terminal.out(steps.map(line).join(""));
    if (steps.some((step) => step["holds"] === false)) end(EXIT_CODES.someItemsFailed);
  });
};

/** What of each kind of step a reader wants to see first. */
const SHOWN: Readonly<Record<TraceStep["kind"], readonly string[]>> = {
  measure: ["value", "unit", "definition"],
  event: ["category", "date", "countries", "status", "restsOn", "review"],
  decision: ["decision", "byKind", "at", "note"],
  finding: ["score", "alias"],
  span: ["field", "quote", "holds"],
  text: ["title", "lang", "published", "coded"],
  capture: ["url", "capturedAt"],
  "warc-record": ["file", "offset", "digest", "holds", "damage"],
  citation: ["publisher", "published", "locator"],
  work: [],
};

function line(step: TraceStep): string {
  const details = SHOWN[step.kind].flatMap((name) => {
    const value = step[name];
    return value === null || value === undefined || value === ""
      ? []
      : [`${name} ${typeof value === "string" ? value : JSON.stringify(value)}`];
  });
  return `${step.kind.padEnd(12)}${step.id}  [${step.madeBy}]\n${details.map((detail) => `            ${detail}\n`).join("")}`;
}

import type { Command } from "commander";
import { diffEditions, type ChangeKind, type EventChange, type MeasureChange } from "../../measure/index.js";
import { UsageError, type Decision, type Edition } from "../../model/index.js";
import { readEdition, withRun } from "../../run.js";
import { AUDIENCE_OPTION, chosenAudience, parsePoint } from "../edition-options.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const diffCommand: AddCommand = (program, terminal) => {
  program
    .command("diff <earlier> [later]")
    .description(
      "why numbers changed between two editions (a day, an instant, an entry's number or an edition's id; default for the second: the newest): new events, late finds, recodes, merges, splits, withdrawals, each listed",
    )
    .option(...AUDIENCE_OPTION)
    .action(async (first: string, second: string | undefined, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { audience?: string }>();
      const audience = chosenAudience(options);
      const points = [parsePoint(first), second === undefined ? {} : parsePoint(second)] as const;
      await withRun(await chosenWorkspace(options), runEffects(options, terminal), async (run) => {
        const [earlier, later] = [await readEdition(run, { audience, ...points[0] }), await readEdition(run, { audience, ...points[1] })];
        if (earlier.state.seq > later.state.seq) {
          throw new UsageError(
            `${first} (entry ${earlier.state.seq}) is the later of the two; name the earlier first (${second ?? "the newest"} is entry ${later.state.seq})`,
          );
        }
        const changes = diffEditions(earlier, later, run.study);
        if (options.json) printJson(terminal, diffJson(changes, earlier, later));
        else
          terminal.out(`${heading(earlier, later)}${changes.map((change) => describe(change, later)).join("") || "no measure changed\n"}`);
      });
    });
};

function diffJson(changes: readonly MeasureChange[], earlier: Edition, later: Edition): unknown {
  const decisions = new Map(later.state.decisions.map((decision) => [decision.id, decision]));
  return {
    earlier: pointJson(earlier),
    later: pointJson(later),
    measures: changes.map(({ spec, before, after, addsUp, parts, rows }) => ({
      id: spec.id,
      title: spec.title,
      unit: spec.unit,
      before: before.value,
      after: after.value,
      n: { before: before.n, after: after.n },
      addsUp,
      parts: parts.map((part) => ({
        ...part,
        changes: part.changes.map((change) => ({ ...change, decisions: change.decisions.map((id) => decisions.get(id)) })),
      })),
      rows,
    })),
  };
}

const pointJson = ({ id, state }: Edition): unknown => ({ edition: id, entry: state.seq, asOf: state.asOf });

function heading(earlier: Edition, later: Edition): string {
  const name = ({ id, state }: Edition): string => `${id} (entry ${state.seq}, as of ${state.asOf})`;
  return `from ${name(earlier)}\n  to ${name(later)}\n`;
}

const HEADINGS: Readonly<Record<ChangeKind, string>> = {
  "new-event": "new events",
  "late-find": "late finds",
  recode: "recodes",
  merge: "merges",
  split: "splits",
  withdrawal: "withdrawals and rejections",
  restored: "withdrawals taken back",
};

function describe({ spec, before, after, addsUp, parts, rows }: MeasureChange, later: Edition): string {
  const difference = addsUp ? ` (${signed(after.n - before.n)})` : "";
  const lines = [`\n${spec.id}: ${shown(before.value, spec)} → ${shown(after.value, spec)} ${spec.unit}${difference}`];
  if (!addsUp)
    lines.push(`  the parts say how its ${before.n} events became ${after.n}; they need not add up to the difference of the value itself`);
  for (const { kind, effect, changes } of parts) {
    lines.push(`  ${HEADINGS[kind]}: ${signed(effect)}`, ...changes.map((change) => `    ${lineOf(change, later)}`));
  }
  for (const row of rows) lines.push(`  ${row.label}: ${row.before} → ${row.after}`);
  return `${lines.join("\n")}\n`;
}

function lineOf({ event, effect, kind, date, other, values, decisions, readAnewBy }: EventChange, later: Edition): string {
  const causes = decisions.flatMap((id) => later.state.decisions.find((decision) => decision.id === id) ?? []).map(causeOf);
  const anew = readAnewBy.length > 0 && causes.length === 0 ? [`read anew by ${readAnewBy.join(", ")}`] : [];
  const details = [
    date ?? "no date",
    ...(other === null ? [] : [`${kind === "split" && effect === 1 ? "from" : "into"} ${other}`]),
    ...values.map(({ name, before, after }) => `${name} ${text(before)} → ${text(after)}`),
    ...causes,
    ...anew,
  ];
  return `${signed(effect)} ${event}: ${details.join("; ")}`;
}

function causeOf({ kind, by, id, note }: Decision): string {
  return `${kind} by ${by.name} (${id}${note === "" ? "" : `, "${note}"`})`;
}

const signed = (number: number): string => (number > 0 ? `+${number}` : number < 0 ? `−${-number}` : "±0");

function shown(value: number | null, { aggregate }: MeasureChange["spec"]): string {
  if (value === null) return "not computable";
  return aggregate === "share" ? `${(value * 100).toFixed(1)}%` : String(value);
}

function text(value: unknown): string {
  if (value === null || value === undefined) return "none";
  return typeof value === "string" ? value : JSON.stringify(value);
}

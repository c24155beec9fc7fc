import type { Command } from "commander";
import { computeMeasures } from "../../measure/index.js";
import { UsageError, type Edition, type MeasureValue, type Study } from "../../model/index.js";
import { readEdition, withRun } from "../../run.js";
import { requestOf, takesEdition, type EditionOptions } from "../edition-options.js";
import { chosenWorkspace, printJson, runEffects, unknownWord, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const statsCommand: AddCommand = (program, terminal) => {
  takesEdition(
    program.command("stats [measure...]").description("numbers with their definition, what they rest on, and the events behind them"),
  ).action(async (names: string[], _own: unknown, command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions & EditionOptions>();
    const request = requestOf(options);
    await withRun(await chosenWorkspace(options), runEffects(options, terminal), async (run) => {
      const edition = await readEdition(run, request);
      const values = choose(computeMeasures(edition, run.study), names, run.study);
      if (options.json) printJson(terminal, { edition: edition.id, asOf: edition.state.asOf, measures: values.map(statsJson) });
      else terminal.out(values.map((value) => describe(value)).join("\n") + footnote(edition));
    });
  });
};

function choose(values: readonly MeasureValue[], names: readonly string[], study: Study): readonly MeasureValue[] {
  if (names.length === 0) return values;
  return names.map((name) => {
    const value = values.find((candidate) => candidate.id === name);
    if (value) return value;
    const known = study.measures.map((measure) => measure.id);
    throw new UsageError(unknownWord(`measure "${name}" is not defined in this study`, name, known));
  });
}

function statsJson(value: MeasureValue): unknown {
  const { id, unit, n, events, warnings, footing, excluded } = value;
  const rows = value.rows.map((row) => ({ key: row.key, label: row.label, value: row.value, share: row.share, events: row.events }));
  return {
    id,
    title: value.spec.title,
    definition: value.spec.definition,
    value: value.value,
    unit,
    n,
    events,
    warnings,
    footing,
    excluded,
    ...(rows.length > 0 ? { rows } : {}),
  };
}

function describe(value: MeasureValue): string {
  const lines = [`${value.id}: ${shown(value)} ${value.unit}`, `  ${value.spec.definition}`];
  lines.push(`  rests on ${value.footing.archived} archived and ${value.footing.citation} cited events of ${value.n}`);
  for (const row of value.rows) lines.push(`  ${row.label}: ${row.value}${row.share === null ? "" : ` (${percent(row.share)})`}`);
  for (const part of value.excluded) lines.push(`  left out: ${part.events.length}, ${part.reason}`);
  for (const warning of value.warnings) lines.push(`  note: ${warning}`);
  return `${lines.join("\n")}\n`;
}

function shown(value: MeasureValue): string {
  if (value.value === null) return "not computable";
  return value.spec.aggregate === "share" ? percent(value.value) : String(value.value);
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

const footnote = (edition: Edition): string => `\nedition ${edition.id}, ledger entry ${edition.state.seq}, as of ${edition.state.asOf}\n`;

import type { Command } from "commander";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { readPages, findInputs } from "../../capture/index.js";
import { readWarc } from "../../archive/index.js";
import { UsageError, type Outcome, type Reading } from "../../model/index.js";
import { withRun, type Run } from "../../run.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import { EXIT_CODES, type ExitCode } from "../exit-code.js";
import type { AddCommand } from "../main.js";

/** Counts of one ingest, as `longarm ingest --json` prints them. */
export interface IngestReport {
  readonly pages: number;
  readonly done: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly failed: number;
  readonly findings: number;
  readonly seconds: number;
  readonly problems: readonly { readonly address: string; readonly reason: string; readonly detail: string }[];
}

export const ingestCommand: AddCommand = (program, terminal, end) => {
  program
    .command("ingest <input...>")
    .description(
      "read pages (.html, .jsonl, .jsonl.gz, .warc, .warc.gz, or folders of them; - for JSON Lines on stdin) into archive and ledger",
    )
    .action(async (inputs: string[], _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      refuseAddresses(inputs);
      const folder = await chosenWorkspace(options);
      const report = await withStdin(inputs, (paths) => withRun(folder, runEffects(options, terminal), (run) => ingestAll(paths, run)));
      if (options.json) printJson(terminal, report);
      else terminal.out(describe(report));
      end(exitCode(report));
    });
};

function refuseAddresses(inputs: readonly string[]): void {
  const address = inputs.find((input) => /^https?:/i.test(input));
  if (address !== undefined) {
    throw new UsageError(`${address}: this version reads files only; save the page (or a WARC file of it) and give its path`);
  }
}

/** `-` stands for JSON Lines on stdin: kept in a file while they are read, so that a fault can name its line. */
async function withStdin<T>(inputs: readonly string[], body: (paths: readonly string[]) => Promise<T>): Promise<T> {
  if (!inputs.includes("-")) return body(inputs);
  const folder = await mkdtemp(join(tmpdir(), "longarm-stdin-"));
  try {
    const file = join(folder, "stdin.jsonl");
    await pipeline(process.stdin, createWriteStream(file));
    return await body(inputs.map((input) => (input === "-" ? file : input)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads every input into the workspace, with a line of progress now and then. */
export async function ingestAll(inputs: readonly string[], run: Run): Promise<IngestReport> {
  const { ingest } = await import("../../pipeline.js");
  const began = performance.now();
  const tally = new Tally();
  let told = began;
  for await (const outcome of ingest(readInputs(inputs, run), run)) {
    tally.add(outcome);
    if (performance.now() - told < 2000) continue;
    told = performance.now();
    run.effects.log.progress(`  ${tally.pages} pages read, ${Math.round((tally.pages / (told - began)) * 1000)} per second`);
  }
  for (const { address, detail } of tally.problems) run.effects.log.warn(detail.startsWith(address) ? detail : `${address}: ${detail}`);
  if (tally.pages === 0)
    run.effects.log.warn(`${inputs.join(", ")}: no page in it; files end in .html, .jsonl, .jsonl.gz, .warc or .warc.gz`);
  return tally.report((performance.now() - began) / 1000);
}

async function* readInputs(inputs: readonly string[], run: Run): AsyncIterable<Reading> {
  const limits = { maxBytes: run.config.maxPageBytes };
  const { files, readings } = await findInputs(inputs);
  yield* readings;
  for (const { path, kind } of files) {
    if (kind === "warc") yield* readWarc(path, limits);
    else yield* readPages(path, limits, run.effects);
  }
}

class Tally {
  readonly problems: { address: string; reason: string; detail: string }[] = [];
  readonly #skipped: Record<string, number> = {};
  #done = 0;
  #failed = 0;
  #findings = 0;
  pages = 0;

  add(outcome: Outcome): void {
    this.pages += 1;
    switch (outcome.kind) {
      case "done":
        this.#done += 1;
        this.#findings += outcome.findings;
        break;
      case "skipped":
        this.#skipped[outcome.reason] = (this.#skipped[outcome.reason] ?? 0) + 1;
        if (outcome.reason !== "unchanged")
          this.problems.push({ address: outcome.address, reason: outcome.reason, detail: outcome.detail });
        break;
      case "failed":
        this.#failed += 1;
        this.problems.push({ address: outcome.address, reason: "failed", detail: outcome.message });
        break;
    }
  }

  report(seconds: number): IngestReport {
    return {
      pages: this.pages,
      done: this.#done,
      skipped: this.#skipped,
      failed: this.#failed,
      findings: this.#findings,
      seconds: Math.round(seconds * 1000) / 1000,
      problems: this.problems,
    };
  }
}

/** Some items failed: an input could not be read to its end, or nothing that was handed in turned out to be a page. */
function exitCode({ done, failed, skipped }: IngestReport): ExitCode {
  const nothingRead = done === 0 && (skipped["unchanged"] ?? 0) === 0;
  return failed > 0 || (skipped["truncated"] ?? 0) > 0 || nothingRead ? EXIT_CODES.someItemsFailed : EXIT_CODES.done;
}

function describe(report: IngestReport): string {
  const skipped = Object.entries(report.skipped).map(([reason, count]) => `${count} ${reason}`);
  const parts = [`${report.done} read`, ...skipped, ...(report.failed > 0 ? [`${report.failed} failed`] : [])];
  return `${parts.join(", ")}; ${report.findings} findings in ${report.seconds.toFixed(1)} s\n`;
}

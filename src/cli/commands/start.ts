import type { Command } from "commander";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { makeCheckpoint } from "../../checkpoint.js";
import { createWorkspace, readEdition, withRun, type RunEffects } from "../../run.js";
import { printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";
import { ingestAll } from "./ingest.js";
import { parsePort } from "./serve.js";

const SAMPLES = fileURLToPath(new URL("../../../samples/pages", import.meta.url));

export const startCommand: AddCommand = (program, terminal) => {
  program
    .command("start")
    .description("the whole job: workspace, baseline, bundled sample pages, site; then serve it on loopback")
    .option("--study <name>", "a shipped study, or the folder of your own", "mps")
    .option("--once", "end after building the site")
    .option("--port <number>", "the port; 0 takes a free one", "0")
    .action(async (_own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { study: string; once?: boolean; port: string }>();
      const port = parsePort(options.port);
      const folder = resolve(options.workspace ?? "workspace");
      const effects = runEffects(options, terminal);
      const built = await build(folder, options.study, effects);
      if (options.json) printJson(terminal, { workspace: folder, ...built });
      if (options.once) return;
      const { serveSite } = await import("../../server/index.js");
      const served = await serveSite(join(folder, "site"), port);
      terminal.out(`Open ${served.address} (Ctrl-C ends)\n`);
      await served.closed;
    });
};

async function build(
  folder: string,
  study: string,
  effects: RunEffects,
): Promise<{ site: string; pages: number; events: number; seconds: number }> {
  const stages = new Stages(4, effects);
  const { entries } = await createWorkspace(folder, study, effects);
  stages.done(
    "workspace",
    entries === 0 ? `${folder}, held already` : `${folder}, study "${study}" and its baseline: ${entries} ledger entries`,
  );
  return withRun(folder, effects, async (run) => {
    const read = await ingestAll([SAMPLES], run);
    stages.done("sample pages", `${read.done} read, ${read.skipped["unchanged"] ?? 0} held already, ${read.findings} new findings`);
    const edition = await readEdition(run, { audience: "RED" });
    stages.done("events", `${edition.events.length} events from ${edition.state.findings.length} findings`);
    const site = join(folder, "site");
    const { publish } = await import("../../pipeline.js");
    await makeCheckpoint(run);
    const report = await publish(edition, site, run);
    stages.done("site", `${report.pages} pages in ${site}`);
    return { site, pages: report.pages, events: edition.events.length, seconds: stages.seconds };
  });
}

/** One line for each finished stage, with the time that it took. */
class Stages {
  readonly #began = performance.now();
  #last = this.#began;
  #count = 0;

  constructor(
    readonly total: number,
    readonly effects: RunEffects,
  ) {}

  get seconds(): number {
    return Math.round(performance.now() - this.#began) / 1000;
  }

  done(stage: string, detail: string): void {
    const now = performance.now();
    this.#count += 1;
    this.effects.log.progress(`${this.#count}/${this.total} ${stage.padEnd(13)}${((now - this.#last) / 1000).toFixed(1)} s  ${detail}`);
    this.#last = now;
  }
}

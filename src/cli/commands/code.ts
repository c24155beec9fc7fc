import type { Command } from "commander";
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { codeText, makeRuleCoder, parseCodeInput, toCodeLine, type RuleCoder } from "../../coding/index.js";
import { findStudy, loadConfig, loadStudy } from "../../config/index.js";
import { commitFile, fileErrorCode, fileErrorSentence } from "../../effects/index.js";
import { ItemError, RunAbort } from "../../model/index.js";
import { printJson, type GlobalOptions, type Terminal } from "../context.js";
import { EXIT_CODES } from "../exit-code.js";
import type { AddCommand } from "../main.js";

/** Counts of one coding run. */
interface CodeReport {
  documents: number;
  relevant: number;
  events: number;
  /** In languages that the study's lexicon does not hold. */
  unread: number;
  failed: number;
}

export const codeCommand: AddCommand = (program, terminal, end) => {
  program
    .command("code <docs>")
    .description(
      "code documents, one JSON object a line ({id, title?, text, published?, url?, lang?}; .gz too; - for stdin), without a workspace; one line of output for each line of input",
    )
    .option("-o, --output <file>", "write the lines there instead of on stdout")
    .option("--study <name>", "a shipped study, or the folder of your own (default: the workspace's, else mps)")
    .action(async (docs: string, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { output?: string; study?: string }>();
      const coder = makeRuleCoder(await loadStudy(await chosenStudy(options)));
      const report: CodeReport = { documents: 0, relevant: 0, events: 0, unread: 0, failed: 0 };
      const lines = codedLines(docs, coder, report, terminal);
      if (options.output === undefined) for await (const line of lines) terminal.out(line);
      else await writeLines(options.output, lines);
      if (options.json && options.output !== undefined) printJson(terminal, { output: options.output, ...report });
      else if (!options.quiet)
        terminal.err(
          `${report.documents} documents, ${report.relevant} relevant, ${report.events} events, ${report.failed} failed${unreadPart(report)}\n`,
        );
      if (report.failed > 0) end(EXIT_CODES.someItemsFailed);
    });
};

function unreadPart({ unread }: CodeReport): string {
  return unread === 0 ? "" : `, ${unread} in languages that are not read`;
}

async function chosenStudy(options: { workspace?: string; study?: string }): Promise<string> {
  if (options.study !== undefined) return findStudy(options.study);
  if (options.workspace !== undefined) return findStudy((await loadConfig(options.workspace)).study, options.workspace);
  return findStudy("mps");
}

/** A line that cannot be coded still has its line of output, with `error` in place of events, so that the order holds. */
async function* codedLines(docs: string, coder: RuleCoder, report: CodeReport, terminal: Terminal): AsyncIterable<string> {
  let number = 0;
  for await (const line of linesOf(docs)) {
    number += 1;
    if (line.trim() === "") continue;
    report.documents += 1;
    try {
      const { id, source } = parseCodeInput(parseJson(line));
      const coded = codeText(source, coder);
      if (coded.relevant) report.relevant += 1;
      if (!coded.read) report.unread += 1;
      report.events += coded.findings.length;
      yield `${JSON.stringify(toCodeLine(id, coded))}\n`;
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      report.failed += 1;
      terminal.err(`${docs}, line ${number}: ${error.message}\n`);
      yield `${JSON.stringify({ id: null, line: number, error: error.message })}\n`;
    }
  }
}

async function* linesOf(docs: string): AsyncIterable<string> {
  const file = docs === "-" ? process.stdin : createReadStream(docs);
  const gunzip = createGunzip();
  const input = docs.endsWith(".gz") ? file.on("error", (error: Error) => gunzip.destroy(error)).pipe(gunzip) : file;
  try {
    yield* createInterface({ input, crlfDelay: Infinity });
  } catch (error) {
    if (fileErrorCode(error) === null) throw error;
    throw new ItemError(fileErrorSentence(docs, error), { cause: error });
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new ItemError(`not JSON: ${line.slice(0, 60)}`, { cause: error });
  }
}

/** The whole output or none: a half-written file never stands under the name that was asked for. */
async function writeLines(file: string, lines: AsyncIterable<string>): Promise<void> {
  const tmp = `${file}.${process.pid}.tmp`;
  try {
    await pipeline(lines, createWriteStream(tmp));
    await commitFile(tmp, file);
  } catch (error) {
    await rm(tmp, { force: true });
    if (error instanceof ItemError || fileErrorCode(error) === null) throw error;
    throw new RunAbort(fileErrorSentence(file, error), { cause: error });
  }
}

import type { Command } from "commander";
import { CaseCode, Marking, Protection, SealedText, UsageError } from "../../model/index.js";
import { keysFolder, withRun } from "../../run.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

const MOST_BYTES = 1_000_000;

interface SealOptions extends GlobalOptions {
  readonly about: string;
  readonly purpose: string;
  readonly basis: string;
  readonly retainUntil?: string;
  readonly marking: string;
  readonly protection: string;
  readonly by?: string;
}

export const sealCommand: AddCommand = (program, terminal) => {
  program
    .command("seal")
    .description("keep a personal text from stdin encrypted, outside the ledger's chain; prints its id")
    .requiredOption("--about <case>", "the opaque code of the case (case-0042), never a name")
    .requiredOption("--purpose <code>", "why it is held: a short code, such as evidence-of-harm")
    .option("--basis <code>", "on what ground: consent, public-interest, legal-claim", "public-interest")
    .option("--retain-until <day>", "the day from which it must be gone (2030-12-31)")
    .option("--marking <TLP>", "who may read it: AMBER, AMBER+STRICT or RED", "RED")
    .option("--protection <class>", "none, person-at-risk or accused", "person-at-risk")
    .option("--by <name>", "who seals it (default: the setting `reviewer`)")
    .action(async (_own: unknown, command: Command) => {
      const options = command.optsWithGlobals<SealOptions>();
      const facts = parseFacts(options);
      const text = await readText(process.stdin);
      await withRun(await chosenWorkspace(options), runEffects(options, terminal), async (run) => {
        const actor = options.by ?? run.config.reviewer ?? "operator";
        const record = await run.ledger.seal({ ...facts, text, actor }, keysFolder(run));
        if (options.json) printJson(terminal, record);
        else terminal.out(`${record.id}\n`);
      });
    });
};

/** Everything about the text but the text. Refuses what the chain may not hold before a byte of the text is read. */
function parseFacts(options: SealOptions): Omit<SealedText, "id" | "commitment"> {
  const { purpose, basis, audience, retainUntil } = SealedText.shape;
  const complain = (name: string, value: string, wanted: string) => new UsageError(`--${name} ${value}: ${wanted}`);
  const read = <T>(
    schema: { safeParse(value: unknown): { success: boolean; data?: T } },
    name: string,
    value: string,
    wanted: string,
  ): T => {
    const parsed = schema.safeParse(value);
    if (!parsed.success || parsed.data === undefined) throw complain(name, value, wanted);
    return parsed.data;
  };
  return {
    about: parseCase(options.about),
    purpose: read(
      purpose,
      "purpose",
      options.purpose,
      "write a short code of small letters and hyphens; what stands here can never be erased",
    ),
    basis: read(basis, "basis", options.basis, "write a short code of small letters and hyphens; what stands here can never be erased"),
    retainUntil:
      options.retainUntil === undefined
        ? null
        : read(retainUntil, "retain-until", options.retainUntil, "not a day; write it as 2030-12-31"),
    audience: read(
      audience,
      "marking",
      options.marking.toUpperCase(),
      `sealed text is for a closed circle; write ${Marking.options.slice(2).join(", ")}`,
    ),
    protection: read(Protection, "protection", options.protection, `write ${Protection.options.join(", ")}`),
  };
}

/** An opaque code. The complaint does not repeat what was written: it may have been a name. */
export function parseCase(about: string): CaseCode {
  const parsed = CaseCode.safeParse(about);
  if (!parsed.success)
    throw new UsageError("the case must be a code such as case-0042 (case- and three to six digits), never a name or a date");
  return parsed.data;
}

/** The whole of stdin as it is, one line feed at its end apart. No complaint repeats any of it. */
async function readText(input: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk as Buffer); // a stream without an encoding gives buffers
    size += bytes.length;
    if (size > MOST_BYTES) throw new UsageError(`the text is longer than ${MOST_BYTES} bytes; seal it in parts`);
    chunks.push(bytes);
  }
  const text = decode(Buffer.concat(chunks)).replace(/\r?\n$/, "");
  if (text.trim() === "") throw new UsageError("there is no text on stdin; pipe it in: longarm seal --about case-0042 --purpose … < file");
  return text;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError("the text on stdin is not UTF-8; convert it first");
  }
}

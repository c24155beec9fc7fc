import type { Command } from "commander";
import { UsageError, type Decision, type EventFields } from "../../model/index.js";
import { reviewQueue, type DecisionDraft, type EvidenceDraft, type ReviewItem } from "../../review/index.js";
import { readEdition, withRun, type Run } from "../../run.js";
import { requestOf, takesEdition, type EditionOptions } from "../edition-options.js";
import { chosenWorkspace, printJson, runEffects, type GlobalOptions, type Terminal } from "../context.js";
import type { AddCommand } from "../main.js";

/** Options of every decision. */
interface DecisionOptions extends GlobalOptions {
  readonly by?: string;
  readonly note?: string;
  readonly seen?: string;
}

export const reviewCommand: AddCommand = (program, terminal) => {
  const review = program.command("review").description("decisions by people, each with its reason; nothing is overwritten");
  addList(review, terminal);
  decision(review, "accept <id>", "accept a finding, or confirm an event that only the rule has accepted")
    .option("--into <event>", 'the event that the finding joins, or "new" for an act of its own')
    .action(async (id: string, _own: unknown, command: Command) => {
      const { into } = command.optsWithGlobals<{ into?: string }>();
      await decide(command, terminal, (common) => ({ ...common, kind: "accept", target: id, ...(into === undefined ? {} : { into }) }));
    });
  decision(review, "reject <id>", "reject a finding, or all findings of an event; the id of an event is never used again")
    .requiredOption("--reason <code>", "a reason of the codebook (docs/reference/codebook.md)")
    .action(async (id: string, _own: unknown, command: Command) => {
      const { reason } = command.optsWithGlobals<{ reason: string }>();
      await decide(command, terminal, (common) => ({ ...common, kind: "reject", target: id, reason }));
    });
  decision(review, "edit <id>", "change fields of an event, with the words or the work that prove the new values")
    .requiredOption("--set <field=value...>", "a change, such as date=2024-05 or countries=MM,TH; may be given several times")
    .option("--quote <words>", "words of the event's archived page that prove it, to the letter")
    .option("--text <id>", "which text, where the event has several")
    .option("--work <id>", "a cited work that proves it (S012), where no page is archived")
    .option("--locator <place>", "the place in that work: page, endnote, headline")
    .action(async (id: string, _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<EvidenceOptions & { set: string[] }>();
      await decide(command, terminal, (common) => ({
        ...common,
        kind: "edit",
        target: id,
        set: options.set,
        evidence: evidenceOf(options),
      }));
    });
  addEventDecisions(review, terminal);
};

/** Decisions on whole events. */
function addEventDecisions(review: Command, terminal: Terminal): void {
  decision(review, "merge <event>", "two events tell one act: the first stands under the id of the second from then on")
    .requiredOption("--into <event>", "the event that stays")
    .action(async (id: string, _own: unknown, command: Command) => {
      const { into } = command.optsWithGlobals<{ into: string }>();
      await decide(command, terminal, (common) => ({ ...common, kind: "merge", target: id, into }));
    });
  decision(review, "split <event>", "some findings of an event tell another act: they get a new id")
    .requiredOption("--findings <id...>", "the findings that leave")
    .action(async (id: string, _own: unknown, command: Command) => {
      const { findings } = command.optsWithGlobals<{ findings: string[] }>();
      await decide(command, terminal, (common) => ({ ...common, kind: "split", target: id, findings }));
    });
  decision(review, "mark <event>", "say for whom an event is, and whom it protects; what is not CLEAR is on no public page")
    .option("--marking <circle>", "CLEAR, GREEN, AMBER, AMBER+STRICT or RED")
    .option("--protection <class>", "none, accused or person-at-risk")
    .action(async (id: string, _own: unknown, command: Command) => {
      const { marking = null, protection = null } = command.optsWithGlobals<{ marking?: string; protection?: string }>();
      await decide(command, terminal, (common) => ({ ...common, kind: "mark", target: id, marking, protection }));
    });
  decision(review, "withdraw <event>", "the event no longer stands; accepting one of its findings brings it back")
    .requiredOption("--reason <code>", "a reason of the codebook (docs/reference/codebook.md)")
    .action(async (id: string, _own: unknown, command: Command) => {
      const { reason } = command.optsWithGlobals<{ reason: string }>();
      await decide(command, terminal, (common) => ({ ...common, kind: "withdraw", target: id, reason }));
    });
}

function addList(review: Command, terminal: Terminal): void {
  takesEdition(
    review
      .command("list")
      .description(
        "what wants a human eye: open findings, and events that only the rule has accepted; uncertain ones that move numbers first",
      ),
  )
    .option("--limit <number>", "how many", "20")
    .action(async (_own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & EditionOptions & { limit: string }>();
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 1) throw new UsageError(`--limit ${options.limit}: write a whole number from 1`);
      const request = requestOf(options);
      const items = await withRun(await chosenWorkspace(options), runEffects(options, terminal), async (run) =>
        reviewQueue(await readEdition(run, request), run.study),
      );
      const shown = items.slice(0, limit);
      if (options.json) printJson(terminal, { total: items.length, items: shown });
      else terminal.out(`${shown.map(describe).join("")}${shown.length} of ${items.length} to look at\n`);
    });
}

function decision(review: Command, usage: string, sentence: string): Command {
  return review
    .command(usage)
    .description(sentence)
    .option("--by <name>", "who decides (default: the setting `reviewer`)")
    .option("--note <words>", "why, in a sentence")
    .option("--seen <decision>", "the newest decision that you had before you; refused if there is a newer one");
}

type Common = { readonly by: string; readonly at: string; readonly note: string; readonly seen?: string };

async function decide(command: Command, terminal: Terminal, draftOf: (common: Common) => DecisionDraft): Promise<void> {
  const options = command.optsWithGlobals<DecisionOptions>();
  await withRun(await chosenWorkspace(options), runEffects(options, terminal), async (run) => {
    const common = {
      by: reviewer(options, run),
      at: run.effects.clock.now(),
      note: options.note ?? "",
      ...(options.seen === undefined ? {} : { seen: options.seen }),
    };
    const { adjudicate } = await import("../../pipeline.js");
    const decided = await adjudicate(draftOf(common), run);
    if (options.json) printJson(terminal, decided);
    else terminal.out(sentenceOf(decided));
  });
}

function reviewer(options: DecisionOptions, run: Run): string {
  const name = options.by ?? run.config.reviewer;
  if (name === null)
    throw new UsageError('a decision needs the name of the person who makes it: give --by "A. Reviewer", or set `reviewer` in longarm.yml');
  return name;
}

interface EvidenceOptions {
  readonly quote?: string;
  readonly text?: string;
  readonly work?: string;
  readonly locator?: string;
}

function evidenceOf({ quote, text, work, locator }: EvidenceOptions): EvidenceDraft | null {
  if (quote !== undefined && work !== undefined) throw new UsageError("give either --quote or --work, not both");
  if (quote !== undefined) return { kind: "quote", quote, ...(text === undefined ? {} : { text }) };
  return work === undefined ? null : { kind: "citation", work, locator: locator ?? "" };
}

function sentenceOf(decided: Decision): string {
  const event = decided.kind === "reject" ? (decided.eventId ?? "no event") : decided.eventId;
  const other = decided.kind === "split" ? ` and ${decided.newEventId}` : decided.kind === "merge" ? ` into ${decided.into}` : "";
  return `${decided.id}: ${decided.kind} recorded, ${event}${other}\n`;
}

function describe({ id, kind, priority, reasons, finding, event }: ReviewItem): string {
  const fields = finding?.fields ?? event?.fields;
  const quote = (finding ?? event)?.evidence.find(({ evidence }) => evidence.kind === "span")?.evidence;
  const why = reasons.map(({ note }) => note).join("; ");
  return `${id}  ${kind}, priority ${priority.toFixed(2)}\n  ${fields ? summary(fields) : ""}\n${quote?.kind === "span" ? `  "${quote.quote}"\n` : ""}  ${why}\n`;
}

const summary = ({ category, date, countries, actor, counterpart }: EventFields): string =>
  [category, date ?? "no date", countries.join(" "), actor, counterpart].filter(Boolean).join(", ");

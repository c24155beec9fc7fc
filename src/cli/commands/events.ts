import type { Command } from "commander";
import { UsageError, type Edition, type EventRecord, type Study } from "../../model/index.js";
import { readEdition, withRun } from "../../run.js";
import { requestOf, takesEdition, type EditionOptions } from "../edition-options.js";
import { chosenWorkspace, runEffects, unknownWord, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const eventsCommand: AddCommand = (program, terminal) => {
  takesEdition(program.command("events").description("event records; with --json as JSON Lines, each with its evidence"))
    .option("--category <code>", "only this category")
    .option("--country <ISO2>", "only with this country")
    .action(async (_own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & EditionOptions & { category?: string; country?: string }>();
      const request = requestOf(options);
      await withRun(await chosenWorkspace(options), runEffects(options, terminal), async (run) => {
        refuseUnknown(options, run.study);
        const edition = await readEdition(run, request);
        const chosen = edition.events.filter((event) => matches(event, options));
        for (const event of chosen) terminal.out(options.json ? `${JSON.stringify(eventJson(event, edition))}\n` : row(event));
        if (!options.json) terminal.out(`${chosen.length} of ${edition.events.length} events\n`);
      });
    });
};

/** An unknown code would answer "0 events", which reads like a finding. */
function refuseUnknown({ category, country }: { category?: string; country?: string }, study: Study): void {
  const categories: string[] = study.codebook.categories.map(({ code }) => code);
  if (category !== undefined && !categories.includes(category))
    throw new UsageError(unknownWord(`--category ${category} is not in the codebook`, category, categories));
  const known = study.places.countries.some(({ code }) => code === country?.toUpperCase());
  if (country !== undefined && !known)
    throw new UsageError(`--country ${country} is not among the study's countries; write the two letters of ISO 3166, such as FJ`);
}

function matches(event: EventRecord, options: { category?: string; country?: string }): boolean {
  const country = options.country?.toUpperCase();
  return (
    (options.category === undefined || event.fields.category === options.category) &&
    (country === undefined || event.fields.countries.some((code) => code === country))
  );
}

/** The documented record: id, category, date, countries, status, evidence; with what a reader needs to weigh it. */
export function eventJson(event: EventRecord, edition: Edition): unknown {
  const texts = new Map(edition.state.texts.map((text) => [text.id, text]));
  const captures = new Map(edition.state.captures.map((capture) => [capture.id, capture]));
  const evidence = event.evidence.map(({ field, evidence: item }) => {
    if (item.kind === "citation") return { field, work: item.work, locator: item.locator };
    const text = texts.get(item.textId);
    const capture = text && captures.get(text.captureId);
    return {
      field,
      quote: item.quote,
      start: item.start,
      end: item.end,
      text: item.textId,
      url: capture?.url,
      warc: capture?.warc,
      digest: capture?.payloadDigest,
    };
  });
  const { category, date, countries, status } = event.fields;
  const { id, aliases, restsOn, review, sample, score, marking, protection } = event;
  return {
    id,
    category,
    date,
    countries,
    status,
    fields: event.fields,
    aliases,
    restsOn,
    review,
    sample,
    score,
    marking,
    protection,
    evidence,
  };
}

function row({ id, fields, restsOn, sample }: EventRecord): string {
  const cells = [
    id.padEnd(8),
    (fields.date ?? "no date").padEnd(10),
    fields.category.padEnd(16),
    (fields.countries.join(" ") || "-").padEnd(12),
    restsOn.padEnd(9),
  ];
  return `${cells.join(" ")} ${sample ? "sample  " : ""}${fields.summary ?? [fields.actor, fields.counterpart].filter(Boolean).join(" / ")}\n`;
}

import type { Command } from "commander";
import { EditionId, Instant, Marking, UsageError, type Audience } from "../model/index.js";
import type { EditionRequest, LedgerPoint } from "../run.js";

/** The option that every reading command has, and what the commands read from it. */
export interface AsOfOptions {
  readonly asOf?: string;
}

/** Adds `--as-of` to a command. */
export function takesAsOf(command: Command): Command {
  return command.option(
    "--as-of <point>",
    "as the ledger was known then: a day, an instant (ISO 8601), an entry's number or an edition's id",
  );
}

/** The point that `--as-of` names; the newest where it was not given. */
export function pointOf({ asOf }: AsOfOptions): LedgerPoint {
  return asOf === undefined ? {} : parsePoint(asOf, "--as-of ");
}

/** Options of every command that reads an edition: as of when, and for whom. */
export interface EditionOptions extends AsOfOptions {
  readonly audience?: string;
}

/** Adds `--as-of` and `--audience` to a command. */
export function takesEdition(command: Command): Command {
  return takesAsOf(command).option(...AUDIENCE_OPTION);
}

/** What these options ask for. */
export function requestOf(options: EditionOptions): EditionRequest {
  return { audience: chosenAudience(options), ...pointOf(options) };
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

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d):(\d\d)(?:\.(\d{1,3}))?(Z|[+-]\d\d:\d\d)$/;

/**
 * A point of the ledger in the words of a user. A day means its last millisecond in UTC; an offset of local time is taken into account; a leap second
 * means the last millisecond before it, since the clocks that record know none.
 */
export function parsePoint(text: string, name = ""): LedgerPoint {
  if (EditionId.safeParse(text).success) return { edition: text };
  if (/^\d{1,15}$/.test(text)) return { seq: Number(text) };
  const asOf = parseInstant(text);
  if (asOf === null) {
    throw new UsageError(
      `${name}${text}: no point of the ledger; write a day (2026-11-24), an instant (2026-11-24T12:00:00Z), an entry's number or an edition's id (edn_…)`,
    );
  }
  return { asOf };
}

function parseInstant(text: string): string | null {
  const whole = DAY.test(text) ? `${text}T23:59:59.999Z` : text;
  const [, minute, second = "", fraction = "0", zone] = INSTANT.exec(whole) ?? [];
  if (minute === undefined || zone === undefined) return null;
  const leap = second === "60";
  const time = Date.parse(`${minute}:${leap ? "59.999" : `${second}.${fraction.padEnd(3, "0")}`}${zone}`);
  if (Number.isNaN(time) || !isRealDay(whole.slice(0, 10))) return null;
  return Instant.parse(new Date(time).toISOString());
}

/** The language's own reading takes 30 February for a day in March. */
function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

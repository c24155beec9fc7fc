import { z } from "zod";
import { deriveId } from "../effects/index.js";
import { datePrecision, ItemError, LanguageTag, parsePrefixDate, SourceText, type EventFields, type Finding } from "../model/index.js";
import { dateInAddress } from "../text/index.js";
import type { CodedText } from "./code-text.js";

/** One line of input of `longarm code` (DESIGN.md, section 6). Further members are the caller's own and are not read. */
export const CodeInput = z.object({
  id: z.string().min(1),
  url: z.string().nullish(),
  title: z.string().nullish(),
  text: z.string(),
  published: z.string().nullish(),
  lang: z.string().nullish(),
});
type CodeInput = z.infer<typeof CodeInput>;

/** A text to code, with the id that its caller gave it. */
export interface CodeRequest {
  readonly id: string;
  readonly source: SourceText;
}

/** Reads one line of input. The text is taken as it stands: offsets refer to `title + "\n" + text`. Throws an `ItemError`. */
export function parseCodeInput(line: unknown): CodeRequest {
  const parsed = CodeInput.safeParse(line);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ItemError(
      `not a document: member "${issue?.path.join(".") ?? ""}": ${issue?.message ?? "unreadable"}; needed are "id" and "text"`,
    );
  }
  const { id, url, title, text } = parsed.data;
  const whole = `${title ?? ""}\n${text}`; // exactly what offsets count in, also where there is no title
  if (whole.trim() === "") throw new ItemError(`document "${id}" has no text`);
  const source = SourceText.parse({
    id: deriveId("txt", "code", id, whole),
    captureId: deriveId("cap", "code", id),
    part: null,
    url: url ?? "",
    title: title ?? "",
    text: whole,
    lang: readLang(parsed.data),
    ...readPublished(parsed.data),
    extractor: "given@1",
  });
  return { id, source };
}

function readLang({ id, lang }: CodeInput): string {
  if (!lang) return "und";
  const tag = LanguageTag.safeParse(lang.replace("_", "-"));
  if (!tag.success) throw new ItemError(`document "${id}": lang "${lang}" is no language tag; write "zh", "en", or leave it out`);
  return tag.data;
}

/** The day that the caller gives, else the one in the address. */
function readPublished({ id, published, url }: CodeInput): Pick<SourceText, "published" | "publishedBasis"> {
  if (published) {
    const date = parsePrefixDate(published.slice(0, 10).replace(/[/.]/g, "-"));
    if (date === null) throw new ItemError(`document "${id}": published "${published}" is no date; write YYYY, YYYY-MM or YYYY-MM-DD`);
    return { published: date, publishedBasis: "stated" };
  }
  const date = url ? dateInAddress(url) : null;
  return { published: date, publishedBasis: date === null ? "none" : "address" };
}

/** One event of a line of output. */
export interface CodeLineEvent {
  readonly category: string;
  readonly date: string | null;
  readonly datePrecision: "year" | "month" | "day" | null;
  readonly dateBasis: string | null;
  readonly countries: readonly string[];
  readonly mpsActor: string | null;
  readonly counterpart: string | null;
  readonly place: string | null;
  readonly mode: string | null;
  readonly status: string;
  readonly topics: readonly string[];
  readonly documentKind?: string;
  readonly trainees?: number;
  readonly items?: EventFields["items"];
  readonly seriesNumber?: number;
  readonly score: number;
  readonly evidence: readonly { readonly field: string; readonly quote: string; readonly start: number; readonly end: number }[];
}

/** One line of output of `longarm code`. */
export interface CodeLine {
  readonly id: string;
  readonly relevant: boolean;
  readonly score: number;
  readonly lang: string;
  readonly coder: string;
  readonly events: readonly CodeLineEvent[];
}

/** The documented output for one document. Offsets are code points of `title + "\n" + text`. */
export function toCodeLine(id: string, coded: CodedText): CodeLine {
  const { relevant, score, lang, coder } = coded;
  return { id, relevant, score, lang, coder, events: coded.findings.map(toEvent) };
}

function toEvent({ fields, evidence, score }: Finding): CodeLineEvent {
  return {
    category: fields.category,
    date: fields.date,
    datePrecision: fields.date === null ? null : datePrecision(fields.date),
    dateBasis: fields.dateBasis,
    countries: fields.countries,
    mpsActor: fields.actor,
    counterpart: fields.counterpart,
    place: fields.place,
    mode: fields.mode,
    status: fields.status,
    topics: fields.topics,
    ...(fields.documentKind === null ? {} : { documentKind: fields.documentKind }),
    ...(fields.trainees === null ? {} : { trainees: fields.trainees }),
    ...(fields.items.length === 0 ? {} : { items: fields.items }),
    ...(fields.seriesNumber === null ? {} : { seriesNumber: fields.seriesNumber }),
    score,
    evidence: evidence.flatMap((item) =>
      item.evidence.kind === "span"
        ? [{ field: FIELD_NAMES[item.field] ?? item.field, quote: item.evidence.quote, start: item.evidence.start, end: item.evidence.end }]
        : [],
    ),
  };
}

/** Fields whose published name differs from the model's. */
const FIELD_NAMES: Readonly<Record<string, string>> = { actor: "mpsActor" };

import { Citation, ItemError, type Edition, type Evidence, type EventRecord, type SourceText, type Study } from "../model/index.js";
import { makeSpan } from "../text/index.js";
import { nearestHint } from "./parse-field-edit.js";

/** Evidence as a person gives it: words of an archived text, or a place in a known work. */
export type EvidenceDraft =
  /** `text` names the text to look in; without it the event's own texts are searched. */
  | { readonly kind: "quote"; readonly quote: string; readonly text?: string }
  | { readonly kind: "citation"; readonly work: string; readonly locator: string };

/** The checked evidence that `draft` means. Throws ItemError for words that stand nowhere or twice, and for a work that nobody knows. */
export function findEvidence(draft: EvidenceDraft, event: EventRecord, edition: Edition, study: Study): Evidence {
  return draft.kind === "quote" ? findQuote(draft, event, edition) : findCitation(draft, edition, study);
}

interface Place {
  readonly source: SourceText;
  readonly start: number;
}

function findQuote(draft: Extract<EvidenceDraft, { kind: "quote" }>, event: EventRecord, edition: Edition): Evidence {
  const quote = draft.quote.normalize("NFC");
  if (quote.trim() === "") throw new ItemError("the quote is empty; give the words of the page that prove the change");
  const texts = draft.text === undefined ? textsOf(event, edition) : [namedText(draft.text, edition)];
  if (texts.length === 0) throw new ItemError(`${event.id} rests on no archived text; name one with --text, or cite a work`);
  const places = texts.flatMap((source) => placesOf(quote, source));
  const [place] = places;
  if (!place)
    throw new ItemError(
      `"${shorten(quote)}" stands in no text of ${event.id} (${texts.map(({ id }) => id).join(", ")}); copy the words as they stand there`,
    );
  if (places.length > 1)
    throw new ItemError(
      `"${shorten(quote)}" stands ${places.length} times, in ${whereIn(places)}; give more words around it, or name one text with --text`,
    );
  return makeSpan(place.source, place.start, place.start + quote.length);
}

/** The archived texts that the event's findings and edits quote. */
function textsOf(event: EventRecord, { state }: Edition): SourceText[] {
  const findings = state.findings.filter(({ id }) => event.findings.includes(id));
  const quoted = event.evidence.flatMap(({ evidence }) => (evidence.kind === "span" ? [evidence.textId] : []));
  const ids = new Set([...findings.map(({ textId }) => textId), ...quoted]);
  return state.texts.filter(({ id }) => ids.has(id));
}

function namedText(id: string, { state }: Edition): SourceText {
  const text = state.texts.find((known) => known.id === id);
  if (!text)
    throw new ItemError(
      `no text has the id "${id}"; ${nearestHint(
        id,
        state.texts.map((known) => known.id),
      )}"longarm trace <event>" shows the texts of an event`,
    );
  return text;
}

function placesOf(quote: string, source: SourceText): Place[] {
  const places: Place[] = [];
  for (let start = source.text.indexOf(quote); start >= 0; start = source.text.indexOf(quote, start + 1)) places.push({ source, start });
  return places;
}

function whereIn(places: readonly Place[]): string {
  return [...new Set(places.map(({ source }) => source.id))].join(", ");
}

function findCitation({ work, locator }: Extract<EvidenceDraft, { kind: "citation" }>, { state }: Edition, { baseline }: Study): Evidence {
  const known = [...state.works, ...(baseline?.works ?? [])].map(({ id }) => id);
  if (!known.some((id) => id === work))
    throw new ItemError(`no work has the id "${work}"; ${nearestHint(work, known)}works are listed on the method page`);
  if (locator.trim() === "") throw new ItemError(`the citation of ${work} has no place in it; give a page, a heading or a paragraph`);
  return Citation.parse({ kind: "citation", work, locator: locator.trim() });
}

function shorten(quote: string): string {
  const letters = [...quote];
  return letters.length > 60 ? `${letters.slice(0, 59).join("")}…` : quote;
}

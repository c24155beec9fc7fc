import type { EventRecord, FieldName } from "../../model/index.js";
import { routes } from "../routes.js";
import type { CitationCard, EvidenceCard, Excerpt, Piece, TextCard } from "../evidence.js";
import { isProtected } from "../site.js";
import { hostOf, textPublisher, workCitation } from "../titles.js";
import { counted, dateText, instantText, languageName, listed } from "../words.js";
import { FIELD_WORDS } from "../field-words.js";
import { FootingBar } from "./footing-bar.js";
import { usePage } from "./page-context.js";
import { Phrase } from "./phrase.js";

/** The documents an event rests on: quotes in their own language first, citations after. */
export function EvidenceCards({ event, cards }: { readonly event: EventRecord; readonly cards: readonly EvidenceCard[] }) {
  return (
    <div className="ecards">
      {cards.map((card, index) =>
        card.kind === "text" ? (
          <QuoteCard card={card} number={index + 1} event={event} key={card.source.id} />
        ) : (
          <CitedCard card={card} number={index + 1} key={card.workId} />
        ),
      )}
    </div>
  );
}

function QuoteCard({ card, number, event }: { readonly card: TextCard; readonly number: number; readonly event: EventRecord }) {
  const { source } = card;
  const withheld = isProtected(event);
  return (
    <article className="ecard" id={source.id} aria-label={`Evidence ${number}: archived quote`}>
      <div className="ecard-h">
        <b>{number}</b>
        <span>
          <FootingBar archived={1} citation={0} size="row" /> Archived quote
        </span>
        <span className="r">{languageName(source.lang)}</span>
      </div>
      <div className="body">
        {withheld ? (
          <p className="gloss">Words withheld to protect a person. The archived record below holds them.</p>
        ) : (
          card.excerpts.map((excerpt, index) => <Quote excerpt={excerpt} lang={source.lang} key={index} />)
        )}
      </div>
      <dl className="meta">
        <dt>Source</dt>
        <dd>
          {withheld ? (
            <>{hostOf(source.url)}. Title withheld to protect a person.</>
          ) : (
            <>
              <Phrase text={textPublisher(usePage().site, source.id) ?? hostOf(source.url)} />:{" "}
              <span lang={source.lang}>{source.title}</span>
            </>
          )}
        </dd>
        {withheld ? null : (
          <>
            <dt>Address</dt>
            <dd>
              <PageAddress url={source.url} />
            </dd>
          </>
        )}
        <dt>Published</dt>
        <dd>
          {source.published === null
            ? "not stated on the page"
            : `${dateText(source.published)} (${publishedBasis(source.publishedBasis)})`}
        </dd>
        <ArchiveFacts card={card} />
      </dl>
      <div className="ecard-f">
        <p>
          Check it yourself: <code>longarm trace {event.id}</code> prints this chain, <code>longarm verify</code> compares every quote and
          every digest with the archive. <a href={usePage().link(routes.methodPart("check"))}>How to check without our program</a>
        </p>
      </div>
    </article>
  );
}

function publishedBasis(basis: TextCard["source"]["publishedBasis"]): string {
  const words = {
    metadata: "from the page’s metadata",
    address: "from the address",
    page: "as printed on the page",
    stated: "as handed in",
    none: "not known",
  };
  return words[basis];
}

function PageAddress({ url }: { readonly url: string }) {
  return /^https?:/.test(url) ? (
    <a href={url} rel="noreferrer">
      {url}
    </a>
  ) : (
    <>{url}</>
  );
}

function ArchiveFacts({ card }: { readonly card: TextCard }) {
  const { capture, source } = card;
  if (!capture) {
    return (
      <>
        <dt>Archive</dt>
        <dd>The capture {source.captureId} is not part of this edition.</dd>
      </>
    );
  }
  return (
    <>
      <dt>Captured</dt>
      <dd className="num">
        {instantText(capture.capturedAt)} by {capture.tool}
      </dd>
      <dt>Archive record</dt>
      <dd className="mono">
        {capture.warc.file}, offset {capture.warc.offset}, length {capture.warc.length}
        <br />
        {capture.warc.recordId}
      </dd>
      <dt>Payload digest</dt>
      <dd className="mono">{capture.payloadDigest}</dd>
      <dt>Text</dt>
      <dd className="mono">
        {source.id} by {source.extractor}
      </dd>
    </>
  );
}

function Quote({ excerpt, lang }: { readonly excerpt: Excerpt; readonly lang: string }) {
  return (
    <blockquote lang={lang === "und" ? undefined : lang} className={lang.startsWith("zh") ? "quote han" : "quote"}>
      {excerpt.cutBefore ? <span className="cut">… </span> : null}
      {excerpt.pieces.map((piece, index) => (
        <QuotePiece piece={piece} room={roomAbove(excerpt.pieces, index)} key={index} />
      ))}
      {excerpt.cutAfter ? <span className="cut"> …</span> : null}
    </blockquote>
  );
}

/**
 * Marked words with the names of their fields above the first of them. Ruby keeps a label clear of its neighbours and out of copied
 * text; where the marked words are long enough, the label takes no room of its own, so that the words are not pulled apart.
 */
function QuotePiece({ piece, room }: { readonly piece: Piece; readonly room: number }) {
  if (piece.fields.length === 0) return <>{piece.text}</>;
  const className = piece.wide ? "wide" : undefined;
  const data = piece.fields.join(" ");
  if (piece.starts.length === 0) {
    return (
      <mark className={className} data-fields={data}>
        {piece.text}
      </mark>
    );
  }
  const label = fieldList(piece.starts);
  const free = label.length * LABEL_CHARACTER <= room;
  const [head, tail] = free ? firstWords(piece.text) : shortWhole(piece.text);
  return (
    <mark className={className} data-fields={data}>
      <ruby>
        {head}
        <rt lang="en">{free ? <span className="free">{label}</span> : label}</rt>
      </ruby>
      {tail}
    </mark>
  );
}

/** Widths in px, estimated on the safe side: a character of a label, of a Latin quote, of a Han quote. */
const LABEL_CHARACTER = 7;
const LATIN_CHARACTER = 9;
const HAN_CHARACTER = 21;

/** Room above a piece until the next label begins. */
function roomAbove(pieces: readonly Piece[], index: number): number {
  const next = pieces.findIndex((piece, later) => later > index && piece.starts.length > 0);
  const run = pieces.slice(index, next === -1 ? undefined : next).map((piece) => piece.text);
  return [...run.join("")].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? HAN_CHARACTER : LATIN_CHARACTER), 0);
}

/** The first word, or the first two characters of a script without spaces: what the label stands above. */
function firstWords(text: string): [string, string] {
  const head = /^\s*[\p{Script=Latin}\p{Script=Cyrillic}\p{N}’'.-]+/u.exec(text)?.[0] ?? [...text].slice(0, 2).join("");
  return [head, text.slice(head.length)];
}

/** Where the label is wider than the words, it stands above all of them, so that the least room is added. */
function shortWhole(text: string): [string, string] {
  const characters = [...text];
  return [characters.slice(0, 12).join(""), characters.slice(12).join("")];
}

function fieldList(fields: readonly FieldName[]): string {
  const words = fields.map((field) => (field === "seriesNumber" ? "Number" : FIELD_WORDS[field]));
  return words.length <= 2 ? words.join(", ") : `${words.slice(0, 2).join(", ")} +${words.length - 2}`;
}

function CitedCard({ card, number }: { readonly card: CitationCard; readonly number: number }) {
  const { link } = usePage();
  const cited = card.work ? workCitation(card.work) : { text: card.workId, href: null, withheld: false };
  return (
    <article className="ecard cite" id={card.workId} aria-label={`Evidence ${number}: citation only`}>
      <div className="ecard-h">
        <b>{number}</b>
        <span>
          <FootingBar archived={0} citation={1} size="row" /> Citation only
        </span>
        <span className="r">{card.work?.lang ? languageName(card.work.lang) : "Language not stated"}</span>
      </div>
      <div className="body">
        <p className="gloss">
          {cited.href === null ? (
            <Phrase text={`${cited.text}.`} />
          ) : (
            <a href={cited.href} rel="noreferrer">
              <Phrase text={cited.text} />
            </a>
          )}
        </p>
      </div>
      <dl className="meta">
        <dt>Work</dt>
        <dd>
          <a href={link(routes.work(card.workId))}>{card.workId}</a>
          {card.locators.length > 0 ? `, ${card.locators.join("; ")}` : ""}
        </dd>
        <dt>Carries</dt>
        <dd>{listed(card.fields.map((field) => FIELD_WORDS[field].toLowerCase()))}</dd>
        <dt>Archive</dt>
        <dd>
          {cited.withheld || cited.href === null
            ? "Not captured. This turns solid when a copy of the work is handed in and the words are found in it."
            : "Not captured. This turns solid when the page at that address is archived and the words are found in it."}
        </dd>
      </dl>
    </article>
  );
}

/** `2 sources: 1 archived quote, 1 citation`. */
export function evidenceSummary(cards: readonly EvidenceCard[]): string {
  const texts = cards.filter((card) => card.kind === "text").length;
  const works = cards.length - texts;
  if (texts === 0) return `${counted(works, "citation")}, no archived quote yet`;
  const archived = counted(texts, "archived page");
  return works === 0 ? archived : `${archived}, ${counted(works, "citation")}`;
}

import type { SourceText } from "../model/index.js";
import { foldText, scriptOf, splitLines, splitSentences, type Folded, type Slice } from "../text/index.js";
import type { CompiledLanguage, RuleCoder } from "./coder.js";
import { occurs } from "./pattern.js";

/** A sentence of the folded text, in a language that the lexicon knows. */
export interface Sentence extends Slice {
  readonly language: CompiledLanguage;
  readonly line: number;
  /** Title of the page or headline of an item. */
  readonly heading: boolean;
  readonly item: number;
}

/** A text laid out for reading: folded, cut into items (stories) and sentences, related-news tails left out. */
export interface Reading {
  readonly source: SourceText;
  readonly folded: Folded;
  readonly sentences: readonly Sentence[];
  readonly roundup: boolean;
  readonly languages: readonly CompiledLanguage[];
}

interface Line extends Slice {
  readonly text: string;
  readonly title: boolean;
  readonly language: CompiledLanguage | null;
}

/** Longest headline of a digest item, and longest line of a list of links, in characters. */
const HEADLINE_CHARS = { han: 40, spaced: 110 } as const;

/** Lays `source` out; lines in a language without a lexicon are not read. */
export function readSource(source: SourceText, coder: RuleCoder): Reading {
  const folded = foldText(source.text);
  const lines = dropTails(layLines(folded.text, source, coder));
  const title = lines[0];
  const roundup = title !== undefined && title.title && occurs(title.language?.page.roundup ?? null, title.text);
  const sentences = roundup ? readItems(folded.text, lines) : readStory(folded.text, lines, 0);
  return { source, folded, sentences, roundup, languages: [...new Set(sentences.map((sentence) => sentence.language))] };
}

function layLines(text: string, source: SourceText, coder: RuleCoder): Line[] {
  const unsaid = source.lang === "und" ? guessLanguage(text, coder) : null;
  const titled = source.title !== "" && source.text.startsWith(`${source.title}\n`);
  return splitLines(text).map((slice, index) => {
    const line = text.slice(slice.start, slice.end);
    return { ...slice, text: line, title: index === 0 && titled, language: languageOf(line, unsaid?.lang ?? source.lang, coder) };
  });
}

/** How much of a text is looked at to tell its language, in characters. */
const LOOK_AT = 4000;

/** Of the languages with spaces the one whose small words are most; null where none of them stands in the text. */
function guessLanguage(text: string, coder: RuleCoder): CompiledLanguage | null {
  const words =
    text
      .slice(0, LOOK_AT)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const share = (language: CompiledLanguage): number => words.filter((word) => language.common.has(word)).length;
  const ranked = [...coder.languages.values()].map((language) => ({ language, count: share(language) })).sort((a, b) => b.count - a.count);
  return ranked[0] && ranked[0].count > 0 ? ranked[0].language : null;
}

/** A line is read in the text's own language where the script fits, else in one that has the script. */
function languageOf(line: string, lang: string, coder: RuleCoder): CompiledLanguage | null {
  const script = scriptOf(line);
  const own = coder.languages.get(lang.split("-")[0] ?? "");
  if (own?.script === script) return own;
  const foreignSpaced = script === "spaced" && own === undefined && lang !== "und";
  return foreignSpaced ? null : ([...coder.languages.values()].find((language) => language.script === script) ?? null);
}

/** Drops lines of page data, and what follows a "related news" line, up to the next line that is long enough to be a paragraph. */
function dropTails(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  let inTail = false;
  for (const line of lines) {
    const page = line.language?.page;
    if (!line.title && occurs(page?.boilerplate ?? null, line.text)) continue;
    if (!line.title && occurs(page?.tail ?? null, line.text)) inTail = true;
    else if (inTail && isParagraph(line)) inTail = false;
    if (!inTail) kept.push(line);
  }
  return kept;
}

function isParagraph(line: Line): boolean {
  return line.language !== null && line.text.length > HEADLINE_CHARS[line.language.script] && /[。.!?]/.test(line.text);
}

function readStory(text: string, lines: readonly Line[], item: number, headline: Line | null = null): Sentence[] {
  return lines.flatMap((line, index) => {
    const { language } = line;
    if (!language) return [];
    const heading = line.title || line === headline;
    const slices = heading ? [line] : splitSentences(text, line, language.script);
    return slices.map(({ start, end }) => ({ start, end, language, line: item * 10_000 + index, heading, item }));
  });
}

/** A digest: each headline opens an item; where there are no headlines, each paragraph is one. */
function readItems(text: string, lines: readonly Line[]): Sentence[] {
  const sentences: Sentence[] = [];
  let item: Line[] = [];
  let number = 0;
  const close = (): void => {
    if (item.length > 0) sentences.push(...readStory(text, item, (number += 1), isHeadline(item[0]) ? item[0] : null));
    item = [];
  };
  for (const line of lines.filter((one) => !one.title)) {
    const opens = isHeadline(line) || occurs(line.language?.page.bullet ?? null, line.text) || !isHeadline(item[0]);
    if (opens) close();
    item.push(line);
  }
  close();
  return sentences;
}

function isHeadline(line: Line | undefined): boolean {
  return (
    line !== undefined &&
    line.language !== null &&
    line.text.length <= HEADLINE_CHARS[line.language.script] &&
    !/[。.!?;:]["')]*$/.test(line.text)
  );
}

/** The text of a slice of the folded text. */
export function textOf(reading: Reading, slice: Slice): string {
  return reading.folded.text.slice(slice.start, slice.end);
}

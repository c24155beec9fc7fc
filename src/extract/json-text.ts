import { z } from "zod";
import { cleanCharacters } from "./clean-text.js";
import { skip, type Extraction, type Extractor } from "./extractor.js";
import { detectLanguage } from "./language.js";
import { dateIn } from "./published.js";
import { LanguageTag, parsePrefixDate, type Page, type PrefixDate } from "../model/index.js";

const TextBody = z.object({
  id: z.string(),
  title: z.string().optional(),
  text: z.string(),
  published: z.string().optional(),
  lang: z.string().optional(),
});

/** One line of a JSON Lines file of texts. The text stays as it is, but for NFC and control characters. */
export const jsonTextExtractor: Extractor = {
  name: "json-text",
  version: "1.0.0",
  accepts: (mediaType) => mediaType === "application/x-longarm-text+json",
  extract: (page) => {
    const parsed = TextBody.safeParse(parseJson(page));
    if (!parsed.success) return skip("not-a-page", `${page.origin}: no text line (${parsed.error.issues[0]?.message ?? "unreadable"})`);
    return extractFrom(parsed.data, page);
  },
};

function parseJson(page: Page): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(page.body));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function extractFrom(line: z.infer<typeof TextBody>, page: Page): Extraction {
  const title = cleanCharacters(line.title ?? "").replace(/\n/g, " ");
  const body = cleanCharacters(line.text);
  if (`${title}${body}`.trim() === "") return skip("empty", `${page.origin}: title and text are empty`);
  const published = line.published === undefined ? null : statedDate(line.published);
  const lang = LanguageTag.safeParse(line.lang).data ?? detectLanguage(`${title}\n${body}`);
  return { kind: "text", text: { part: line.id, title, body, lang, published, publishedBasis: published === null ? "none" : "stated" } };
}

function statedDate(text: string): PrefixDate | null {
  return parsePrefixDate(text.trim()) ?? dateIn(text);
}

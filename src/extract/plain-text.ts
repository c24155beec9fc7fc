import { decodeText } from "./charset.js";
import { cleanCharacters } from "./clean-text.js";
import { skip, type Extractor } from "./extractor.js";
import { detectLanguage } from "./language.js";

const MAX_TITLE = 300;

/** Plain text, as in the conversion records of a WARC: the first line is the title. */
export const plainTextExtractor: Extractor = {
  name: "plain-text",
  version: "1.0.0",
  accepts: (mediaType) => mediaType === "text/plain",
  extract: (page) => {
    const [first = "", ...rest] = cleanCharacters(decodeText(page.body, page.charset).text).trim().split("\n");
    const tooLong = first.length > MAX_TITLE;
    const title = tooLong ? "" : first.trim();
    const body = (tooLong ? [first, ...rest] : rest).join("\n").trim();
    if (`${title}${body}` === "") return skip("no-text", `${page.origin}: nothing but blanks`);
    const lang = detectLanguage(`${title}\n${body}`);
    return { kind: "text", text: { part: null, title, body, lang, published: null, publishedBasis: "none" } };
  },
};

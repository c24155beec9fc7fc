import type { Page } from "../model/index.js";
import { decodeText } from "./charset.js";
import { skip, type Extraction, type Extractor } from "./extractor.js";
import { blocksOf, parseHtml } from "./html-tree.js";
import { detectLanguage } from "./language.js";
import { findMainText } from "./main-text.js";
import { findPublished } from "./published.js";
import { findTitle, withoutFormatMark } from "./title.js";

/** A page this long is data or an attack; the parser would take seconds and hundreds of megabytes. */
const MAX_CHARACTERS = 8_000_000;

/** Servers send such pages with status 200 too, and a saved file has no status at all. */
const SERVER_ERROR =
  /^(?:error\s+)?(?:40[0-9]|50[0-9])(?:\s|$)|^(?:page not found|bad gateway|service unavailable|access denied|403 forbidden)$/i;

/** Web pages: the headline and the running text, without navigation, related stories and boilerplate. */
export const htmlExtractor: Extractor = {
  name: "html",
  version: "1.0.0",
  accepts: (mediaType) => mediaType === "text/html" || mediaType === "application/xhtml+xml",
  extract: (page, url) => {
    const { text: html } = decodeText(page.body, page.charset);
    if (html.length > MAX_CHARACTERS)
      return skip("too-large", `${page.origin}: ${html.length} characters of HTML, limit ${MAX_CHARACTERS}`);
    return extractFrom(html, page, url);
  },
};

function extractFrom(html: string, page: Page, url: string): Extraction {
  const tree = parseHtml(html);
  const blocks = blocksOf(tree);
  const headline = findTitle(tree);
  const main = findMainText(tree);
  const [title = "", ...rest] = headline === "" ? main : [headline, ...withoutHeadline(main, headline)];
  const body = rest.join("\n");
  if (body === "")
    return skip("no-text", `${page.origin}: no readable text on the page (${blocks.length} lines of navigation and the like)`);
  if (SERVER_ERROR.test(title) && body.length < 600)
    return skip("not-a-success", `${page.origin}: an error page of the server ("${title.slice(0, 60)}")`);
  const { date, basis } = findPublished({ page: tree, blocks, url, title });
  const text = { part: null, title, body, lang: detectLanguage(`${title}\n${body}`), published: date, publishedBasis: basis };
  return { kind: "text", text };
}

const HEAD_LINES = 10;
/** Source, time and buttons under a headline: the date is kept as the date of publication, not as words of the text. */
const BYLINE =
  /^(?:(?:来源|來源|发布时间|發佈時間|更新时间|时间|日期|浏览次数|字号|Source|Published|Updated)\s*[:：].{0,60}|(?:简介|视频简介|主要内容|内容简介)[:：]?|[\d\s:：/.年月日-]{8,20})$/iu;

/** The headline opens the text by rule; repetitions of it and the byline are taken from the head of the body. */
function withoutHeadline(lines: readonly string[], headline: string): readonly string[] {
  const isFrame = (line: string) => withoutFormatMark(line) === headline || BYLINE.test(line);
  return lines.filter((line, at) => at >= HEAD_LINES || !isFrame(line));
}

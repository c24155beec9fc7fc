import { blocksOf, parseHtmlFragment, serializeTidy, type Block, type HtmlNode } from "./html-tree.js";
import { findReadable } from "./readable.js";

const MAX_NODES = 60_000;
const LITTLE_TEXT = 3000;
/** A run that is only a small part of the page is one paragraph of a list, not its text. */
const MIN_RUN_SHARE = 0.3;
const MIN_PROSE_SHARE = 0.5;
/** Readability is overruled only where it holds less than this share of the running text that lies together. */
const MIN_READABLE_SHARE = 0.3;

/** The lines of a page's main text, navigation and related stories left out; empty where there is none. */
export function findMainText(page: HtmlNode): readonly string[] {
  const all = blocksOf(page);
  const dense = densestRun(all);
  const readable = readableLines(page);
  const chosen = choose(readable, dense);
  return withoutTail(tightened(chosen.length > 0 ? chosen : all)).map((block) => block.text);
}

/** On a page with little text Readability takes the frame with it; then only the densest run within it is kept. */
function tightened(blocks: readonly Block[]): readonly Block[] {
  const all = letters(blocks);
  if (all >= LITTLE_TEXT || prose(blocks) >= MIN_PROSE_SHARE * all) return blocks;
  const run = densestRun(blocks);
  return letters(run) >= MIN_RUN_SHARE * all ? run : blocks;
}

function letters(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}

function readableLines(page: HtmlNode): Block[] {
  const tidy = serializeTidy(page, MAX_NODES);
  const html = tidy === null ? null : findReadable(tidy);
  return html === null ? [] : blocksOf(parseHtmlFragment(html));
}

/** Readability is right more often; where it holds only a small part of the running text, it took a side column. */
function choose(readable: readonly Block[], dense: readonly Block[]): readonly Block[] {
  return prose(readable) < MIN_READABLE_SHARE * prose(dense) ? dense : readable;
}

function prose(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + (isProse(block) ? block.text.length - block.linked : 0), 0);
}

/** Running text has the punctuation of sentences, or many words; a colon alone makes a label ("来源：… 19:17"). */
function isProse({ text, linked }: Block): boolean {
  const speaks = /[，。！？；、…”]|[,.!?;"](?:\s|$)/.test(text) || /(?:\p{L}+ ){7}/u.test(text.slice(0, 300));
  return speaks && linked < text.length * 0.5 && text.length >= 12;
}

/** The run of lines with the greatest sum of weights (Kadane): prose adds its length, links and scraps take away. */
export function densestRun(blocks: readonly Block[]): readonly Block[] {
  let best = { from: 0, to: 0, sum: 0 };
  let from = 0;
  let sum = 0;
  blocks.forEach((block, at) => {
    if (sum <= 0) {
      from = at;
      sum = 0;
    }
    sum += weightOf(block);
    if (sum > best.sum) best = { from, to: at + 1, sum };
  });
  return blocks.slice(best.from, best.to);
}

function weightOf(block: Block): number {
  const own = block.text.length - 2 * block.linked;
  if (isProse(block)) return own;
  return block.linked > 0 ? -15 - block.linked / 2 : -6;
}

const TAIL =
  /^(?:相关(?:新闻|链接|阅读|文章|报道|推荐)|推荐阅读|延伸阅读|热点推荐|更多新闻|上一篇|下一篇|责任编辑|责编|编辑[:：]|\[?(?:打印|关闭)|分享到|Related (?:news|stories|articles|links)|Read (?:more|also)|You may also like|Previous:|Next:|Share this)/i;
const MAX_TAIL = 40;

/** Cuts related stories, editors' marks and buttons that hang at the end. Only the end: the same words in running text stay. */
function withoutTail(blocks: readonly Block[]): readonly Block[] {
  const start = Math.max(Math.floor(blocks.length * 0.3), blocks.length - MAX_TAIL);
  const found = blocks.findIndex((block, at) => at >= start && TAIL.test(block.text) && block.text.length < 60 && restIsScraps(blocks, at));
  return found > 0 ? blocks.slice(0, found) : blocks;
}

function restIsScraps(blocks: readonly Block[], from: number): boolean {
  const rest = blocks.slice(from);
  return prose(rest) < 0.15 * prose(blocks);
}

import { parse, parseFragment, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { cleanLine } from "./clean-text.js";

/** The only file that sees `parse5`. Everything walks the tree with an explicit stack, so that no nesting can exhaust ours. */

export type HtmlNode = Tree.ChildNode | Tree.Document | Tree.DocumentFragment;
export type HtmlElement = Tree.Element;

/** Deeper than any page made by people; the parser's work grows with the square of the depth. */
const MAX_DEPTH = 200;
/** Each open formatting tag is opened again in every paragraph that follows (HTML, 13.2.4.3), which multiplies the tree. */
const MAX_FORMAT_DEPTH = 8;
const FORMAT_TAGS = new Set("font b i u em strong big small".split(" "));
/** Readability searches each text with patterns whose work grows with the square of its length. */
const MAX_TEXT_NODE = 50_000;
const DEPTH_TAGS =
  /<(\/?)(div|span|font|b|i|u|em|strong|a|table|ul|ol|dl|blockquote|center|section|article|form|big|small|sub|sup|nav|svg|g)\b[^>]{0,2000}>/gi;

const DROPPED = new Set(
  "script style noscript template iframe object embed svg canvas video audio map form button select input textarea option dialog link meta head".split(
    " ",
  ),
);
const BLOCK = new Set(
  (
    "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 " +
    "header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);

export function parseHtml(html: string): Tree.Document {
  return parse(limitDepth(html));
}

export function parseHtmlFragment(html: string): Tree.DocumentFragment {
  return parseFragment(html);
}

/** Takes out tags beyond the limits before parsing. Pages within them, which is all ordinary ones, are returned as they are. */
function limitDepth(html: string): string {
  const counts = { structure: counter(MAX_DEPTH), format: counter(MAX_FORMAT_DEPTH) };
  const limited = html.replace(DEPTH_TAGS, (tag: string, slash: string, name: string) => {
    const count = FORMAT_TAGS.has(name.toLowerCase()) ? counts.format : counts.structure;
    return (slash === "" ? count.open() : count.close()) ? tag : " ";
  });
  return counts.structure.reached() || counts.format.reached() ? limited : html;
}

/** Counts open tags; says of each tag whether it is within the limit. A closing tag goes with the tag that it closes. */
function counter(limit: number): { open: () => boolean; close: () => boolean; reached: () => boolean } {
  let depth = 0;
  let dropped = 0;
  let most = 0;
  const open = () => {
    if (depth >= limit) {
      dropped += 1;
      most = Math.max(most, dropped);
      return false;
    }
    depth += 1;
    return true;
  };
  const close = () => {
    if (dropped > 0) {
      dropped -= 1;
      return false;
    }
    depth = Math.max(0, depth - 1);
    return true;
  };
  return { open, close, reached: () => most > 0 };
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return "tagName" in node;
}

export function attributeOf(element: HtmlElement, name: string): string | null {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? null;
}

/** All elements below `root` in document order. */
export function* elementsOf(root: HtmlNode): Generator<HtmlElement> {
  const stack: HtmlNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isElement(node)) yield node;
    if ("childNodes" in node) for (let at = node.childNodes.length - 1; at >= 0; at -= 1) stack.push(node.childNodes[at] ?? root);
  }
}

/** The text below an element, scripts included, as one string. */
export function rawTextOf(root: HtmlNode): string {
  const parts: string[] = [];
  const stack: HtmlNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.nodeName === "#text" && "value" in node) parts.push(node.value);
    if ("childNodes" in node) for (let at = node.childNodes.length - 1; at >= 0; at -= 1) stack.push(node.childNodes[at] ?? root);
  }
  return parts.join("");
}

/** One line of a page as a reader sees it. */
export interface Block {
  readonly text: string;
  /** Characters of it that stand in links. */
  readonly linked: number;
  /** The innermost element that holds the line as a block. */
  readonly tag: string;
}

/** The visible lines below `root`: one per block element or line break, without scripts, forms and what is hidden. */
export function blocksOf(root: HtmlNode): Block[] {
  const blocks: Block[] = [];
  let text = "";
  let linked = 0;
  const flush = (tag: string) => {
    const line = cleanLine(text);
    if (line !== "") blocks.push({ text: line, linked: Math.min(linked, line.length), tag });
    text = "";
    linked = 0;
  };
  type Step =
    { readonly node: HtmlNode; readonly inLink: boolean; readonly block: string; readonly pre: boolean } | { readonly end: string };
  const stack: Step[] = [{ node: root, inLink: false, block: "body", pre: false }];
  for (let step = stack.pop(); step; step = stack.pop()) {
    if ("end" in step) {
      flush(step.end);
      continue;
    }
    const { node, inLink, block, pre } = step;
    if (node.nodeName === "#text" && "value" in node) {
      const [first = "", ...lines] = pre ? node.value.split("\n") : [node.value];
      text += first;
      if (inLink) linked += first.trim().length;
      for (const line of lines) {
        flush(block);
        text += line;
      }
      continue;
    }
    if (!("childNodes" in node) || (isElement(node) && isLeftOut(node))) continue;
    const isBlock = isElement(node) && BLOCK.has(node.tagName);
    const inner = isBlock ? node.tagName : block;
    if (isBlock) {
      flush(block);
      stack.push({ end: node.tagName });
    }
    const within = inLink || node.nodeName === "a";
    const preserved = pre || node.nodeName === "pre";
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
      const child = node.childNodes[at];
      if (child) stack.push({ node: child, inLink: within, block: inner, pre: preserved });
    }
  }
  flush("body");
  return blocks;
}

function isLeftOut(element: HtmlElement): boolean {
  if (element.tagName === "form") return !holdsPage(element);
  return DROPPED.has(element.tagName) || isHidden(element);
}

/** ASP.NET wraps the whole page in one form; such a form is no form to us. */
function holdsPage(form: HtmlElement): boolean {
  return rawTextOf(form).length > 1000;
}

function isHidden(element: HtmlElement): boolean {
  if (attributeOf(element, "hidden") !== null) return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributeOf(element, "style") ?? "");
}

const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

/**
 * The tree as tidy HTML for another parser: well nested, without scripts, comments and presentation. Null where the tree has more
 * than `maxNodes` nodes or a text of excessive length.
 */
export function serializeTidy(root: HtmlNode, maxNodes: number): string | null {
  const parts: string[] = [];
  let nodes = 0;
  const stack: (HtmlNode | string)[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === "string") {
      parts.push(node);
      continue;
    }
    nodes += 1;
    if (nodes > maxNodes) return null;
    if (node.nodeName === "#text" && "value" in node) {
      const text = node.value.replace(/\s{2,}/g, (blanks) => (blanks.includes("\n") ? "\n" : " "));
      if (text.length > MAX_TEXT_NODE) return null;
      parts.push(escapeText(text));
    }
    if (isElement(node)) {
      if (node.tagName !== "head" && isLeftOut(node)) continue;
      if (node.tagName === "head") continue;
      parts.push(openTag(node));
      if (VOID.has(node.tagName)) continue;
      stack.push(`</${tidyName(node)}>`);
    }
    if ("childNodes" in node) for (let at = node.childNodes.length - 1; at >= 0; at -= 1) stack.push(node.childNodes[at] ?? "");
  }
  return parts.join("");
}

function tidyName(element: HtmlElement): string {
  return element.tagName === "form" ? "div" : element.tagName;
}

function openTag(element: HtmlElement): string {
  const kept = element.attrs.filter(
    ({ name }) => name === "class" || name === "id" || name === "href" || name === "role" || name === "itemprop",
  );
  return `<${tidyName(element)}${kept.map(({ name, value }) => ` ${name}="${escapeText(value).replaceAll('"', "&quot;")}"`).join("")}>`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

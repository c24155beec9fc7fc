import { cleanLine } from "./clean-text.js";
import { attributeOf, blocksOf, elementsOf, rawTextOf, type HtmlElement, type HtmlNode } from "./html-tree.js";

/** Marks of format that stations put before a headline: they say nothing of what happened. */
const FORMAT_MARK = /^[[【(（](?:视频|图文|组图|图片|高清组图|直播|音频|快讯|微视频|Video|Photos?)[\]】)）]\s*/iu;
const SEPARATOR = /\s*(?:[_|｜»]+|\s[-–—:]+\s|--+|—{2,}|\s::\s)\s*/u;
const MAX_TITLE = 300;
const MIN_HEADLINE = 8;

/** The headline of a page: the one that its head and its body agree on, without the name of the site. Empty where it has none. */
export function findTitle(page: HtmlNode): string {
  const found = collect(page);
  const agreed = found.headings.filter((heading) => isWithin(heading, found.head)).sort((a, b) => b.length - a.length)[0];
  const title = agreed ?? fuller(withoutSite(found.head), found.headings[0]);
  return title.replace(FORMAT_MARK, "").slice(0, MAX_TITLE).trim();
}

/** Without agreement: the head's title, unless it is a mere name and the page's first heading says clearly more. */
function fuller(head: string | null, heading: string | undefined): string {
  if (head === null || heading === undefined) return head ?? heading ?? "";
  return head.length < MIN_HEADLINE && heading.length >= 1.5 * head.length ? heading : head;
}

interface Titles {
  /** The text of `<title>`. */
  readonly head: string;
  /** `og:title` and headings, format marks taken off. */
  readonly headings: readonly string[];
}

/** A line without the mark of format before it. */
export function withoutFormatMark(line: string): string {
  return line.replace(FORMAT_MARK, "");
}

function collect(page: HtmlNode): Titles {
  let head = "";
  const headings: string[] = [];
  for (const element of elementsOf(page)) {
    if (element.tagName === "title" && head === "" && element.namespaceURI.endsWith("xhtml")) head = cleanLine(rawTextOf(element));
    else {
      const heading = headingOf(element);
      if (heading !== "") headings.push(heading.replace(FORMAT_MARK, ""));
    }
  }
  return { head: head.replace(FORMAT_MARK, ""), headings };
}

function headingOf(element: HtmlElement): string {
  if (element.tagName === "meta") {
    const name = (attributeOf(element, "property") ?? attributeOf(element, "name") ?? "").toLowerCase();
    return name === "og:title" || name === "articletitle" || name === "twitter:title"
      ? cleanLine(attributeOf(element, "content") ?? "")
      : "";
  }
  if (!/^h[1-3]$/.test(element.tagName)) return "";
  return cleanLine(
    blocksOf(element)
      .map((block) => block.text)
      .join(" "),
  );
}

/** A heading counts where the head's title holds it and it is no mere name of a section or site. */
function isWithin(heading: string, head: string): boolean {
  if (heading.length < 4 || head === "") return false;
  const at = head.indexOf(heading);
  if (at === 0 && startsWithSeparator(head.slice(heading.length))) return true;
  return at >= 0 && at <= 12 && heading.length >= head.length * 0.25;
}

function startsWithSeparator(rest: string): boolean {
  return rest === "" || /^\s*[_|｜]|^\s+[-–—:]/u.test(rest);
}

/** The first part of `Headline_Section_Site`, or the longest where the first is short. Null where there is nothing. */
function withoutSite(head: string): string | null {
  if (head === "") return null;
  const parts = head.split(SEPARATOR).filter((part) => part !== "");
  const [first = head] = parts;
  const longest = parts.reduce((a, b) => (b.length > a.length ? b : a), "");
  const isHan = /\p{Script=Han}/u.test(head);
  const isSiteName = isHan ? first.length < 5 : first.length < 0.4 * longest.length;
  return isSiteName ? longest : first;
}

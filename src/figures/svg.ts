import { Bug } from "../model/index.js";
import { paint } from "./palette.js";

/** Attribute values: numbers are written with at most two digits, `undefined` leaves the attribute out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** What every figure needs: a prefix for its ids (unique on the page), a finding as title, and the finding's details in words. */
export interface FigureFrame {
  readonly idPrefix: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly desc: string;
}

/** `value` as short decimal text with a fixed number of digits, so that equal input gives equal bytes. */
export function fixed(value: number, digits = 2): string {
  if (!Number.isFinite(value)) throw new Bug(`a figure was given the coordinate ${value}; coordinates must be finite`);
  const text = value.toFixed(digits).replace(/(\.\d*?)0+$/, "$1");
  const short = text.endsWith(".") ? text.slice(0, -1) : text;
  return short === "-0" ? "0" : short;
}

/** `text` made safe for element content and for attributes in double quotes. Characters that XML 1.0 forbids become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, "\uFFFD") // eslint-disable-line no-control-regex -- XML 1.0 section 2.2 names them
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** One element; `children` are markup already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => writeAttribute(key, value));
  const body = children.join("");
  return body === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${body}</${name}>`;
}

function writeAttribute(key: string, value: string | number | undefined): string {
  if (value === undefined) return "";
  return ` ${key}="${typeof value === "number" ? fixed(value) : escapeXml(value)}"`;
}

/** A `<title>`: the words a pointer or a screen reader gets for one mark. */
function titleElement(text: string): string {
  return element("title", {}, escapeXml(text));
}

export interface TextStyle {
  readonly size?: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly anchor?: "start" | "middle" | "end";
  /** A border in paper colour, for words that stand on a drawing. */
  readonly halo?: boolean;
}

/** A line of text with its baseline at (x, y). Nothing in a figure is written under 12 px. */
export function textElement(text: string, x: number, y: number, style: TextStyle = {}): string {
  const size = style.size ?? 12;
  if (size < 12) throw new Bug(`text of ${size} px in a figure; 12 is the smallest`);
  const halo =
    style.halo === true ? { "paint-order": "stroke", stroke: paint("paper"), "stroke-width": 3, "stroke-linejoin": "round" } : {};
  const anchor = style.anchor === undefined || style.anchor === "start" ? undefined : style.anchor;
  return element(
    "text",
    { x, y, "font-size": size === 12 ? undefined : size, "font-weight": style.weight, fill: style.fill, "text-anchor": anchor, ...halo },
    escapeXml(text),
  );
}

export interface LinkTarget {
  readonly href?: string | undefined;
  /** Words for pointer and screen reader. */
  readonly title: string;
  /** False where a label next to it leads to the same place: the tab order holds each destination once. */
  readonly tabStop?: boolean;
}

/** `children` as a link where there is a target, else as a group; both with the target's words. */
export function linked(target: LinkTarget, ...children: readonly string[]): string {
  const words = titleElement(target.title);
  if (target.href === undefined) return element("g", {}, words, ...children);
  const tabindex = target.tabStop === false ? "-1" : undefined;
  return element("a", { href: safeHref(target.href), tabindex }, words, ...children);
}

function safeHref(href: string): string {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === "http" || scheme === "https") return href;
  throw new Bug(`a figure was given the link "${href}"; only http, https and relative addresses may stand in a figure`);
}

/**
 * The whole drawing. Colours and fonts are presentation attributes, never `style`, so that it holds under a strict
 * Content-Security-Policy. A drawing with links is a group: the children of the role `img` do not exist for a screen reader (WAI-ARIA 1.2, 5.2.9).
 */
export function figureSvg(frame: FigureFrame, defs: string, body: string): string {
  checkIdPrefix(frame.idPrefix);
  const { idPrefix, width, height } = frame;
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${fixed(width)} ${fixed(height)}`,
      width,
      height,
      role: body.includes("<a ") ? "group" : "img",
      "aria-labelledby": `${idPrefix}-title ${idPrefix}-desc`,
      "font-family": paint("sans"),
      "font-size": 12,
      fill: paint("ink"),
    },
    element("title", { id: `${idPrefix}-title` }, escapeXml(frame.title)),
    element("desc", { id: `${idPrefix}-desc` }, escapeXml(frame.desc)),
    defs === "" ? "" : element("defs", {}, defs),
    body,
  );
}

/** Ids in the drawing begin with this prefix; two drawings on one page need two prefixes. */
export function checkIdPrefix(idPrefix: string): void {
  if (!/^[A-Za-z][\w-]*$/.test(idPrefix)) throw new Bug(`"${idPrefix}" cannot begin an id; use a letter, then letters, digits, - or _`);
}

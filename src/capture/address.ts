import type { Page } from "../model/index.js";

export interface KnownAddress {
  readonly url: string;
  readonly urlBasis: Page["urlBasis"];
}

/** Addresses stand in the head of a page; a mark further down would be content. */
const HEAD_BYTES = 256 * 1024;

/**
 * The address of a saved page: the mark that browsers write ("saved from url"), else the page's own canonical link or
 * `og:url`, else a name made of the file's.
 */
export function findAddress(bytes: Uint8Array, fileName: string): KnownAddress {
  const head = headText(bytes);
  const savedFrom = /<!--\s*saved from url=\(\d{4}\)(\S{1,2000}?)\s*-->/i.exec(head)?.[1];
  const saved = savedFrom === undefined ? null : webAddress(savedFrom);
  if (saved !== null) return { url: saved, urlBasis: "saved-from" };
  const canonical = canonicalOf(head);
  if (canonical !== null) return { url: canonical, urlBasis: "canonical" };
  return { url: `urn:longarm:file:${encodeURIComponent(fileName)}`, urlBasis: "file-name" };
}

function headText(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES));
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString("utf16le");
  return head.toString("latin1");
}

function canonicalOf(head: string): string | null {
  for (const [tag] of head.matchAll(/<(?:link|meta)\b[^>]{1,2000}>/gi)) {
    const isLink = attribute(tag, "rel")?.toLowerCase() === "canonical";
    const isMeta = attribute(tag, "property")?.toLowerCase() === "og:url";
    const address = isLink ? attribute(tag, "href") : isMeta ? attribute(tag, "content") : null;
    const url = address === null ? null : webAddress(address);
    if (url !== null) return url;
  }
  return null;
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, "i").exec(tag);
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
}

/** The address where it is an absolute one of the web, else null. Non-ASCII characters are escaped, nothing else is changed. */
export function webAddress(text: string): string | null {
  const address = text.trim().replaceAll("&amp;", "&");
  if (!/^https?:\/\/[^\s/]/i.test(address) || !URL.canParse(address)) return null;
  return new URL(address).href;
}

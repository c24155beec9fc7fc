import { getEncoding } from "encoding-sniffer";

export interface DecodedText {
  readonly text: string;
  /** The encoding that was used, as the WHATWG Encoding Standard names it. */
  readonly charset: string;
}

/** Characters that make up about a third of running Chinese, in both scripts: bytes read in the wrong encoding hit few of them. */
const COMMON_HAN = new Set(
  "的一是不了在人有我他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从這為來個們說國時對後過發無經當學進種將還見從會長東開部動業門問間關",
);
/** The first bytes say the encoding; a sniffer needs no more, and a longer look costs time on every page. */
const SNIFF_BYTES = 64 * 1024;
const META_BYTES = 8 * 1024;

/**
 * The text of `bytes`: byte order mark first, then what HTTP or the page states, checked by decoding. A statement is overruled
 * only where another encoding reads clearly better, since mislabelled pages are common and exotic encodings are not.
 */
export function decodeText(bytes: Uint8Array, stated: string | null): DecodedText {
  const marked = markOf(bytes);
  if (marked !== null) return { text: decode(bytes, marked), charset: marked };
  const candidates = candidatesOf(bytes, stated);
  const [first = "utf-8"] = candidates;
  let best = { text: decode(bytes, first), charset: first };
  if (isAscii(bytes)) return best;
  let bestScore = readability(best.text) + (candidates.length > 1 ? STATED_BONUS : 0);
  if (bestScore >= GOOD_ENOUGH) return best;
  for (const charset of candidates.slice(1)) {
    const text = decode(bytes, charset);
    const score = readability(text);
    if (score > bestScore) {
      best = { text, charset };
      bestScore = score;
    }
  }
  return best;
}

const STATED_BONUS = 0.05;
/** No replacement character at all and a fair share of common characters. */
const GOOD_ENOUGH = 1.2;

function markOf(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return null;
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** Encodings to try, best founded first, without repetition. Bytes that are valid UTF-8 are hardly ever anything else. */
function candidatesOf(bytes: Uint8Array, stated: string | null): string[] {
  const inPage = /<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w-]{2,30})/i.exec(
    Buffer.from(bytes.subarray(0, META_BYTES)).toString("latin1"),
  )?.[1];
  const sniffed = getEncoding(bytes.subarray(0, SNIFF_BYTES), { defaultEncoding: "gb18030" });
  const known = [isUtf8(bytes) ? "utf-8" : null, stated, inPage ?? null, sniffed, "utf-8", "gb18030", "big5"].map(canonicalCharset);
  return [...new Set(known.filter((name) => name !== null))];
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** GB2312 and GBK are subsets of GB18030, and pages that state them hold characters of the larger set. Null for an unknown name. */
export function canonicalCharset(name: string | null): string | null {
  if (name === null) return null;
  try {
    const canonical = new TextDecoder(name.trim()).encoding;
    if (canonical === "gbk") return "gb18030";
    // A page whose tags could be read as ASCII is not UTF-16, whatever it states (WHATWG HTML, "change the encoding").
    return canonical.startsWith("utf-16") ? "utf-8" : canonical;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function decode(bytes: Uint8Array, charset: string): string {
  return new TextDecoder(charset).decode(bytes);
}

/** How much a decoded text looks like writing: 1, less the share of broken characters, plus the share of common Chinese ones. */
function readability(text: string): number {
  let foreign = 0;
  let broken = 0;
  let han = 0;
  let common = 0;
  for (const char of text) {
    if (char < "\u0080") continue;
    foreign += 1;
    if (char === "\uFFFD" || (char >= "\uE000" && char <= "\uF8FF") || (char >= "\u0080" && char <= "\u009F")) broken += 1;
    else if (char >= "\u3400" && char <= "\u9FFF") {
      han += 1;
      if (COMMON_HAN.has(char)) common += 1;
    }
  }
  if (foreign === 0) return 1;
  return 1 - (5 * broken) / foreign + (han === 0 ? 0 : common / han);
}

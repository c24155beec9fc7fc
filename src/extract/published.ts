import { parsePrefixDate, type PrefixDate, type SourceText } from "../model/index.js";
import { attributeOf, elementsOf, rawTextOf, type Block, type HtmlElement, type HtmlNode } from "./html-tree.js";

export interface Published {
  readonly date: PrefixDate | null;
  readonly basis: SourceText["publishedBasis"];
}

const NONE: Published = { date: null, basis: "none" };
/** The web begins in 1991; later than this is a typing error or an event that is announced. */
const FIRST_YEAR = 1991;
const LAST_YEAR = 2035;

const META_NAMES = new Set(
  (
    "article:published_time article:published og:article:published_time og:published_time og:pubdate publishdate publish-date publish_date publish_time publishtime pubdate " +
    "pubtime pub_date firstpublishedtime datepublished date dc.date dc.date.issued dc.date.created dcterms.created dcterms.issued dcterms.date parsely-pub-date " +
    "sailthru.date originalpublicationdate article.published article.created article_date_original cxenseparse:recs:publishtime rnews:datepublished " +
    "timestamp created citation_publication_date citation_date apub:time weibo:article:create_at bt:pubdate pdate eprints.datestamp published-date"
  ).split(" "),
);

interface Place {
  readonly page: HtmlNode;
  readonly blocks: readonly Block[];
  readonly url: string;
  readonly title: string;
}

/**
 * When the page was published. Sources in the order in which they were right on labelled pages: what the page tells machines, the
 * address, a `<time>`, the line under the headline, a script's variable.
 */
export function findPublished(place: Place): Published {
  const elements = [...elementsOf(place.page)];
  const attempts: readonly (() => Published)[] = [
    () => basedOn("metadata", fromMeta(elements)),
    () => basedOn("metadata", fromJsonLd(elements)),
    () => basedOn("address", fromAddress(place.url)),
    () => basedOn("metadata", fromMarkup(elements)),
    () => basedOn("page", fromByline(place)),
    () => basedOn("metadata", fromScripts(elements)),
    () => basedOn("page", fromAnyLine(place.blocks)),
    () => basedOn("address", fromAddressMonth(place.url)),
    () => basedOn("page", fromMonthLine(place.blocks)),
  ];
  for (const attempt of attempts) {
    const found = attempt();
    if (found.date !== null) return found;
  }
  return NONE;
}

function basedOn(basis: SourceText["publishedBasis"], date: PrefixDate | null): Published {
  return date === null ? NONE : { date, basis };
}

function fromMeta(elements: readonly HtmlElement[]): PrefixDate | null {
  for (const element of elements) {
    if (element.tagName !== "meta") continue;
    const name = attributeOf(element, "property") ?? attributeOf(element, "name") ?? attributeOf(element, "itemprop") ?? "";
    const date = META_NAMES.has(name.toLowerCase().trim()) ? dateIn(attributeOf(element, "content") ?? "") : null;
    if (date !== null) return date;
  }
  return null;
}

function fromJsonLd(elements: readonly HtmlElement[]): PrefixDate | null {
  for (const element of elements) {
    if (element.tagName !== "script" || !/ld\+json/i.test(attributeOf(element, "type") ?? "")) continue;
    const stated = /"(?:datePublished|dateCreated)"\s*:\s*"([^"]{4,40})"/.exec(rawTextOf(element))?.[1];
    const date = stated === undefined ? null : dateIn(stated);
    if (date !== null) return date;
  }
  return null;
}

/** Elements that are marked as the date of the page: `<time>`, `itemprop`, `class="pubtime"`. */
function fromMarkup(elements: readonly HtmlElement[]): PrefixDate | null {
  const dated = elements.filter(
    (element) => element.tagName !== "meta" && /datepublished|datecreated/i.test(attributeOf(element, "itemprop") ?? ""),
  );
  const pubdates = elements.filter((element) => element.tagName === "time" && attributeOf(element, "pubdate") !== null);
  const times = elements.filter((element) => element.tagName === "time");
  const classes = elements.filter((element) =>
    DATE_CLASS.test(`${attributeOf(element, "class") ?? ""} ${attributeOf(element, "id") ?? ""}`),
  );
  for (const element of [...dated, ...pubdates, ...times, ...classes]) {
    const stated = attributeOf(element, "datetime") ?? attributeOf(element, "content") ?? attributeOf(element, "title");
    const text = rawTextOf(element);
    const date = (stated === null ? null : dateIn(stated)) ?? (text.length < 200 ? dateIn(text) : null);
    if (date !== null) return date;
  }
  return null;
}

const DATE_CLASS =
  /(?:^|[\s_-])(?:pub[-_]?(?:lish(?:ed)?)?[-_]?(?:date|time)|post[-_]?(?:date|time|meta)|entry[-_]?date|article[-_]?(?:date|time)|date[-_]?(?:published|line|time)|timestamp|byline|datum|fecha)(?:$|[\s_-])/i;

function fromScripts(elements: readonly HtmlElement[]): PrefixDate | null {
  const named =
    /\b(?:f?date|pub(?:lish)?_?(?:date|time)|publishDate|publishedAt|published_at|datePublished|createTime|create_time|pubtime|ptime)["']?\s*[:=]\s*["']([^"'<>]{8,40})["']/i;
  for (const element of elements) {
    if (element.tagName !== "script") continue;
    const stated = named.exec(rawTextOf(element).slice(0, 200_000))?.[1];
    const date = stated === undefined ? null : dateIn(stated);
    if (date !== null) return date;
  }
  return null;
}

const LABEL =
  /(?:发布(?:时间|日期|于)?|發佈(?:時間|日期)?|更新(?:时间|日期)|时间|時間|日期|来源|來源|Published|Posted|Updated|Date|Veröffentlicht|Stand|Publié|Publicado|Pubblicato|Опубликовано)\s*[:：]?/i;
const SHORT_LINE = 120;

/** A short line that holds a date, best one with a label, best one soon after the headline. */
function fromByline({ blocks, title }: Place): PrefixDate | null {
  const headline =
    title === "" ? -1 : blocks.findIndex((block) => block.text.includes(title) || (block.text.length > 8 && title.startsWith(block.text)));
  const after = blocks.slice(headline + 1, headline + 12);
  const before = blocks.slice(Math.max(0, headline - 4), Math.max(0, headline)).reverse();
  const near = headline < 0 ? blocks.slice(0, 60) : [...after, ...before];
  const short = near.filter((block) => block.text.length <= SHORT_LINE);
  const labelled = [...short, ...blocks.filter((block) => block.text.length <= SHORT_LINE)].filter((block) => LABEL.test(block.text));
  for (const block of [...short.filter((line) => LABEL.test(line.text)), ...short, ...labelled]) {
    const date = dateIn(block.text, "day");
    if (date !== null) return date;
  }
  return null;
}

function fromAnyLine(blocks: readonly Block[]): PrefixDate | null {
  for (const block of blocks) {
    const date = block.text.length <= 60 && !/copyright|©|版权|ICP/i.test(block.text) ? dateIn(block.text, "day") : null;
    if (date !== null) return date;
  }
  return null;
}

/** A line that is hardly more than a month, as old pages sign their texts: 1998年3月. */
function fromMonthLine(blocks: readonly Block[]): PrefixDate | null {
  const line = blocks.find((block) => block.text.length <= 16 && monthIn(block.text) !== null);
  return line === undefined ? null : monthIn(line.text);
}

const ADDRESS_DAYS: readonly RegExp[] = [
  /[/_-]((?:19|20)\d\d)[/_.-]?(\d\d)[/_.-]?(\d\d)(?=[/_.-]|$)/,
  /[/_-]((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=[/_.-]|$)/,
  /[/_-](?:t|A|c|n|art_?)?((?:19|20)\d\d)(\d\d)(\d\d)(?=[_/.-])/i,
  /[/_-]((?:19|20)\d\d)[/_-]?(\d\d)[/_-](\d\d)(?=\/)/,
];

function fromAddress(url: string): PrefixDate | null {
  for (const pattern of ADDRESS_DAYS) {
    const match = pattern.exec(url);
    const date = match ? dateOf(match[1], match[2], match[3]) : null;
    if (date !== null) return date;
  }
  return null;
}

function fromAddressMonth(url: string): PrefixDate | null {
  const match = /\/((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])\//.exec(url);
  return match ? dateOf(match[1], match[2]) : null;
}

const MONTHS: readonly RegExp[] = [
  /^(?:jan|янв|ene|gen|oca|sty|led)/i,
  /^(?:feb|fév|fev|фев|şub|lut|úno)/i,
  /^(?:mar|mär|мар|mrt|maa)/i,
  /^(?:apr|avr|abr|апр|nis|kwi)/i,
  /^(?:may|mai|май|мая|mag|mei|maj|kvě)/i,
  /^(?:jun|juin|июн|giu|haz|cze)/i,
  /^(?:jul|juil|июл|lug|tem|lip)/i,
  /^(?:aug|aoû|aou|ago|авг|ağu|sie|srp)/i,
  /^(?:sep|set|сен|eyl|wrz|zář)/i,
  /^(?:oct|okt|out|ott|окт|eki|paź|říj)/i,
  /^(?:nov|ноя|kas|lis)/i,
  /^(?:dec|dez|déc|dic|дек|ara|gru|pro)/i,
];

/** The first date that a short text writes, or null. `least` asks for that precision. */
export function dateIn(text: string, least: "day" | "any" = "any"): PrefixDate | null {
  const sample = text.slice(0, 400);
  const numeric = /(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/.exec(sample);
  const compact = /(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d{1,5}(?:\D|$))/.exec(sample);
  const dayFirst = /(?<!\d)(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*((?:19|20)\d\d)(?!\d)/.exec(sample);
  const tries: (PrefixDate | null)[] = [
    numeric ? dateOf(numeric[1], numeric[2], numeric[3]) : null,
    fromWords(sample),
    dayFirst ? dayOrMonthFirst(dayFirst) : null,
    compact ? dateOf(compact[1], compact[2], compact[3]) : null,
    fromHanDigits(sample),
  ];
  const day = tries.find((date) => date !== null);
  if (day !== undefined && day !== null) return day;
  return least === "day" ? null : monthIn(sample);
}

/** 25.11.2019 has the day first everywhere; 11/25/2019 is American. Where both readings are days, the dot decides. */
function dayOrMonthFirst([, first, separator, second, year]: RegExpExecArray): PrefixDate | null {
  const american = separator === "/" || separator === "-" ? dateOf(year, first, second) : null;
  const european = dateOf(year, second, first);
  return separator === "." || Number(first) > 12 ? european : (american ?? european);
}

function fromWords(sample: string): PrefixDate | null {
  const monthFirst = /(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:at\s+)?((?:19|20)\d\d)(?!\d)/u.exec(sample);
  const dayFirst =
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s*(?:de\s+|of\s+|-)?(\p{L}{3,12})\.?,?[\s-]+(?:de\s+|del\s+)?((?:19|20)\d\d)(?!\d)/u.exec(
      sample,
    );
  const a = monthFirst ? dateOf(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]) : null;
  return a ?? (dayFirst ? dateOf(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]) : null);
}

function monthNumber(word: string | undefined): string | undefined {
  const at = MONTHS.findIndex((pattern) => pattern.test(word ?? ""));
  return at < 0 ? undefined : String(at + 1);
}

const HAN_DIGITS = "〇一二三四五六七八九";

/** 二〇二四年三月一日. */
function fromHanDigits(sample: string): PrefixDate | null {
  const match = /([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/.exec(sample);
  if (!match) return null;
  const year = Array.from(match[1] ?? "", (digit) => (digit === "零" || digit === "○" ? 0 : HAN_DIGITS.indexOf(digit))).join("");
  return dateOf(year, String(hanNumber(match[2] ?? "")), String(hanNumber(match[3] ?? "")));
}

/** 1 to 99 in Chinese digits. */
function hanNumber(text: string): number {
  const [tens = "", ones = ""] = text.includes("十") ? text.split("十") : ["", text];
  const ten = text.includes("十") ? (tens === "" ? 1 : HAN_DIGITS.indexOf(tens)) : 0;
  return ten * 10 + (ones === "" ? 0 : HAN_DIGITS.indexOf(ones));
}

function monthIn(sample: string): PrefixDate | null {
  const month = /(?<!\d)((?:19|20)\d\d)\s*[-/年]\s*(\d{1,2})(?!\d|\s*[-/月.]\s*\d)/.exec(sample);
  return month ? dateOf(month[1], month[2]) : null;
}

function dateOf(year: string | undefined, month: string | undefined, day?: string): PrefixDate | null {
  if (year === undefined || month === undefined) return null;
  const number = Number(year);
  if (number < FIRST_YEAR || number > LAST_YEAR) return null;
  const parts = [year, month, ...(day === undefined ? [] : [day])].map((part) => part.padStart(2, "0"));
  return parsePrefixDate(parts.join("-"));
}

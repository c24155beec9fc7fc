import type { EventFields, EventRecord, FieldName } from "../model/index.js";
import { categoryOf, countryName, isProtected, labelOf, partnersOf, type Site } from "./site.js";
import { capitalised, curly, listed, numberText, numberWord, ordinal, uncapitalised } from "./words.js";

/** Words of a title that belong together. `lang` is that of the source they are quoted from, null for our own English. */
export interface TitlePart {
  readonly text: string;
  readonly lang: string | null;
}

/** Acts of two sides: they stand "with" the other. All others are given by one side, and stand "for" it. */
const MUTUAL: ReadonlySet<string> = new Set(["meeting", "agreement", "patrol", "multilateral", "joint-operation"]);
const MODES: Readonly<Record<NonNullable<EventFields["mode"]>, string>> = {
  "in-person": "",
  video: " by video",
  phone: " by telephone",
  letter: " by letter",
};

/** What an event is called: its summary, or a phrase composed of what is coded. */
export function eventTitle(site: Site, event: EventRecord): string {
  return eventTitleParts(site, event)
    .map((part) => part.text)
    .join("");
}

/** The title with the language of each part, so that quoted names get their font and voice. */
export function eventTitleParts(site: Site, event: EventRecord): TitlePart[] {
  const { summary } = event.fields;
  const held = isProtected(event);
  if (summary !== null && (!held || event.review === "baseline")) return [own(curly(summary.replace(/\.$/, "")))];
  const where = partnerWords(site, event);
  const label = categoryOf(site, event.fields.category).label;
  if (held) return [own(`${label}, ${where}`)];
  return MUTUAL.has(event.fields.category) ? mutualAct(site, event, where) : givenAct(site, event, label, where);
}

function own(text: string): TitlePart {
  return { text, lang: null };
}

/** `310th joint patrol with Laos, Myanmar and Thailand`, `Memorandum of understanding with the Ministry of Security, Argentina`. */
function mutualAct(site: Site, event: EventRecord, where: string): TitlePart[] {
  const { seriesNumber, mode, counterpart, place } = event.fields;
  const kind = kindOf(site, event);
  const noun = seriesNumber === null ? kind : `${ordinal(seriesNumber)} ${uncapitalised(kind)}`;
  const head = `${noun}${mode === null ? "" : MODES[mode]}`;
  if (counterpart !== null) return [own(`${head} with `), ...quoted(site, event, "counterpart", counterpart), own(`, ${where}`)];
  if (partnersOf(site, event).length === 0) return [own(`${head}, ${where}`)];
  const there = place === null || where.includes(place) ? [] : [own(" in "), ...quoted(site, event, "place", place)];
  return [own(`${head} with ${where}`), ...there];
}

/** `Training for 24 people, Fiji`, `Material assistance: 20 motorcycles, Tajikistan`. */
function givenAct(site: Site, event: EventRecord, label: string, where: string): TitlePart[] {
  const { counterpart, trainees } = event.fields;
  const people = trainees === null ? null : `${numberText(trainees)} ${trainees === 1 ? "person" : "people"}`;
  const things = itemParts(site, event);
  return [
    own(label),
    ...(counterpart === null ? [] : [own(" for "), ...quoted(site, event, "counterpart", counterpart)]),
    ...(people === null ? [] : [own(counterpart === null ? ` for ${people}` : `, ${people}`)]),
    ...(things.length === 0 ? [] : [own(": "), ...things]),
    own(`, ${where}`),
  ];
}

/** The kind of document where one is named, else the category. */
function kindOf(site: Site, { fields }: EventRecord): string {
  if (fields.documentKind === null) return categoryOf(site, fields.category).label;
  return capitalised(labelOf(site.study.codebook.agreementKinds, fields.documentKind));
}

function partnerWords(site: Site, event: EventRecord): string {
  const names = partnersOf(site, event).map((code) => countryName(site, code));
  if (names.length === 0) return "partner not named";
  return names.length <= 3 ? listed(names) : `${names.slice(0, 2).join(", ")} and ${numberWord(names.length - 2)} more`;
}

/** At most two things, those with a number first; words and order as in the source. */
function itemParts(site: Site, event: EventRecord): TitlePart[] {
  const lang = fieldLanguage(site, event, "items");
  const numbered = event.fields.items.filter((item) => item.quantity !== null);
  const shown = (numbered.length > 0 ? numbered : event.fields.items).slice(0, 2);
  const more = event.fields.items.length - shown.length;
  const parts = shown.flatMap((item, index) => [
    ...(index === 0 ? [] : [own(more > 0 ? ", " : " and ")]),
    { text: itemText(item, lang), lang },
  ]);
  return more > 0 && parts.length > 0 ? [...parts, own(` and ${numberWord(more)} more`)] : parts;
}

/** Chinese counts after the thing (台式电脑150台), English before it. */
function itemText({ what, quantity, unit }: EventFields["items"][number], lang: string | null): string {
  const count = quantity === null ? null : numberText(quantity);
  if (lang?.startsWith("zh") === true) return `${what}${count ?? ""}${count === null ? "" : (unit ?? "")}`;
  return [count, count === null ? null : unit, what].filter((part) => part !== null).join(" ");
}

/** A name as the source writes it; offices in English get their article. */
function quoted(site: Site, event: EventRecord, field: FieldName, text: string): TitlePart[] {
  const lang = fieldLanguage(site, event, field);
  const needsArticle = lang === null && field === "counterpart" && / of /.test(text) && !/^the /i.test(text);
  return [...(needsArticle ? [own("the ")] : []), { text, lang }];
}

/** Language of the text that a field is quoted from; null for English and for what is cited only. */
function fieldLanguage(site: Site, event: EventRecord, field: FieldName): string | null {
  const spans = event.evidence.flatMap((item) => (item.field === field && item.evidence.kind === "span" ? [item.evidence] : []));
  const lang = spans.map((span) => site.texts.get(span.textId)?.lang).find((tag) => tag !== undefined);
  return lang === undefined || lang === "und" || lang.startsWith("en") ? null : lang;
}

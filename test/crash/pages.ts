import { type Page, type Reading } from "../../src/model/index.js";

/** Words that stand once on every page, for edits to quote. */
export const QUOTE = "spoke with him about border control";

/** A page of which the coder of the small test study makes one finding; neighbouring numbers tell of days far apart. */
export function aVisitPage(number: number): Page {
  const day = new Date(Date.UTC(2020, 0, 1 + ((number * 37) % 1000))).toISOString().slice(0, 10);
  const inWords = new Date(day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Visit ${number} to Rabat</title>
<meta property="article:published_time" content="${day}"></head><body><article><h1>Visit ${number} to Rabat</h1>
<p>Rabat, ${inWords}. The French interior minister met the Moroccan minister of the interior in Rabat on ${inWords} and ${QUOTE}.
The two sides agreed to meet again in the summer.</p><p>The talks lasted two hours. Number ${number}.</p></article></body></html>`;
  return {
    url: `https://gazette.example/${day}/visit-${number}`,
    urlBasis: "saved-from",
    mediaType: "text/html",
    charset: "utf-8",
    status: null,
    body: Buffer.from(html),
    httpBlock: null,
    capturedAt: null,
    origin: `visit-${number}.html`,
    tool: "longarm-file@1.0.0",
  };
}

/** Pages as an ingest reads them. */
export async function* visitPages(from: number, count: number): AsyncIterable<Reading> {
  for (let number = from; number < from + count; number += 1) yield await Promise.resolve({ kind: "page", page: aVisitPage(number) });
}

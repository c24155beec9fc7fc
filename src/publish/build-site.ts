import { readFile } from "node:fs/promises";
import type { Files, Log } from "../effects/index.js";
import { ConfigError } from "../model/index.js";
import { dataFiles } from "./data-files.js";
import { drawingFiles } from "./drawings.js";
import { eventFile } from "./event-file.js";
import { fontsFor } from "./fonts.js";
import { renderPage } from "./render-page.js";
import { replaceFolder } from "./replace-folder.js";
import { routes } from "./routes.js";
import { sitePages } from "./site-pages.js";
import { siteOf, type Site, type SiteInput } from "./site.js";
import { sourceSentence } from "./titles.js";

/** What was written. */
export interface SiteReport {
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  /** Bytes of the fonts alone: most of a site's weight where it quotes Chinese. */
  readonly fontBytes: number;
  readonly events: number;
  readonly samples: number;
}

const ASSETS = ["tokens.css", "site.css", "icon.svg"] as const;

/**
 * Writes the whole site of one edition into `folder`: static pages, data files, styles and fonts. Either all of it becomes visible
 * or nothing changes.
 */
export async function buildSite(
  input: SiteInput,
  folder: string,
  effects: { readonly log: Log; readonly files?: Files },
): Promise<SiteReport> {
  checkMarkings(input);
  const site = siteOf(input);
  const pages = new Map(sitePages(site).map(({ at, page }) => [at, renderPage(site, at, page)]));
  const data = textFiles(site);
  const fonts = await fontsFor(charactersOf(pages.values()));
  const files = new Map<string, Uint8Array | string>([...pages, ...data]);
  for (const name of ASSETS) files.set(`assets/${name}`, await readFile(new URL(`assets/${name}`, import.meta.url)));
  files.set("assets/fonts.css", fonts.css);
  for (const font of fonts.files) files.set(`assets/fonts/${font.name}`, font.content);
  await replaceFolder(folder, files, effects.files);
  const report = reportOf(site, pages.size, files, fonts.files);
  effects.log.progress(`site: ${report.pages} pages, ${report.files} files, ${(report.bytes / 1e6).toFixed(1)} MB in ${folder}`);
  return report;
}

/** A public site holds nothing that is marked for a smaller circle; better no site than one that tells too much. */
function checkMarkings({ edition }: SiteInput): void {
  const { events, open, state } = edition;
  const marked = [...events, ...state.findings, ...open].filter(({ marking }) => marking !== "CLEAR");
  const [first] = marked;
  if (!first) return;
  throw new ConfigError(
    `${marked.length} of ${events.length} events and ${state.findings.length} findings are marked for a smaller circle (${first.id} is TLP:${first.marking}) and a public site shows TLP:CLEAR alone; leave them out of the edition, or mark them CLEAR`,
  );
}

function textFiles(site: Site): Map<string, string> {
  const files = new Map([...dataFiles(site), ...drawingFiles(site, sourceSentence(site))]);
  for (const event of site.edition.events) files.set(routes.eventJson(event.id), `${JSON.stringify(eventFile(site, event), null, 1)}\n`);
  files.set(
    "site.json",
    `${JSON.stringify({ generator: site.generator, study: site.study.slug, edition: site.edition.id, head: site.edition.state.head })}\n`,
  );
  return files;
}

/** Code points that a reader can meet on any page. */
function charactersOf(pages: Iterable<string>): Set<number> {
  const found = new Set<number>();
  for (const page of pages) {
    for (const character of page) found.add(character.codePointAt(0) ?? 0);
  }
  return found;
}

function reportOf(
  site: Site,
  pages: number,
  files: ReadonlyMap<string, Uint8Array | string>,
  fonts: readonly { readonly content: Uint8Array }[],
): SiteReport {
  const bytes = [...files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  const fontBytes = fonts.reduce((sum, font) => sum + font.content.byteLength, 0);
  return { pages, files: files.size, bytes, fontBytes, events: site.record.length, samples: site.samples.length };
}

import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, posix, relative } from "node:path";
import { parseHTML } from "linkedom";

/** A built site as text: every file by its address from the site's root. */
export type BuiltSite = ReadonlyMap<string, string>;

export function readSite(folder: string): BuiltSite {
  const files = new Map<string, string>();
  const walk = (path: string): void => {
    for (const name of readdirSync(path)) {
      const file = join(path, name);
      if (statSync(file).isDirectory()) walk(file);
      else files.set(relative(folder, file).replaceAll("\\", "/"), /\.(woff2)$/.test(name) ? "" : readFileSync(file, "utf8"));
    }
  };
  walk(folder);
  return files;
}

/** The parsed page at an address. */
export function pageAt(site: BuiltSite, at: string): Document {
  const html = site.get(at);
  if (html === undefined) throw new Error(`no page ${at} in the built site`);
  return parseHTML(html).document;
}

export interface InternalLink {
  readonly from: string;
  readonly to: string;
  readonly fragment: string | null;
  readonly element: Element;
}

/** All links of a page that stay inside the site, resolved against the page's address. */
export function internalLinks(site: BuiltSite, from: string): InternalLink[] {
  const page = pageAt(site, from);
  return [...page.querySelectorAll("[href]")].flatMap((element) => {
    const href = element.getAttribute("href") ?? "";
    if (/^[a-z][a-z0-9+.-]*:/i.test(href) || element.tagName.toLowerCase() === "use") return [];
    const [path = "", fragment = null] = href.split("#");
    const to = path === "" ? from : posix.normalize(posix.join(dirname(from), path));
    return [{ from, to, fragment, element }];
  });
}

/** Links that lead nowhere, each as one line. */
export function brokenLinks(site: BuiltSite): string[] {
  const broken: string[] = [];
  const ids = new Map<string, Set<string>>();
  const idsOf = (at: string): Set<string> => {
    const known = ids.get(at) ?? new Set([...pageAt(site, at).querySelectorAll("[id]")].map((element) => element.id));
    ids.set(at, known);
    return known;
  };
  for (const from of pagesOf(site)) {
    for (const link of internalLinks(site, from)) {
      if (!site.has(normalize(link.to))) broken.push(`${from}: ${link.to} does not exist`);
      else if (link.fragment !== null && link.to.endsWith(".html") && !idsOf(link.to).has(link.fragment)) {
        broken.push(`${from}: ${link.to} has no #${link.fragment}`);
      }
    }
  }
  return broken;
}

export function pagesOf(site: BuiltSite): string[] {
  return [...site.keys()].filter((at) => at.endsWith(".html"));
}

/** Numbers whose link does not lead to as many events as it says, each as one line. */
export function numbersWithoutEvents(site: BuiltSite): string[] {
  const wrong: string[] = [];
  const pages = new Map(pagesOf(site).map((at) => [at, pageAt(site, at)]));
  for (const from of pagesOf(site)) {
    for (const link of internalLinks(site, from).filter((candidate) => candidate.element.hasAttribute("data-events"))) {
      const target = pages.get(link.to);
      const scope = link.fragment === null ? target : target?.querySelector(`[id="${link.fragment}"]`);
      const events = new Set([...(scope?.querySelectorAll("[data-event]") ?? [])].map((row) => row.getAttribute("data-event")));
      const said = Number(link.element.getAttribute("data-events"));
      if (events.size !== said) wrong.push(`${from}: "${link.element.textContent}" says ${said}, ${link.to} shows ${events.size}`);
    }
  }
  return wrong;
}

import { renderToStaticMarkup } from "react-dom/server";
import type { ReactNode } from "react";
import { PageProvider } from "./components/page-context.js";
import type { Site } from "./site.js";

/** A page as a whole HTML document. The only place that knows how pages become text. */
export function renderPage(site: Site, at: string, page: ReactNode): string {
  const markup = renderToStaticMarkup(
    <PageProvider site={site} at={at}>
      {page}
    </PageProvider>,
  );
  return `<!doctype html>\n${markup}\n`;
}

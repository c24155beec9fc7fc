import { createContext, useContext, type ReactNode } from "react";
import { Bug } from "../../model/index.js";
import { relativeLink } from "../routes.js";
import type { Site } from "../site.js";

interface PageContextValue {
  readonly site: Site;
  /** Address of this page from the site's root. */
  readonly at: string;
}

const PageContext = createContext<PageContextValue | null>(null);

/** Tells everything below which page it stands on, so that every link can be relative. */
export function PageProvider({ site, at, children }: PageContextValue & { readonly children: ReactNode }) {
  return <PageContext value={{ site, at }}>{children}</PageContext>;
}

/** The site, and a maker of links that work from this page. */
export function usePage(): PageContextValue & { readonly link: (to: string) => string } {
  const value = useContext(PageContext);
  if (!value) throw new Bug("a component of the site was rendered outside PageProvider");
  return { ...value, link: (to) => relativeLink(value.at, to) };
}

import type { ReactNode } from "react";
import { routes } from "../routes.js";
import { curly, dateText } from "../words.js";
import { GlyphDefinitions } from "./glyph.js";
import { usePage } from "./page-context.js";

/** Nothing is fetched from anywhere but the site itself; nothing on a page needs script. */
const CONTENT_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'";

const SECTIONS = [
  ["Activities", routes.events],
  ["Countries", routes.countries],
  ["Figures", routes.figures],
  ["Numbers", routes.numbers],
  ["Claims", routes.claims],
  ["Readings", routes.readings],
  ["Sources", routes.sources],
  ["Method", routes.method],
] as const;

export interface LayoutProps {
  readonly title: string;
  /** For search engines and link previews. Never holds a name of a protected person. */
  readonly description: string;
  /** Route of the section that is marked in the masthead. */
  readonly section: string | null;
  readonly children: ReactNode;
}

/** The frame of every page: head, masthead, main part, foot. */
export function Layout({ title, description, section, children }: LayoutProps) {
  const { site, link } = usePage();
  const full = title === "" ? `Longarm: ${site.study.shortTitle}` : `${title} · Longarm`;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={CONTENT_POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content={site.generator} />
        <title>{full}</title>
        <meta name="description" content={description} />
        <meta property="og:title" content={full} />
        <meta property="og:description" content={description} />
        <link rel="icon" href={link("assets/icon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={link("assets/fonts.css")} />
        <link rel="stylesheet" href={link("assets/tokens.css")} />
        <link rel="stylesheet" href={link("assets/site.css")} />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <GlyphDefinitions />
        <Masthead section={section} />
        <main id="main" className="wrap">
          {children}
        </main>
        <Foot />
      </body>
    </html>
  );
}

function Masthead({ section }: { readonly section: string | null }) {
  const { link } = usePage();
  const items = SECTIONS.map(([label, to]) => (
    <a href={link(to)} aria-current={to === section ? "page" : undefined} key={to}>
      {label}
    </a>
  ));
  return (
    <header className="mast wrap">
      <div className="mast-in">
        <a className="logo" href={link(routes.home)}>
          <b>Longarm</b>
        </a>
        <nav className="nav" aria-label="Main">
          {items}
        </nav>
        <details className="menu">
          <summary>Menu</summary>
          <nav aria-label="Menu">{items}</nav>
        </details>
      </div>
      <Strip />
    </header>
  );
}

function Strip() {
  const { site, link } = usePage();
  const { study, edition } = site;
  return (
    <div className="strip">
      <span>
        <b>Study</b> {curly(study.shortTitle)} <span lang={study.actor.lang}>{study.actor.nameNative}</span>
      </span>
      <span>
        <b>Edition</b> <span className="mono">{edition.id.replace(/^edn_/, "").slice(0, 8)}</span>
      </span>
      <span>
        <b>As of</b> {dateText(edition.state.asOf.slice(0, 10))}
      </span>
      <span className="tlp">TLP:CLEAR</span>
      <a className="r" href={link(routes.methodPart("rests"))}>
        How to read the bars
      </a>
    </div>
  );
}

function Foot() {
  const { site, link } = usePage();
  const { study, edition } = site;
  return (
    <footer className="site">
      <div className="wrap cols c4">
        <div>
          <h2>Cite this site</h2>
          <p>
            Longarm, “{study.title}”, edition {edition.id}, ledger entry {edition.state.seq}, {dateText(edition.state.asOf.slice(0, 10))}.
            Made by {site.generator}.
          </p>
        </div>
        <div>
          <h2>Take the data</h2>
          <ul>
            <li>
              <a href={link("data/events.csv")}>Activities, {site.record.length} rows, CSV</a>
            </li>
            <li>
              <a href={link("data/events.jsonl")}>Activities with evidence, JSON Lines</a>
            </li>
            <li>
              <a href={link("data/claims.csv")}>Claims, {site.claims.length} rows, CSV</a>
            </li>
            <li>
              <a href={link("data/sources.csv")}>Sources, {site.works.size} rows, CSV</a>
            </li>
            <li>
              <a href={link("data/measures.json")}>Numbers, JSON</a>
            </li>
          </ul>
        </div>
        <div>
          <h2>Something wrong?</h2>
          <ul>
            <li>
              <a href={link(routes.methodPart("dispute"))}>Dispute a record</a>
            </li>
            <li>
              <a href={link(routes.methodPart("persons"))}>Ask for removal of personal data</a>
            </li>
            <li>
              <a href={link(routes.readings)}>Where sources disagree</a>
            </li>
          </ul>
        </div>
        <div>
          <h2>Licence and maps</h2>
          <p>
            Data: {study.dataLicence}. {study.boundaryNote}
          </p>
        </div>
      </div>
    </footer>
  );
}

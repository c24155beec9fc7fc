import type { ReactNode } from "react";
import { countriesWithPages } from "./country-words.js";
import { filtersWithEvents, OPEN_FILTER } from "./filters.js";
import { ClaimsPage } from "./pages/claims-page.js";
import { CountriesPage } from "./pages/countries-page.js";
import { CountryPage } from "./pages/country-page.js";
import { EventListPage, SampleListPage } from "./pages/event-list-page.js";
import { EventPage } from "./pages/event-page.js";
import { FiguresPage } from "./pages/figures-page.js";
import { HomePage } from "./pages/home-page.js";
import { ListsPage } from "./pages/lists-page.js";
import { MeasurePage, NumbersPage } from "./pages/measure-page.js";
import { MethodPage } from "./pages/method-page.js";
import { NotFoundPage } from "./pages/not-found-page.js";
import { ReadingsPage } from "./pages/readings-page.js";
import { SourcesPage } from "./pages/sources-page.js";
import { routes } from "./routes.js";
import type { Site } from "./site.js";

export interface SitePage {
  readonly at: string;
  readonly page: ReactNode;
}

/** Every page of the site with its address: the table of contents of this folder. */
export function sitePages(site: Site): SitePage[] {
  const filters = filtersWithEvents(site);
  const lists = filters.length === 0 ? [OPEN_FILTER] : filters;
  return [
    { at: routes.home, page: <HomePage /> },
    ...lists.map((filter) => ({ at: routes.filtered(filter), page: <EventListPage filter={filter} /> })),
    ...(site.samples.length > 0 ? [{ at: routes.samples, page: <SampleListPage /> }] : []),
    ...site.edition.events.map((event) => ({ at: routes.event(event.id), page: <EventPage event={event} /> })),
    ...site.measures.map((measure) => ({ at: routes.measure(measure.id), page: <MeasurePage measure={measure} /> })),
    { at: routes.numbers, page: <NumbersPage /> },
    { at: routes.countries, page: <CountriesPage /> },
    ...countriesWithPages(site).map((code) => ({ at: routes.country(code), page: <CountryPage code={code} /> })),
    { at: routes.figures, page: <FiguresPage /> },
    { at: routes.claims, page: <ClaimsPage /> },
    { at: routes.lists, page: <ListsPage /> },
    { at: routes.readings, page: <ReadingsPage /> },
    { at: routes.sources, page: <SourcesPage /> },
    { at: routes.method, page: <MethodPage /> },
    { at: routes.notFound, page: <NotFoundPage /> },
  ];
}

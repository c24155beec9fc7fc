// Values in, SVG text out: maps and charts drawn on the server. Equal input gives equal bytes (fixed digits, no random ids, no clock).
// Colours are design tokens with their light value behind them, so a drawing follows the page's theme and still holds in a file.
// Every mark can be a link, every drawing says its finding in words, no text is under 12 px.
// Knows no study, no ledger, no page: categories come as an ordered list, links and words from the caller.
// What belongs to one country on the map and what does not is decided in `territories.ts`.
export { CATEGORY_MARKS, fillForStatus, markFor } from "./marks.js";
export { drawWorldMap, withLandOf, type MapCountry, type WorldMapFigure } from "./world-map.js";
export { drawCountryLocator } from "./country-locator.js";
export { drawNeighbourStrip } from "./neighbour-strip.js";
export { drawRegionBars, type PublishedShare, type RegionRow } from "./region-bars.js";
export { standaloneSvg } from "./standalone.js";
export { drawTimeline, type TimelineEvent } from "./timeline.js";
export { drawYearDots } from "./year-dots.js";

// Values in, SVG text out: maps and charts drawn on the server. Equal input gives equal bytes (fixed digits, no random ids, no clock).
// Colours are design tokens with their light value behind them, so a drawing follows the page's theme and still holds in a file.
// Every mark can be a link, every drawing says its finding in words, no text is under 12 px.
// Knows no study, no ledger, no page: categories come as an ordered list, links and words from the caller.
// What belongs to one country on the map and what does not is decided in `territories.ts`.
export {
  CATEGORY_MARKS,
  drawMark,
  fillForStatus,
  markFor,
  markSvg,
  type Category,
  type CategoryMark,
  type MarkFill,
  type MarkPlace,
} from "./marks.js";
export { drawFooting, footingWords, FOOTING_ORDER, type FootingCounts, type FootingKind } from "./footing.js";
export { CATEGORY_COLOURS, LIGHT, paint, type Token } from "./palette.js";
export {
  breaksFor,
  drawWorldMap,
  type MapCountry,
  type MapKeyEntry,
  type MapMark,
  type WorldMapFigure,
  type WorldMapInput,
} from "./world-map.js";
export { textWidth, wrapText } from "./text-width.js";
export { claimFigure, drawClaimBars, type ClaimBarsInput, type ClaimOperator, type ClaimRecord } from "./claim-bars.js";
export { drawCountryLocator, type LocatorInput } from "./country-locator.js";
export { drawNeighbourStrip, type NeighbourStripInput, type SearchState, type StripPlace } from "./neighbour-strip.js";
export { drawRegionBars, type PublishedShare, type RegionBarsInput, type RegionRow } from "./region-bars.js";
export { standaloneSvg, type StandaloneText } from "./standalone.js";
export { drawTimeline, type TimelineEvent, type TimelineInput } from "./timeline.js";
export { drawYearDots, type YearDotsInput, type YearEvent, type YearNote } from "./year-dots.js";

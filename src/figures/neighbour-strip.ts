import { ringDefs } from "./footing.js";
import { paint } from "./palette.js";
import { element, figureSvg, fixed, linked, textElement } from "./svg.js";
import { wrapText } from "./text-width.js";

/** Documented; searched for without result; not searched for, or not said. */
export type SearchState = "documented" | "looked" | "not-looked";

export interface StripPlace {
  readonly code: string;
  readonly label: string;
  readonly state: SearchState;
  readonly href?: string;
}

export interface NeighbourStripInput {
  readonly idPrefix: string;
  readonly title: string;
  readonly desc?: string;
  readonly places: readonly StripPlace[];
  readonly width?: number;
}

const GAP = 4;
const RING = 12;
const STATES: readonly SearchState[] = ["documented", "looked", "not-looked"];
const WORDS: Readonly<Record<SearchState, string>> = {
  documented: "documented",
  looked: "looked for, not found",
  "not-looked": "not looked for, or not said",
};

/** One box per place, in the order documented, looked for, not looked for; full, rings (zeros), empty. */
export function drawNeighbourStrip(input: NeighbourStripInput): string {
  const width = input.width ?? 1240;
  const columns = Math.max(1, Math.min(input.places.length, Math.floor((width + GAP) / 84)));
  const step = (width + GAP) / columns;
  const box = width < 560 ? 34 : 52;
  const rowHeight = box + 40;
  const places = STATES.flatMap((state) => input.places.filter((place) => place.state === state));
  const body = places.map((place, index) => {
    const [x, y] = [(index % columns) * step, Math.floor(index / columns) * rowHeight];
    return drawPlace(input.idPrefix, place, x, y, step - GAP, box);
  });
  const height = Math.max(1, Math.ceil(places.length / columns)) * rowHeight;
  return figureSvg(
    { idPrefix: input.idPrefix, width, height, title: input.title, desc: input.desc ?? describe(places) },
    ringDefs(input.idPrefix, RING),
    body.join(""),
  );
}

function drawPlace(idPrefix: string, place: StripPlace, x: number, y: number, width: number, height: number): string {
  const surface = {
    documented: { fill: paint("map-3"), stroke: paint("map-3") },
    looked: { fill: paint("paper"), stroke: paint("map-zero") },
    "not-looked": { fill: paint("map-empty"), stroke: paint("map-line") },
  }[place.state];
  const box = element("rect", { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, ...surface });
  const rings = place.state === "looked" ? drawRings(idPrefix, x, y, width, height) : "";
  const lines = wrapText(place.label, width, 13).slice(0, 2);
  const words = lines.map((line, row) => textElement(line, x, y + height + 16 + row * 15, { size: 13 }));
  return linked({ href: place.href, title: `${place.label}: ${WORDS[place.state]}` }, box, rings, ...words);
}

/** Whole rings only, centred in the box. */
function drawRings(idPrefix: string, x: number, y: number, width: number, height: number): string {
  const [across, down] = [Math.floor((width - 4) / RING) * RING, Math.floor((height - 4) / RING) * RING];
  const transform = `translate(${fixed(x + (width - across) / 2)} ${fixed(y + (height - down) / 2)})`;
  return element("rect", { transform, width: across, height: down, fill: `url(#${idPrefix}-rings)` });
}

function describe(places: readonly StripPlace[]): string {
  return STATES.map((state) => {
    const named = places.filter((place) => place.state === state).map((place) => place.label);
    return `${WORDS[state]}, ${named.length}: ${named.join(", ") || "none"}`;
  }).join(". ");
}

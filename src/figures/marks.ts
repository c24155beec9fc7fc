import { Bug, ConfigError, type Status } from "../model/index.js";
import { CATEGORY_COLOURS, paint } from "./palette.js";
import { element, fixed } from "./svg.js";

export interface Category {
  readonly code: string;
  readonly label: string;
}

/** The nine shapes, in a box from -6 to 6, by position in the study's list of categories. */
export const CATEGORY_MARKS = [
  { shape: "disc", path: "M-4.9 0a4.9 4.9 0 1 0 9.8 0a4.9 4.9 0 1 0-9.8 0z" },
  { shape: "square", path: "M-4.5-4.5h9v9h-9z" },
  { shape: "triangle", path: "M0-5.4 5.5 4.5h-11z" },
  { shape: "plus", path: "M-1.9-5.3h3.8v3.4h3.4v3.8H1.9v3.4h-3.8V1.9h-3.4v-3.8h3.4z" },
  { shape: "chevron", path: "M-5.2-5H.4L5.4 0 .4 5h-5.6L-.6 0z" },
  { shape: "hexagon", path: "M-2.8-5h5.6L5.6 0 2.8 5h-5.6L-5.6 0z" },
  { shape: "bow-tie", path: "M-5.3-5 0-1.3 5.3-5V5L0 1.3-5.3 5z" },
  { shape: "diamond", path: "M0-6 6 0 0 6-6 0z" },
  {
    shape: "cross",
    path: "M-5.2-2.7-2.7-5.2 0-2.5l2.7-2.7 2.5 2.5L2.5 0l2.7 2.7-2.5 2.5L0 2.5l-2.7 2.7-2.5-2.5L-2.5 0z",
  },
] as const;

/** Shape and colour of one category: always together, so that neither is needed alone. */
export interface CategoryMark {
  readonly code: string;
  readonly label: string;
  readonly shape: (typeof CATEGORY_MARKS)[number]["shape"];
  readonly path: string;
  /** `var(--cat-<code>, <palette colour>)`. */
  readonly colour: string;
}

/** How a mark is filled says the status of the act (LOOK.md, section 3). */
export type MarkFill = "solid" | "ringed" | "outline" | "dashed" | "struck";

const FILL_OF_STATUS: Readonly<Record<Status, MarkFill>> = {
  done: "solid",
  "under-way": "ringed",
  agreed: "outline",
  announced: "outline",
  claimed: "dashed",
  denied: "struck",
  cancelled: "struck",
};

/** The fill that stands for `status`; the word stands next to it. */
export function fillForStatus(status: Status): MarkFill {
  return FILL_OF_STATUS[status];
}

/** The mark of `code`, by its position in `categories`. */
export function markFor(categories: readonly Category[], code: string): CategoryMark {
  const position = categories.findIndex((category) => category.code === code);
  const category = categories[position];
  if (!category) throw new Bug(`category "${code}" is not in the study's list (${categories.map((item) => item.code).join(", ")})`);
  const mark = CATEGORY_MARKS[position];
  const colour = CATEGORY_COLOURS[position];
  if (!mark || colour === undefined) {
    throw new ConfigError(
      `category "${code}" is number ${position + 1}, but there are ${CATEGORY_MARKS.length} marks; merge categories or draw fewer of them`,
    );
  }
  if (!/^[a-z][a-z0-9-]*$/.test(code)) throw new ConfigError(`category code "${code}" is no slug; use a-z, 0-9 and -`);
  return { code, label: category.label, shape: mark.shape, path: mark.path, colour: `var(--cat-${code}, ${colour})` };
}

export interface MarkPlace {
  readonly x: number;
  readonly y: number;
  /** Side of the box in px. */
  readonly size: number;
  readonly fill?: MarkFill;
  /** A border in paper colour; on map greys some colours need it for contrast. */
  readonly halo?: boolean;
}

const HALO = { stroke: paint("paper"), "stroke-width": 1.6, "paint-order": "stroke" } as const;

/** One mark, centred on (x, y). */
export function drawMark(mark: CategoryMark, place: MarkPlace): string {
  const fill = place.fill ?? "solid";
  const scale = place.size / 12;
  const transform = `translate(${fixed(place.x)} ${fixed(place.y)})${scale === 1 ? "" : ` scale(${fixed(scale, 3)})`}`;
  if (fill === "solid") return element("path", { d: mark.path, transform, fill: mark.colour, ...(place.halo === true ? HALO : {}) });
  return element("g", { transform }, ...openShape(mark, fill));
}

/** Every form but the plain one: outlines are drawn a little inside the box, so that their border does not make them larger. */
function openShape(mark: CategoryMark, fill: Exclude<MarkFill, "solid">): string[] {
  if (fill === "ringed") {
    const ring = element("circle", { r: 5.9, fill: paint("paper"), stroke: mark.colour, "stroke-width": 1.1 });
    return [ring, element("path", { d: mark.path, transform: "scale(.62)", fill: mark.colour })];
  }
  const dashes = fill === "dashed" ? "2 1.6" : undefined;
  const border = { stroke: mark.colour, "stroke-width": 1.7, "stroke-dasharray": dashes };
  const outline = element("path", { d: mark.path, transform: "scale(.86)", fill: paint("paper"), ...border });
  if (fill !== "struck") return [outline];
  const halo = element("path", { d: "M-6 6 6-6", stroke: paint("paper"), "stroke-width": 3.4 });
  return [outline, halo, element("path", { d: "M-6 6 6-6", stroke: mark.colour, "stroke-width": 1.7 })];
}

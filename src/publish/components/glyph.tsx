import { CATEGORY_MARKS, fillForStatus, markFor } from "../../figures/index.js";
import type { EventRecord, Status } from "../../model/index.js";
import { usePage } from "./page-context.js";

/** The category shapes and the stripes that the rest of the page refers to: drawn once per page, used by reference. */
export function GlyphDefinitions() {
  const { categories } = usePage().site.study.codebook;
  return (
    <svg width="0" height="0" className="defs" aria-hidden="true" focusable="false">
      <defs>
        {categories.map(({ code }) => (
          <path id={`g-${code}`} d={markFor(categories, code).path} key={code} />
        ))}
        <path id="g-any" d={CATEGORY_MARKS[1].path} />
        <pattern id="stripes" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="stripe" width="1.7" height="5" />
        </pattern>
      </defs>
    </svg>
  );
}

/** The mark of a category; its fill says the status. Decoration beside the words: hidden from screen readers. */
export function Glyph({ category, status = "done" }: { readonly category: string; readonly status?: Status }) {
  const { categories } = usePage().site.study.codebook;
  const fill = fillForStatus(status);
  return (
    <svg className={`g g-${fill}`} viewBox="-6 -6 12 12" color={markFor(categories, category).colour} aria-hidden="true" focusable="false">
      {fill === "ringed" ? <circle className="ring" r="5.6" /> : null}
      <use href={`#g-${category}`} />
      {fill === "struck" ? <path className="strike" d="M-6 6 6-6" /> : null}
    </svg>
  );
}

const FILL_WORDS = [
  ["solid", "Done"],
  ["ringed", "Under way"],
  ["outline", "Agreed or announced"],
  ["dashed", "Claimed, not established"],
  ["struck", "Denied or cancelled"],
] as const;

/** What the fill of a mark says about the act: only the fills that are drawn, and nothing where all acts were done. */
export function FillKey({ events }: { readonly events: readonly EventRecord[] }) {
  const drawn = new Set(events.map((event) => fillForStatus(event.fields.status)));
  const shown = FILL_WORDS.filter(([fill]) => drawn.has(fill));
  if (shown.every(([fill]) => fill === "solid")) return null;
  return (
    <p className="key fill-key">
      {shown.map(([fill, word]) => (
        <span key={fill}>
          <svg className={`g g-${fill}`} viewBox="-6 -6 12 12" aria-hidden="true" focusable="false">
            {fill === "ringed" ? <circle className="ring" r="5.6" /> : null}
            <use href="#g-any" />
            {fill === "struck" ? <path className="strike" d="M-6 6 6-6" /> : null}
          </svg>
          {word}
        </span>
      ))}
    </p>
  );
}

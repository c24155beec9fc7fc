import { fillForStatus, markFor } from "../../figures/index.js";
import type { Status } from "../../model/index.js";
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

import type { DrawnTwice } from "../drawings.js";
import { Drawing } from "./figure-frame.js";

/** The wide drawing, and on phones the narrow one. The one that is not shown is not read either. */
export function DrawnForWidths({ wide, narrow }: DrawnTwice) {
  return (
    <>
      <Drawing svg={wide} className="svg at-wide" />
      <Drawing svg={narrow} className="svg at-narrow" />
    </>
  );
}

/** What the three fills of the neighbour strip mean. */
export function NeighbourKey() {
  return (
    <p className="key">
      <span>
        <i className="sw d3" />
        Documented
      </span>
      <span>
        <i className="sw not" />
        Looked for, not found
      </span>
      <span>
        <i className="sw nol" />
        Not looked for, or not said
      </span>
    </p>
  );
}

import type { NeighbourRow } from "../neighbours.js";
import { routes } from "../routes.js";
import { usePage } from "./page-context.js";

const WORDS = { documented: "Documented", "not-found": "Looked for, not found", unknown: "Not looked for, or not said" } as const;
const CLASSES = { documented: "d", "not-found": "n", unknown: "o" } as const;

/** A cell per land neighbour: full, rings for zero, or empty. The word stands in the key and in each cell's name. */
export function NeighbourStrip({ rows }: { readonly rows: readonly NeighbourRow[] }) {
  const { link } = usePage();
  return (
    <>
      <ul className="nbr">
        {rows.map((row) => (
          <li className={CLASSES[row.state]} key={row.country.code}>
            <a href={link(routes.country(row.country.code))}>
              <i />
              {row.name}
              <span className="sr">: {WORDS[row.state].toLowerCase()}</span>
            </a>
          </li>
        ))}
      </ul>
      <p className="key">
        <span>
          <i className="sw d3" />
          {WORDS.documented}
        </span>
        <span>
          <i className="sw not" />
          {WORDS["not-found"]}
        </span>
        <span>
          <i className="sw nol" />
          {WORDS.unknown}
        </span>
      </p>
    </>
  );
}

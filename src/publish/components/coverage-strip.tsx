import type { Coverage, CoverageState } from "../coverage.js";

const CLASSES: Readonly<Record<CoverageState, string | undefined>> = {
  cited: "c",
  archived: "q",
  "not-found": "n",
  "not-looked": undefined,
};
const WORDS: Readonly<Record<CoverageState, string>> = {
  cited: "cited page",
  archived: "archived page",
  "not-found": "looked for, not found",
  "not-looked": "not looked for",
};

/** A row per kind of source, a cell per year. Each row says in words what its cells show. */
export function CoverageStrip({ coverage }: { readonly coverage: Coverage }) {
  return (
    <>
      <div className="covg">
        {coverage.rows.map((row) => (
          <div className="cr" key={row.label}>
            <span>{row.label}</span>
            <div className="cells" role="img" aria-label={`${row.label}: ${rowWords(row.cells)}`}>
              {row.cells.map((cell) => (
                <i className={CLASSES[cell.state]} title={`${cell.year}: ${WORDS[cell.state]}`} key={cell.year} />
              ))}
            </div>
          </div>
        ))}
        {coverage.rows.length > 0 ? (
          <div className="cr" aria-hidden="true">
            <span />
            <div className="axl">
              <b>{coverage.from}</b>
              <b>{coverage.to}</b>
            </div>
          </div>
        ) : null}
      </div>
      <p className="key">
        <span>
          <i className="cell c" />
          Cited page
        </span>
        <span>
          <i className="cell q" />
          Archived page
        </span>
        <span>
          <i className="cell n" />
          Looked for, not found
        </span>
        <span>
          <i className="cell" />
          Not looked for
        </span>
      </p>
    </>
  );
}

function rowWords(cells: Coverage["rows"][number]["cells"]): string {
  const shown = cells.filter((cell) => cell.state !== "not-looked").map((cell) => `${cell.year} ${WORDS[cell.state]}`);
  return shown.length === 0 ? "not looked for in any year" : shown.join(", ");
}

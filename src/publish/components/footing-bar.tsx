/** How much of a number rests on what. */
export interface FootingCounts {
  readonly archived: number;
  readonly citation: number;
  readonly claim?: number;
}

/**
 * Solid for archived quotes, stripes for citations, dots for claims, in proportion. Hidden from screen readers: the words stand beside it.
 * Drawn in SVG with percentages because the site's policy allows no inline styles.
 */
export function FootingBar({ archived, citation, claim = 0, size }: FootingCounts & { readonly size?: "row" }) {
  const total = archived + citation + claim;
  const width = (part: number) => (total === 0 ? 0 : (part / total) * 100);
  return (
    <svg className={size === "row" ? "foot foot-row" : "foot"} aria-hidden="true" focusable="false">
      {archived > 0 ? <rect className="fq" x="0" y="0" width={`${width(archived)}%`} height="9" /> : null}
      {citation > 0 ? (
        <rect className="fc" x={`${width(archived)}%`} y="0.5" width={`${width(citation)}%`} height="8" fill="url(#stripes)" />
      ) : null}
      {claim > 0 ? <rect className="fk" x={`${width(archived + citation)}%`} y="1" width={`${width(claim)}%`} height="7" /> : null}
      {total === 0 ? <rect className="fk" x="0" y="1" width="100%" height="7" /> : null}
    </svg>
  );
}

/** What the three kinds of bar mean. */
export function FootingKey() {
  return (
    <p className="key foot-key">
      <span>
        <FootingBar archived={1} citation={0} size="row" />
        Archived quote
      </span>
      <span>
        <FootingBar archived={0} citation={1} size="row" />
        Citation only
      </span>
      <span>
        <FootingBar archived={0} citation={0} claim={1} size="row" />
        Someone’s claim or total
      </span>
    </p>
  );
}

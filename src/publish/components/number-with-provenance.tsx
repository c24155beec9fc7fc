import type { ReactNode } from "react";
import { FootingBar, type FootingCounts } from "./footing-bar.js";
import { usePage } from "./page-context.js";

interface NumberLinkProps {
  /** Address from the site's root of the events behind the number. */
  readonly to: string;
  /** How many events stand there; checked over the whole site by a test. */
  readonly events: number;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A number that leads to the events behind it. */
export function NumberLink({ to, events, className, children }: NumberLinkProps) {
  const { link } = usePage();
  return (
    <a href={link(to)} data-events={events} className={className}>
      {children}
    </a>
  );
}

interface ProvenanceProps {
  readonly figure: string;
  readonly label: string;
  readonly to: string;
  readonly events: number;
  readonly footing: FootingCounts;
  /** What it rests on, and one limit of the number. */
  readonly restsOn: string;
  readonly limit: ReactNode;
  /** A total that somebody else published, on a line of its own. */
  readonly published?: ReactNode;
}

/** A number, the events behind it, and in the same breath what it rests on. */
export function NumberWithProvenance({ figure, label, to, events, footing, restsOn, limit, published }: ProvenanceProps) {
  return (
    <div className="nwp">
      <NumberLink to={to} events={events} className="v">
        {figure}
        <span className="sr"> {label}</span>
      </NumberLink>
      <p className="l" aria-hidden="true">
        {label}
      </p>
      <FootingBar {...footing} />
      <p>
        <b>{restsOn}</b> {limit}
      </p>
      {published}
    </div>
  );
}

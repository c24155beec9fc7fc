import type { ReactNode } from "react";
import { routes } from "../routes.js";
import { usePage } from "./page-context.js";
import { Phrase } from "./phrase.js";

/** A part of a page: strong rule, heading, one sentence beside it. */
export function Section({
  title,
  says,
  id,
  aside,
  children,
  className,
}: {
  readonly title: ReactNode;
  readonly says?: ReactNode;
  readonly id?: string;
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <section id={id} className={className}>
      <div className="sec-h">
        <h2>{title}</h2>
        {says === undefined ? null : <p>{says}</p>}
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Where the page stands. The last step is the page itself. */
export function Breadcrumb({ steps, here }: { readonly steps: readonly (readonly [string, string])[]; readonly here: string }) {
  const { link } = usePage();
  return (
    <nav aria-label="Breadcrumb">
      <ol className="crumb">
        <li>
          <a href={link(routes.home)}>Home</a>
        </li>
        {steps.map(([label, to]) => (
          <li key={to}>
            <a href={link(to)}>{label}</a>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}

/** The parts of a long page, to go straight to one. */
export function JumpList({
  label,
  parts,
}: {
  readonly label: string;
  readonly parts: readonly { id: string; text: string; count?: number }[];
}) {
  return (
    <nav aria-label={label} className="jump">
      <ul>
        {parts.map(({ id, text, count }) => (
          <li key={id}>
            <a href={`#${id}`}>
              <Phrase text={text} />
            </a>
            {count === undefined ? null : <span className="num"> {count}</span>}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Says what is empty and whether anybody looked. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <b>{title}</b>
      {children}
    </div>
  );
}

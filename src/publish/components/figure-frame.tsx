import type { ReactNode } from "react";

interface FigureFrameProps {
  readonly id: string;
  readonly number: string;
  readonly title: ReactNode;
  readonly subtitle: string;
  readonly source: ReactNode;
  readonly actions?: ReactNode;
  readonly table?: ReactNode;
  readonly children: ReactNode;
}

/** A figure whole: number, finding, how to read it, plot, source, what to do with it. The unit that is cited. */
export function FigureFrame({ id, number, title, subtitle, source, actions, table, children }: FigureFrameProps) {
  return (
    <figure className="fig" id={id}>
      <div className="fig-h">
        <p className="kick">{number}</p>
        <h2>{title}</h2>
        <p className="sub">{subtitle}</p>
      </div>
      <div className="plot">{children}</div>
      <figcaption>
        <p>{source}</p>
        {actions ? <div className="acts">{actions}</div> : null}
        {table ? (
          <details className="behind">
            <summary>The table behind this figure</summary>
            {table}
          </details>
        ) : null}
      </figcaption>
    </figure>
  );
}

/** A drawing made elsewhere, as SVG text. */
export function Drawing({ svg, className }: { readonly svg: string; readonly className?: string }) {
  return <div className={className} dangerouslySetInnerHTML={{ __html: svg }} />;
}

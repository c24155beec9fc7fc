import { FootingBar } from "../components/footing-bar.js";
import { DrawnForWidths } from "../components/drawings.js";
import { FigureFrame } from "../components/figure-frame.js";
import { Layout } from "../components/layout.js";
import { NumberLink } from "../components/number-with-provenance.js";
import { usePage } from "../components/page-context.js";
import { Breadcrumb, Section } from "../components/section.js";
import { WorldMap } from "../components/world-map.js";
import { drawingName, drawingsOf, shareStatistics, type CategoryDrawing, type DrawnMap } from "../drawings.js";
import { filterEvents, OPEN_FILTER } from "../filters.js";
import { routes } from "../routes.js";
import { sourceSentence } from "../titles.js";
import { counted, curly, numberText, percentText, uncapitalised, withOperator } from "../words.js";

/** Figures on the first page; those of this page go on from there. */
const FIRST_PAGE_FIGURES = 3;

/** One map and one chart by region for each category that is measured by region. */
export function FiguresPage() {
  const { site } = usePage();
  const { categories } = drawingsOf(site);
  const report = site.study.baseline?.report;
  const first = categories.find((drawing) => drawing.events.length > 0);
  return (
    <Layout
      title="Figures"
      description="Maps and charts by region, with published shares beside what is on record."
      section={routes.figures}
    >
      <Breadcrumb steps={[]} here="Figures" />
      <h1 className="h1 h1-list">Where it happens, by kind of activity</h1>
      <p className="lead-p">
        {report
          ? `The figures of ${report.publisher}, drawn again from what can be followed. Bars are the activities on record; dotted marks are shares that were published without the list behind them.`
          : "Bars are the activities on record."}
      </p>
      {categories.map((drawing, index) => (
        <section key={drawing.measure.id}>
          <CategoryFigure
            drawing={drawing}
            number={FIRST_PAGE_FIGURES + index + 1}
            {...(first && drawing !== first ? { landOf: first.map } : {})}
          />
        </section>
      ))}
      <Section title="How countries are put into regions" id="regions">
        <p className="prose">{curly(site.study.places.rule)}</p>
      </Section>
    </Layout>
  );
}

interface CategoryFigureProps {
  readonly drawing: CategoryDrawing;
  readonly number: number;
  readonly landOf?: DrawnMap;
}

function CategoryFigure({ drawing, number, landOf }: CategoryFigureProps) {
  const { site, link } = usePage();
  const { measure, events, title, map, bars } = drawing;
  const shares = shareStatistics(site, measure);
  const name = drawingName(site, drawing);
  const category = measure.spec.filter.category?.[0] ?? null;
  const listedThere = filterEvents(site, { ...OPEN_FILTER, category }).length;
  return (
    <FigureFrame
      id={`figure-${measure.id}`}
      number={`Figure ${number}`}
      title={title}
      subtitle={`${name}: one mark, one activity, at its first-named partner. Bars count each region once per activity${shares.length > 0 ? "; they are drawn as shares because the published figures are shares of another total" : ""}.`}
      source={sourceSentence(site)}
      actions={
        <>
          <NumberLink
            to={listedThere === 0 ? routes.measure(measure.id) : routes.filtered({ ...OPEN_FILTER, category })}
            events={listedThere}
            className="see"
          >
            See the {counted(listedThere, "activity", "activities")}
          </NumberLink>
          <a href={link(routes.measure(measure.id))}>How it is counted</a>
          <a href={link(`figures/${measure.id}-map.svg`)}>Map, SVG</a>
          <a href={link(`figures/${measure.id}-bars.svg`)}>Bars, SVG</a>
        </>
      }
      table={<RegionTable drawing={drawing} />}
    >
      {events.length === 0 ? null : <WorldMap drawn={map} landOf={landOf} />}
      <div className="bars-part">
        <h3>
          By region
          <span className="small">
            {" "}
            {uncapitalised(name)}, {numberText(measure.n)} on record
          </span>
        </h3>
        <DrawnForWidths {...bars} />
        <p className="key">
          <span>
            <FootingBar archived={1} citation={0} size="row" />
            Archived quote
          </span>
          <span>
            <FootingBar archived={0} citation={1} size="row" />
            Citation only
          </span>
          {shares.length > 0 ? (
            <span>
              <FootingBar archived={0} citation={0} claim={1} size="row" />
              Published share, list not printed
            </span>
          ) : null}
        </p>
      </div>
    </FigureFrame>
  );
}

function RegionTable({ drawing }: { readonly drawing: CategoryDrawing }) {
  const { site, link } = usePage();
  const { measure } = drawing;
  const shares = shareStatistics(site, measure);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Region</th>
          <th scope="col" className="n">
            On record
          </th>
          <th scope="col" className="n">
            Share
          </th>
          <th scope="col" className="n">
            Published share
          </th>
        </tr>
      </thead>
      <tbody>
        {measure.rows.map((row) => {
          const share = shares.find((statistic) => statistic.filter.endsWith(`region=${row.label}`));
          return (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              <td className="n">
                {row.events.length === 0 ? (
                  row.value
                ) : (
                  <NumberLink to={`${routes.measure(measure.id)}#row-${row.key}`} events={row.events.length}>
                    {row.value}
                  </NumberLink>
                )}
              </td>
              <td className="n">{row.share === null ? "" : percentText(row.share)}</td>
              <td className="n">
                {share ? <a href={link(routes.statistic(share.id))}>{withOperator(share.operator, share.value)}%</a> : "none"}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

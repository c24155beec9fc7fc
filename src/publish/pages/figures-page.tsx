import { CategoryFigures } from "../components/category-figures.js";
import { Layout } from "../components/layout.js";
import { usePage } from "../components/page-context.js";
import { Breadcrumb } from "../components/section.js";
import { routes } from "../routes.js";
import { curly } from "../words.js";

/** One map and one chart by region for each category that the baseline published shares for. */
export function FiguresPage() {
  const { site } = usePage();
  const report = site.study.baseline?.report;
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
          ? `The figures of ${report.publisher}, drawn again from what can be followed. Bars are the activities on record; dotted marks are shares that the report published without its list.`
          : "Bars are the activities on record."}{" "}
        {curly(site.study.places.rule)}
      </p>
      <CategoryFigures />
    </Layout>
  );
}

import type { Inconsistency, Touch } from "../../model/index.js";
import { Layout } from "../components/layout.js";
import { usePage } from "../components/page-context.js";
import { Phrase } from "../components/phrase.js";
import { Breadcrumb } from "../components/section.js";
import { eventsOfReading, measuresOfReading } from "../readings.js";
import { routes } from "../routes.js";
import type { Site } from "../site.js";
import { capitalised, counted, curly } from "../words.js";

/** Every place where the baseline disagrees with itself or with its sources, how it is counted here, and what it touches. */
export function ReadingsPage() {
  const { site } = usePage();
  const all = site.study.baseline?.inconsistencies ?? [];
  const sentence = `${counted(all.length, "place")} where the cited report disagrees with itself or with its sources`;
  return (
    <Layout title="Read differently here" description={`${sentence}, and how we count them.`} section={routes.readings}>
      <Breadcrumb steps={[]} here="Readings" />
      <h1 className="h1 h1-list">Read differently here</h1>
      <p className="lead-p">
        {sentence}. Both readings stay visible; the rule says which one is counted, and each is shown beside the number it touches.
      </p>
      <div className="readings">
        {all.map((item) => (
          <article className="reading" id={item.id} key={item.id}>
            <h2>
              <span className="mono">{item.id}</span> <Phrase text={curly(item.topic)} />
            </h2>
            <div className="read">
              <div className="rd">
                <p className="kick">One reading</p>
                <p>
                  <Phrase text={curly(item.readingA)} />
                </p>
              </div>
              <div className="rd">
                <p className="kick">Another</p>
                <p>
                  <Phrase text={curly(item.readingB)} />
                </p>
              </div>
              <div className="rule">
                <p className="kick">Rule · {item.certainty}</p>
                <p>
                  <Phrase text={curly(item.handling)} />
                </p>
              </div>
            </div>
            <Touches item={item} />
          </article>
        ))}
      </div>
    </Layout>
  );
}

function Touches({ item }: { readonly item: Inconsistency }) {
  const { site, link } = usePage();
  const events = eventsOfReading(site, item);
  const measures = measuresOfReading(site, item);
  const others = (site.study.baseline?.touches ?? []).filter((touch) => touch.inconsistency === item.id && touch.kind !== "event");
  if (events.length + measures.length + others.length === 0)
    return <p className="small">Touches no number and no event of this edition.</p>;
  return (
    <p className="small touches">
      Touches:{" "}
      {events.map((event) => (
        <a href={link(routes.event(event.id))} key={event.id}>
          {event.id}
        </a>
      ))}
      {measures.map((id) => (
        <a href={link(routes.measure(id))} key={id}>
          number “{site.measure.get(id)?.spec.title ?? id}”
        </a>
      ))}
      {others.map((touch) => (
        <a href={link(touchRoute(touch))} key={`${touch.kind} ${touch.id}`}>
          {touchWords(site, touch)}
        </a>
      ))}
    </p>
  );
}

function touchRoute(touch: Touch): string {
  if (touch.kind === "claim") return routes.claim(touch.id);
  if (touch.kind === "statistic") return routes.statistic(touch.id);
  if (touch.kind === "work") return routes.work(touch.id);
  return touch.kind === "codebook" ? routes.methodPart("codebook") : routes.method;
}

function touchWords(site: Site, touch: Touch): string {
  if (touch.kind === "work") return `source ${touch.id}`;
  if (touch.kind === "codebook") return `codebook, ${touch.id}`;
  return touch.kind === "method" ? "method" : `${capitalised(touch.kind)} ${touch.id}`;
}

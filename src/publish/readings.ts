import type { EventRecord, Inconsistency } from "../model/index.js";
import { categoryOf, type Site } from "./site.js";

/** Known inconsistencies of the baseline that the study ties to an event. */
export function readingsOfEvent(site: Site, event: EventRecord): Inconsistency[] {
  return readingsTouching(site, "event", event.aliases);
}

/** Known inconsistencies that touch one of the things named. */
export function readingsTouching(site: Site, kind: "event" | "claim" | "statistic" | "work", ids: readonly string[]): Inconsistency[] {
  const { baseline } = site.study;
  if (!baseline) return [];
  const touching = new Set(
    baseline.touches.filter((touch) => touch.kind === kind && ids.includes(touch.id)).map((touch) => touch.inconsistency),
  );
  return baseline.inconsistencies.filter((item) => touching.has(item.id));
}

/** Events of the record that an inconsistency concerns. */
export function eventsOfReading(site: Site, item: Inconsistency): EventRecord[] {
  return site.record.filter((event) => readingsOfEvent(site, event).includes(item));
}

/** Measures whose definition names an inconsistency. */
export function measuresOfReading(site: Site, item: Inconsistency): string[] {
  return site.measures.filter((measure) => measure.spec.inconsistencies.includes(item.id)).map((measure) => measure.id);
}

/** The inconsistencies to show first: certain ones that changed what is counted of exactly one event, of different categories. */
export function leadingReadings(site: Site, count: number): { item: Inconsistency; event: EventRecord }[] {
  const recoded = new Set((site.study.baseline?.readings ?? []).map((reading) => reading.inconsistency));
  const single = (site.study.baseline?.inconsistencies ?? []).flatMap((item) => {
    const [event, ...others] = eventsOfReading(site, item);
    return event && others.length === 0 && item.certainty.startsWith("certain") ? [{ item, event }] : [];
  });
  const ordered = [...single].sort((a, b) => Number(recoded.has(b.item.id)) - Number(recoded.has(a.item.id)));
  const varied = ordered.filter(
    (one, index) => ordered.findIndex((other) => category(site, other.event) === category(site, one.event)) === index,
  );
  return [...varied, ...ordered.filter((one) => !varied.includes(one))].slice(0, count);
}

function category(site: Site, event: EventRecord): string {
  return categoryOf(site, event.fields.category).code;
}

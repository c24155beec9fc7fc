import type { EventRecord } from "../../model/index.js";
import { Glyph } from "./glyph.js";

/** One mark per event, stacked by year of start; a column for those without a date. */
export function UnitYears({ events }: { readonly events: readonly EventRecord[] }) {
  const years = columnsOf(events);
  return (
    <div className="utw">
      <ol className="ut">
        {years.map(({ label, short, held, gap }) => (
          <li className={[held.length === 0 ? "z" : "", gap ? "nd" : ""].join(" ").trim() || undefined} key={label}>
            <span>
              <span className="only-l">{short}</span>
              <span className="only-s">{label}</span>
            </span>
            {held.map((event) => (
              <Glyph category={event.fields.category} status={event.fields.status} key={event.id} />
            ))}
            <b>{held.length === 0 ? "" : held.length}</b>
          </li>
        ))}
      </ol>
    </div>
  );
}

function columnsOf(events: readonly EventRecord[]): { label: string; short: string; held: EventRecord[]; gap: boolean }[] {
  const ordered = [...events].sort((a, b) => a.fields.category.localeCompare(b.fields.category, "en") || a.id.localeCompare(b.id, "en"));
  const dated = ordered.flatMap((event) => (event.fields.date === null ? [] : [Number(event.fields.date.slice(0, 4))]));
  if (dated.length === 0) return [{ label: "No date", short: "no date", held: ordered, gap: false }];
  const [first, last] = [Math.min(...dated), Math.max(...dated)];
  const columns = Array.from({ length: last - first + 1 }, (_, index) => {
    const year = String(first + index);
    const held = ordered.filter((event) => event.fields.date?.startsWith(year));
    return { label: year, short: Number(year) % 5 === 0 || index === 0 ? year : `’${year.slice(2)}`, held, gap: false };
  });
  const undated = ordered.filter((event) => event.fields.date === null);
  return undated.length === 0 ? columns : [...columns, { label: "No date", short: "no date", held: undated, gap: true }];
}

/** The same numbers as a table. */
export function YearsTable({ events }: { readonly events: readonly EventRecord[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Year of start</th>
          <th scope="col" className="n">
            Activities
          </th>
        </tr>
      </thead>
      <tbody>
        {columnsOf(events)
          .filter((column) => column.held.length > 0)
          .map((column) => (
            <tr key={column.label}>
              <th scope="row">{column.label}</th>
              <td className="n">{column.held.length}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

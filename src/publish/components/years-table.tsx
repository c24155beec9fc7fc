import type { EventRecord } from "../../model/index.js";

/** How many events began in each year: the table behind the chart. */
export function YearsTable({ events }: { readonly events: readonly EventRecord[] }) {
  const counts = new Map<string, number>();
  for (const event of events) {
    const year = event.fields.date?.slice(0, 4) ?? "No date";
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
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
        {[...counts]
          .sort(([a], [b]) => a.localeCompare(b, "en"))
          .map(([year, count]) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              <td className="n">{count}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

// How long the world map takes to draw: `npx tsx bench/world-map.ts`. The first drawing projects the land, later ones reuse it.
import { drawWorldMap } from "../src/figures/index.js";

const CODES = ["AR", "TZ", "LA", "FJ", "RS", "TJ", "US", "SE", "MM", "TH", "VN", "KH", "FR", "IT", "EG", "SD", "LR", "PK", "MN", "KR"];
const categories = [
  { code: "one", label: "One" },
  { code: "two", label: "Two" },
];
const countries = CODES.map((code, at) => ({
  code,
  name: code,
  count: 1 + (at % 4),
  marks: Array.from({ length: 1 + (at % 4) }, (_, mark) => ({ category: mark % 2 ? "one" : "two", title: `${code} ${mark}` })),
}));

for (const drawing of ["first", "second", "third"]) {
  const began = process.cpuUsage();
  const { svg } = drawWorldMap({
    idPrefix: drawing,
    title: "bench",
    countries,
    categories,
    home: ["CN"],
    unit: { one: "mark", many: "marks" },
  });
  const { user, system } = process.cpuUsage(began);
  process.stdout.write(`${drawing}: ${Math.round((user + system) / 1000)} ms of processor time, ${Math.round(svg.length / 1000)} kB\n`);
}

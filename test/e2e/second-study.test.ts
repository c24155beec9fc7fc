import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { longarm, temporaryFolder } from "../longarm.js";

const TINY = fileURLToPath(new URL("../studies/tiny", import.meta.url));

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Visit to Rabat</title>
<!-- saved from url=(0039)https://gazette.example/2021/03/04/visit -->
<meta property="article:published_time" content="2021-03-05"></head><body><article><h1>Visit to Rabat</h1>
<p>Rabat, 4 March 2021. The French interior minister met the Moroccan minister of the interior in Rabat on 4 March 2021 and spoke with him about border control.
The two sides agreed to meet again in the summer.</p><p>The talks lasted two hours. Journalists were told about them in the evening.</p></article></body></html>`;

describe("a study of another ministry", () => {
  it("goes from its own words to a number, a trace and a site without a line of code, and without a word of the first study", async () => {
    const folder = temporaryFolder();
    const ws = join(folder, "ws");
    const file = join(folder, "visit.html");
    writeFileSync(file, PAGE);
    expect(await longarm(["init", ws, "--study", TINY])).toMatchObject({ code: 0 });
    expect(await longarm(["ingest", file, "-w", ws])).toMatchObject({ code: 0 });

    const events = (await longarm(["events", "-w", ws, "--json"])).out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toMatchObject([
      { id: "MA.001", category: "visit", date: "2021-03-04", countries: ["MA"], restsOn: "archived", review: "machine", sample: false },
    ]);

    const steps = JSON.parse((await longarm(["trace", "MA.001", "-w", ws, "--json"])).out) as { kind: string; holds?: boolean }[];
    expect(steps.at(-1)).toMatchObject({ kind: "warc-record", holds: true });

    expect(await longarm(["publish", "-w", ws])).toMatchObject({ code: 0 });
    const site = join(ws, "site");
    const pages = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
    expect(pages.length).toBeGreaterThan(8);
    expect(pages.filter((name) => /Public Security|公安|Fox Hunt|\bMPS\b/.test(readFileSync(join(site, name), "utf8")))).toEqual([]);
  }, 240_000);
});

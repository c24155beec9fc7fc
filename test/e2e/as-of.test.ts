import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { main } from "../../src/cli/main.js";
import { digestOf } from "../../src/effects/index.js";
import { describeEachEngine } from "../engines.js";
import { temporaryFolder } from "../longarm.js";

const TINY = fileURLToPath(new URL("../studies/tiny", import.meta.url));

/** Writes a page that tells of one visit on that day of March 2021. */
function aPage(folder: string, day: number): string {
  const file = join(folder, `visit-${day}.html`);
  const date = `${day} March 2021`;
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Visit to Rabat</title>
<!-- saved from url=(0041)https://gazette.example/2021/03/visit-${day} -->
</head><body><article><h1>Visit to Rabat</h1><p>Rabat, ${date}. The French interior minister met the Moroccan minister of the interior in Rabat on ${date}
and spoke with him about border control. The two sides agreed to meet again in the summer.</p><p>The talks lasted two hours. Journalists were told about them in the evening.</p></article></body></html>`,
  );
  return file;
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const code = await main(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}

async function done(...args: string[]): Promise<string> {
  const { code, out, err } = await run(...args);
  expect(code, err).toBe(0);
  return out;
}

/** The digest of every file, by its path. */
function digests(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.sort().map((name) => [name, digestOf(readFileSync(join(folder, name)))]));
}

interface Stats {
  readonly edition: string;
  readonly asOf: string;
}

describeEachEngine("a reading as of an earlier point", (engine) => {
  afterEach(() => {
    delete process.env["LONGARM_DATABASE_URL"];
  });

  it("gives the same site to the byte, the same numbers, events, trace and queue, whatever was recorded since", async () => {
    const target = await engine.freshTarget();
    if (target.kind === "postgres") process.env["LONGARM_DATABASE_URL"] = target.url;
    const folder = temporaryFolder();
    const ws = join(folder, "ws");
    await done("init", ws, "--study", TINY, "-q");
    await done("ingest", aPage(folder, 4), aPage(folder, 11), "-w", ws, "-q");

    const read = async (...asOf: string[]): Promise<string[]> =>
      Promise.all([
        done("stats", "-w", ws, "--json", ...asOf),
        done("events", "-w", ws, "--json", ...asOf),
        done("trace", "visits", "-w", ws, "--json", ...asOf),
        done("review", "list", "-w", ws, "--json", ...asOf),
      ]);
    await done("publish", join(folder, "then"), "-w", ws, "-q");
    const then = await read();
    const { edition, asOf } = JSON.parse(then[0] ?? "") as Stats;

    await done("ingest", aPage(folder, 18), aPage(folder, 25), "-w", ws, "-q");
    await done("review", "accept", "MA.001", "--by", "R", "-w", ws);
    await done("publish", join(folder, "now"), "-w", ws, "-q");
    const now = await read();
    for (const [index, text] of now.entries()) expect(text, `reading ${index}`).not.toBe(then[index]);
    expect(digests(join(folder, "now"))).not.toEqual(digests(join(folder, "then")));

    for (const point of [asOf, edition]) {
      expect(await read("--as-of", point)).toEqual(then);
      await done("publish", join(folder, `at-${point}`), "-w", ws, "-q", "--as-of", point);
      expect(digests(join(folder, `at-${point}`))).toEqual(digests(join(folder, "then")));
    }
    expect(Object.keys(digests(join(folder, "then"))).length).toBeGreaterThan(30);

    const told = await done("diff", asOf, "-w", ws);
    expect(told).toMatch(
      /visits: 2 → 4 visits \(\+2\)\n {2}late finds: \+2\n {4}\+1 MA\.003: 2021-03-18; accept by .* \(dec_\w+\)\n {4}\+1 MA\.004: /,
    );
    const { measures } = JSON.parse(await done("diff", edition, "-w", ws, "--json")) as {
      measures: { id: string; parts: { effect: number }[] }[];
    };
    expect(measures.map(({ id, parts }) => [id, parts.map(({ effect }) => effect)])).toEqual([
      ["visits", [2]],
      ["visits-by-region", [2]],
    ]);
    expect(await done("diff", asOf, edition, "-w", ws)).toMatch(/no measure changed\n$/);
    expect((await run("diff", "9999-01-01", asOf, "-w", ws)).err).toMatch(
      /^longarm: 9999-01-01 \(entry \d+\) is the later of the two; .*\n$/,
    );
    const stale = await run("review", "merge", "MA.001", "--into", "MA.002", "--seen", "dec_0000", "--by", "R", "-w", ws);
    expect(stale).toMatchObject({ code: 4, err: expect.stringMatching(/^longarm: MA\.001 was decided on since: .*\n$/) as string });

    const beforeAll = JSON.parse(await done("stats", "visits", "-w", ws, "--json", "--as-of", "2000-01-01")) as {
      measures: { value: number }[];
    };
    expect(beforeAll.measures.map(({ value }) => value)).toEqual([0]);
    expect(await run("stats", "-w", ws, "--as-of", "9999999")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^longarm: there is no entry 9999999; the ledger ends at entry \d+\n$/) as string,
    });
    expect((await run("stats", "-w", ws, "--as-of", "edn_0000")).err).toMatch(
      /^longarm: this ledger has never been edition edn_0000; .*\n$/,
    );
    expect(await run("trace", "visits", "-w", ws, "--as-of", "yesterday")).toMatchObject({ code: 2 });
  }, 400_000);
});

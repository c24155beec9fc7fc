import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { describeEachEngine } from "../engines.js";
import { longarm, temporaryFolder, type Ended } from "../longarm.js";

const SAMPLES = fileURLToPath(new URL("../../samples/pages", import.meta.url));

interface Line {
  readonly id: string;
  readonly category: string;
  readonly date: string | null;
  readonly countries: readonly string[];
  readonly review: string;
}

const linesOf = (ended: Ended): Line[] =>
  ended.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
const acts = (lines: readonly Line[]): string[] =>
  lines.map(({ category, date, countries }) => `${category} ${date} ${countries.join()}`).sort();

describeEachEngine("one workspace, several processes", (engine) => {
  it("reads the same pages to the same acts, whether one process read them or three at once, and gives no id twice", async () => {
    const target = await engine.freshTarget();
    const env = target.kind === "postgres" ? { LONGARM_DATABASE_URL: target.url } : {};
    const folder = join(temporaryFolder(), "ws");
    expect(await longarm(["init", folder], { env })).toMatchObject({ code: 0 });

    const runs = await Promise.all([1, 2, 3].map(() => longarm(["ingest", SAMPLES, "-w", folder, "--json"], { env })));
    expect(
      runs.map((run) => run.code),
      runs.map((run) => run.err).join(""),
    ).toEqual([0, 0, 0]);
    expect(await longarm(["verify", "-w", folder], { env })).toMatchObject({ code: 0 });

    const events = linesOf(await longarm(["events", "-w", folder, "--json"], { env }));
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    expect(acts(events)).toEqual(acts(await eventsOfOneProcess()));
  }, 400_000);
});

let alone: Line[] | null = null;

async function eventsOfOneProcess(): Promise<Line[]> {
  if (alone) return alone;
  const folder = join(temporaryFolder(), "ws");
  await longarm(["init", folder]);
  expect((await longarm(["ingest", SAMPLES, "-w", folder])).code).toBe(0);
  alone = linesOf(await longarm(["events", "-w", folder, "--json"]));
  return alone;
}

describe("a run that is interrupted", () => {
  it("is taken up where it ended: killed in the middle, repeated, nothing lost and nothing twice", async () => {
    const folder = join(temporaryFolder(), "ws");
    const input = join(folder, "..", "many.jsonl");
    const [first = ""] = readFileSync(join(SAMPLES, readdirSync(SAMPLES).find((name) => name.endsWith(".jsonl")) ?? ""), "utf8").split(
      "\n",
    );
    const text = JSON.parse(first) as Record<string, unknown>;
    writeFileSync(
      input,
      Array.from(
        { length: 400 },
        (_, at) => `${JSON.stringify({ ...text, id: `t${at}`, url: `https://many.longarm.example/${at}` })}\n`,
      ).join(""),
    );
    expect(await longarm(["init", folder])).toMatchObject({ code: 0 });

    const killed = await longarm(["ingest", input, "-w", folder], { script: "test/e2e/killed.js" });
    expect(killed.code).not.toBe(0);
    expect(await longarm(["verify", "-w", folder])).toMatchObject({ code: 0 });
    const again = JSON.parse((await longarm(["ingest", input, "-w", folder, "--json"])).out) as {
      done: number;
      skipped: Record<string, number>;
    };
    expect(again.done).toBeGreaterThan(0);
    expect(again.done + (again.skipped["unchanged"] ?? 0)).toBe(400);
    expect(again.skipped["unchanged"]).toBeGreaterThan(0);
    expect(await longarm(["verify", "-w", folder, "--json"])).toMatchObject({ code: 0 });
  }, 400_000);
});

describe("people and processes at the same moment", () => {
  it("six decisions at once are all recorded", async () => {
    const folder = join(temporaryFolder(), "ws");
    expect(await longarm(["init", folder])).toMatchObject({ code: 0 });
    expect(await longarm(["ingest", SAMPLES, "-w", folder])).toMatchObject({ code: 0 });
    const machine = linesOf(await longarm(["events", "-w", folder, "--json"])).filter((event) => event.review === "machine");
    const six = machine.slice(0, 6).map((event) => event.id);
    const decided = await Promise.all(six.map((id) => longarm(["review", "accept", id, "--by", "A. Reviewer", "-w", folder])));
    expect(decided.map(({ code, err }) => `${code} ${err}`)).toEqual(six.map(() => "0 "));
    const after = linesOf(await longarm(["events", "-w", folder, "--json"]));
    expect(after.filter((event) => six.includes(event.id)).map((event) => event.review)).toEqual(six.map(() => "reviewed"));
  }, 400_000);

  it("four `init` of one folder make one workspace with one baseline", async () => {
    const folder = join(temporaryFolder(), "ws");
    const runs = await Promise.all([1, 2, 3, 4].map(() => longarm(["init", folder])));
    expect(runs.map(({ code, err }) => `${code} ${err}`)).toEqual(runs.map(() => "0 "));
    const events = linesOf(await longarm(["events", "-w", folder, "--json"]));
    expect(new Set(events.map((event) => event.id)).size).toBe(90);
    const { entries } = JSON.parse((await longarm(["verify", folder, "--json"])).out) as { entries: number };
    expect(entries).toBe(1 + 95 + 138 + 90 + 90 + 61); // study, sources, works, findings, decisions, claims: each once
  }, 400_000);
});

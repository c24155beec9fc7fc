import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { longarm, temporaryFolder } from "../longarm.js";

const TINY = fileURLToPath(new URL("../studies/tiny", import.meta.url));
const TEXT = {
  id: "two",
  url: "https://gazette.example/2021/05/12/two",
  title: "Two visits in one week",
  text: "The French interior minister met the Moroccan minister of the interior in Rabat on 10 May 2021.\nThe French interior minister received the Spanish interior minister in Madrid on 12 May 2021.",
  published: "2021-05-13",
};

interface Line {
  readonly id: string;
  readonly date: string;
  readonly countries: readonly string[];
}

const eventsOf = async (ws: string): Promise<string[]> =>
  (await longarm(["events", "-w", ws, "--json"])).out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line)
    .map(({ id, date, countries }) => `${id} ${date} ${countries.join()}`)
    .sort();

describe("rules that change after pages were read", () => {
  it("never turn an accepted event into another act: ids keep their act, and nothing is counted twice", async () => {
    const folder = temporaryFolder();
    const study = join(folder, "study");
    const ws = join(folder, "ws");
    const docs = join(folder, "docs.jsonl");
    cpSync(TINY, study, { recursive: true });
    writeFileSync(docs, `${JSON.stringify(TEXT)}\n`);
    expect(await longarm(["init", ws, "--study", study])).toMatchObject({ code: 0 });
    expect(await longarm(["ingest", docs, "-w", ws])).toMatchObject({ code: 0 });
    const before = ["ES.001 2021-05-12 ES", "MA.001 2021-05-10 MA"];
    expect(await eventsOf(ws)).toEqual(before);

    const lexicon = join(study, "lexicon", "en.yml");
    writeFileSync(lexicon, readFileSync(lexicon, "utf8").replace('trigger: "(?:met|received|visited)"', 'trigger: "(?:received|visited)"'));
    const again = JSON.parse((await longarm(["ingest", docs, "-w", ws, "--json"])).out) as { done: number };
    expect(again.done, "other words, so the page is read anew").toBe(1);
    expect(await eventsOf(ws)).toEqual(before);

    const queue = JSON.parse((await longarm(["review", "list", "-w", ws, "--json"])).out) as {
      items: { id: string; reasons: { note: string }[] }[];
    };
    const dropped = queue.items.find((item) => item.id === "MA.001");
    expect(dropped?.reasons.map((reason) => reason.note).join("; "), "the act that the new rules no longer find wants a human eye").toMatch(
      /no longer|newer|new version/,
    );
    expect(await longarm(["verify", "-w", ws])).toMatchObject({ code: 0 });
  }, 240_000);

  it("keep the time of the archived record when a page is read again", async () => {
    const folder = temporaryFolder();
    const study = join(folder, "study");
    const ws = join(folder, "ws");
    const docs = join(folder, "docs.jsonl");
    cpSync(TINY, study, { recursive: true });
    writeFileSync(docs, `${JSON.stringify(TEXT)}\n`);
    await longarm(["init", ws, "--study", study]);
    await longarm(["ingest", docs, "-w", ws]);
    const captureOf = async (): Promise<unknown> =>
      (JSON.parse((await longarm(["trace", TEXT.url, "-w", ws, "--json"])).out) as { kind: string; capturedAt?: string }[]).find(
        ({ kind }) => kind === "capture",
      )?.capturedAt;
    const first = await captureOf();
    writeFileSync(join(study, "lexicon", "fr.yml"), `${readFileSync(join(study, "lexicon", "fr.yml"), "utf8")}\n# a comment\n`);
    const lexicon = join(study, "lexicon", "en.yml");
    writeFileSync(lexicon, readFileSync(lexicon, "utf8").replace("met|received", "met|welcomed|received"));
    await longarm(["ingest", docs, "-w", ws]);
    expect(first).toBeTypeOf("string");
    expect(await captureOf()).toBe(first);
  }, 240_000);
});

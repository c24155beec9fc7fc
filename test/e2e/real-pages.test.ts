import { describe, expect } from "vitest";
import { longarm, temporaryFolder } from "../longarm.js";
import { itWithShared, readSharedJsonl, sharedPath } from "../shared-data.js";

const PAGES = "data/html-gold/cctv-item-pages.jsonl.gz";
const GOLD = "data/coder-gold-zh/gold.jsonl";

interface EventLine {
  readonly id: string;
  readonly evidence: readonly { quote?: string; url?: string; warc?: { file: string; offset: number }; digest?: string }[];
}

describe("189 real pages, from the file to a traced number", () => {
  itWithShared(
    PAGES,
    "reads all of them, codes every labelled one, and traces each machine event to its record",
    async () => {
      const folder = temporaryFolder();
      expect((await longarm(["init", folder])).code).toBe(0);

      const run = await longarm(["ingest", sharedPath(PAGES), "-w", folder, "--json"], { script: "test/e2e/measured.js" });
      expect(run.err).toContain("measured");
      const cost = JSON.parse(/measured (.*)\n$/.exec(run.err)?.[1] ?? "{}") as { seconds: number; peakMiB: number };
      const report = JSON.parse(run.out) as {
        pages: number;
        done: number;
        failed: number;
        findings: number;
        skipped: Record<string, number>;
      };
      process.stdout.write(
        `real pages: ${report.done} of ${report.pages} read, ${report.findings} findings, ${cost.seconds.toFixed(1)} s, peak ${cost.peakMiB.toFixed(0)} MiB\n`,
      );
      // One of the pages is the server's own "502 Bad Gateway": read, and rightly not taken for an article.
      expect(report).toMatchObject({ pages: 189, done: 188, failed: 0, skipped: { "not-a-success": 1 } });
      expect(run.code).toBe(0);

      const again = await longarm(["ingest", sharedPath(PAGES), "-w", folder, "--json"]);
      expect(JSON.parse(again.out)).toMatchObject({ done: 0, skipped: { unchanged: 189 }, findings: 0 });

      const labelled = labelledPages();
      expect(labelled.length).toBeGreaterThan(5);
      const events = (await longarm(["events", "-w", folder, "--json"])).out
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as EventLine);
      const archived = events.filter((event) => event.evidence.some((item) => item.quote !== undefined));
      const urlsWithEvents = new Set(archived.flatMap((event) => event.evidence.map((item) => item.url)));
      const positives = labelled.filter((page) => page.relevant);
      const found = positives.filter((page) => urlsWithEvents.has(page.url));
      process.stdout.write(`labelled pages: ${labelled.length}, with an act ${positives.length}, of these coded as one ${found.length}\n`);
      for (const page of labelled) expect((await longarm(["trace", page.url, "-w", folder])).code).toBe(0);

      expect((await longarm(["verify", "-w", folder])).code).toBe(0);
    },
    240_000,
  );
});

function labelledPages(): { url: string; relevant: boolean }[] {
  const gold = new Map(
    readSharedJsonl(GOLD).map((line) => [
      (line as { id: string }).id,
      line as { id: string; relevant: boolean; certainty: string; events: unknown[] },
    ]),
  );
  return readSharedJsonl(PAGES).flatMap((line) => {
    const page = line as { id: string; url: string };
    const label = gold.get(page.id.replace(/^cctv-/, ""));
    return label ? [{ url: page.url, relevant: label.relevant && label.events.length > 0 }] : [];
  });
}

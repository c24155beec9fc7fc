import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeEachEngine, runRaw } from "../engines.js";
import { longarm, temporaryFolder } from "../longarm.js";

const SAMPLES = fileURLToPath(new URL("../../samples/pages", import.meta.url));

describeEachEngine("a workspace, command by command", (engine) => {
  it("is made, filled, counted, traced, checked and rebuilt; a wrong projection is named once", async () => {
    const target = await engine.freshTarget();
    const folder = join(temporaryFolder(), "ws");
    const env = { LONGARM_DATABASE_URL: target.kind === "postgres" ? target.url : "" };
    const run = (...args: string[]) => longarm([...args, "-w", folder], { env });
    expect(await longarm(["init", folder], { env })).toMatchObject({ code: 0 });
    expect(await run("ingest", SAMPLES)).toMatchObject({ code: 0 });
    const stats = JSON.parse((await run("stats", "--json")).out) as { measures: { events: string[] }[] };
    const id = stats.measures.flatMap(({ events }) => events)[0] ?? "";
    expect(id).toMatch(/^[A-Z]{2}\.\d+$/);
    expect(await run("trace", id)).toMatchObject({ code: 0, err: "" });
    expect(await run("verify")).toMatchObject({ code: 0 });

    const first = await run("rebuild");
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toMatch(/^newest: \d+ rows, sha256:[0-9a-f]{64}, as before\nstate after \d+ ledger entries: sha256:[0-9a-f]{64}\n$/);
    const held = target.kind === "postgres" ? target : { kind: "sqlite" as const, file: join(folder, "ledger.sqlite") };
    await runRaw(held, "delete from newest where kind = 'study'");
    const mending = await run("rebuild");
    expect(mending.code).toBe(4);
    expect(mending.err).toBe("newest: study mps was missing; the chain says entry 1\n");
    expect(mending.out).toContain("1 rows mended");
    expect(await run("rebuild")).toEqual(first);

    await runRaw(held, "insert into kysely_migration values ('0999-later', '2030-01-01')");
    const older = await run("stats");
    expect(older.code).toBe(3);
    expect(older.err).toMatch(/^longarm: .* was written by a newer Longarm .*; update Longarm, nothing was changed\n$/);
  }, 400_000);
});

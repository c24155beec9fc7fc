import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli/main.js";
import { connect, sql, type DatabaseTarget } from "../../src/db/index.js";
import { fixedClock, silentLog } from "../../src/effects/index.js";
import { CaseCode } from "../../src/model/index.js";
import { keysFolder, withRun } from "../../src/run.js";
import { describeEachEngine } from "../engines.js";
import { longarm, temporaryFolder } from "../longarm.js";

/*
 * A planted canary: a text that nothing else holds is sealed, the workspace is used in every way, and its bytes are looked for in every file, table
 * and line of output; then it is erased, and looked for again, with its key, its salt and its ciphertext.
 */

const TINY = fileURLToPath(new URL("../studies/tiny", import.meta.url));
const SAMPLES = fileURLToPath(new URL("../../samples/pages", import.meta.url));
const CANARY = "canary-51d07e witness 证人 lives in the blue house";
const effects = { clock: fixedClock("2026-03-01T12:00:00.000Z"), log: silentLog };

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Everything that a thief of the workspace, its database and its logs would hold, by where it was. */
type Haystack = Map<string, Buffer>;

function filesOf(folder: string): Haystack {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path, readFileSync(path)]));
}

/** Every row of every table, as the engine gives it. */
async function tablesOf(target: DatabaseTarget): Promise<Haystack> {
  const database = await connect(target);
  try {
    const tables = await database.read((db) => db.introspection.getTables({ withInternalKyselyTables: true }));
    const dumps = tables.map(async ({ name }): Promise<[string, Buffer]> => {
      const { rows } = await database.read((db) => sql`select * from ${sql.table(name)}`.execute(db));
      return [`table ${name}`, Buffer.from(JSON.stringify(rows))];
    });
    return new Map(await Promise.all(dumps));
  } finally {
    await database.close();
  }
}

/** Where `needle` stands, in any of the forms in which a program may have written it. */
function findAll(needle: string, haystack: Haystack): string[] {
  const bytes = Buffer.from(needle);
  const forms = [bytes, Buffer.from(needle, "utf16le"), ...(["base64", "hex"] as const).map((form) => Buffer.from(bytes.toString(form)))];
  forms.push(Buffer.from(JSON.stringify(needle).slice(1, -1)), Buffer.from(encodeURIComponent(needle)), Buffer.from("canary-51d07e"));
  const wanted = needle === CANARY ? forms : forms.slice(0, 1);
  return [...haystack].filter(([, content]) => wanted.some((form) => content.includes(form))).map(([where]) => where);
}

describeEachEngine("a text that was erased", (engine) => {
  it("is found nowhere, before in nothing but its own box, and an old backup does not bring it back", async () => {
    const fresh = await engine.freshTarget();
    if (fresh.kind === "postgres") vi.stubEnv("LONGARM_DATABASE_URL", fresh.url);
    const folder = join(temporaryFolder(), "ws");
    const target: DatabaseTarget = fresh.kind === "postgres" ? fresh : { kind: "sqlite", file: join(folder, "ledger.sqlite") };
    let log = "";
    const use = async (...args: string[]): Promise<number> => {
      const terminal = { out: (text: string) => void (log += text), err: (text: string) => void (log += text) };
      return main([...args, "-w", folder], terminal);
    };
    const search = async (needle: string): Promise<string[]> =>
      findAll(needle, new Map([...(await tablesOf(target)), ...filesOf(folder), ["the output of all commands", Buffer.from(log)]]));

    expect(await use("init", folder, "--study", TINY)).toBe(0);
    const draft = { purpose: "evidence-of-harm", basis: "consent", retainUntil: null, protection: "person-at-risk", actor: "A" } as const;
    const about = CaseCode.parse("case-0042");
    const record = await withRun(folder, effects, (run) =>
      run.ledger.seal({ ...draft, about, audience: "AMBER", text: CANARY }, keysFolder(run)),
    );
    const useAll = async (): Promise<void> => {
      for (const command of ["ingest", "stats", "events", "trace", "review list", "publish", "verify"]) {
        const argument = { ingest: [SAMPLES], trace: [record.id] }[command] ?? [];
        for (const json of [[], ["--json"]]) await use(...command.split(" "), ...argument, ...json);
      }
    };
    await useAll();
    expect(log).toContain("all hold");
    expect(log).toContain(`nothing here has the id "${record.id}"`);

    // The theft of everything but the key file tells nothing.
    expect(await search(CANARY)).toEqual([]);
    const row = JSON.parse((await tablesOf(target)).get("table sealed")?.toString() ?? "[]") as { ciphertext: string }[];
    const secret = (
      JSON.parse(readFileSync(join(folder, "keys/sealed.json"), "utf8")) as { keys: Record<string, { key: string; salt: string }> }
    ).keys[record.id];
    const traces = [row[0]?.ciphertext ?? "", secret?.key ?? "", secret?.salt ?? ""];
    expect(await search(traces[0] ?? "")).toContain("table sealed"); // the search finds what is there
    for (const trace of traces.slice(1)) expect(await search(trace)).toEqual([join(folder, "keys/sealed.json")]);
    expect(await withRun(folder, effects, (run) => run.ledger.unseal(record.id, keysFolder(run)))).toBe(CANARY);

    const backup = temporaryFolder();
    cpSync(folder, backup, { recursive: true });
    const oldRows = (await tablesOf(target)).get("table sealed")?.toString() ?? "[]";

    expect(await use("erase", "case-0042", "--yes")).toBe(0);
    expect(log).toContain("1 sealed texts erased");
    await useAll();
    for (const needle of [CANARY, ...traces]) expect(await search(needle), needle).toEqual([]);
    expect(await use("unseal", record.id)).toBe(4);
    expect(await use("verify")).toBe(0);

    // The old database and the old keys are put back; only the list of erasures is as it was.
    for (const name of ["keys/sealed.json", ...(target.kind === "sqlite" ? ["ledger.sqlite"] : [])])
      cpSync(join(backup, name), join(folder, name));
    // As after a restore: a checkpoint that has seen more than the old database would (rightly) show it as cut off.
    rmSync(join(folder, "checkpoints"), { recursive: true });
    cpSync(join(backup, "checkpoints"), join(folder, "checkpoints"), { recursive: true });
    if (target.kind === "postgres") await putBack(target, oldRows);
    expect(await search(traces[1] ?? "")).toEqual([join(folder, "keys/sealed.json")]); // it is back, until the next opening
    log = "";
    expect(await use("verify")).toBe(0);
    expect(log).toContain("1 erasures were followed anew");
    for (const needle of [CANARY, ...traces]) expect(await search(needle), needle).toEqual([]);
    expect(await use("unseal", record.id)).toBe(4);
  }, 240_000);
});

/** What a restored dump would hold again of the table. */
async function putBack(target: DatabaseTarget, rows: string): Promise<void> {
  const database = await connect(target);
  try {
    await database.read((db) => sql`insert into sealed select * from json_populate_recordset(null::sealed, ${rows}::json)`.execute(db));
  } finally {
    await database.close();
  }
}

describe("sealing at the keyboard", () => {
  it("takes the text from stdin, gives it back, asks before it erases, and repeats no text or name in a complaint", async () => {
    const folder = join(temporaryFolder(), "ws");
    expect((await longarm(["init", folder, "--study", TINY])).code).toBe(0);
    const seal = (about: string, input: string) =>
      longarm(["seal", "--about", about, "--purpose", "evidence-of-harm", "-w", folder], { input });
    const named = await seal("canary-51d07e Jane Doe", CANARY);
    expect(named).toMatchObject({ code: 2, out: "" });
    expect(named.err).not.toContain("canary");
    const sealed = await seal("case-0042", `${CANARY}\n`);
    expect(sealed).toMatchObject({ code: 0, err: "" });
    expect(await longarm(["unseal", sealed.out.trim(), "-w", folder])).toEqual({ code: 0, out: `${CANARY}\n`, err: "" });
    expect(await longarm(["erase", "case-0042", "-w", folder])).toMatchObject({ code: 2 });
    expect((await longarm(["unseal", sealed.out.trim(), "-w", folder])).code).toBe(0);
  }, 240_000);
});

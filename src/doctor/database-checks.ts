import { loadConfig } from "../config/index.js";
import { inspectDatabase, type Inspection } from "../db/index.js";
import { ledgerTarget } from "../run.js";
import { fail, ok, warn, type Check, type CheckTarget, type Finding } from "./check.js";

const CLOCK_SLACK_MS = 60_000; // two machines that share a ledger never agree to the second

export const databaseChecks: readonly Check[] = [
  { name: "database", check: async (target) => ok((await look(target)).name) },
  { name: "engine settings", check: async (target) => judgeSettings((await look(target)).settings) },
  { name: "schema", check: async (target) => judgeSchema(await look(target)) },
  {
    name: "locks",
    check: async (target) => {
      const { writer } = await look(target);
      return writer === null
        ? ok("nobody keeps others from writing")
        : warn(`${writer} holds the right to write`, "let it finish, or end it");
    },
  },
  {
    name: "clock",
    check: async (target) => {
      const { newestRecordedAt } = await look(target);
      const now = target.clock.now();
      if (newestRecordedAt === null || Date.parse(newestRecordedAt) <= Date.parse(now) + CLOCK_SLACK_MS) return ok(`it is ${now}`);
      return warn(
        `the newest entry was recorded at ${newestRecordedAt}; this machine's clock says ${now}`,
        "set the clock; until it has caught up, new entries get the time of the newest one",
      );
    },
  },
];

async function look({ folder }: CheckTarget): Promise<Inspection> {
  return inspectDatabase(ledgerTarget(folder, await loadConfig(folder)));
}

/** Settings with which an acknowledged write can be lost, each with the value that prevents it. */
const SAFE: Readonly<Record<string, readonly string[]>> = {
  journal_mode: ["wal"],
  synchronous: ["FULL", "EXTRA"],
  fsync: ["on"],
  full_page_writes: ["on"],
  // "off" is made "on" by Longarm in each of its own writing transactions
};

/** Whether the engine keeps what it acknowledges through a power cut. */
export function judgeSettings(settings: Readonly<Record<string, string>>): Finding {
  const detail = Object.entries(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
  const unsafe = Object.entries(settings).find(([name, value]) => SAFE[name]?.includes(value) === false);
  if (unsafe === undefined) return ok(detail);
  const [name] = unsafe;
  return fail(detail, `set ${name} to ${SAFE[name]?.[0]}; until then a power cut can lose what was acknowledged`);
}

function judgeSchema({ missing, unknown }: Inspection): Finding {
  if (unknown.length > 0) return fail(`written by a newer Longarm (${unknown.join(", ")})`, "update Longarm");
  if (missing.length > 0) return warn(`not yet up to date: ${missing.join(", ")}`, "run any command that opens the ledger, after a backup");
  return ok("up to date");
}

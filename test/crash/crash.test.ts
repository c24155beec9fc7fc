import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachEngine } from "../engines.js";
import { seededRandom } from "../random.js";
import { bundleProgram, type Bundle } from "./bundle.js";
import { killOften, type Tally } from "./kill-rounds.js";
import { OPERATIONS, type OperationName } from "./operations.js";

/** Over all operations and both engines, about this many in `npm test`; `npm run soak` sets 10,000. */
const KILLS = Number(process.env.LONGARM_KILLS ?? 120);
const SEED = Number(process.env.LONGARM_SEED ?? 20_261_125);
/** Operations under way at once, each on a workspace of its own. */
const LANES = 2;
const HOUR_MS = 3_600_000;

const ALL = Object.entries(OPERATIONS) as [OperationName, (typeof OPERATIONS)[OperationName]][];
const DUE = ALL.reduce((sum, [, { kills }]) => sum + kills.sqlite + kills.postgres, 0);

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundleProgram("test/crash/worker.ts");
});
afterAll(() => bundle.remove());

describeEachEngine("a process killed in the middle of any operation", (engine) => {
  it(
    "has lost nothing that it acknowledged; verify holds, the site is whole, and the next process goes on",
    async () => {
      const due = ALL.map(([name, { kills }]) => ({ name, kills: Math.ceil((kills[engine.name] * KILLS) / DUE) }));
      const waiting = due.filter(({ kills }) => kills > 0).sort((a, b) => b.kills - a.kills);
      const tallies: Tally[] = [];
      const lane = async (): Promise<void> => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const tally = await killOften(next.name, next.kills, engine, bundle.script, seededRandom(SEED + waiting.length));
          tallies.push(tally);
          process.stdout.write(
            `${engine.name} ${next.name}: ${tally.kills} kills, ${tally.acknowledged} acknowledged, ${tally.faults.length} faults\n`,
          );
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      expect(tallies.flatMap(({ faults }) => faults)).toEqual([]);
      expect(tallies.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(0);
    },
    8 * HOUR_MS,
  );
});

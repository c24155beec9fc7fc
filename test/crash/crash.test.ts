import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachEngine } from "../engines.js";
import { seededRandom } from "../random.js";
import { bundleProgram, type Bundle } from "./bundle.js";
import { killOften } from "./kill-rounds.js";
import { OPERATIONS, type OperationName } from "./operations.js";

/** 300 over both engines in `npm test`; `npm run soak` sets 10,000. */
const KILLS = Number(process.env.LONGARM_KILLS ?? 300);
const SEED = Number(process.env.LONGARM_SEED ?? 20_261_125);
const HOUR_MS = 3_600_000;

const ALL = Object.entries(OPERATIONS) as [OperationName, (typeof OPERATIONS)[OperationName]][];
const DUE = ALL.reduce((sum, [, { kills }]) => sum + kills.sqlite + kills.postgres, 0);

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundleProgram("test/crash/worker.ts");
});
afterAll(() => bundle.remove());

describeEachEngine("a process killed in the middle", (engine) => {
  const due = ALL.map(([name, { kills }]) => ({ name, kills: Math.ceil((kills[engine.name] * KILLS) / DUE) })).filter(
    ({ kills }) => kills > 0,
  );
  for (const [index, { name, kills }] of due.entries()) {
    it.concurrent(
      `of ${name}, ${kills} times: all that was acknowledged is there, verify holds, the site is whole`,
      async () => {
        const { acknowledged, faults } = await killOften(name, kills, engine, bundle.script, seededRandom(SEED + index));
        process.stdout.write(`${engine.name} ${name}: ${kills} kills, ${acknowledged} acknowledged, ${faults.length} faults\n`);
        expect(faults).toEqual([]);
      },
      8 * HOUR_MS,
    );
  }
});

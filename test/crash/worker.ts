// A process that is there to be killed: repeats one operation and says on stdout what it was told is safe.
// It is bundled into one file before it runs (bundle.ts): started from the sources it would spend a second on loading.
import { writeSync } from "node:fs";
import { OPERATIONS, type Bench, type OperationName } from "./operations.js";

const [name = "", bench = ""] = process.argv.slice(2);
const STDOUT = 1;
writeSync(STDOUT, "ready\n");
await OPERATIONS[name as OperationName].act({
  ...(JSON.parse(bench) as Bench), // both written by the test itself
  acknowledge: (what) => writeSync(STDOUT, `${what}\n`), // synchronous: once this returns, the parent will read it
});

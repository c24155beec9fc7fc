// A process of its own that opens a ledger, or rebuilds its projections, and is killed without warning before the N-th statement:
// killed-at.ts <target> <open|rebuild> <n>
import type { DatabaseTarget } from "../../src/db/index.js";
import { systemClock } from "../../src/effects/index.js";
import { openLedger } from "../../src/ledger/index.js";
import { armBomb } from "./statement-bomb.js";

const [target = "", act = "", fatal = ""] = process.argv.slice(2);
armBomb(Number(fatal), () => process.kill(process.pid, "SIGKILL"));
const ledger = await openLedger(JSON.parse(target) as DatabaseTarget, { clock: systemClock }); // written by the test itself
if (act === "rebuild") await ledger.rebuild();
await ledger.close();

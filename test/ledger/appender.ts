// A process of its own that appends, for the tests of crashes and of several writers: appender.ts <target> <name> <batches>.
// Prints the head after each acknowledged append.
import { systemClock } from "../../src/effects/index.js";
import { openLedger } from "../../src/ledger/index.js";
import type { DatabaseTarget } from "../../src/db/index.js";
import { aSearch } from "./drafts.js";

const [target = "", name = "", batches = ""] = process.argv.slice(2);
const ledger = await openLedger(JSON.parse(target) as DatabaseTarget, { clock: systemClock }); // written by the test itself
for (let batch = 0; batch < Number(batches); batch += 1) {
  const drafts = [0, 1, 2, 3, 4, 5, 6].map((number) => ({
    ...aSearch(number, "公安部 ".repeat(50)),
    subject: `${name}/${batch}/${number}`,
  }));
  const last = (await ledger.append(drafts, { steps: [{ key: `${name}/${batch}`, version: "test@1", outcome: batch }] })).at(-1);
  process.stdout.write(`${last?.seq ?? "?"} ${last?.hash ?? "?"} ${batch}\n`);
}
await ledger.close();

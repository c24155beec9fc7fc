// Runs the command line and kills it without warning as soon as the ledger has taken some pages.
import { stat } from "node:fs/promises";
import { join } from "node:path";

const folder = process.argv[process.argv.indexOf("-w") + 1];
const sizeOf = (name) =>
  stat(join(folder, name)).then(
    ({ size }) => size,
    () => 0,
  );
const before = (await sizeOf("ledger.sqlite")) + (await sizeOf("ledger.sqlite-wal"));
setInterval(async () => {
  const now = (await sizeOf("ledger.sqlite")) + (await sizeOf("ledger.sqlite-wal"));
  if (now > before + 200_000) process.kill(process.pid, "SIGKILL");
}, 5);
await import("../../bin/longarm.js");

// Backs up or restores, and kills itself at its n-th touch of a file or a database: killed.js backup|restore <from> <to> <n>.
// With n = 0 it lives, and prints how many touches there were.
import { promises, writeSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import Libsql from "libsql";
import pg from "pg";
import { register } from "tsx/esm/api";

const [act, from, to, last] = process.argv.slice(2);
let touches = 0;

function watch(owner, names) {
  for (const name of names) {
    const original = owner[name];
    owner[name] = function (...args) {
      touches += 1;
      if (touches === Number(last)) process.kill(process.pid, "SIGKILL");
      return original.apply(this, args);
    };
  }
}

register();
const { backUp, restore } = await import("../../src/backup/index.js");
const { silentLog, systemClock } = await import("../../src/effects/index.js");
const { withRun } = await import("../../src/run.js");
watch(promises, ["open", "mkdir", "rename", "rm", "rmdir", "readdir", "readFile"]);
syncBuiltinESMExports();
watch(Libsql.prototype, ["exec", "prepare"]);
watch(pg.Client.prototype, ["query"]);

const effects = { clock: systemClock, log: silentLog };
if (act === "backup") await withRun(from, effects, (run) => backUp(run, to));
else await restore(from, to, effects);
writeSync(1, String(touches));

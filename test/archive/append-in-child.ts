// Run by archive.test.ts as a process of its own: on a small disk, or as a user without rights.
import { randomBytes } from "node:crypto";
import { Archive } from "../../src/archive/index.js";
import { fixedClock, silentLog } from "../../src/effects/index.js";
import { aPage } from "./a-page.js";

const [, , folder = "", size = ""] = process.argv;

async function run(): Promise<string> {
  const archive = await Archive.open(folder, { clock: fixedClock("2026-11-24T03:15:00Z"), log: silentLog });
  const body = size === "small" ? Buffer.from("<p>small</p>") : randomBytes(200_000);
  return `archived ${(await archive.append([aPage({ body })])).length}`;
}

process.stdout.write(`${await run().catch((error: unknown) => String(error))}\n`);

// Writes the pages of docs/reference/ that follow from the shipped study; test/config/study-pages.test.ts fails when one is out of date.
import { mkdir, writeFile } from "node:fs/promises";
import { studyPages } from "./study-pages.js";

const folder = new URL("../docs/reference/", import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(await studyPages())) {
  await writeFile(new URL(name, folder), text);
  process.stderr.write(`docs/reference/${name}\n`);
}

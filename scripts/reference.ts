// Writes docs/reference/ from the code. `npm run docs`; test/docs/reference.test.ts fails when a page is out of date.
import { writeFile } from "node:fs/promises";
import { referencePages } from "./reference-pages.js";

for (const [name, text] of Object.entries(await referencePages())) {
  await writeFile(new URL(`../docs/reference/${name}`, import.meta.url), text);
  process.stderr.write(`docs/reference/${name}\n`);
}

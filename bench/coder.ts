import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { codeText, makeRuleCoder, parseCodeInput } from "../src/coding/index.js";
import { loadStudy } from "../src/config/index.js";

// Documents per second of the rule coder, one thread, after one pass to warm up: `npx tsx bench/coder.ts <docs.jsonl[.gz]>...`.
// Without arguments the invented documents of eval/fixtures/coder.

const fixtures = ["zh", "multi"].map((name) => fileURLToPath(new URL(`../eval/fixtures/coder/${name}.docs.jsonl`, import.meta.url)));
const files = process.argv.length > 2 ? process.argv.slice(2) : fixtures;

function readSources(file: string): ReturnType<typeof parseCodeInput>["source"][] {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text.split("\n").flatMap((line) => (line === "" ? [] : [parseCodeInput(JSON.parse(line)).source]));
}

const started = performance.now();
const coder = makeRuleCoder(await loadStudy(fileURLToPath(new URL("../studies/mps", import.meta.url))));
const loadedMs = performance.now() - started;
for (const file of files) {
  const sources = readSources(file);
  for (const source of sources) codeText(source, coder);
  const from = performance.now();
  let findings = 0;
  for (const source of sources) findings += codeText(source, coder).findings.length;
  const seconds = (performance.now() - from) / 1000;
  const characters = sources.reduce((sum, source) => sum + source.text.length, 0);
  process.stdout.write(
    `${file}: ${sources.length} documents, ${findings} findings, ${seconds.toFixed(2)} s, ` +
      `${Math.round(sources.length / seconds)} documents/s, ${(characters / seconds / 1e6).toFixed(2)} M characters/s\n`,
  );
}
process.stdout.write(
  `study and lexicon read in ${Math.round(loadedMs)} ms, peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`,
);

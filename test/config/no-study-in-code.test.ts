import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../../src/", import.meta.url));

/** Words that only one study knows. Kinds of publishers (`prc-...`) and the published member `mpsActor` are part of the contract. */
const STUDY_WORDS = [
  /公安部|公安厅|公安局|猎狐|天网/,
  /\bMPS\b/,
  /public[ -]security/i,
  /fox ?hunt/i,
  /sky ?net/i,
  /\bchina\b/i,
  /\bbeijing\b/i,
  /\bxi jinping\b/i,
  /["'`](CN|HK|MO|TW)["'`]/,
];
/** The name of the shipped study, which only a command may use, as the study it takes where none is named. */
const STUDY_NAME = /["'`]mps["'`]/;

function knowsTheStudy(name: string, line: string): boolean {
  return STUDY_WORDS.some((word) => word.test(line)) || (STUDY_NAME.test(line) && !name.startsWith("cli/"));
}

function codeFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
}

/** Code without its comments, which may give examples. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

describe("the code", () => {
  it("knows nothing of the ministry that the shipped study watches", () => {
    const found = codeFiles(SRC).flatMap((name) =>
      withoutComments(readFileSync(join(SRC, name), "utf8"))
        .split("\n")
        .filter((line) => knowsTheStudy(name, line))
        .map((line) => `${name}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it("would be caught if it did", () => {
    const lines = ['if (actor === "公安部")', 'const home = "CN"', "const title = `Fox Hunt`", 'study === "mps"'];
    for (const line of lines) expect(knowsTheStudy("coding/coder.ts", withoutComments(line)), line).toBe(true);
  });
});

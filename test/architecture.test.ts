import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Which area of `src/` may import which (DESIGN.md, section 4), as data. Areas are folders, or single files at the root.
 * "types:x" allows `import type` only.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ["model"],
  effects: ["model", "text"],
  config: ["model", "text", "effects"],
  db: ["model", "text", "effects", "config"],
  archive: ["model", "text", "effects", "config", "db"],
  ledger: ["model", "text", "effects", "config", "db"],
  capture: ["model", "text", "effects", "config"],
  screen: ["model", "text", "effects", "config"],
  extract: ["model", "text", "effects", "config"],
  coding: ["model", "text", "effects", "config"],
  resolve: ["model", "text", "effects", "config"],
  review: ["model", "text", "effects", "config"],
  measure: ["model", "text", "effects", "config"],
  figures: ["model", "text", "effects", "config", "types:measure"],
  publish: ["model", "text", "effects", "config", "archive", "ledger", "resolve", "review", "measure", "figures", "coding", "extract"],
  "run.ts": ["*below"],
  "pipeline.ts": ["*below", "run.ts"],
  "trace.ts": ["*below", "run.ts", "pipeline.ts"],
  "checkpoint.ts": ["*below", "run.ts"],
  "export-folder.ts": ["*below", "run.ts", "checkpoint.ts"],
  "import-folder.ts": ["*below", "run.ts", "checkpoint.ts", "export-folder.ts"],
  "verify.ts": ["*below", "run.ts", "pipeline.ts", "checkpoint.ts"],
  backup: ["*below", "run.ts", "verify.ts"],
  doctor: ["*below", "run.ts"],
  server: ["*below", "run.ts", "pipeline.ts", "trace.ts", "verify.ts"],
  cli: [
    "*below",
    "run.ts",
    "pipeline.ts",
    "trace.ts",
    "checkpoint.ts",
    "export-folder.ts",
    "import-folder.ts",
    "verify.ts",
    "backup",
    "doctor",
    "server",
  ],
  web: ["model", "text", "types:figures", "types:server"],
};
const BELOW = [
  "model",
  "text",
  "effects",
  "config",
  "db",
  "archive",
  "ledger",
  "capture",
  "screen",
  "extract",
  "coding",
  "resolve",
  "review",
  "measure",
  "figures",
  "publish",
];
/** Only these folders may hold SQL or import a database library. */
const SQL_AREAS = new Set(["db", "ledger", "archive"]);

interface Import {
  readonly file: string;
  readonly area: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const src = fileURLToPath(new URL("../src/", import.meta.url));

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const areaOf = (path: string): string => relative(src, path).split(sep)[0] ?? "";

function importsOf(path: string): Import[] {
  const code = readFileSync(path, "utf8");
  const pattern = /^\s*(?:import|export)\s+(type\s+)?[^"';]*?from\s+"([^"]+)"|import\(\s*"([^"]+)"\s*\)/gm;
  return [...code.matchAll(pattern)].map((match) => ({
    file: relative(src, path),
    area: areaOf(path),
    target: match[2] ?? match[3] ?? "",
    typeOnly: match[1] !== undefined,
  }));
}

const imports = sourceFiles(src).flatMap(importsOf);
const ours = imports.filter((item) => item.target.startsWith("."));
const resolved = (item: Import): string => resolve(dirname(join(src, item.file)), item.target).replace(/\.js$/, ".ts");

/** The first ring of files that import one another at run time, or nothing. `import type` is erased and makes no ring. */
function findCycle(): string[] | undefined {
  const edges = new Map<string, string[]>();
  for (const item of ours) {
    if (item.typeOnly) continue;
    const from = join(src, item.file);
    edges.set(from, [...(edges.get(from) ?? []), resolved(item)]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of edges.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle.map((name) => relative(src, name));
  }
  return undefined;
}

function isAllowed(item: Import, target: string): boolean {
  const allowed = (ALLOWED[item.area] ?? []).flatMap((name) => (name === "*below" ? BELOW : [name]));
  return target === item.area || allowed.includes(target) || (item.typeOnly && allowed.includes(`types:${target}`));
}

describe("the import table", () => {
  it("has a row for every area of src/", () => {
    const areas = new Set(sourceFiles(src).map(areaOf));
    expect([...areas].filter((area) => !(area in ALLOWED))).toEqual([]);
  });

  it("sees the imports that it judges", () => {
    expect(ours.length).toBeGreaterThan(100);
  });

  it("is kept: every folder imports only what stands below it", () => {
    const broken = ours.filter((item) => !isAllowed(item, areaOf(resolved(item)))).map((item) => `${item.file} imports ${item.target}`);
    expect(broken).toEqual([]);
  });

  it("is entered by the door: other folders import a folder's index.ts, never a room behind it", () => {
    const behind = ours.filter((item) => {
      const target = resolved(item);
      const other = areaOf(target) !== item.area;
      return other && !target.endsWith("index.ts") && relative(src, target).includes(sep);
    });
    expect(behind.map((item) => `${item.file} imports ${item.target}`)).toEqual([]);
  });

  it("has no import cycle between files", () => {
    expect(findCycle()).toBeUndefined();
  });

  it("keeps the database out of every folder but db, ledger and archive", () => {
    const leaks = imports.filter((item) => /^(kysely|libsql|pg)$/.test(item.target) && !SQL_AREAS.has(item.area));
    expect(leaks.map((item) => item.file)).toEqual([]);
  });

  it("lets the model import nothing of ours and nothing foreign but zod", () => {
    const foreign = imports.filter((item) => item.area === "model" && !item.target.startsWith("./") && item.target !== "zod");
    expect(foreign.map((item) => `${item.file} imports ${item.target}`)).toEqual([]);
  });
});

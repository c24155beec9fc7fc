import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

function pages(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pages(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

const documents = [
  ...readdirSync(root)
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(root, name)),
  ...pages(join(root, "docs")),
];

describe("documentation", () => {
  it("links only to files that exist", () => {
    const broken = documents.flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map((match) => match[1] ?? "")
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(resolve(dirname(path), target)))
        .map((target) => `${relative(root, path)}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("keeps the README within 120 lines", () => {
    expect(readFileSync(join(root, "README.md"), "utf8").split("\n").length).toBeLessThanOrEqual(120);
  });

  it("names in the tour only files and functions that exist", () => {
    const tour = readFileSync(join(root, "docs/tour.md"), "utf8");
    const paths = [...tour.matchAll(/`((?:src|studies|test|eval|docs|samples|bin|scripts)\/[^`\s]*)`/g)].map((match) => match[1] ?? "");
    expect(paths.length).toBeGreaterThan(15);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);

    const code = sources(join(root, "src"))
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    const functions = [...tour.matchAll(/`([A-Za-z]+)\(\)`/g)].map((match) => match[1] ?? "");
    expect(functions.length).toBeGreaterThan(8);
    expect(
      functions.filter(
        (name) => !new RegExp(`(function\\*?|async|get|static|const|class)\\s+${name}\\b|^\\s+(async )?\\*?${name}\\(`, "m").test(code),
      ),
    ).toEqual([]);
  });

  it("gives every runtime dependency its line, and names none that is not installed", () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: Record<string, string> };
    const listed = [...readFileSync(join(root, "docs/dependencies.md"), "utf8").matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]);
    expect(listed.sort()).toEqual(Object.keys(dependencies).sort());
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

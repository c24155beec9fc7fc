import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { it } from "vitest";

/** Real test data beside the checkout. It is never part of the project; a test that needs it says so by its wrapper. */
const root = new URL("../../shared/", import.meta.url);

export function sharedPath(relative: string): string {
  return fileURLToPath(new URL(relative, root));
}

/** The lines of a JSON Lines file under `shared/`, gunzipped where its name ends in `.gz`. */
export function readSharedJsonl(relative: string): unknown[] {
  const bytes = readFileSync(sharedPath(relative));
  const text = (relative.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): unknown => JSON.parse(line));
}

/** A test that needs `shared/<relative>`; where that is absent it is skipped, and its name says why. */
export function itWithShared(relative: string, title: string, body: () => void | Promise<void>, timeoutMs?: number): void {
  if (existsSync(sharedPath(relative))) it(title, body, timeoutMs);
  else it.skip(`${title} (needs ../shared/${relative})`, body);
}

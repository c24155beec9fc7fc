import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const root = fileURLToPath(new URL("../", import.meta.url));

/** Runs `longarm` as a user would, in a process of its own. Called from a folder that has nothing to do with the checkout; ended after two minutes. */
export function longarm(
  args: readonly string[],
  options: { cwd?: string; input?: string; script?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const script = join(root, options.script ?? "bin/longarm.js");
  const env = { ...process.env, ...options.env };
  delete env["LONGARM_DATABASE_URL"];
  delete env["NODE_ENV"];
  const child = spawn(process.execPath, [script, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: { ...env, ...options.env },
    timeout: 120_000,
  });
  child.stdin.end(options.input ?? "");
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

/** A folder of this test's own, removed when it ends. Call it inside a test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "longarm-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

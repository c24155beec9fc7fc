import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** Folder of the study that is shipped. */
export const SHIPPED = fileURLToPath(new URL("../../studies/mps/", import.meta.url)).replace(/\/$/, "");
/** Folder of the small study about another ministry. */
export const TINY = fileURLToPath(new URL("../studies/tiny/", import.meta.url)).replace(/\/$/, "");

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "longarm-config-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of a study to break. */
export async function copyStudy(folder: string): Promise<string> {
  const copy = join(await temporaryFolder(), "study");
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** Replaces one place in a file; the place must be there, so that a test cannot break nothing. */
export async function breakFile(folder: string, file: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(folder, file);
  const before = await readFile(path, "utf8");
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} does not hold ${String(from)}`);
  await writeFile(path, after);
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exists, systemFiles } from "../effects/index.js";
import type { BackupFile } from "./manifest.js";

/** Writes `chunks` to a new file under `folder`, on disk when it returns, and says what it wrote. */
export async function writeFileWhole(
  folder: string,
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  mode = 0o644,
): Promise<BackupFile> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const handle = await open(target, "wx", mode);
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { path, sizeBytes, sha256: hash.digest("hex") };
}

/** The bytes of a file, a piece at a time. */
export function readBytes(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>; // without an encoding, chunks are buffers
}

/** Size and digest of a file as it is on disk. */
export async function measureFile(folder: string, path: string): Promise<BackupFile> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of readBytes(join(folder, path))) {
    hash.update(chunk);
    sizeBytes += chunk.length;
  }
  return { path, sizeBytes, sha256: hash.digest("hex") };
}

/** Names of the finished files in a folder, sorted; none where there is no folder. Half-written ones end in `.tmp`. */
export async function finishedFiles(folder: string): Promise<string[]> {
  if (!(await exists(folder))) return [];
  const found = await readdir(folder, { withFileTypes: true });
  return found.flatMap((entry) => (entry.isFile() && !entry.name.endsWith(".tmp") ? [entry.name] : [])).sort();
}

/** Forces the entries of a folder and of all folders in it to disk. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) if (entry.isDirectory()) await syncTree(join(folder, entry.name));
  await systemFiles.syncFolder(folder);
}

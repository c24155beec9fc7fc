import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { KNOWN_MIGRATIONS } from "../db/index.js";
import { digestOf, fileErrorSentence } from "../effects/index.js";
import { canonicalJson } from "../ledger/index.js";
import { ConfigError } from "../model/index.js";

export const MANIFEST_FILE = "backup.json";
const FORMAT = "longarm-backup@1";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A path inside the backup: plain names and slashes, so that nothing is ever written outside. */
const FilePath = z.string().regex(/^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)*$/, "a path that no backup of Longarm has");

export const BackupFile = z.strictObject({ path: FilePath, sizeBytes: z.int().min(0), sha256: Sha256 });
export type BackupFile = z.infer<typeof BackupFile>;

/** What a backup says of itself. */
export const Manifest = z.strictObject({
  format: z.string(),
  generator: z.string(),
  madeAt: z.string(),
  /** The migrations of the database that the rows came from. */
  schema: z.array(z.string()).min(1),
  /** The last entry of the chain; number 0 and the hash of zeros where there is none. */
  head: z.strictObject({ seq: z.int().min(0), hash: Sha256 }),
  rows: z.record(z.string(), z.int().min(0)),
  withKeys: z.boolean(),
  files: z.array(BackupFile),
  /** SHA-256 over the canonical JSON (RFC 8785) of all other members. */
  digest: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;

/** The manifest as a file: readable, and with a digest of its own, since nothing else covers it. */
export function renderManifest(stated: Omit<Manifest, "format" | "digest">): string {
  const whole = { format: FORMAT, ...stated };
  return `${JSON.stringify({ ...whole, digest: digestOf(canonicalJson(whole)) }, null, 2)}\n`;
}

/** The manifest of the backup in `folder`. Refuses (ConfigError) what is no backup, a changed one, and one of a newer Longarm. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST_FILE);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new ConfigError(`${fileErrorSentence(path, error)}; name a folder that longarm backup made`, { cause: error });
  });
  const changed = `${path} is not as it was written; restore another backup`;
  const raw = orChanged(changed, () => JSON.parse(text) as unknown);
  const { format } = orChanged(changed, () => z.object({ format: z.string() }).parse(raw));
  if (format !== FORMAT) throw new ConfigError(`${path}: the format is "${format}", this Longarm reads "${FORMAT}"; update Longarm`);
  const manifest = orChanged(changed, () => Manifest.parse(raw));
  const { digest: _digest, format: _format, ...stated } = manifest;
  if (renderManifest(stated) !== text) throw new ConfigError(changed);
  const newer = manifest.schema.filter((name) => !KNOWN_MIGRATIONS.includes(name));
  if (newer.length > 0) {
    throw new ConfigError(
      `${path} was made by a newer Longarm (its ledger has "${newer.join('", "')}"); update Longarm, nothing was changed`,
    );
  }
  return manifest;
}

function orChanged<T>(sentence: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new ConfigError(sentence, { cause: error });
  }
}

import { createHash } from "node:crypto";

/** What an entry's hash covers. `payload` is canonical JSON already. */
export interface HashedFields {
  readonly seq: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly kind: string;
  readonly subject: string;
  readonly payload: string;
  readonly prevHash: string;
}

/** What the first entry names as the hash before it. */
export const GENESIS_HASH = "0".repeat(64);

/**
 * SHA-256 over the canonical JSON (RFC 8785) of the entry without its hash. Members stand in canonical order here,
 * so that the payload, which may be long, is not read and written once more.
 */
export function hashEntry(entry: HashedFields): string {
  const text =
    `{"actor":${JSON.stringify(entry.actor)},"kind":${JSON.stringify(entry.kind)},"payload":${entry.payload},` +
    `"prevHash":${JSON.stringify(entry.prevHash)},"recordedAt":${JSON.stringify(entry.recordedAt)},` +
    `"seq":${JSON.stringify(entry.seq)},"subject":${JSON.stringify(entry.subject)}}`;
  return createHash("sha256").update(text).digest("hex");
}

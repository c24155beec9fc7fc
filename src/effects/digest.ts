import { createHash } from "node:crypto";
import type { Digest } from "../model/index.js";

/** SHA-256 of bytes or of UTF-8 text. */
export function digestOf(content: Uint8Array | string): Digest {
  return `sha256:${createHash("sha256").update(content).digest("hex")}` as Digest; // the only maker of digests
}

/** An id that follows from its content: the same parts always give the same id, so that repeating a step adds nothing. */
export function deriveId(
  prefix: "cap" | "txt" | "fnd" | "lnk" | "dec" | "clm" | "sea" | "edn" | "era",
  ...parts: readonly string[]
): string {
  return `${prefix}_${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 20)}`;
}

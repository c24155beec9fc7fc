import { randomBytes } from "node:crypto";

/** Chance as an effect: keys, salts, ids of things that must not be guessed. */
export interface Random {
  bytes(size: number): Buffer;
}

/** The system's cryptographic source. */
export const systemRandom: Random = { bytes: (size) => randomBytes(size) };

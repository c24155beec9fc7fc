import { fileURLToPath } from "node:url";

/** What the tests use of the small verifier. It is plain JavaScript on purpose, so that its types are told here. */
export interface Verifier {
  startChain(checkpoints: readonly unknown[], archive: VerifiedArchive): VerifiedChain;
  addLine(chain: VerifiedChain, line: Uint8Array): void;
  endChain(chain: VerifiedChain, facts: { readonly entries: number; readonly head: string }): VerifiedChain;
  parseKeys(text: string): unknown[];
  readCheckpoints(text: string, keys: readonly unknown[], elsewhere: readonly unknown[]): { checkpoints: unknown[]; faults: string[] };
  readArchive(folder: string, warc: "files" | "digests"): VerifiedArchive;
  verifyFolder(folder: string, options?: object): { readonly holds: boolean; readonly faults: readonly string[]; readonly entries: number };
}

export interface VerifiedArchive {
  readonly faults: readonly string[];
}

/** What the lines so far add up to; plain data, so that a test can go back to any place. */
export interface VerifiedChain {
  readonly size: number;
  readonly head: string;
  readonly subtrees: readonly Uint8Array[];
  readonly texts: ReadonlyMap<string, string>;
  readonly captures: ReadonlySet<string>;
  readonly faults: string[];
}

export const VERIFIER = fileURLToPath(new URL("../../verify/longarm-verify.mjs", import.meta.url));

export const verifier = (await import(VERIFIER)) as Verifier; // exports of a file without types

import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Parts of the checkout that the sources look for beside themselves. */
const BESIDE = ["package.json", "node_modules", "studies", "src/publish/assets"];

interface Esbuild {
  build(options: Record<string, unknown>): Promise<unknown>;
}

/** A test program with all sources of ours in one file: it starts in a fraction of the time. */
export interface Bundle {
  readonly script: string;
  remove(): void;
}

/** Bundles a program of `test/` with the compiler that `tsx` brings along. */
export async function bundleProgram(program: string): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), "longarm-bundle-"));
  mkdirSync(join(folder, "src/publish"), { recursive: true });
  for (const name of BESIDE) symlinkSync(join(root, name), join(folder, name));
  const script = join(folder, "src/publish/program.mjs"); // two folders deep and beside the assets, as the sources expect
  const esbuild = createRequire(createRequire(import.meta.url).resolve("tsx"))("esbuild") as Esbuild; // typed by what is used of it
  await esbuild.build({
    entryPoints: [join(root, program)],
    outfile: script,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    jsx: "automatic",
    minifySyntax: true,
    external: ["libsql", "pg-native"], // native parts
    banner: { js: `import { createRequire as __make } from "node:module"; const require = __make(import.meta.url);` }, // for packages of the older kind
    logLevel: "error",
  });
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

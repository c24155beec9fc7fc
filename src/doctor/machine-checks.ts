import { statfs } from "node:fs/promises";
import { createRequire } from "node:module";
import { fail, info, ok, warn, type Check, type Finding } from "./check.js";

const GIB = 1024 ** 3;
const LEAST_SHARE = 0.05;
const OLDEST_NODE = [20, 19] as const;
const require = createRequire(import.meta.url);

const FONT_FILES = [
  "@fontsource-variable/source-serif-4/opsz.css",
  "@fontsource-variable/source-sans-3/wght.css",
  "@fontsource/source-code-pro/400.css",
  "@fontsource-variable/noto-serif-sc/wght.css",
  "@fontsource-variable/noto-sans-sc/wght.css",
] as const;

export const machineChecks: readonly Check[] = [
  { name: "node", check: () => Promise.resolve(judgeNode(process.versions.node)) },
  {
    name: "disk",
    check: async ({ folder }) => {
      const { bavail, blocks, bsize } = await statfs(folder);
      return judgeSpace(bavail * bsize, blocks * bsize);
    },
  },
  {
    name: "fonts",
    check: () => {
      const missing = FONT_FILES.filter((file) => !isInstalled(file));
      return Promise.resolve(
        missing.length === 0 ? ok(`${FONT_FILES.length} families`) : fail(`missing: ${missing.join(", ")}`, "run npm ci in the checkout"),
      );
    },
  },
  {
    name: "browser",
    check: () =>
      Promise.resolve(
        info(isInstalled("@sparticuz/chromium") ? "present, for the browser tests" : "absent; only the browser tests need it"),
      ),
  },
];

/** Whether this version of Node is new enough. */
export function judgeNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [least, leastMinor] = OLDEST_NODE;
  if (major > least || (major === least && minor >= leastMinor)) return ok(`Node ${version}`);
  return fail(`this is Node ${version}`, `install Node ${least}.${leastMinor} or newer`);
}

/** Whether there is room for the next runs. */
export function judgeSpace(freeBytes: number, totalBytes: number): Finding {
  const detail = `${(freeBytes / GIB).toFixed(1)} GiB free of ${(totalBytes / GIB).toFixed(1)}`;
  const scarce = freeBytes < GIB || freeBytes < totalBytes * LEAST_SHARE;
  return scarce ? warn(detail, "free some space on the disk of the workspace") : ok(detail);
}

function isInstalled(module: string): boolean {
  try {
    require.resolve(module);
    return true;
  } catch {
    return false; // absence is the answer
  }
}

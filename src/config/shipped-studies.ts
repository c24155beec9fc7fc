import { readdir } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { exists } from "../effects/index.js";
import { ConfigError } from "../model/index.js";
import { nearestOf } from "./nearest.js";

const SHIPPED = fileURLToPath(new URL("../../studies/", import.meta.url));

/** Names of the studies that come with the software. */
export async function listStudies(): Promise<string[]> {
  const entries = await readdir(SHIPPED, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Folder of a study: a path (it holds a `/` or begins with `.`), seen from `from`, or the name of a shipped one. */
export async function findStudy(nameOrPath: string, from: string = process.cwd()): Promise<string> {
  const isPath = isAbsolute(nameOrPath) || nameOrPath.startsWith(".") || nameOrPath.includes("/");
  const folder = isPath ? resolve(from, nameOrPath) : join(SHIPPED, nameOrPath);
  if (await exists(join(folder, "study.yml"))) return folder;
  if (isPath)
    throw new ConfigError(
      `${nameOrPath} is no study: it holds no study.yml; name the folder of a study or one of ${(await listStudies()).join(", ")}`,
    );
  throw await unknownStudy(nameOrPath);
}

async function unknownStudy(name: string): Promise<ConfigError> {
  const shipped = await listStudies();
  const near = nearestOf(name, shipped);
  const hint = near === null ? "" : `nearest is "${near}"; `;
  return new ConfigError(
    `study "${name}" is not known; ${hint}shipped are ${shipped.join(", ")}; or give the path of a folder with a study.yml`,
  );
}

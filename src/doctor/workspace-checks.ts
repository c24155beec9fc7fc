import { access, constants, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { findStudy, loadConfig, loadStudy, WORKSPACE_FILE } from "../config/index.js";
import { exists, fileErrorCode } from "../effects/index.js";
import { fail, ok, warn, type Check } from "./check.js";

const PRIVATE_FILES = ["ledger.key", "sealed.json"] as const;

export const workspaceChecks: readonly Check[] = [
  {
    name: "workspace",
    check: async ({ folder }) => {
      const wanted = [folder, join(folder, WORKSPACE_FILE), join(folder, "archive")];
      for (const path of wanted) {
        if (!(await exists(path)))
          return fail(`${path} does not exist`, "name the workspace with --workspace, or make one with longarm init");
      }
      for (const path of [folder, join(folder, "archive"), join(folder, "ledger.sqlite")]) {
        if ((await exists(path)) && !(await mayWrite(path))) {
          return fail(`${path} is read-only for this user`, `grant this user the right to write to ${path}`);
        }
      }
      return ok(folder);
    },
  },
  {
    name: "settings",
    check: async ({ folder }) => {
      const config = await loadConfig(folder);
      return ok(`study "${config.study}", ${config.databaseUrl === null ? "ledger in the workspace" : "ledger on a PostgreSQL server"}`);
    },
  },
  {
    name: "study",
    check: async ({ folder }) => {
      const study = await loadStudy(await findStudy((await loadConfig(folder)).study, folder));
      return ok(`${study.slug}, ${study.digest}`);
    },
  },
  {
    name: "keys",
    check: async ({ folder }) => {
      for (const name of PRIVATE_FILES) {
        const path = join(folder, "keys", name);
        if (!(await exists(path))) continue;
        const mode = (await stat(path)).mode & 0o777;
        if ((mode & 0o077) !== 0) return fail(`${path} has mode ${mode.toString(8)}: others can read it`, `chmod 600 ${path}`);
      }
      return ok("no private key that others can read");
    },
  },
  {
    name: "leftovers",
    check: async ({ folder }) => {
      const places = [folder, ...["archive", "checkpoints", "keys", "releases"].map((name) => join(folder, name))];
      const left: string[] = [];
      for (const place of places) {
        if (!(await exists(place))) continue;
        left.push(...(await readdir(place)).filter((name) => name.endsWith(".tmp")).map((name) => join(place, name)));
      }
      if (left.length === 0) return ok("no half-written file");
      return warn(
        `half-written: ${left.join(", ")}`,
        "make sure that nothing runs here, then remove them; nothing in them was acknowledged",
      );
    },
  },
];

/** Asks the system, which knows of read-only disks, and the rights of the user that this process acts as, which `access` does not ask for. */
async function mayWrite(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    if (["EACCES", "EPERM", "EROFS"].includes(fileErrorCode(error) ?? "")) return false;
    throw error;
  }
  const user = process.geteuid?.() ?? 0; // a system without users has no rights to check
  if (user === 0) return true;
  const { uid, gid, mode } = await stat(path);
  if (uid === user) return (mode & constants.S_IWUSR) !== 0;
  const groups = [process.getegid?.(), ...(process.getgroups?.() ?? [])];
  return (mode & (groups.includes(gid) ? constants.S_IWGRP : constants.S_IWOTH)) !== 0;
}

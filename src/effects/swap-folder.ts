import { basename, dirname, join } from "node:path";
import { exists, fileErrorCode, processLives, type Files } from "./files.js";

/** How often another process may take the place at the very moment before we say that something else is wrong. */
const SWAP_TRIES = 50;

/** Swaps begun by this process: two of one folder never share a name. */
let swaps = 0;
/** Those of them that are under way. */
const underWay = new Set<string>();

/**
 * Puts what `fill` writes in place of `folder`, whole: it is filled beside it and swapped in, and a failure leaves the old folder as it
 * was. Of two processes at once both finish, and the later one's folder stands.
 */
export async function swapFolder(folder: string, fill: (fresh: string) => Promise<void>, files: Files): Promise<void> {
  const mine = `p${process.pid}-${(swaps += 1)}`;
  const fresh = `${folder}.new-${mine}`;
  underWay.add(mine);
  try {
    await settleFolder(folder, files);
    await fill(fresh);
    await swapIn(fresh, folder, `${folder}.old-${mine}`, files);
    await files.syncFolder(dirname(folder));
  } finally {
    underWay.delete(mine);
    await settleFolder(folder, files).catch(() => undefined); // a disk that fails here too: what is left goes next time
  }
}

/**
 * Finishes what a killed process began: a folder that was moved aside and not replaced stands again, and what was left beside it goes.
 * Folders of processes that still run are left alone.
 */
export async function settleFolder(folder: string, files: Files): Promise<void> {
  const left = await leftovers(folder, files);
  for (const path of left.filter((name) => name.startsWith(`${folder}.old-`))) {
    if (!(await exists(folder))) await moveInto(folder, path, files);
  }
  for (const path of left) await files.remove(path);
}

/** Folders beside this one whose maker has ended. */
async function leftovers(folder: string, files: Files): Promise<string[]> {
  const parent = dirname(folder);
  if (!(await exists(parent))) return [];
  const begins = `${basename(folder)}.`;
  return (await files.list(parent))
    .filter((name) => name.startsWith(begins) && makerEnded(name.slice(begins.length)))
    .map((name) => join(parent, name));
}

/** True for what a process that has ended, or a swap of ours that is over, left behind. */
function makerEnded(suffix: string): boolean {
  const [, mine, pid] = /^(?:new|old)-(p(\d+)-\d+)$/.exec(suffix) ?? [];
  if (mine === undefined) return false; // nothing that we made
  return Number(pid) === process.pid ? !underWay.has(mine) : !processLives(Number(pid));
}

/** Two renames: Node has no call that exchanges two folders. What a kill between them leaves, `settleFolder` mends. */
async function swapIn(fresh: string, folder: string, old: string, files: Files): Promise<void> {
  for (let tries = 1; tries <= SWAP_TRIES; tries += 1) {
    await files.remove(old);
    await moveAside(folder, old, files);
    if (await moveInto(folder, fresh, files)) return;
  }
  throw new Error(`another process took its place ${SWAP_TRIES} times; run the command again`);
}

async function moveAside(folder: string, old: string, files: Files): Promise<void> {
  try {
    await files.rename(folder, old);
  } catch (error) {
    if (fileErrorCode(error) !== "ENOENT") throw error; // there was none
  }
}

/** False where another process was quicker: its folder stands there, or it has moved this one. */
async function moveInto(folder: string, from: string, files: Files): Promise<boolean> {
  try {
    await files.rename(from, folder);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "ENOENT"].includes(fileErrorCode(error) ?? "")) return false;
    throw error;
  }
}

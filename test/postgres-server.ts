import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { once } from "node:events";
import pg from "pg";
import type { TestProject } from "vitest/node";

// A private PostgreSQL for one test run: made in a temporary folder when the first test asks for it, reachable only through a
// unix socket in that folder, ended by its process id when the run ends. Tests ask through a door (another unix socket), so
// that the one process that outlives all test files owns the server.

declare module "vitest" {
  interface ProvidedContext {
    postgresDoor: string;
  }
}

/** A running server of this test run's own. */
export interface Cluster {
  readonly folder: string;
  readonly server: ChildProcess;
  readonly url: string;
}

let door: Server | null = null;
let doorFolder = "";
let cluster: Promise<Cluster> | null = null;

/** Vitest's global setup: opens the door. */
export async function setup(project: TestProject): Promise<void> {
  doorFolder = mkdtempSync(join(tmpdir(), "longarm-door-"));
  const path = join(doorFolder, "door");
  door = createServer((client) => {
    cluster ??= startCluster();
    cluster.then(
      ({ url }) => client.end(url),
      (error: unknown) => client.end(`failed: ${String(error)}`),
    );
  }).listen(path);
  await once(door, "listening");
  project.provide("postgresDoor", path);
}

/** Vitest's global teardown: ends the server, where a test asked for one. */
export async function teardown(): Promise<void> {
  door?.close();
  rmSync(doorFolder, { recursive: true, force: true });
  const started = await cluster?.catch(() => null); // a start that failed has been reported to the test that asked
  if (started) await stopCluster(started);
}

/** Where PostgreSQL's programs are, or null. Debian keeps `initdb` out of the path. */
export function findPostgres(): string | null {
  const debian = existsSync("/usr/lib/postgresql")
    ? readdirSync("/usr/lib/postgresql").map((version) => `/usr/lib/postgresql/${version}/bin`)
    : [];
  const folders = [...debian.sort().reverse(), ...(process.env.PATH ?? "").split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"))) ?? null;
}

/** Starts a server in a temporary folder; `settings` as in postgresql.conf. The caller ends it (`stopCluster`). */
export async function startCluster(...settings: readonly string[]): Promise<Cluster> {
  const programs = findPostgres();
  if (programs === null) throw new Error("initdb not found; install PostgreSQL (Debian: apt-get install postgresql)");
  const folder = mkdtempSync(join(fastFolder(), "longarm-pg-"));
  const user = unprivilegedUser();
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const options = { ...user, cwd: folder, stdio: "ignore" } as const;
  execFileSync(join(programs, "initdb"), ["-D", data, "-U", "longarm", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], options);
  const switches = ["listen_addresses=", "max_connections=50", ...settings].flatMap((setting) => ["-c", setting]);
  const server = spawn(join(programs, "postgres"), ["-D", data, "-k", folder, ...switches], options);
  process.once("exit", () => server.kill("SIGQUIT"));
  const url = `postgres://longarm@localhost/postgres?host=${folder}`;
  await untilReady(url, server);
  return { folder, server, url };
}

/** In memory where the machine offers it: the server runs with fsync=on, as Longarm demands, and these tests never cut the power. */
function fastFolder(): string {
  const shared = "/dev/shm";
  const room = existsSync(shared) ? statfsSync(shared) : null;
  return room !== null && room.bavail * room.bsize > 2 ** 30 ? shared : tmpdir();
}

/** PostgreSQL refuses to run as root; there it runs as the user that its package made, or as nobody. */
function unprivilegedUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = ["-u", "-g"].map((flag) => Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] })));
      if (uid !== undefined && gid !== undefined) return { uid, gid };
    } catch {
      continue; // `id` knows no such user
    }
  }
  throw new Error("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody");
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const giveUp = Date.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (Date.now() > giveUp || server.exitCode !== null) throw error;
      await new Promise((wake) => setTimeout(wake, 50));
    } finally {
      await client.end();
    }
  }
}

/** Ends the server and removes its folder. */
export async function stopCluster({ folder, server }: Cluster): Promise<void> {
  const ended = once(server, "exit");
  if (server.exitCode === null && server.kill("SIGINT")) await ended; // "fast shutdown": sessions are cut off
  rmSync(folder, { recursive: true, force: true });
}

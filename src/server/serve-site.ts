import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../model/index.js";

/** A running server. `closed` resolves when it has stopped: at the first interrupt, or by `close`. */
export interface ServedSite {
  readonly address: string;
  readonly closed: Promise<void>;
  close(): void;
}

/** Serves the files of `folder` on 127.0.0.1. Port 0 takes a free one; a port in use is a UsageError. */
export async function serveSite(folder: string, port: number): Promise<ServedSite> {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
  });
  app.use(serveStatic({ root: folder }));
  app.notFound(async (context) => context.html(await readFile(join(folder, "404.html"), "utf8"), 404));
  const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" });
  try {
    await once(server, "listening");
  } catch (error) {
    throw new UsageError(
      `port ${port} cannot be used: ${error instanceof Error ? error.message : String(error)}; choose another with --port, or 0 for any free one`,
      { cause: error },
    );
  }
  const { port: taken } = server.address() as AddressInfo; // a listening TCP server has one
  const close = (): void => void server.close();
  process.once("SIGINT", close).once("SIGTERM", close);
  return { address: `http://127.0.0.1:${taken}/`, closed: once(server, "close").then(() => undefined), close };
}

import type { Command } from "commander";
import { join } from "node:path";
import { exists, settleFolder, systemFiles } from "../../effects/index.js";
import { ConfigError, UsageError } from "../../model/index.js";
import { chosenWorkspace, type GlobalOptions } from "../context.js";
import type { AddCommand } from "../main.js";

export const serveCommand: AddCommand = (program, terminal) => {
  program
    .command("serve")
    .description("serve the built site on loopback")
    .option("--port <number>", "the port; 0 takes a free one", "8370")
    .action(async (_own: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { port: string }>();
      const site = join(await chosenWorkspace(options), "site");
      await settleFolder(site, systemFiles); // a killed `publish` may have left it moved aside
      if (!(await exists(join(site, "index.html")))) throw new ConfigError(`${site}: no site is built yet; run "longarm publish" first`);
      const { serveSite } = await import("../../server/index.js");
      const served = await serveSite(site, parsePort(options.port));
      terminal.out(`${served.address}\n`);
      await served.closed;
    });
};

/** A TCP port, 0 for any free one. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new UsageError(`--port ${text}: a port is a whole number from 0 to 65535`);
  return port;
}

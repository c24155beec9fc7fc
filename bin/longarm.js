#!/usr/bin/env node
// Runs the TypeScript sources directly: no build step between a checkout and a working command.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`longarm: this is Node ${process.versions.node}; install Node 20.19 or newer\n`);
  process.exit(3);
}
process.env.NODE_ENV ??= "production";
register({ tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) }); // ours, wherever the command is called
const { main } = await import("../src/cli/main.ts");
process.exitCode = await main(process.argv.slice(2));

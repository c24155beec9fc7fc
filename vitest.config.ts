import { configDefaults, defineConfig } from "vitest/config";

/** Hundreds of kills and thousands of decisions take longer than anybody waits before a commit: `npm run soak`. */
const SOAK = ["test/crash/crash.test.ts", "test/ledger/many-deciders.test.ts"];

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}", "eval/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...(process.env["LONGARM_SOAK"] === undefined ? SOAK : [])],
    globalSetup: ["test/postgres-server.ts"], // costs nothing until a test asks for the server
    testTimeout: 180_000, // the machine may be busy with a second worker; no test judges by the clock
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}", "eval/**/*.test.ts"],
    globalSetup: ["test/postgres-server.ts"], // costs nothing until a test asks for the server
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});

// Tests import the built files (`#sim/…` is dist/…): what is tested is what is shipped, and because Node loads them
// itself (`external`), V8 counts their branches truly for c8.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/tidy/broken/**"],
    setupFiles: ["test/coverage/setup.ts"],
    watch: false,
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    sequence: { shuffle: false },
    env: { NO_COLOR: "1", TZ: "UTC", LC_ALL: "C.UTF-8" },
    server: { deps: { external: [/\/dist\//, /\/coverage\/canary\//] } },
  },
});

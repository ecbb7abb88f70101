// Only under `npm run coverage`, which builds the canary as it builds the rest and looks at what c8 says of it.
import { existsSync } from "node:fs";
import { expect, test } from "vitest";

const built = new URL("../../coverage/canary/canary.js", import.meta.url);

test.runIf(process.env["NODE_V8_COVERAGE"] !== undefined && existsSync(built))("the canary sings", async () => {
  const { canary } = (await import(/* @vite-ignore */ built.pathname)) as { canary: (singing: boolean) => string };
  expect(canary(true)).toBe("tweet");
});

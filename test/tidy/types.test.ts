// The tests are checked by the compiler as strictly as the source. Vitest strips their types without looking.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

test("the tests have no type errors", () => {
  const compiler = `${root}node_modules/typescript/bin/tsc`;
  const done = spawnSync(process.execPath, [compiler, "-p", `${root}tsconfig.test.json`], { encoding: "utf8" });
  expect(done.stdout).toBe("");
  expect(done.status).toBe(0);
});

// Imports point one way, and the rules that say so are alive: each is broken by a file in `broken/`.
import { fileURLToPath } from "node:url";
import { cruise } from "dependency-cruiser";
import type { ICruiseOptions, ICruiseResult, IFlattenedRuleSet } from "dependency-cruiser";
import { describe, expect, test } from "vitest";
import configuration from "../../.dependency-cruiser.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const broken = fileURLToPath(new URL("broken", import.meta.url));

/** "rule: from → to" for every import that breaks a rule, sorted. */
async function violations(baseDir: string): Promise<string[]> {
  const ruleSet = { forbidden: configuration.forbidden } as IFlattenedRuleSet;
  const options = { ...configuration.options, baseDir, ruleSet, validate: true } as ICruiseOptions;
  const { output } = await cruise(["src"], options);
  const found = (output as ICruiseResult).summary.violations;
  return found.map(({ rule, from, to }) => `${rule.name}: ${from} → ${packageOf(to)}`).sort();
}

/** "../../node_modules/vitest/dist/index.js" → "vitest" */
function packageOf(path: string): string {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? path;
}

describe("layers", () => {
  test("imports point one way, without cycles", { timeout: 60_000 }, async () => {
    expect(await violations(root)).toEqual([]);
  });

  test("every rule catches a file that breaks it", { timeout: 60_000 }, async () => {
    expect(await violations(broken)).toEqual([
      "cli-imports-no-layer-above: src/cli/reaches-up.ts → src/web/clean.ts",
      "comparing-imports-no-layer-above: src/comparing/reaches-up.ts → src/explorer/clean.ts",
      "explorer-imports-no-layer-above: src/explorer/reaches-up.ts → src/timing/clean.ts",
      "kernel-imports-no-layer-above: src/kernel/reaches-up.ts → src/programs/clean.ts",
      "language-imports-no-layer-above: src/language/reaches-up.ts → src/scheduler/clean.ts",
      "no-cycles: src/programs/cycle-a.ts → src/programs/cycle-b.ts",
      "node-only-in-cli: src/programs/node.ts → fs",
      "one-barrel: src/programs/barrel.ts → src/index.ts",
      "only-declared-packages: src/programs/development.ts → vitest",
      "programs-imports-no-layer-above: src/programs/barrel.ts → src/index.ts",
      "programs-imports-no-layer-above: src/programs/reaches-up.ts → src/scheduler/clean.ts",
      "report-imports-no-layer-above: src/report/reaches-up.ts → src/language/clean.ts",
      "resolvable: src/programs/missing.ts → ./nowhere.js",
      "scheduler-imports-no-layer-above: src/scheduler/reaches-up.ts → src/explorer/clean.ts",
      "shrinking-imports-no-layer-above: src/shrinking/reaches-up.ts → src/report/clean.ts",
      "terminal-packages-only-in-cli: src/programs/terminal.ts → picocolors",
      "testing-imports-no-layer-above: src/testing/reaches-up.ts → src/cli/clean.ts",
      "timing-imports-no-layer-above: src/timing/reaches-up.ts → src/explorer/clean.ts",
      "web-imports-no-layer-above: src/web/reaches-up.ts → src/cli/clean.ts",
    ]);
  });
});

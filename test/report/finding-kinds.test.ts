/** The explanation of each kind of finding names a scenario: it must show it. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import { KINDS } from "#sim/report/finding-kinds.js";
import { compiled } from "../tiny.js";

test.each(Object.entries(KINDS))("%s is shown by the scenario that is named for it", (kind, { scenario }) => {
  const text = readFileSync(new URL(`../../scenarios/${scenario}.scenario`, import.meta.url), "utf8");
  const { findings } = explore(compiled(text));
  expect(findings.flatMap((finding) => [finding.kind, ...finding.causes.map((cause) => cause.kind)])).toContain(kind);
});

// After `c8`: the branches covered, by layer; fails below the thresholds, and when the canary shows that nothing is
// really measured.
import { existsSync, readFileSync } from "node:fs";

const BRANCHES_MIN = { programs: 95, scheduler: 95, explorer: 95, timing: 95 };

const summary = JSON.parse(readFileSync("coverage/report/coverage-summary.json", "utf8"));
const layers = new Map();
let canary = null;
/** Nothing of such a file is left to run. */
function isOnlyTypes(path) {
  const built = path.replace("/src/", "/dist/").replace(/\.ts$/, ".js");
  return (
    existsSync(built) && /^\s*export \{\};\s*$/.test(readFileSync(built, "utf8").replace(/\/\*[^]*?\*\/|\/\/.*/g, ""))
  );
}

const problems = [];
for (const [path, { branches, functions, lines }] of Object.entries(summary)) {
  if (path.endsWith("test/coverage/canary.ts")) canary = branches;
  const layer = /\/src\/(\w+)\//.exec(path)?.[1];
  if (layer === undefined || isOnlyTypes(path)) continue;
  // V8 knows the branches only of files that were loaded; one that was not would hardly weigh in the sum.
  if (layer in BRANCHES_MIN && lines.covered === 0 && functions.total > 0)
    problems.push(`${path.slice(path.indexOf("/src/") + 1)}: no test loads it`);
  const sum = layers.get(layer) ?? { total: 0, covered: 0 };
  layers.set(layer, { total: sum.total + branches.total, covered: sum.covered + branches.covered });
}

console.log("\nbranches covered");
for (const [layer, { total, covered }] of [...layers].sort()) {
  const percent = total === 0 ? 100 : (100 * covered) / total;
  const least = BRANCHES_MIN[layer];
  const shown = `${percent.toFixed(1).padStart(5)} %  ${`${covered}/${total}`.padStart(9)}  ${layer}`;
  console.log(least === undefined ? shown : `${shown} (at least ${least} %)`);
  if (least !== undefined && percent < least)
    problems.push(`${layer}: ${percent.toFixed(1)} % of branches, ${least} % are required`);
}
for (const layer of Object.keys(BRANCHES_MIN)) if (!layers.has(layer)) problems.push(`${layer}: not measured`);
if (canary === null || canary.pct === 100 || canary.covered === 0) {
  problems.push(`the canary reads ${canary === null ? "nothing" : `${canary.pct} %`}: the figures above mean nothing`);
}
for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

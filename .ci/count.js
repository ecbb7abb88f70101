// The last line of a CI run, from vitest's JSON report: "N passed, M failed, K skipped". A run that made no report, or
// failed for another reason than a test (a build error, a file that does not load), counts as one more failure.
import { existsSync, readFileSync } from "node:fs";

const [report, status] = process.argv.slice(2);
const result = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : null;
const passed = result?.numPassedTests ?? 0;
const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
const broken = (result?.testResults ?? []).filter(
  (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
).length;
let failed = (result?.numFailedTests ?? 0) + broken;
if (failed === 0 && status !== "0") failed = 1;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed === 0 ? 0 : 1;

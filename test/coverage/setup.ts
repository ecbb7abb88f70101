// V8 writes what was covered when a process ends; vitest's workers are ended before that. So: after every file.
import { takeCoverage } from "node:v8";
import { afterAll } from "vitest";

afterAll(() => {
  if (process.env["NODE_V8_COVERAGE"] !== undefined) takeCoverage();
});

/** sim, measured: in a process of its own, and as the command that a user types. */
import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What child.mjs says of a job; null when it takes longer than so many seconds, or runs out of memory. */
export function explored(job, mostSeconds) {
  const done = spawnSync(process.execPath, ["--max-old-space-size=8192", at("child.mjs")], {
    input: JSON.stringify({ ...job, set: words(job.set ?? {}) }),
    encoding: "utf8",
    timeout: mostSeconds * 1000,
  });
  if (done.status === 0) return JSON.parse(done.stdout);
  if (done.signal !== null) return null;
  throw new Error(done.stderr);
}

/** Seconds of `sim explore` on a model of peers/, from start to report. Null when it takes longer, or stops at a limit. */
export function commandSeconds(model, set, options, mostSeconds) {
  const settings = Object.entries(set).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
  const began = performance.now();
  const done = spawnSync(
    process.execPath,
    [at("../bin/sim.js"), "explore", at(`peers/${model}.scenario`), ...settings, ...options],
    { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8", timeout: mostSeconds * 1000 },
  );
  if (done.status === 2 || done.status === 70)
    throw new Error(`sim explore ${model} ${settings.join(" ")} fails:\n${done.stderr}`);
  return done.status === 0 || done.status === 1 ? (performance.now() - began) / 1000 : null;
}

function words(set) {
  return Object.fromEntries(Object.entries(set).map(([name, value]) => [name, String(value)]));
}

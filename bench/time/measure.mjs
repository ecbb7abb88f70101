/** Makespans in a real Python: each measurement in a process of its own. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const harness = fileURLToPath(new URL("harness.py", import.meta.url));
const MOST_MS = 60_000;

/** Seconds that a strategy took once. */
export function measuredOnce(python, { strategies: _, ...description }, strategy) {
  const done = spawnSync(python, ["-B", harness], {
    input: JSON.stringify({ ...description, strategy }),
    encoding: "utf8",
    timeout: MOST_MS,
  });
  const seconds = Number(done.stdout);
  if (done.status !== 0 || !(seconds > 0)) throw new Error(`${python} fails: ${done.error ?? done.stderr}`);
  return seconds;
}

/** For each strategy the seconds of so many runs, in turn, so that all see the same machine. */
export function measured(python, description, runs) {
  const taken = description.strategies.map(() => []);
  for (let run = 0; run < runs; run++)
    description.strategies.forEach(({ strategy }, index) =>
      taken[index].push(measuredOnce(python, description, strategy)),
    );
  return taken;
}

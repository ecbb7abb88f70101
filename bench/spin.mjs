/** SPIN, measured: `spin -a`, gcc, and the verifier that they make. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

/** "6.5.2", or null if SPIN or gcc is not installed. */
export function spinVersion() {
  const said = spawnSync("spin", ["-V"], { encoding: "utf8" });
  return said.status === 0 && gccVersion() !== null ? (/Version (\S+)/.exec(said.stdout)?.[1] ?? "?") : null;
}

export function gccVersion() {
  const said = spawnSync("gcc", ["-dumpfullversion"], { encoding: "utf8" });
  return said.status === 0 ? said.stdout.trim() : null;
}

/**
 * Verifies a model of peers/: safety only, up to the first error. `options`: reduce, optimize (2 or 3), fused, hash (the
 * table has 2^hash entries). `seconds` are all that a user waits, `buildSeconds` those of them for spin and gcc,
 * `searchSeconds` what the verifier says, to a hundredth. Memory is that of states and table, without what is set apart
 * for the stack. When the search takes longer than so many seconds, or needs more than 8 GiB: `cut`, with the rate, and
 * the states, of what it did until then; null if that is not known either.
 */
export function verified(model, set, options, mostSeconds) {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const began = performance.now();
    build(folder, model, set, options);
    const built = performance.now();
    const done = spawnSync("./pan", ["-m10000000", `-w${options.hash ?? 20}`, "-n"], {
      cwd: folder,
      encoding: "utf8",
      timeout: mostSeconds * 1000,
    });
    const ran = performance.now();
    const times = { buildSeconds: (built - began) / 1000, seconds: (ran - began) / 1000 };
    const result = (done.status === 0 ? read(done.stdout) : null) ?? lastSaid(done.stdout);
    return result && { ...result, ...times };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function build(folder, model, set, { reduce, optimize = 2, fused = false }) {
  const defines = Object.entries(set).map(([name, value]) => `-D${name}=${value}`);
  const source = fileURLToPath(new URL(`peers/${model}.pml`, import.meta.url));
  run(folder, "spin", ["-a", ...defines, ...(fused ? ["-DFUSED"] : []), source]);
  const flags = ["-DSAFETY", "-DNOFAIR", "-DMEMLIM=8192", ...(reduce ? [] : ["-DNOREDUCE"])];
  run(folder, "gcc", [`-O${optimize}`, "-w", ...flags, "-o", "pan", "pan.c"]);
}

function run(folder, command, words) {
  const done = spawnSync(command, words, { cwd: folder, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${command} ${words.join(" ")}\n${done.stdout}${done.stderr}`);
}

/** What the verifier tells with every million states; null if it had not come so far. */
function lastSaid(report) {
  const said = [...report.matchAll(/States=\s*([\d.e+]+) .*\bt=\s*([\d.e+]+)/g)].at(-1);
  if (said === undefined) return null;
  const [states, searchSeconds] = said.slice(1).map(Number);
  return { cut: true, states, statesPerSecond: states / searchSeconds };
}

/** The verifier's report; null if its search was cut short. */
function read(report) {
  const number = (pattern) => Number(pattern.exec(report)?.[1] ?? NaN);
  if (/error: max search depth|reached -DMEMLIM|memory limit/.test(report)) return null;
  const states = number(/(\d+) states, stored/);
  const searchSeconds = number(/elapsed time ([\d.e+]+) seconds/);
  return {
    verdict: number(/errors: (\d+)/) > 0 ? "violated" : "holds",
    states,
    searchSeconds,
    statesPerSecond: searchSeconds < 0.05 ? null : states / searchSeconds,
    mebibytes: number(/([\d.]+)\s+actual memory usage for states/) + number(/([\d.]+)\s+memory used for hash table/),
  };
}

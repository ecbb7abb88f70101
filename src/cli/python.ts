/** Python, as a process that measures. */
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { UsageError } from "./exit.js";

const script = fileURLToPath(new URL("../../src/cli/calibration/measure.py", import.meta.url));

/** Longer than it takes by far. */
const MOST_MS = 180_000;

/** Throws UsageError for what is no Python, or one that is too old. */
export function refuseOther(python: string): void {
  const question = "import sys; print('Python', *sys.version_info[:2])";
  const asked = spawnSync(python, ["-c", question], { encoding: "utf8", timeout: 20_000 });
  const hint = "`--python` names another: --python python3.12, or a path.";
  if (asked.error !== undefined) throw new UsageError(`there is no ${python} to measure with`, hint);
  const version = /^Python (\d+) (\d+)\s*$/.exec(asked.stdout);
  if (asked.status !== 0 || version === null) throw new UsageError(`${python} is no Python that works`, hint);
  const [major, minor] = version.slice(1).map(Number);
  if (major < 3 || (major === 3 && minor < 8))
    throw new UsageError(`${python} is Python ${major}.${minor}; measuring takes 3.8 or later`, hint);
}

export interface Measuring {
  readonly quick: boolean;
  /** Told what is being measured. */
  readonly section: (name: string) => void;
  /** Stops it. */
  readonly signal: AbortSignal;
}

/** What the script prints; null: it was stopped. Rejects with UsageError if it fails. */
export function measure(python: string, { quick, section, signal }: Measuring): Promise<string | null> {
  // A group of its own, so that its pools end with it, and Ctrl-C is for us alone.
  const child = spawn(python, ["-B", script, ...(quick ? ["quick"] : [])], {
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PYTHONSAFEPATH: "" },
  });
  const end = (): void => endGroup(child);
  const timer = setTimeout(end, MOST_MS);
  signal.addEventListener("abort", end);
  let printed = "";
  let complaint = "it did not finish";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  createInterface(child.stderr).on("line", (line) => {
    const name = /^measuring (.+)$/.exec(line)?.[1];
    if (name !== undefined) section(name);
    else if (line.trim() !== "") complaint = line.trim();
  });
  return new Promise<string | null>((resolve, reject) => {
    child.on("error", reject).on("exit", end);
    child.on("close", (code) => {
      if (signal.aborted) resolve(null);
      else if (code === 0) resolve(printed);
      else reject(new UsageError(`${python} could not measure: ${complaint}`));
    });
  }).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  });
}

/** Also what it left behind. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") child.kill();
  else
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // Nobody is left.
    }
}

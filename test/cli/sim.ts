// The command as a person runs it: a process of its own, in a folder of its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { main } from "#sim/cli/main.js";

const bin = fileURLToPath(new URL("../../bin/sim.js", import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** An empty folder with these files, removed after the tests. */
export function folder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), "sim-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The same without a process: much faster, for what does not need one. Sees no terminal and no standard input. */
export function simHere(cwd: string, args: readonly string[]): Promise<Ran> {
  const before = process.cwd();
  process.chdir(cwd);
  return captured(() => main(args)).finally(() => process.chdir(before));
}

/** What something prints, and the exit code it gives. */
export async function captured(action: () => number | Promise<number>): Promise<Ran> {
  const written = { out: "", err: "" };
  const out = process.stdout.write.bind(process.stdout);
  const err = process.stderr.write.bind(process.stderr);
  process.stdout.write = (text: string | Uint8Array) => ((written.out += String(text)), true);
  process.stderr.write = (text: string | Uint8Array) => ((written.err += String(text)), true);
  try {
    return { code: await action(), ...written };
  } finally {
    process.stdout.write = out;
    process.stderr.write = err;
  }
}

/** Runs `sim` with the arguments in a folder. */
export function sim(
  cwd: string,
  args: readonly string[],
  { input = "", env = {} }: { input?: string | Buffer; env?: Record<string, string> } = {},
): Ran {
  const clean = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, SIM_DEBUG: undefined, ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    input,
    env: clean,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

export const COUNTER = `scenario "One counter"
shared counter = 0
thread increment * 2:
    counter += 1
finally counter == 2
`;

export const LOCKED = `scenario "One counter and a lock"
shared counter = 0
shared lock = Lock()
thread increment * 2:
    with lock:
        counter += 1
finally counter == 2
expect holds
`;

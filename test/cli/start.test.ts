// The compiled code that the build keeps makes a start faster, and nothing else.
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { narrow } from "../../tools/width.js";
import { COUNTER, folder } from "./sim.js";

interface Bundle {
  readonly stored: (source: Buffer, data: Buffer) => Buffer;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const { stored } = createRequire(import.meta.url)("../../bin/bundle.js") as Bundle;

/** The installed command alone, with nothing but the bundle. */
const here = folder({ "counter.scenario": COUNTER });
mkdirSync(join(here, "dist"));
for (const part of ["bin", "dist/bundle"]) cpSync(join(root, part), join(here, part), { recursive: true });
copyFileSync(join(root, "package.json"), join(here, "package.json"));

const cache = join(here, "dist/bundle/sim.cjs.cache");
const source = readFileSync(join(here, "dist/bundle/sim.cjs"));
const whole = readFileSync(cache);

function node(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, args, { cwd: here, encoding: "utf8" });
}

/** Whether V8 takes the compiled code. */
function taken(): boolean {
  const script = "console.log(require('./bin/bundle.js').scriptOf('./dist/bundle/sim.cjs').cached)";
  return node("-e", script).stdout === "true\n";
}

function flipped(data: Buffer, at: number): Buffer {
  const changed = Buffer.from(data);
  changed[at] ^= 1;
  return changed;
}

describe("the compiled code of the build", () => {
  const explored = node("bin/sim.js", "explore", "counter.scenario");

  test("is taken by the Node that has made it", () => {
    expect(taken()).toBe(true);
    expect(explored).toMatchObject({ status: 1, stderr: "" });
    expect(explored.stdout).toContain("✗ lost update on counter");
  });

  test.each<[string, Buffer | null]>([
    ["there is none", null],
    ["it is empty", Buffer.alloc(0)],
    ["it was cut off", whole.subarray(0, whole.length / 2)],
    ["a bit of it is another", flipped(whole, whole.length >> 1)],
    ["it is of another source", stored(flipped(source, 99), whole.subarray(4))],
    ["it is of another version of V8", stored(source, flipped(whole.subarray(4), 4))],
  ])("is not missed when %s", (_, changed) => {
    if (changed === null) rmSync(cache);
    else writeFileSync(cache, changed);
    expect(taken()).toBe(false);
    expect(node("bin/sim.js", "explore", "counter.scenario")).toMatchObject({
      status: 1,
      stdout: explored.stdout,
      stderr: "",
    });
    // Nobody writes another one: the folder need not be ours.
    expect(existsSync(cache) && readFileSync(cache).equals(changed ?? whole)).toBe(changed !== null);
    writeFileSync(cache, whole);
  });
});

test("a character that is counted without string-width takes one column, after any other", () => {
  const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((c) =>
    narrow.test(c),
  );
  expect(characters.length).toBeGreaterThan(1000);
  expect(characters.filter((c) => stringWidth(c) !== 1 || stringWidth(`a${c}b`) !== 3)).toEqual([]);
  expect(stringWidth(characters.join(""))).toBe(characters.length);
});

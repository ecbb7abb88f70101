// A second core finds steps ahead of the first: what the search answers, to the byte, does not depend on it.
import { readFileSync } from "node:fs";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { SecondThread } from "#sim/cli/second-core.js";
import { explore } from "#sim/explorer/explore.js";
import type { ExploreOptions } from "#sim/explorer/explore.js";
import type { Snapshot } from "#sim/explorer/searching.js";
import { Kernel } from "#sim/explorer/kernel.js";
import { assist } from "#sim/explorer/second-core.js";
import type { SharedKernel } from "#sim/explorer/second-core.js";
import { compile } from "#sim/language/compile.js";
import type { Program } from "#sim/programs/program.js";
import { explorationJson } from "#sim/report/json.js";
import { compiled } from "../tiny.js";

const thread = new SecondThread();
/** How many searches it has been asked to help with. */
let kernels = 0;
/** Helps from the first state on. */
const secondCore = {
  from: 0,
  help: (kernel: SharedKernel): void => {
    kernels += 1;
    thread.help(kernel);
  },
};

beforeEach(() => (kernels = 0));

afterAll(() => thread.end());

function model(name: string, set: Record<string, string>): Program {
  const text = readFileSync(new URL(`../../bench/peers/${name}.scenario`, import.meta.url), "utf8");
  const { program } = compile(text, { set });
  if (program === null) throw new Error(`${name} is no program`);
  return program;
}

function answer(program: Program, options: ExploreOptions): string {
  return JSON.stringify(explorationJson(explore(program, options)));
}

const models: readonly [string, Record<string, string>][] = [
  ["counter", { N: "3", K: "5" }],
  ["counter", { N: "2", K: "10" }],
  ["phil", { N: "9" }],
  ["bbuf", { P: "2", C: "2", B: "2", K: "3" }],
  ["filesystem", { N: "5" }],
  ["lastzero", { N: "7" }],
  ["rw", { R: "5", W: "3" }],
  ["bank", { N: "4", K: "2" }],
];

describe("With a second core the answer is the same", () => {
  test.each(models)("%s %j", (name, set) => {
    const program = model(name, set);
    for (const reduce of ["off", "on"] as const)
      expect(answer(program, { reduce, secondCore })).toBe(answer(program, { reduce }));
  });

  test("when a limit stops the search, and when it goes on", () => {
    const program = model("counter", { N: "3", K: "5" });
    const whole = answer(program, { reduce: "off" });
    for (const maxStates of [1_000, 20_000, 33_333, 99_999]) {
      const snapshots: Snapshot[] = [];
      const limited = { reduce: "off", maxStates } as const;
      const onStop = (snapshot: Snapshot): void => void snapshots.push(snapshot);
      expect(answer(program, { ...limited, secondCore, onStop })).toBe(answer(program, limited));
      expect(answer(program, { reduce: "off", secondCore, resume: snapshots[0] })).toBe(whole);
    }
  });

  test("when the program creates more units than there may be", () => {
    const program = compiled(`
      shared x = 0
      def child():
          global x
          x += 1
          x += 1
      thread parent * 3:
          for i in range(3):
              t = Thread(target=child)
              t.start()
              t.join()
    `);
    for (const maxUnits of [3, 5, 8, 11]) {
      const options = { reduce: "off", maxUnits, maxStates: 60_000 } as const;
      expect(answer(program, { ...options, secondCore })).toBe(answer(program, options));
    }
  });
});

describe("A search that begins again, with more units or an object as a whole,", () => {
  test("has the second core once more", () => {
    const program = compiled(`
      shared items = [0, 0]
      shared x = 0
      thread unit * 3:
          repeat 6:
              x += 1
          items.append(1)
    `);
    expect(answer(program, { reduce: "off", secondCore })).toBe(answer(program, { reduce: "off" }));
    expect(kernels).toBeGreaterThan(1);
  });
});

describe("The second core", () => {
  test("can begin at any kernel, and goes when it is over", () => {
    const kernel = new Kernel(Infinity, true);
    kernel.exports.endHelp();
    expect(kernel.sharing).not.toBeNull();
    if (kernel.sharing !== null) assist(kernel.sharing);
  });
});

/** What is true of any jobs, whoever carries them out. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../dist/language/compile.js";
import { strategyScenario } from "../../dist/language/strategies/carry-out.js";
import { run } from "../../dist/scheduler/run.js";
import { program, strategy } from "../language/strategies/carried.js";

const runs = { numRuns: 30, seed: 20261122, endOnFailure: true };

/** A statement of a job, with the milliseconds that it waits and those that it computes. */
interface Piece {
  readonly text: string;
  readonly io: number;
  readonly cpu: number;
}

const functions = `
shared lock = Lock()
def fetch(x):
    io 3ms
    return x
def crunch(x, more=0):
    cpu 2ms
    return x + more
`;

const piece: fc.Arbitrary<Piece> = fc.constantFrom(
  { text: "io 5ms", io: 5, cpu: 0 },
  { text: "cpu 7ms", io: 0, cpu: 7 },
  { text: "cpu 1ms", io: 0, cpu: 1 },
  { text: "me = fetch(me)", io: 3, cpu: 0 },
  { text: "me = crunch(me)", io: 0, cpu: 2 },
  { text: "me = crunch(me, more=1) - 1", io: 0, cpu: 2 },
  { text: "repeat 2:\n        cpu 3ms\n        crunch(me)", io: 0, cpu: 10 },
  { text: "with lock:\n        io 1ms\n        cpu 1ms", io: 1, cpu: 1 },
  { text: "me = max([crunch(x) for x in [fetch(me), me]])", io: 3, cpu: 4 },
);

const jobs = fc.record({
  pieces: fc.array(piece, { minLength: 1, maxLength: 4 }),
  count: fc.integer({ min: 1, max: 4 }),
});

const strategies = [
  "sequential",
  "threads(2)",
  "free_threaded(3)",
  "processes(2)",
  "asyncio",
  "asyncio limit 2",
  "asyncio + threads(2)",
  "asyncio limit 3 + processes(2)",
];

describe("Whoever carries out the jobs", () => {
  it("has the same results, takes no longer than one after the other, and no less than one job, or one GIL, needs", () => {
    fc.assert(
      fc.property(jobs, fc.constantFrom(...strategies), fc.nat(100), ({ pieces, count }, how, seed) => {
        const body = pieces.map(({ text }) => `    ${text}\n`).join("");
        const text = `${functions}job work(me) for me in range(${count}):\n${body}    return me\n`;
        const total = (of: "io" | "cpu"): number => pieces.reduce((sum, each) => sum + each[of], 0);
        const one = total("io") + total("cpu");
        const trace = run(program(text, how), { time: "timed", strategy: "random", seed });
        const results = trace.outcome?.find(({ label }) => label === "results")?.value;
        expect(results).toBe(`[${Array.from({ length: count }, (_, i) => i).join(", ")}]`);
        const milliseconds = Number(trace.clock) / 1e6;
        const oneGil = !/sequential|free_threaded|processes/.test(how);
        expect(milliseconds).toBeLessThanOrEqual(count * one);
        expect(milliseconds).toBeGreaterThanOrEqual(oneGil ? Math.max(one, count * total("cpu")) : one);
        if (how === "sequential") expect(milliseconds).toBe(count * one);
      }),
      runs,
    );
  });
});

describe("The lessons, their threads as jobs,", () => {
  const folder = new URL("../../scenarios/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".scenario"));

  it("become scenarios that compile, or are refused with a reason", () => {
    let made = 0;
    let refused = 0;
    for (const [index, file] of files.sort().entries()) {
      if (index % 3 !== 0) continue;
      const lesson = readFileSync(new URL(file, folder), "utf8");
      const text = lesson.replace(/^expect.*\n/gm, "").replace(/^(?:daemon )?thread /gm, "job ");
      const compiled = compile(text);
      if (compiled.program === null || !/^job /m.test(text)) continue;
      const { text: carried, diagnostics } = strategyScenario(
        compiled,
        strategy(strategies[(index / 3) % strategies.length]),
      );
      if (carried === null) {
        refused++;
        expect(diagnostics.map(({ code }) => code)).toContain("E270");
      } else {
        made++;
        expect([file, compile(carried).diagnostics.filter(({ severity }) => severity === "error")]).toEqual([file, []]);
      }
    }
    expect(made).toBeGreaterThan(40);
    expect(refused).toBeGreaterThan(0);
  });
});

// Interchangeable units: what is told of a program is the same whether states that differ only in who is where are one or not.
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference } from "../../dist/explorer/agreement.js";
import { compile } from "../../dist/language/compile.js";
import { finished } from "../../dist/explorer/driving.js";
import { explore } from "../../dist/explorer/explore.js";
import { leastPreemptions } from "../../dist/explorer/least-preemptions.js";
import { searchReduced } from "../../dist/explorer/searching.js";
import type { Program } from "../../dist/programs/program.js";
import { Explaining } from "../../dist/scheduler/explaining.js";
import { createWorld } from "../../dist/scheduler/world.js";
import { symmetricText } from "./programs.js";

const noLimits = {
  maxBytes: 2 ** 30,
  maxTime: Infinity,
  clock: () => 0,
  interrupted: () => false,
  progress: null,
  onStop: null,
};

/** How many states there are in full, and how many were needed; checks that the answers are the same. */
function compared(program: Program): [number, number] {
  const full = explore(program, { reduce: "off", maxStates: 20_000 });
  if (full.limit !== null) return [0, 0];
  const reduced = explore(program, { reduce: "on" });
  expect(difference(full, reduced)).toBeNull();
  if (reduced.statistics.interleavings === null) return [full.statistics.states, reduced.statistics.states];
  for (const [i, { odds, noReturn, passing }] of reduced.findings.entries())
    expect({ odds, noReturn, passing }).toEqual({
      odds: full.findings[i].odds,
      noReturn: full.findings[i].noReturn,
      passing: full.findings[i].passing,
    });
  return [full.statistics.states, reduced.statistics.states];
}

describe("Law: answers do not depend on whether interchangeable units are taken for one another", () => {
  it("in generated programs", () => {
    let saved = 0;
    fc.assert(
      fc.property(symmetricText, (text) => {
        const { program } = compile(text);
        if (program === null) throw new Error(`does not compile:\n${text}`);
        const [full, reduced] = compared(program);
        if (reduced < full) saved += 1;
      }),
      { seed: 11, numRuns: 150 },
    );
    expect(saved).toBeGreaterThan(100);
  });

  it("least schedules of the search are those of the graph that it leaves, step by step", () => {
    let permuted = 0;
    fc.assert(
      fc.property(symmetricText, (text) => {
        const { program } = compile(text);
        if (program === null) throw new Error(`does not compile:\n${text}`);
        const engine = new Explaining(createWorld(program));
        const limits = { ...noLimits, maxStates: 3000 };
        const { graph, least } = finished(searchReduced(engine, engine.initial(), limits, "on"));
        if (!graph.complete) return;
        if (graph.labels.some(({ shift }) => shift > 0)) permuted += 1;
        expect(new Map(leastPreemptions(graph, [...least.keys()]))).toEqual(new Map(least));
      }),
      { seed: 12, numRuns: 60 },
    );
    expect(permuted).toBeGreaterThan(30);
  });

  const folder = new URL("../../scenarios/", import.meta.url);
  const several = readdirSync(folder)
    .map((file) => [file, readFileSync(new URL(file, folder), "utf8")] as const)
    .filter(([, text]) => /^(daemon )?thread .*(\*|for )/m.test(text));
  it.each(several)("in %s", (file, text) => {
    const { program } = compile(text, { file });
    if (program === null) throw new Error("does not compile");
    compared(program);
  });
});

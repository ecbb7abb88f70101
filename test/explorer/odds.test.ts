// How likely one run is to show a trouble: exact on small spaces, and against every path walked on drawn graphs.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canEndWell, divert, stepsToNoReturn, well } from "#sim/explorer/avoiding.js";
import { countInterleavings } from "#sim/explorer/counting.js";
import type { StateGraph } from "#sim/explorer/graph.js";
import { leastPreemptions } from "#sim/explorer/least-preemptions.js";
import { oddsOf } from "#sim/explorer/odds.js";
import { arcs, counters, deadlocked, explored, graphOf, graphs, pathsOf, philosophers } from "./tiny-graph.js";

/** The chances [naive, uniform] and the runs for 95 %, of reaching a state, or taking an edge, with one of the marks. */
function odds(graph: StateGraph, ...marks: number[]): [number, number, number | null] | null {
  const diverted = divert(graph, new Set(marks));
  const total = countInterleavings(graph)?.total ?? 0n;
  if (diverted === null) return [1, 1, 1];
  const found = oddsOf(diverted, total);
  return found === null ? null : [found.naive, found.uniform, found.runs];
}

describe("The odds of a single run", () => {
  it("counter, two units, one increment each: 4 of 6 interleavings lose an update, but only every other random run", () => {
    // aabb and bbaa have a chance of 1/2 · 1/2 each: whoever has read alone may go on alone.
    expect(odds(explored(counters(2, 1)), 1)).toEqual([1 / 2, 4 / 6, 5]);
  });

  it("counter, three units: 6 of 90 interleavings give 3", () => {
    // Three times nobody else comes in between: 3/3 · 1/3, then 2/2 · 1/2, then alone: 1/6.
    const [naive, uniform] = odds(explored(counters(3, 1)), 1, 2) ?? [];
    expect(naive).toBeCloseTo(5 / 6, 8);
    expect(uniform).toBeCloseTo(84 / 90, 15);
  });

  it("two philosophers: after the first fork the other one moves with 1/2, and then it is over", () => {
    expect(odds(explored(philosophers(2)), deadlocked)).toEqual([1 / 2, 2 / 6, 5]);
    expect(odds(explored(philosophers(3, true)), deadlocked)?.[0]).toBe(0);
  });

  it("a step that shows it, on an edge; and what no run is without", () => {
    const graph = graphOf(arcs("0a1 0b2!7 1b3"));
    expect(odds(graph, 7)).toEqual([1 / 2, 1 / 2, 5]);
    expect(odds(graphOf(arcs("0a1!7")), 7)).toEqual([1, 1, 1]);
    expect(odds(graphOf(arcs("0a1"), { 0: [7] }), 7)).toEqual([1, 1, 1]);
  });

  it("are not told of a program that can go round in circles", () => {
    expect(odds(graphOf(arcs("0a1!7 0b2 2b0")), 7)).toBe(null);
  });

  it("are what one gets by walking every path", () => {
    fc.assert(
      fc.property(graphs("acyclic"), fc.nat({ max: 4 }), (graph, mark) => {
        const has = (set: number): boolean => graph.markSets[set].includes(mark);
        const complete = pathsOf(graph, 12).filter(({ state }) => graph.first[state] === graph.first[state + 1]);
        const runs = complete.map(({ path }) => {
          let [state, chance, shown] = [0, 1, has(graph.stateMark[0])];
          for (const edge of path) {
            chance /= graph.first[state + 1] - graph.first[state];
            state = graph.target[edge];
            shown ||= has(graph.edgeMark[edge]) || has(graph.stateMark[state]);
          }
          return { chance, shown };
        });
        const hits = runs.filter(({ shown }) => shown);
        const [naive, uniform] = odds(graph, mark) ?? [];
        expect(naive).toBeCloseTo(
          hits.reduce((sum, { chance }) => sum + chance, 0),
          8,
        );
        expect(uniform).toBeCloseTo(hits.length / runs.length, 12);
      }),
    );
  });
});

describe("The point of no return", () => {
  it("is the first state of a path from which no path without the trouble comes to an end", () => {
    fc.assert(
      fc.property(graphs("any"), fc.nat({ max: 4 }), (graph, mark) => {
        const diverted = divert(graph, new Set([mark]));
        fc.pre(diverted !== null);
        if (diverted === null) return;
        const can = canEndWell(diverted);
        const has = (set: number): boolean => graph.markSets[set].includes(mark);
        const endsWell = (from: number): boolean => {
          const seen = new Set([from]);
          for (const state of seen) {
            const [start, end] = [graph.first[state], graph.first[state + 1]];
            if (start === end) return true;
            for (let edge = start; edge < end; edge++)
              if (!has(graph.edgeMark[edge]) && !has(graph.stateMark[graph.target[edge]])) seen.add(graph.target[edge]);
          }
          return false;
        };
        for (let state = 0; state < graph.states; state++)
          if (!has(graph.stateMark[state])) expect(can[state] === 1).toBe(endsWell(state));
      }),
    );
  });

  it("two units increment a counter: when both have read", () => {
    const graph = divert(explored(counters(2, 1)), new Set([1]));
    if (graph === null) throw new Error("the start shows it");
    // a reads, b reads, b writes, a writes; the first edge of a state is a's.
    const path = [0, graph.first[1] + 1];
    expect(stepsToNoReturn(graph, canEndWell(graph), path)).toBe(2);
    expect(stepsToNoReturn(graph, canEndWell(graph), path.slice(0, 1))).toBe(null);
    // With the first step taken, the least schedule that ends well lets a write: a2b2.
    const least = leastPreemptions(graph, [well], path.slice(0, 1)).get(well);
    const units = least?.path.map((edge) => graph.labels[graph.label[edge]].unit);
    expect([least?.preemptions, units]).toEqual([0, [0, 0, 1, 1]]);
  });
});

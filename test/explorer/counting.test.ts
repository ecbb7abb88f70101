// How many interleavings there are: published figures (shared/conformance/README.md), and every path walked.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countInterleavings, isCyclic } from "#sim/explorer/counting.js";
import { GraphBuilder } from "#sim/explorer/graph-builder.js";
import type { StateGraph } from "#sim/explorer/graph.js";
import {
  arcs,
  completed,
  counters,
  deadlocked,
  explored,
  graphOf,
  graphs,
  pathsOf,
  philosophers,
} from "./tiny-graph.js";

/** "total | mark: count · mark: count" */
function counted(graph: StateGraph): string {
  const counts = countInterleavings(graph);
  if (counts === null) return "not counted";
  const byMark = [...counts.byMark].map(([mark, count]) => `${mark}: ${count.toLocaleString("en")}`);
  return `${counts.total.toLocaleString("en")} | ${byMark.join(" · ")}`;
}

describe("counting interleavings", () => {
  test.each([
    [2, 1, "6 | 1: 4 · 2: 2"],
    [3, 1, "90 | 1: 48 · 2: 36 · 3: 6"],
    [4, 1, "2,520 | 1: 1,152 · 2: 1,056 · 3: 288 · 4: 24"],
    [2, 2, "70 | 2: 32 · 3: 32 · 4: 6"],
    [2, 3, "924 | 2: 8 · 3: 300 · 4: 416 · 5: 180 · 6: 20"],
    [3, 2, "34,650 | 2: 10,428 · 3: 15,180 · 4: 7,512 · 5: 1,440 · 6: 90"],
  ])("%i units that increment a counter %i times by a read and a write", (T, N, figures) => {
    expect(counted(explored(counters(T, N)))).toBe(figures);
  });

  test("two units, ten increments each: only 8 of 137,846,528,820 schedules end with 2", () => {
    const counts = countInterleavings(explored(counters(2, 10)));
    expect(counts?.total).toBe(137_846_528_820n);
    expect([...(counts?.byMark.keys() ?? [])]).toEqual(Array.from({ length: 19 }, (_, i) => i + 2));
    expect(counts?.byMark.get(2)).toBe(8n);
    expect(counts?.byMark.get(20)).toBe(184_756n);
  });

  test.each([
    [2, 19, 4n, 2n],
    [3, 87, 162n, 6n],
    [4, 391, 98_160n, 24n],
    [5, 1743, 66_468_600n, 120n],
  ])("%i philosophers: %i states, %i schedules complete, %i deadlock", (n, states, completing, deadlocking) => {
    const graph = explored(philosophers(n));
    expect(graph.states).toBe(states);
    const byMark = new Map([
      [completed, completing],
      [deadlocked, deadlocking],
    ]);
    expect(countInterleavings(graph)).toEqual({ total: completing + deadlocking, byMark });
  });

  test.each([
    [2, 2n],
    [3, 142n],
    [4, 64_000n],
    [5, 49_719_072n],
  ])("%i philosophers who take the lower fork first: %i schedules, no deadlock", (n, total) => {
    expect(countInterleavings(explored(philosophers(n, true)))).toEqual({
      total,
      byMark: new Map([[completed, total]]),
    });
  });

  test("a state that is the end is one schedule, of no steps", () => {
    expect(counted(graphOf([], { 0: [3] }))).toBe("1 | 3: 1");
  });

  test("two edges between the same states are two schedules", () => {
    expect(counted(graphOf(arcs("0a1 0b1 1a2 1b2"), { 2: [5] }))).toBe("4 | 5: 4");
  });

  test("a final state with two marks counts for both, one without for none", () => {
    expect(counted(graphOf(arcs("0a1 0b2 0c3"), { 1: [4, 2], 2: [4] }))).toBe("3 | 2: 1 · 4: 2");
  });

  test("marks of states that are not final do not count", () => {
    expect(counted(graphOf(arcs("0a1"), { 0: [1] }))).toBe("1 | ");
  });

  test("a cycle that can be reached makes infinitely many", () => {
    for (const cycle of ["0a0", "0a1 1a0", "0a1 1a2 2b1 2a3"]) {
      expect(counted(graphOf(arcs(cycle)))).toBe("not counted");
      expect(isCyclic(graphOf(arcs(cycle)))).toBe(true);
    }
  });

  test("a cycle that cannot be reached does not matter", () => {
    const graph = graphOf(arcs("0a1 2a3 3a2 2a1"), { 1: [1] });
    expect(counted(graph)).toBe("1 | 1: 1");
    expect(isCyclic(graph)).toBe(false);
  });

  test("the count of a search that was stopped is unknown", () => {
    const graph = graphOf(arcs("0a1"));
    expect(countInterleavings({ ...graph, complete: false })).toBeNull();
    expect(isCyclic({ ...graph, complete: false })).toBe(false);
  });

  // A row of n pairs of edges: 2 ** n paths. Doubles are exact to 2 ** 53 - 1.
  test.each([51, 52, 53, 54, 64, 1100])("2 ** %i interleavings are counted exactly, and one more", (n) => {
    const builder = new GraphBuilder();
    for (let state = 0; state < n; state++) {
      builder.beginState();
      for (const unit of [0, 1]) builder.edge(state + 1, builder.labelOf(unit, 0, false), 0);
      if (state === 0) builder.edge(n, builder.labelOf(2, 0, false), 0);
    }
    builder.addStateMark(n, 9);
    builder.beginState();
    const count = 2n ** BigInt(n) + 1n;
    expect(countInterleavings(builder.finish(n + 1, 3, true))).toEqual({ total: count, byMark: new Map([[9, count]]) });
  });

  test("the sum over final states may be larger than any double holds exactly", () => {
    const n = 53;
    const edges = Array.from({ length: n }, (_, i) => [0, 1].map((unit) => ({ from: i, to: i + 1, unit }))).flat();
    const graph = graphOf([...edges, { from: 52, to: 54, unit: 0 }, { from: 0, to: 55, unit: 2 }], {
      53: [1],
      54: [1],
      55: [1],
    });
    expect(counted(graph)).toBe(
      `${(2n ** 53n + 2n ** 52n + 1n).toLocaleString("en")} | 1: ${(2n ** 53n + 2n ** 52n + 1n).toLocaleString("en")}`,
    );
  });

  test("law: it counts what a walk along all paths counts", () => {
    fc.assert(
      fc.property(graphs("acyclic"), (graph) => {
        const ends = pathsOf(graph, graph.states).filter(({ state }) => graph.first[state] === graph.first[state + 1]);
        const byMark = new Map<number, bigint>();
        for (const { state } of ends) {
          for (const mark of graph.markSets[graph.stateMark[state]]) byMark.set(mark, (byMark.get(mark) ?? 0n) + 1n);
        }
        expect(countInterleavings(graph)).toEqual({ total: BigInt(ends.length), byMark });
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test("law: a graph is cyclic if a path has as many steps as there are states", () => {
    fc.assert(
      fc.property(graphs("any"), (graph) => {
        let front = new Set([0]);
        for (let step = 0; step < graph.states; step++) {
          front = new Set([...front].flatMap((s) => [...graph.target.subarray(graph.first[s], graph.first[s + 1])]));
        }
        expect(isCyclic(graph)).toBe(front.size > 0);
      }),
      { numRuns: 500, seed: 2 },
    );
  });
});

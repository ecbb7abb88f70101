// Fair components and lassos on graphs of a few states, against the definitions tried out by brute force.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fairComponents } from "#sim/explorer/fair-components.js";
import { fairLoop } from "#sim/explorer/fair-loop.js";
import type { StateGraph } from "#sim/explorer/graph.js";
import { GraphBuilder } from "#sim/explorer/graph-builder.js";
import { shortestLasso } from "#sim/explorer/lasso.js";
import type { Fairness } from "#sim/programs/program.js";
import { arcs, graphOf, graphs, pathsOf } from "./tiny-graph.js";

const everywhere = (graph: StateGraph): Uint8Array => new Uint8Array(graph.states).fill(1);
const ownersOf = (text: string, fairness: Fairness): number[] => {
  const graph = graphOf(arcs(text));
  return [...fairComponents(graph, everywhere(graph), fairness).owner];
};

describe("A fair run can stay", () => {
  test("in no component without a cycle, fair or not", () => {
    expect(ownersOf("0a1 1b2", "none")).toEqual([-1, -1, -1]);
  });

  test("where one unit spins beside another that could move: without fairness only", () => {
    expect(ownersOf("0a0 0b1", "none")).toEqual([0, -1]);
    expect(ownersOf("0a0 0b1", "weak")).toEqual([-1, -1]);
  });

  test("under weak fairness also where a unit is able to move again and again, but not all the time", () => {
    // b may leave at 0, but not at 1.
    expect(ownersOf("0a1 1a0 0b2", "weak")).toEqual([0, 0, -1]);
    expect(ownersOf("0a1 1a0 0b2", "strong")).toEqual([-1, -1, -1]);
  });

  test("under strong fairness in a part of a component that keeps the neglected unit from being able", () => {
    // b may leave at 0; a can go round between 1 and 2 without coming by.
    expect(ownersOf("0a1 1a2 2a1 2a0 0b3", "weak")).toEqual([0, 0, 0, -1]);
    expect(ownersOf("0a1 1a2 2a1 2a0 0b3", "strong")).toEqual([-1, 0, 0, -1]);
  });

  test("only in states of the region", () => {
    const graph = graphOf(arcs("0a1 1a0 1b1"));
    expect([...fairComponents(graph, Uint8Array.of(0, 1), "none").owner]).toEqual([-1, 0]);
  });

  test("a ring of a million states is decided without recursion, and its round found", () => {
    const states = 1_000_000;
    const builder = new GraphBuilder();
    for (let state = 0; state < states; state++) {
      builder.beginState();
      builder.edge((state + 1) % states, builder.labelOf(state % 2, 0, false), 0);
    }
    const graph = builder.finish(states, 2, true);
    const found = fairComponents(graph, everywhere(graph), "strong");
    expect(found.count).toBe(1);
    expect(fairLoop(graph, found.owner, 0, "strong")).toHaveLength(states);
  });
});

describe("A lasso", () => {
  test("has a shortest stem, and no loop where the run is over", () => {
    const graph = graphOf(arcs("0a1 1a1 0b2"));
    const bad = Uint8Array.of(1, 1, 1);
    expect(shortestLasso(graph, { bad, start: "initial" }, "none")).toEqual({ stem: [0], loop: [2] });
    expect(shortestLasso(graph, { bad: Uint8Array.of(1, 0, 1), start: "initial" }, "none")).toEqual({
      stem: [1],
      loop: [],
    });
  });

  test("of a violation that begins later passes through a state where it begins", () => {
    // The loop at 1 can be reached at once, but the violation begins at 2, on the long way round.
    const graph = graphOf(arcs("0a1 0b2 2a1 1a1"));
    const bad = Uint8Array.of(1, 1, 1);
    expect(shortestLasso(graph, { bad, start: Uint8Array.of(0, 0, 1) }, "weak")).toEqual({ stem: [1, 3], loop: [2] });
  });

  test("goes round by way of everybody who is owed a turn, on the shortest way", () => {
    // a and b both have to move: 0 → 1 → 0 is a's alone.
    const graph = graphOf(arcs("0a1 1a0 0b2 1b2 2a0"));
    const bad = Uint8Array.of(1, 1, 1);
    const loopUnder = (fairness: Fairness) => shortestLasso(graph, { bad, start: "initial" }, fairness)?.loop;
    expect(loopUnder("none")).toEqual([0, 2]);
    expect(loopUnder("weak")).toEqual([1, 4]);
  });

  test("serves as many units as there are: each of thirty that leave the start and come back", () => {
    const builder = new GraphBuilder();
    const units = Array.from({ length: 30 }, (_, unit) => unit);
    builder.beginState();
    for (const unit of units) builder.edge(unit + 1, builder.labelOf(unit, 0, false), 0);
    for (const unit of units) {
      builder.beginState();
      builder.edge(0, builder.labelOf(unit, 0, false), 0);
    }
    const graph = builder.finish(31, 30, true);
    const loopUnder = (fairness: Fairness) =>
      shortestLasso(graph, { bad: everywhere(graph), start: "initial" }, fairness)?.loop;
    expect(loopUnder("weak")).toEqual([0, 30]);
    expect(loopUnder("strong")).toEqual(units.flatMap((unit) => [unit, 30 + unit]));
  });

  test("on an unfinished graph does not take a state that was not expanded for the end of a run", () => {
    const builder = new GraphBuilder();
    builder.beginState();
    builder.edge(1, builder.labelOf(0, 0, false), 0);
    const graph = builder.finish(2, 1, false);
    expect(shortestLasso(graph, { bad: Uint8Array.of(1, 1), start: "initial" }, "none", 1)).toBeNull();
    expect(shortestLasso(graph, { bad: Uint8Array.of(1, 1), start: "initial" }, "none", 2)).not.toBeNull();
  });
});

/** Whether going round the path for ever is fair, by the definition. */
function isFair(graph: StateGraph, loop: readonly number[], from: number, fairness: Fairness): boolean {
  const { first, target, label, labels } = graph;
  const unitsAt = (state: number): number[] =>
    [...label.subarray(first[state], first[state + 1])].map((each) => labels[each].unit);
  const moved = new Set(loop.map((edge) => labels[label[edge]].unit));
  const able = loop.map((_, i) => unitsAt(i === 0 ? from : target[loop[i - 1]]));
  return Array.from({ length: graph.units }, (_, unit) => unit).every(
    (unit) =>
      moved.has(unit) ||
      fairness === "none" ||
      !(fairness === "weak" ? able.every((units) => units.includes(unit)) : able.some((units) => units.includes(unit))),
  );
}

/** A shorter lasso than `most` steps that violates, by trying all paths; null: there is none. */
function shorterLasso(
  graph: StateGraph,
  bad: readonly boolean[],
  fairness: Fairness,
  most: number,
): { stem: number; loop: number } | null {
  const { target, first } = graph;
  let best: { stem: number; loop: number } | null = null;
  for (const { path, state } of pathsOf(graph, most)) {
    const along = [0, ...path.map((edge) => target[edge])];
    if (!along.every((each) => bad[each])) continue;
    const candidates = first[state] === first[state + 1] ? [{ stem: path.length, loop: 0 }] : [];
    for (let stem = 0; stem < path.length; stem++)
      if (along[stem] === state && isFair(graph, path.slice(stem), state, fairness))
        candidates.push({ stem, loop: path.length - stem });
    for (const each of candidates)
      if (best === null || each.stem < best.stem || (each.stem === best.stem && each.loop < best.loop)) best = each;
  }
  return best;
}

describe("The lasso that is found", () => {
  test.each(["none", "weak", "strong"] as const)(
    "is fair, violates, and no stem is shorter (fairness %s)",
    (fairness) => {
      fc.assert(
        fc.property(graphs("any"), fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (graph, bad) => {
          const most = 6;
          const found = shortestLasso(
            graph,
            { bad: Uint8Array.from({ length: graph.states }, (_, state) => Number(bad[state])), start: "initial" },
            fairness,
          );
          const tried = shorterLasso(graph, bad, fairness, most);
          if (found === null) {
            expect(tried).toBeNull();
            return;
          }
          const { stem, loop } = found;
          const visited = [0, ...[...stem, ...loop].map((edge) => graph.target[edge])];
          expect(visited.every((state) => bad[state])).toBe(true);
          const from = visited[stem.length];
          expect(visited[visited.length - 1]).toBe(from);
          if (loop.length === 0) expect(graph.first[from]).toBe(graph.first[from + 1]);
          else expect(isFair(graph, loop, from, fairness)).toBe(true);
          if (tried !== null) expect(stem.length).toBeLessThanOrEqual(tried.stem);
          if (stem.length + loop.length <= most) expect(tried?.stem).toBe(stem.length);
        }),
        { numRuns: 300, seed: 20261122, endOnFailure: true },
      );
    },
  );
});

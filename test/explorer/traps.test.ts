// Where runs stay for ever, and who stands still there.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { components } from "#sim/explorer/components.js";
import { GraphBuilder } from "#sim/explorer/graph-builder.js";
import type { StateGraph } from "#sim/explorer/graph.js";
import { trapsIn, unitsMovingIn } from "#sim/explorer/traps.js";
import { arcs, explored, graphOf, graphs, philosophers } from "./tiny-graph.js";
import type { Arc } from "./tiny-graph.js";

/** Without the states that cannot be reached from the first. */
function reachablePart(graph: StateGraph): StateGraph {
  const { first, target, label, labels } = graph;
  const numbers = new Map([[0, 0]]);
  const edges: Arc[] = [];
  for (const [state, from] of numbers)
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      const to = numbers.get(target[edge]) ?? numbers.size;
      numbers.set(target[edge], to);
      edges.push({ from, to, unit: labels[label[edge]].unit });
    }
  return graphOf(edges);
}

/** Components that are never left: the state discovered first, and who moves there. */
function traps(graph: StateGraph): { readonly state: number; readonly moving: readonly number[] }[] {
  const found = trapsIn(graph);
  return unitsMovingIn(graph, found).map((moving, i) => ({ state: found.owner.indexOf(i), moving }));
}

describe("traps", () => {
  test("a program that ends has none", () => {
    expect(traps(explored(philosophers(3)))).toEqual([]);
  });

  test("a unit that spins while the other has what it needs is a trap for the other", () => {
    // a takes its step, then b goes round for ever between 2 and 3.
    const graph = graphOf(arcs("0a1 0b0 1b2 2b3 3b2"));
    expect(traps(graph)).toEqual([{ state: 2, moving: [1] }]);
  });

  test("a cycle that can be left is no trap", () => {
    expect(traps(graphOf(arcs("0a0 0b1")))).toEqual([]);
  });

  test("a trap in which all move holds nobody back", () => {
    expect(traps(graphOf(arcs("0a1 1b0")))).toEqual([{ state: 0, moving: [0, 1] }]);
  });

  test("a line of states that is left at its beginning only has none, however long it is", () => {
    const states = 200_000;
    const builder = new GraphBuilder();
    const [on, back] = [0, 1].map((unit) => builder.labelOf(unit, 0, false));
    for (let state = 0; state < states; state++) {
      builder.beginState();
      if (state + 1 < states) builder.edge(state + 1, on, 0);
      if (state > 0) builder.edge(state - 1, back, 0);
      else builder.edge(states, back, 0);
    }
    builder.beginState();
    expect(trapsIn(builder.finish(states + 1, 2, true)).count).toBe(0);
  });

  test("traps come by the states discovered first", () => {
    const graph = graphOf(arcs("0a1 0b3 1c2 2c1 3a4 4b3"));
    expect(traps(graph)).toEqual([
      { state: 1, moving: [2] },
      { state: 3, moving: [0, 1] },
    ]);
  });

  test("a circle of a million states is gone round without recursion", () => {
    const states = 1_000_000;
    const builder = new GraphBuilder();
    for (let state = 0; state < states; state++) {
      builder.beginState();
      builder.edge((state + 1) % states, builder.labelOf(0, 0, false), 0);
    }
    expect(trapsIn(builder.finish(states, 2, true)).count).toBe(1);
  });

  test("law: a component is a trap if nothing leaves it and something moves, and its movers are those that move", () => {
    fc.assert(
      fc.property(graphs("any").map(reachablePart), (graph) => {
        const { component, count } = components(graph);
        const edges = Array.from({ length: graph.edges }, (_, edge) => {
          const from = graph.first.findIndex((_, s) => graph.first[s + 1] > edge);
          return {
            from: component[from],
            to: component[graph.target[edge]],
            unit: graph.labels[graph.label[edge]].unit,
          };
        });
        const bottom = Array.from({ length: count }, (_, c) => c)
          .map((c) => ({ c, leaving: edges.filter(({ from }) => from === c) }))
          .filter(({ c, leaving }) => leaving.length > 0 && leaving.every(({ to }) => to === c));
        const expected = bottom.map(({ c, leaving }) => {
          const units = Array.from({ length: graph.units }, (_, unit) => unit);
          const moves = (unit: number): boolean => leaving.some((edge) => edge.unit === unit);
          return { state: component.indexOf(c), moving: units.filter(moves) };
        });
        expect(traps(graph)).toEqual(expected.sort((a, b) => a.state - b.state));
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

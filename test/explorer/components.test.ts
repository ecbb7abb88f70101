// Where runs stay for ever, and who stands still there; components against mutual reachability.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { components, unitsMovingIn } from "#sim/explorer/components.js";
import { GraphBuilder } from "#sim/explorer/graph-builder.js";
import type { StateGraph } from "#sim/explorer/graph.js";
import { arcs, explored, graphOf, graphs, philosophers } from "./tiny-graph.js";

/** Row by row: whether a path of any length, 0 included, leads from one state to the other. */
function reachability({ states, first, target }: StateGraph): boolean[][] {
  const reaches = Array.from({ length: states }, (_, from) =>
    Array.from(
      { length: states },
      (_, to) => from === to || target.subarray(first[from], first[from + 1]).includes(to),
    ),
  );
  for (let via = 0; via < states; via++)
    for (const row of reaches) if (row[via]) row.forEach((known, to) => (row[to] = known || reaches[via][to]));
  return reaches;
}

/** Components that are never left: the state discovered first, and who moves there. */
function traps(graph: StateGraph): { readonly state: number; readonly moving: readonly number[] }[] {
  const found = components(graph);
  return unitsMovingIn(graph, found).map((moving, i) => ({ state: found.component.indexOf(found.bottom[i]), moving }));
}

describe("components", () => {
  test("every state of a program that ends is a component of its own, and none is a trap", () => {
    const found = components(explored(philosophers(3)));
    expect(found.count).toBe(87);
    expect(found.bottom).toEqual([]);
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

  test("traps come by component, each with the state discovered first", () => {
    const graph = graphOf(arcs("0a1 0b3 1c2 2c1 3a4 4b3"));
    expect(traps(graph)).toEqual([
      { state: 1, moving: [2] },
      { state: 3, moving: [0, 1] },
    ]);
  });

  test("a chain of a million states is followed without recursion", () => {
    const states = 1_000_000;
    const builder = new GraphBuilder();
    for (let state = 0; state < states; state++) {
      builder.beginState();
      builder.edge((state + 1) % states, builder.labelOf(0, 0, false), 0);
    }
    const found = components(builder.finish(states, 2, true));
    expect([found.count, found.bottom]).toEqual([1, [0]]);
  });

  test("law: two states share a component if each reaches the other", () => {
    fc.assert(
      fc.property(graphs("any"), (graph) => {
        const { component, count } = components(graph);
        const reaches = reachability(graph);
        for (let s = 0; s < graph.states; s++)
          for (let t = 0; t < graph.states; t++) {
            expect(component[s] === component[t]).toBe(reaches[s][t] && reaches[t][s]);
            if (reaches[s][t]) expect(component[s]).toBeGreaterThanOrEqual(component[t]);
          }
        expect(new Set(component).size).toBe(count);
        expect([...component].every((c) => c >= 0 && c < count)).toBe(true);
      }),
      { numRuns: 500, seed: 6 },
    );
  });

  test("law: a component is a trap if nothing leaves it and something moves, and its movers are those that move", () => {
    fc.assert(
      fc.property(graphs("any"), (graph) => {
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
        expect(traps(graph)).toEqual(expected);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

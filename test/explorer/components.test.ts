// Components against mutual reachability.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { components } from "#sim/explorer/components.js";
import { GraphBuilder } from "#sim/explorer/graph-builder.js";
import type { StateGraph } from "#sim/explorer/graph.js";
import { explored, graphs, philosophers } from "./tiny-graph.js";

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

describe("components", () => {
  test("every state of a program that ends is a component of its own", () => {
    expect(components(explored(philosophers(3))).count).toBe(87);
  });

  test("a chain of a million states is followed without recursion", () => {
    const states = 1_000_000;
    const builder = new GraphBuilder();
    for (let state = 0; state < states; state++) {
      builder.beginState();
      builder.edge((state + 1) % states, builder.labelOf(0, 0, false), 0);
    }
    expect(components(builder.finish(states, 2, true)).count).toBe(1);
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
});

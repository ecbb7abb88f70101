// The shortest fair round through a state, against a walk from one end to the other that knows nothing of two sides.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fairComponents } from "#sim/explorer/fair-components.js";
import { fairLoop } from "#sim/explorer/fair-loop.js";
import type { StateGraph } from "#sim/explorer/graph.js";
import { GraphBuilder } from "#sim/explorer/graph-builder.js";
import type { Fairness } from "#sim/programs/program.js";
import { graphs } from "./tiny-graph.js";

const everywhere = (graph: StateGraph): Uint8Array => new Uint8Array(graph.states).fill(1);

/** Units able to move in the state. */
function ableIn({ first, label, labels }: StateGraph, state: number): Set<number> {
  const able = new Set<number>();
  for (let edge = first[state]; edge < first[state + 1]; edge++) able.add(labels[label[edge]].unit);
  return able;
}

/** Whether nobody is treated unfairly by going round like this for ever. */
function isFair(graph: StateGraph, round: readonly number[], fairness: Fairness): boolean {
  const moving = new Set(round.map((edge) => graph.labels[graph.label[edge]].unit));
  const able = round.map((edge) => ableIn(graph, graph.target[edge]));
  return Array.from({ length: graph.units }, (_, unit) => unit).every((unit) => {
    const times = able.filter((units) => units.has(unit)).length;
    return fairness === "none" || moving.has(unit) || (fairness === "weak" ? times < able.length : times === 0);
  });
}

/** Of the shortest the first, in the order of edges; null: none has so few steps. */
function firstRound(graph: StateGraph, owner: Int32Array, start: number, fairness: Fairness, stepsMax: number) {
  const { first, target } = graph;
  let ways: { readonly path: readonly number[]; readonly at: number }[] = [{ path: [], at: start }];
  for (let steps = 1; steps <= stepsMax; steps++) {
    ways = ways.flatMap(({ path, at }) =>
      Array.from({ length: first[at + 1] - first[at] }, (_, turn) => first[at] + turn)
        .filter((edge) => owner[target[edge]] === owner[start])
        .map((edge) => ({ path: [...path, edge], at: target[edge] })),
    );
    const found = ways.find(({ path, at }) => at === start && isFair(graph, path, fairness));
    if (found !== undefined) return found.path;
  }
  return null;
}

describe("The fair round through a state", () => {
  test.each(["none", "weak", "strong"] as const)(
    "is the shortest, and of these the one that takes the lower edge first (fairness %s)",
    (fairness) => {
      const lengths = new Map<number, number>();
      fc.assert(
        fc.property(graphs("any"), (graph) => {
          const { owner } = fairComponents(graph, everywhere(graph), fairness);
          owner.forEach((component, state) => {
            if (component < 0) return;
            const round = fairLoop(graph, owner, state, fairness);
            const shortest = firstRound(graph, owner, state, fairness, 6);
            if (shortest === null) expect(round.length).toBeGreaterThan(6);
            else expect(round).toEqual(shortest);
            lengths.set(round.length, (lengths.get(round.length) ?? 0) + 1);
          });
        }),
        { numRuns: 500, seed: 20261122 },
      );
      expect(lengths.get(fairness === "none" ? 2 : 3)).toBeGreaterThan(10);
    },
  );

  test.each([12, 22])("of %i units that all go on in one state lets each move once", (units) => {
    // Half of the units are any: 924 pairs of the state on the way for 12, more than can be compared for 22.
    const builder = new GraphBuilder();
    builder.beginState();
    for (let unit = 0; unit < units; unit++) builder.edge(0, builder.labelOf(unit, 0, false), 0);
    const graph = builder.finish(1, units, true);
    const once = Array.from({ length: units }, (_, unit) => unit);
    expect(fairLoop(graph, new Int32Array(1), 0, "weak")).toEqual(once);
  });

  test("of units that go round rings of their own in turns is that of all rings, from both ends", () => {
    // Each of 5 units has 4 steps and may stop between them: 1,024 states, each unit is always able to move.
    const units = 5;
    const builder = new GraphBuilder();
    for (let state = 0; state < 4 ** units; state++) {
      builder.beginState();
      for (let unit = 0; unit < units; unit++) {
        const at = Math.floor(state / 4 ** unit) % 4;
        builder.edge(state + (((at + 1) % 4) - at) * 4 ** unit, builder.labelOf(unit, 0, false), 0);
      }
    }
    const graph = builder.finish(4 ** units, units, true);
    const round = fairLoop(graph, new Int32Array(graph.states), 0, "weak");
    expect(round.map((edge) => graph.labels[graph.label[edge]].unit).join("")).toBe("00001111222233334444");
  });
});

// The round that is shown, against all orders of the steps of the one that was found.
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { fairComponents } from "#sim/explorer/fair-components.js";
import { fairLoop } from "#sim/explorer/fair-loop.js";
import { gatheredLoop } from "#sim/explorer/gathered-loop.js";
import type { StateGraph } from "#sim/explorer/graph.js";
import { GraphBuilder } from "#sim/explorer/graph-builder.js";
import { canGoOn } from "#sim/explorer/least-preemptions.js";
import { explored } from "../tiny.js";
import { graphs } from "./tiny-graph.js";

const unitOf = ({ label, labels }: StateGraph, edge: number): number => labels[label[edge]].unit;

function preemptions(graph: StateGraph, round: readonly number[]): number {
  return round.filter((edge, i) => {
    const last = i === 0 ? unitOf(graph, edge) : unitOf(graph, round[i - 1]);
    return unitOf(graph, edge) !== last && canGoOn(graph, graph.target[round[i - 1]], last);
  }).length;
}

/** By unit, the labels of its steps in their order. */
function byUnit(graph: StateGraph, round: readonly number[]): string {
  const units = [...new Set(round.map((edge) => unitOf(graph, edge)))].sort();
  return units
    .map((unit) => round.filter((edge) => unitOf(graph, edge) === unit).map((edge) => graph.label[edge]))
    .join(" | ");
}

/** Nobody is able to move all the time and never does. */
function isFair(graph: StateGraph, round: readonly number[]): boolean {
  return Array.from({ length: graph.units }, (_, unit) => unit).every(
    (unit) =>
      round.some((edge) => unitOf(graph, edge) === unit) ||
      round.some((edge) => !isAble(graph, graph.target[edge], unit)),
  );
}

function isAble(graph: StateGraph, state: number, unit: number): boolean {
  const edges = Array.from({ length: graph.first[state + 1] - graph.first[state] }, (_, i) => graph.first[state] + i);
  return edges.some((edge) => unitOf(graph, edge) === unit);
}

/** All rounds of so many steps from the state that stay in its component. */
function rounds(graph: StateGraph, owner: Int32Array, start: number, steps: number): number[][] {
  let ways: number[][] = [[]];
  for (let i = 0; i < steps; i++)
    ways = ways.flatMap((way) => {
      const at = way.length === 0 ? start : graph.target[way[way.length - 1]];
      const edges = Array.from({ length: graph.first[at + 1] - graph.first[at] }, (_, turn) => graph.first[at] + turn);
      return edges.filter((edge) => owner[graph.target[edge]] === owner[start]).map((edge) => [...way, edge]);
    });
  return ways.filter((way) => graph.target[way[steps - 1]] === start);
}

/** Units that go round rings of so many states of their own; edges in any order. */
const rings = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 3 }).chain((sizes) => {
  const states = sizes.reduce((a, b) => a * b, 1);
  const orders = fc.array(fc.shuffledSubarray([...sizes.keys()], { minLength: sizes.length }), {
    minLength: states,
    maxLength: states,
  });
  return orders.map((order) => {
    const builder = new GraphBuilder();
    order.forEach((units, state) => {
      builder.beginState();
      for (const unit of units) builder.edge(turned(state, unit, sizes), builder.labelOf(unit, 0, false), 0);
    });
    return builder.finish(states, sizes.length, true);
  });
});

/** The state after the unit has gone on; its first ring has the lowest weight. */
function turned(state: number, unit: number, sizes: readonly number[]): number {
  const weight = sizes.slice(0, unit).reduce((a, b) => a * b, 1);
  const place = Math.floor(state / weight) % sizes[unit];
  return state + weight * (((place + 1) % sizes[unit]) - place);
}

describe("A round is shown with its steps brought together", () => {
  it("law: no other order of its steps that is a fair round has fewer preemptions", () => {
    let improved = 0;
    fc.assert(
      fc.property(fc.oneof(graphs("any"), rings), (graph) => {
        const { owner } = fairComponents(graph, new Uint8Array(graph.states).fill(1), "weak");
        owner.forEach((component, state) => {
          const found = component < 0 ? [] : fairLoop(graph, owner, state, "weak");
          if (found.length === 0 || found.length > 6) return;
          const shown = gatheredLoop(graph, owner, state, "weak");
          const orders = rounds(graph, owner, state, found.length).filter(
            (round) => byUnit(graph, round) === byUnit(graph, found) && isFair(graph, round),
          );
          expect(orders).toContainEqual([...shown]);
          expect(preemptions(graph, shown)).toBe(Math.min(...orders.map((round) => preemptions(graph, round))));
          if (preemptions(graph, shown) < preemptions(graph, found)) improved += 1;
        });
      }),
      { numRuns: 400, seed: 20261123 },
    );
    expect(improved).toBeGreaterThan(20);
  });

  test("two that put back the first lock when the second is taken: 3 preemptions instead of 5", () => {
    const [one, other] = [
      ["m", "n"],
      ["n", "m"],
    ].map(([first, second]) =>
      [
        "    while True:",
        `        if ${first}.acquire(blocking=False):`,
        `            if ${second}.acquire(blocking=False):`,
        "                x = 1",
        "                break",
        `            ${first}.release()`,
      ].join("\n"),
    );
    const text = `shared x = 0\nshared m = Lock()\nshared n = Lock()\nthread a:\n${one}\nthread b:\n${other}\neventually x == 1\n`;
    const { findings } = explored(text);
    expect(findings.map(({ kind, schedule }) => [kind, schedule])).toContainEqual(["liveness", "(a1b2a2b1)*"]);
  });
});

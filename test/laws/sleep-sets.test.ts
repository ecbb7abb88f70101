/**
 * Traces of units that each take some steps, of which any two may conflict: as many as there are different orders of the
 * conflicting steps, all interleavings told.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countTraces } from "../../dist/explorer/traces.js";
import { graphOf, pathsOf } from "../explorer/tiny-graph.js";
import type { Arc } from "../explorer/tiny-graph.js";

/** Of each unit: how many steps it takes, one after the other. */
type Lengths = readonly number[];

/** How far each unit has got in a state: states are numbered as by digits, the first unit's the lowest. */
function doneIn(state: number, lengths: Lengths): number[] {
  let rest = state;
  return lengths.map((length) => {
    const done = rest % (length + 1);
    rest = (rest - done) / (length + 1);
    return done;
  });
}

function arcsOf(lengths: Lengths): Arc[] {
  const weights = lengths.map((_, unit) =>
    lengths.slice(0, unit).reduce((product, length) => product * (length + 1), 1),
  );
  const states = lengths.reduce((product, length) => product * (length + 1), 1);
  return Array.from({ length: states }, (_, from) => from).flatMap((from) =>
    doneIn(from, lengths).flatMap((done, unit) =>
      done === lengths[unit] ? [] : [{ from, to: from + weights[unit], unit }],
    ),
  );
}

describe("Sleep sets", () => {
  it("take one interleaving of each order of the steps in conflict", () => {
    let most = 0;
    const lengths = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 2, maxLength: 4 });
    const pairs = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 12, selector: String });
    fc.assert(
      fc.property(lengths, pairs, (lengths, pairs) => {
        const arcs = arcsOf(lengths);
        const graph = graphOf(arcs);
        // Two numbers for each unit.
        const stepOf = arcs.map(({ from, unit }) => 2 * unit + doneIn(from, lengths)[unit]);
        const inConflict = (a: number, b: number): boolean =>
          pairs.some(([one, other]) => (one === a && other === b) || (one === b && other === a));
        const steps = {
          leaves: () => Int32Array.from(stepOf),
          meet: (_state: number, one: number, other: number) => inConflict(stepOf[one], stepOf[other]),
        };
        const orders = new Set(
          pathsOf(graph, 8)
            .filter(({ state }) => state === graph.states - 1)
            .map(({ path }) => {
              const taken = path.map((edge) => stepOf[edge]);
              return pairs.map(([one, other]) => taken.indexOf(one) < taken.indexOf(other)).join();
            }),
        );
        most = Math.max(most, orders.size);
        expect(countTraces(graph, steps, Infinity)).toMatchObject({ total: BigInt(orders.size) });
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(most).toBeGreaterThan(20);
  });
});

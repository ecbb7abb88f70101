// The least schedule by (preemptions, steps): published figures (shared/conformance/README.md), and every path walked.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GraphBuilder } from "#sim/explorer/graph-builder.js";
import type { StateGraph } from "#sim/explorer/graph.js";
import { leastPreemptions, preemptionsOf } from "#sim/explorer/least-preemptions.js";
import { PreemptionBounding } from "#sim/explorer/preemption-bounding.js";
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

/** "mark: preemptions/steps path" for each mark asked for and reached. */
function least(graph: StateGraph, ...marks: number[]): string[] {
  const found = leastPreemptions(graph, marks);
  return [...found].map(([mark, { preemptions, steps, path }]) => `${mark}: ${preemptions}/${steps} ${path.join(" ")}`);
}

/** [mark, preemptions] */
function preemptions(graph: StateGraph): [number, number][] {
  const marks = graph.markSets.flat().sort((a, b) => a - b);
  return [...leastPreemptions(graph, marks)].map(([mark, { preemptions }]) => [mark, preemptions]);
}

/** Whether the path ends with an edge or in a state that has the mark. */
function reaches(graph: StateGraph, path: readonly number[], mark: number): boolean {
  const edge = path.at(-1);
  const ofEdge = edge === undefined ? [] : graph.markSets[graph.edgeMark[edge]];
  return (
    ofEdge.includes(mark) || graph.markSets[graph.stateMark[edge === undefined ? 0 : graph.target[edge]]].includes(mark)
  );
}

describe("least preemptions", () => {
  test.each([
    [
      2,
      1,
      [
        [1, 1],
        [2, 0],
      ],
    ],
    [
      3,
      1,
      [
        [1, 1],
        [2, 1],
        [3, 0],
      ],
    ],
    [
      2,
      2,
      [
        [2, 1],
        [3, 2],
        [4, 0],
      ],
    ],
  ])("%i units that increment a counter %i times: the fewest for each final value", (T, N, figures) => {
    expect(preemptions(explored(counters(T, N)))).toEqual(figures);
  });

  test("two units, ten increments each: the counter ends with 2 after 4 preemptions", () => {
    const found = leastPreemptions(explored(counters(2, 10)), [2]).get(2);
    expect([found?.preemptions, found?.steps]).toEqual([4, 40]);
  });

  test.each([2, 3, 4, 5, 6])("%i philosophers deadlock after one preemption and as many steps as there are", (n) => {
    const graph = explored(philosophers(n));
    const found = leastPreemptions(graph, [completed, deadlocked]);
    expect(found.get(completed)).toMatchObject({ preemptions: 0, steps: 4 * n });
    expect(found.get(deadlocked)).toMatchObject({ preemptions: 1 });
    const steps = pathsOf(graph, n)
      .filter(({ path }) => reaches(graph, path, deadlocked))
      .map(({ path }) => path.length);
    expect(Math.min(...steps)).toBe(n);
  });

  test("fewer preemptions count more than fewer steps", () => {
    // b after a is a preemption while a could go on: three steps by a alone are better than two.
    expect(least(graphOf(arcs("0a1 1a2 1b9 2a9"), { 9: [7] }), 7)).toEqual(["7: 0/3 0 1 3"]);
  });

  test("leaving a unit that is blocked is no preemption", () => {
    expect(least(graphOf(arcs("0a1 1b2"), { 2: [7] }), 7)).toEqual(["7: 0/2 0 1"]);
  });

  test("leaving a unit that could only time out is no preemption", () => {
    expect(least(graphOf(arcs("0a1 1A3 1b2"), { 2: [7] }), 7)).toEqual(["7: 0/2 0 2"]);
    expect(least(graphOf(arcs("0a1 1A3 1a3 1b2"), { 2: [7] }), 7)).toEqual(["7: 1/2 0 3"]);
  });

  test("the mark of the initial state takes no step", () => {
    expect(least(graphOf(arcs("0a0!7"), { 0: [7] }), 7)).toEqual(["7: 0/0 "]);
  });

  test("the mark of an edge is reached by taking it, though its target is known already", () => {
    expect(least(graphOf(arcs("0a1 0b1 0b1!7")), 7)).toEqual(["7: 0/1 2"]);
  });

  test("only marks that are asked for and can be reached are answered, in the order asked", () => {
    const graph = graphOf(arcs("0a1!5 3a2!8"), { 1: [4, 6], 2: [9] });
    expect(least(graph, 6, 9, 5, 8)).toEqual(["6: 0/1 0", "5: 0/1 0"]);
    expect(least(graph)).toEqual([]);
  });

  test("of equally good schedules the one over lower edges is given", () => {
    expect(least(graphOf(arcs("0a1 0b2 1a3 2b3"), { 3: [7] }), 7)).toEqual(["7: 0/2 0 2"]);
    expect(least(graphOf(arcs("0a1 0a1 1a3 1a3"), { 3: [7] }), 7)).toEqual(["7: 0/2 0 2"]);
  });

  test("cycles do no harm", () => {
    expect(least(graphOf(arcs("0a0 0b1 1b0 1a1 1c2"), { 2: [7] }), 7, 8)).toEqual(["7: 1/2 1 4"]);
  });

  test("a unit may be preempted late as well as early", () => {
    // b can preempt a after one step, which leads nowhere, and after four.
    const graph = graphOf(arcs("0a1 1a2 1b6 2a3 3a4 4a5 4b7 7b8!9"));
    expect(least(graph, 9)).toEqual(["9: 1/6 0 1 3 4 6 7"]);
  });

  test("a path that is none is refused", () => {
    const graph = graphOf(arcs("0a1 1a2"));
    expect(() => preemptionsOf(graph, [1])).toThrow(new RangeError("edge 1 does not leave state 0"));
    expect(() => preemptionsOf(graph, [0, 0])).toThrow(new RangeError("edge 0 does not leave state 1"));
    expect(preemptionsOf(graph, [])).toBe(0);
  });

  const marks = [0, 1, 2, 3, 4];

  /** The definition, read off a path: a unit is left although an edge of its own leads on that is not voluntary. */
  function preemptionsByDefinition(graph: StateGraph, path: readonly number[]): number {
    const labelOf = (edge: number) => graph.labels[graph.label[edge]];
    const edgesOf = (state: number) =>
      Array.from({ length: graph.edges }, (_, edge) => edge).slice(graph.first[state], graph.first[state + 1]);
    return path.filter((edge, i) => {
      if (i === 0) return false;
      const last = labelOf(path[i - 1]).unit;
      const couldGoOn = edgesOf(graph.target[path[i - 1]]).some(
        (e) => labelOf(e).unit === last && !labelOf(e).voluntary,
      );
      return labelOf(edge).unit !== last && couldGoOn;
    }).length;
  }

  test("law: no path is better, on graphs without cycles whose paths are all walked", () => {
    fc.assert(
      fc.property(graphs("acyclic"), (graph) => {
        const found = leastPreemptions(graph, marks);
        const walked = pathsOf(graph, graph.states).map(({ path }) => ({
          path,
          cost: preemptionsByDefinition(graph, path),
        }));
        for (const mark of marks) {
          const costs = walked
            .filter(({ path }) => reaches(graph, path, mark))
            .map(({ path, cost }) => cost * 100 + path.length);
          const answer = found.get(mark);
          expect(answer && answer.preemptions * 100 + answer.steps).toBe(
            costs.length === 0 ? undefined : Math.min(...costs),
          );
        }
      }),
      { numRuns: 1000, seed: 3 },
    );
  });

  test("law: every answer is a path that reaches the mark at the price named, and no path of 5 steps is better", () => {
    fc.assert(
      fc.property(graphs("any"), (graph) => {
        const found = leastPreemptions(graph, marks);
        for (const [mark, { preemptions, steps, path }] of found) {
          expect(reaches(graph, path, mark)).toBe(true);
          expect([preemptionsOf(graph, path), preemptionsByDefinition(graph, path), path.length]).toEqual([
            preemptions,
            preemptions,
            steps,
          ]);
        }
        for (const { path } of pathsOf(graph, 5)) {
          for (const mark of marks.filter((mark) => reaches(graph, path, mark))) {
            const answer = found.get(mark);
            const price = preemptionsByDefinition(graph, path) * 100 + path.length;
            expect(answer && answer.preemptions * 100 + answer.steps).toBeLessThanOrEqual(price);
          }
        }
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  test("law: asking for one mark or for all gives the same answer", () => {
    fc.assert(
      fc.property(graphs("any"), (graph) => {
        const all = leastPreemptions(graph, marks);
        for (const mark of marks) expect(leastPreemptions(graph, [mark]).get(mark)).toEqual(all.get(mark));
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  test("of schedules that begin with a path the least goes on from there, and pays for the path too", () => {
    const graph = graphOf(arcs("0a1 0b4 1a2 1b3 3a5 3b6 4a5"), { 2: [7], 5: [7], 6: [8] });
    const begun = (...path: number[]) => leastPreemptions(graph, [7, 8], path);
    expect(begun().get(7)).toEqual({ preemptions: 0, steps: 2, path: [0, 2] });
    expect(begun(0, 3).get(7)).toEqual({ preemptions: 2, steps: 3, path: [0, 3, 4] });
    expect(begun(0, 3).get(8)).toEqual({ preemptions: 1, steps: 3, path: [0, 3, 5] });
    expect([...begun(0, 2).keys()]).toEqual([7]);
  });

  /** What the kernel finds, edge by edge the same, where all has been explored before. */
  function leastInKernel(graph: StateGraph): Map<number, object | undefined> {
    const builder = new GraphBuilder();
    const order = Int32Array.from({ length: graph.states }, (_, state) => state);
    builder.restore({ ...graph, shifts: graph.shifts.all, order, first: graph.first.subarray(0, graph.states) });
    const bounding = new PreemptionBounding(builder, graph.units, new Set(marks));
    bounding.settle(marks);
    return new Map(marks.flatMap((mark) => (bounding.found(mark) ? [[mark, bounding.found(mark)]] : [])));
  }

  test("law: the kernel finds the same schedules", () => {
    const state = fc.nat({ max: 19 });
    const arc = fc.record({ from: state, to: state, unit: fc.nat({ max: 3 }), voluntary: fc.boolean() });
    const marked = fc.dictionary(state.map(String), fc.array(fc.nat({ max: 4 }), { maxLength: 2 }), { maxKeys: 6 });
    const larger = fc
      .tuple(fc.array(arc, { minLength: 20, maxLength: 80 }), marked)
      .map(([edges, all]) => graphOf(edges, all));
    for (const [kind, numRuns] of [
      [graphs("any"), 500],
      [larger, 500],
    ] as const)
      fc.assert(
        fc.property(kind, (graph) => {
          expect(leastInKernel(graph)).toEqual(new Map(leastPreemptions(graph, marks)));
        }),
        { numRuns, seed: 6 },
      );
  });
});

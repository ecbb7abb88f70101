// A graph is what was told to its builder, in as few bytes as its numbers need.
import { describe, expect, test } from "vitest";
import { GraphBuilder } from "#sim/explorer/graph-builder.js";
import { Permutations } from "#sim/explorer/permutations.js";

describe("graph builder", () => {
  test("edges, labels and marks come out as they went in", () => {
    const builder = new GraphBuilder();
    builder.beginState();
    builder.edge(1, builder.labelOf(0, 0, false), 0);
    builder.edge(2, builder.labelOf(1, 3, true), builder.markSet([9, 4]));
    builder.addStateMark(2, 4);
    builder.addStateMark(2, 9);
    builder.beginState();
    builder.edge(2, builder.labelOf(0, 0, false), 0);
    const graph = builder.finish(4, 2, false);
    expect(graph).toEqual({
      states: 4,
      edges: 3,
      first: Int32Array.of(0, 2, 3, 3, 3),
      target: Int32Array.of(1, 2, 2),
      label: Uint8Array.of(0, 1, 0),
      edgeMark: Uint8Array.of(0, 2, 0),
      stateMark: Uint8Array.of(0, 0, 2, 0),
      labels: [
        { unit: 0, choice: 0, voluntary: false, shift: 0 },
        { unit: 1, choice: 3, voluntary: true, shift: 0 },
      ],
      markSets: [[], [9], [4, 9], [4]],
      shifts: new Permutations(),
      units: 2,
      complete: false,
      expanded: 2,
    });
  });

  test("a set of marks has one number, however it comes about", () => {
    const builder = new GraphBuilder();
    const set = builder.markSet([3, 1, 2]);
    expect([builder.markSet([1, 2, 3]), builder.markSet([2, 2, 1, 3]), builder.markSet([])]).toEqual([set, set, 0]);
    for (const mark of [2, 3, 1]) builder.addStateMark(0, mark);
    expect(builder.finish(1, 0, true).stateMark[0]).toBe(set);
  });

  test("a label is told from others by unit, choice and whether it is voluntary", () => {
    const builder = new GraphBuilder();
    const ids = [
      builder.labelOf(0, 0, false),
      builder.labelOf(0, 0, true),
      builder.labelOf(0, 1, false),
      builder.labelOf(1, 0, false),
    ];
    expect(ids).toEqual([0, 1, 2, 3]);
    expect(builder.labelOf(0, 1, false)).toBe(2);
  });

  test("numbers from 256 on take two bytes, and those before them stay", () => {
    const builder = new GraphBuilder();
    const count = 300;
    for (let i = 0; i < count; i++) {
      builder.beginState();
      builder.edge(0, builder.labelOf(i, 0, false), builder.markSet([i + 1]));
      builder.addStateMark(i, i + 1);
    }
    const graph = builder.finish(count, count, true);
    for (const ids of [graph.label, graph.edgeMark, graph.stateMark]) expect(ids).toBeInstanceOf(Uint16Array);
    for (let i = 0; i < count; i++) {
      expect(graph.labels[graph.label[i]].unit).toBe(i);
      expect([graph.markSets[graph.edgeMark[i]], graph.markSets[graph.stateMark[i]]]).toEqual([[i + 1], [i + 1]]);
    }
  });

  test("states may be marked after a graph was finished, and it be finished again", () => {
    const builder = new GraphBuilder();
    builder.beginState();
    builder.finish(1, 1, true);
    builder.addStateMark(0, 5);
    const graph = builder.finish(1, 1, true);
    expect(graph.markSets[graph.stateMark[0]]).toEqual([5]);
  });

  test("what is out of range is refused", () => {
    const builder = new GraphBuilder();
    expect(() => {
      builder.edge(0, 0, 0);
    }).toThrow(new RangeError("an edge before the first state"));
    builder.beginState();
    builder.edge(7, builder.labelOf(2, 0, false), 0);
    expect(() => builder.finish(7, 3, true)).toThrow(new RangeError("an edge to state 7, of 7"));
    expect(() => builder.finish(8, 2, true)).toThrow(new RangeError("a label of unit 2, of 2"));
    expect(() => {
      builder.beginState(0);
    }).toThrow(new RangeError("state 0 is expanded already"));
    expect(() => builder.finish(0, 3, true)).toThrow(new RangeError("1 states expanded, of 0"));
    expect(() => {
      for (let mark = 0; mark < 70_000; mark++) builder.markSet([mark]);
    }).toThrow(new RangeError("more than 65536 sets of marks"));
  });

  test("how many edges and sets of marks there are is known", () => {
    const builder = new GraphBuilder();
    for (let i = 0; i < 1000; i++) builder.beginState();
    expect([builder.edgeCount, builder.markSetCount]).toEqual([0, 1]);
    builder.edge(0, builder.labelOf(0, 0, false), builder.markSet([1]));
    expect([builder.edgeCount, builder.markSetCount]).toEqual([1, 2]);
  });

  test("states expanded in any order are numbered anew, breadth first; those not expanded come last", () => {
    const builder = new GraphBuilder();
    const edge = (to: number): void => {
      builder.edge(to, builder.labelOf(0, 0, false), 0);
    };
    // 0 → 3 → 1 → 3, and 2 is not expanded
    builder.beginState(0);
    edge(2);
    edge(3);
    builder.beginState(3);
    edge(1);
    builder.beginState(1);
    edge(3);
    builder.addStateMark(1, 8);
    expect(() => builder.finish(4, 1, false)).toThrow(new RangeError("state 1 was not expanded as number 2"));
    expect(builder.renumber(4)).toEqual({ origin: Int32Array.of(0, 3, 1, 2), depth: 2 });
    const { first, target, stateMark, expanded } = builder.finish(4, 1, false);
    expect([[...first], [...target], [...stateMark], expanded]).toEqual([
      [0, 2, 3, 4, 4],
      [3, 1, 2, 1],
      [0, 0, 1, 0],
      3,
    ]);
  });

  test("a state that was begun can be taken back, with its edges", () => {
    const builder = new GraphBuilder();
    builder.beginState();
    builder.edge(1, builder.labelOf(0, 0, false), 0);
    builder.beginState();
    builder.edge(0, builder.labelOf(0, 0, false), 0);
    builder.dropState();
    expect([builder.edgeCount, builder.isExpanded(1), builder.isExpanded(0)]).toEqual([1, false, true]);
  });
});

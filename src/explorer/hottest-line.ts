/** Where a search is: the line on which most of the steps are that it has followed last. */
import { userPlaceOf } from "../scheduler/user-place.js";
import type { World } from "../scheduler/world.js";
import type { GraphBuilder } from "./graph-builder.js";
import type { Hottest } from "./limits.js";
import type { StateSet } from "./state-set.js";
import type { Tabulation } from "./tabulation.js";

/** So many states are looked at, once in so many times that it is asked. */
const statesMost = 256;
const once = 32;

export class HottestLine {
  private readonly world: World;
  private readonly tabulation: Tabulation;
  private readonly set: StateSet;
  private readonly graph: GraphBuilder;
  private asked = 0;
  private known: Hottest | null = null;
  /** By number of the unit's state. */
  private readonly lines: (number | undefined)[] = [];

  constructor(world: World, tabulation: Tabulation, set: StateSet, graph: GraphBuilder) {
    this.world = world;
    this.tabulation = tabulation;
    this.set = set;
    this.graph = graph;
  }

  /** As it was not long ago; null: there were no steps yet. */
  get now(): Hottest | null {
    if (this.asked++ % once === 0) this.known = this.find();
    return this.known;
  }

  private find(): Hottest | null {
    const { set, graph } = this;
    const { expandedAt, expandedCount } = graph.kernel.exports;
    const vector = new Int32Array(set.width);
    const steps = new Map<number, number>();
    let all = 0;
    for (let place = Math.max(0, expandedCount() - statesMost); place < expandedCount(); place++) {
      const state = expandedAt(place);
      set.read(state, vector);
      for (const edge of graph.edgesOf(state)) {
        const line = this.lineOf(vector[graph.labelAt(edge).unit]);
        steps.set(line, (steps.get(line) ?? 0) + 1);
        all += 1;
      }
    }
    const [first] = [...steps].sort(([a, m], [b, n]) => n - m || a - b);
    return first === undefined ? null : { line: first[0], share: first[1] / all };
  }

  private lineOf(unit: number): number {
    return (this.lines[unit] ??= userPlaceOf(this.world, this.tabulation.packing.units.get(unit), true).place.line);
  }
}

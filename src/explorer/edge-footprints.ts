/**
 * What the steps of an explored graph touch, by their edges. Whether two of a state meet is mostly told by the tables
 * alone (see `rough-footprints`); only where that is not clear, steps are run once more (see `footprints`).
 */
import type { World } from "../scheduler/world.js";
import { Footprints } from "./footprints.js";
import type { Label, StateGraph } from "./graph.js";
import type { RunSteps } from "./independence.js";
import { RoughFootprints } from "./rough-footprints.js";
import type { SearchResult, Vectors } from "./search-result.js";
import type { Tabulation } from "./tabulation.js";

export class EdgeFootprints implements RunSteps {
  private readonly graph: StateGraph;
  private readonly tabulation: Tabulation;
  private readonly states: Vectors;
  private readonly findLeaves: () => Int32Array;
  private known: Int32Array | null = null;
  private readonly footprints: Footprints;
  private readonly rough: RoughFootprints;
  /** The state that was read last. */
  private readonly vector: Int32Array;
  private loaded = -1;

  constructor(world: World, { graph, tabulation, states, leaves }: SearchResult) {
    this.graph = graph;
    this.tabulation = tabulation;
    this.states = states;
    this.findLeaves = leaves;
    this.footprints = new Footprints(world, tabulation);
    this.rough = new RoughFootprints(tabulation);
    this.vector = new Int32Array(states.width);
  }

  leaves(): Int32Array {
    return (this.known ??= this.findLeaves());
  }

  meet(state: number, one: number, other: number): boolean {
    const verdict = this.rough.verdict(this.placesOf(state, one), this.placesOf(state, other));
    if (verdict !== "objects") return verdict === "yes";
    return this.conflict(this.footprint(state, one), this.footprint(state, other));
  }

  private placesOf(state: number, edge: number): number {
    const leaf = this.leaves()[edge];
    return this.rough.of(leaf) ?? this.rough.learn(this.read(state), this.labelOf(edge).unit, leaf);
  }

  footprint(state: number, edge: number): number {
    const { unit, choice } = this.labelOf(edge);
    return this.footprints.ofLeaf(this.leaves()[edge]) ?? this.footprints.ofUnit(this.read(state), unit)[choice];
  }

  conflict(a: number, b: number): boolean {
    return this.footprints.conflict(a, b);
  }

  get fixed(): number {
    return this.tabulation.packing.fixed;
  }

  withIds(footprint: number, idOf: (id: number) => number): number {
    return this.footprints.withIds(footprint, idOf);
  }

  renamed(state: number, edge: number): ReadonlyMap<number, number> | null {
    const { tabulation } = this;
    if (!tabulation.packing.allocates) return null;
    const vector = this.read(state);
    tabulation.apply(this.leaves()[edge], this.labelOf(edge).unit, vector, new Int32Array(vector.length));
    return tabulation.renaming.names;
  }

  private labelOf(edge: number): Label {
    return this.graph.labels[this.graph.label[edge]];
  }

  private read(state: number): Int32Array {
    if (this.loaded !== state) this.states.read(state, this.vector);
    this.loaded = state;
    return this.vector;
  }
}

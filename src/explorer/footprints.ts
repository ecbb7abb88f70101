/**
 * What the steps of a packed state touch (see `scheduler/footprint`). The search does not need it, so it is found out
 * afterwards: each leaf of the tabulation is run once more.
 */
import { alternatives } from "../scheduler/alternatives.js";
import { conflicting, footprintOf } from "../scheduler/footprint.js";
import type { Footprint } from "../scheduler/footprint.js";
import { hasEnded } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import type { RunSteps } from "./independence.js";
import { KnownMemory } from "./known-memory.js";
import { tell } from "./need-kinds.js";
import type { Vectors } from "./search-result.js";
import type { Tabulation } from "./tabulation.js";
import { TextNumbers } from "./text-numbers.js";

export class Footprints implements RunSteps {
  private readonly world: World;
  private readonly tabulation: Tabulation;
  private readonly states: Vectors;
  private readonly vector: Int32Array;
  private last: { readonly state: number; readonly footprints: readonly number[] } | null = null;
  /** By leaf. */
  private readonly known: (number | undefined)[] = [];
  private readonly texts = new TextNumbers();
  private readonly touched: Footprint[] = [];
  /** By footprint: whether it tells of objects made while running. */
  private readonly movable: (boolean | undefined)[] = [];
  /** conflicts[a][b] */
  private readonly conflicts: (boolean | undefined)[][] = [];

  constructor(world: World, tabulation: Tabulation, states: Vectors) {
    this.world = world;
    this.tabulation = tabulation;
    this.states = states;
    this.vector = new Int32Array(states.width);
  }

  get fixed(): number {
    return this.tabulation.packing.fixed;
  }

  footprints(state: number): readonly number[] {
    if (this.last?.state !== state) this.last = { state, footprints: this.ofAll(state) };
    return this.last.footprints;
  }

  private ofAll(state: number): number[] {
    const { vector } = this;
    this.states.read(state, vector);
    return this.units(vector).flatMap((self) => this.ofUnit(vector, self));
  }

  /** Those that have not ended. */
  private units(vector: Int32Array): number[] {
    const { unitCells, status } = this.tabulation;
    const found: number[] = [];
    for (let self = 0; self < unitCells && vector[self] !== 0; self++)
      if (!hasEnded(status[vector[self]])) found.push(self);
    return found;
  }

  /** Of the unit's steps in this state, in order of choice. */
  ofUnit(vector: Int32Array, self: number): number[] {
    const leaves = this.tabulation.transitions(vector, self);
    if (leaves.some((leaf) => this.known[leaf] === undefined)) {
      const found = alternatives((choices) => this.taken(vector, self, choices)).flatMap(({ result }) => result ?? []);
      leaves.forEach((leaf, choice) => {
        this.known[leaf] = found[choice];
      });
    }
    return leaves.map((leaf) => this.known[leaf] ?? 0);
  }

  renamed(state: number, i: number): ReadonlyMap<number, number> | null {
    const { tabulation, vector } = this;
    if (!tabulation.packing.allocates) return null;
    this.states.read(state, vector);
    const steps = this.units(vector).flatMap((self) =>
      tabulation.transitions(vector, self).map((leaf) => ({ self, leaf })),
    );
    tabulation.apply(steps[i].leaf, steps[i].self, vector, new Int32Array(vector.length));
    return tabulation.renaming.names;
  }

  /** The same with other ids for objects made while running: to compare what is touched in different states. */
  withIds(footprint: number, idOf: (id: number) => number): number {
    const { fixed } = this;
    const rename = (of: (id: number) => number): Footprint => {
      const name = (id: number): number => (id < fixed ? id : of(id));
      return new Map([...this.touched[footprint]].map(([place, written]) => [renamed(place, name), written]));
    };
    this.movable[footprint] ??= this.numberOf(rename(() => -1)) !== footprint;
    return this.movable[footprint] ? this.numberOf(rename(idOf)) : footprint;
  }

  /** One writes what the other touches. */
  conflict(a: number, b: number): boolean {
    this.conflicts[a] ??= [];
    return (this.conflicts[a][b] ??= conflicting(this.touched[a], this.touched[b]));
  }

  /** Null if the unit cannot take this step. */
  private taken(vector: Int32Array, self: number, choices: readonly number[]): number | null {
    const { world, tabulation } = this;
    const { packing } = tabulation;
    const memory = new KnownMemory(world, self, (asking, need, argument) => {
      tell(asking, packing, need, argument, tabulation.look(vector, need, argument));
    });
    const objects = packing.objectCount(vector);
    const touched = footprintOf(world, memory, packing.units.get(vector[self]), self, objects, choices);
    return touched === null ? null : this.numberOf(touched);
  }

  private numberOf(touched: Footprint): number {
    const places = [...touched].map(([place, written]) => `${place}${written ? "!" : ""}`).sort();
    const number = this.texts.of(places.join("\n"));
    this.touched[number] ??= touched;
    return number;
  }
}

function renamed(place: string, rename: (id: number) => number): string {
  return place.replace(/^o(\d+)/, (_, id) => `o${rename(Number(id))}`);
}

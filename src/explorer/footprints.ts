/**
 * What the steps of a packed state touch (see `scheduler/footprint`). The search does not need it, so it is found out
 * afterwards: each leaf of the tabulation is run once more.
 */
import { alternatives } from "../scheduler/alternatives.js";
import { conflicting, footprintOf } from "../scheduler/footprint.js";
import type { Footprint, Seeing } from "../scheduler/footprint.js";
import type { World } from "../scheduler/world.js";
import { Glimpse, Glimpses, unseen } from "./glimpse.js";
import type { Need, Sight } from "./glimpse.js";
import { KnownMemory } from "./known-memory.js";
import { tell } from "./need-kinds.js";
import type { Tabulation } from "./tabulation.js";
import { TextNumbers } from "./text-numbers.js";

export class Footprints {
  private readonly world: World;
  private readonly tabulation: Tabulation;
  /** By leaf. */
  private readonly known: (number | undefined)[] = [];
  /** Of all steps of a unit, in order of choice. */
  private readonly ofUnits = new Glimpses<readonly number[]>();
  private readonly texts = new TextNumbers();
  private readonly touched: Footprint[] = [];
  /** By footprint: whether it tells of objects made while running. */
  private readonly movable: (boolean | undefined)[] = [];
  /** conflicts[a][b] */
  private readonly conflicts: (boolean | undefined)[][] = [];

  constructor(world: World, tabulation: Tabulation) {
    this.world = world;
    this.tabulation = tabulation;
  }

  /** Of the leaf's step; undefined: its unit was not asked about. */
  ofLeaf(leaf: number): number | undefined {
    return this.known[leaf];
  }

  /** Of the unit's steps in this state, in order of choice. */
  ofUnit(vector: Int32Array, self: number): number[] {
    const leaves = this.tabulation.transitions(vector, self);
    if (leaves.some((leaf) => this.known[leaf] === undefined)) {
      const found = this.ofUnits.get(vector, self) ?? this.find(vector, self);
      leaves.forEach((leaf, choice) => {
        this.known[leaf] = found[choice];
      });
    }
    return leaves.map((leaf) => this.known[leaf] ?? 0);
  }

  /** The same with other ids for objects made while running: to compare what is touched in different states. */
  withIds(footprint: number, idOf: (id: number) => number): number {
    const { fixed } = this.tabulation.packing;
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

  private find(vector: Int32Array, self: number): readonly number[] {
    const { world, tabulation } = this;
    const { packing } = tabulation;
    const seen: Need[] = [];
    const sights: Sight[] = [];
    const sees: Seeing = (id, way, value) => {
      if (way.length === 0) seen.push(unseen);
      else sights.push({ id, way, value });
    };
    const objects = packing.objectCount(vector);
    const before = packing.units.get(vector[self]);
    const run = (choices: readonly number[]): Footprint | null => {
      const memory = new KnownMemory(world, self, (asking, need, argument) => {
        const key = tabulation.look(vector, need, argument);
        if (need !== "object" && need !== "objects") seen.push({ need, argument, key });
        tell(asking, packing, need, argument, key);
      });
      return footprintOf(world, memory, before, self, objects, choices, sees);
    };
    const found = alternatives(run).flatMap(({ result }) => (result === null ? [] : this.numberOf(result)));
    this.ofUnits.add(vector, self, new Glimpse(tabulation, seen, sights), found);
    return found;
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

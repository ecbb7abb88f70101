/**
 * What the steps of a packed state touch (see `scheduler/footprint`). The search does not need it, so it is found out
 * afterwards: each leaf of the tabulation is run once more.
 */
import { alternatives } from "../scheduler/alternatives.js";
import { conflicting, footprintOf } from "../scheduler/footprint.js";
import type { Footprint, Seeing } from "../scheduler/footprint.js";
import type { World } from "../scheduler/world.js";
import type { Label } from "./graph.js";
import { Glimpse, Glimpses, unseen } from "./glimpse.js";
import type { Need, Sight } from "./glimpse.js";
import type { RunSteps } from "./independence.js";
import { KnownMemory } from "./known-memory.js";
import { tell } from "./need-kinds.js";
import { RoughFootprints } from "./rough-footprints.js";
import type { Vectors } from "./search-result.js";
import type { Tabulation } from "./tabulation.js";
import { TextNumbers } from "./text-numbers.js";

export class Footprints implements RunSteps {
  private readonly world: World;
  private readonly tabulation: Tabulation;
  private readonly states: Vectors;
  private readonly vector: Int32Array;
  private readonly rough: RoughFootprints;
  /** The state whose vector that is, and by unit the leaves of its steps, as far as they were asked for. */
  private loaded = -1;
  private readonly leaves: (readonly number[] | null)[];
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

  constructor(world: World, tabulation: Tabulation, states: Vectors) {
    this.world = world;
    this.tabulation = tabulation;
    this.states = states;
    this.vector = new Int32Array(states.width);
    this.leaves = new Array<null>(tabulation.unitCells).fill(null);
    this.rough = new RoughFootprints(tabulation);
  }

  get fixed(): number {
    return this.tabulation.packing.fixed;
  }

  meet(state: number, one: Label, other: Label): boolean {
    this.load(state);
    const [mine, others] = [this.leavesOf(one.unit)[one.choice], this.leavesOf(other.unit)[other.choice]];
    const verdict = this.rough.verdict(this.vector, one.unit, mine, other.unit, others);
    if (verdict !== "objects") return verdict === "yes";
    return this.conflict(this.ofStep(one), this.ofStep(other));
  }

  footprint(state: number, step: Label): number {
    this.load(state);
    return this.ofStep(step);
  }

  /** In the state that is loaded. */
  private ofStep({ unit, choice }: Label): number {
    return this.known[this.leavesOf(unit)[choice]] ?? this.ofUnit(this.vector, unit)[choice];
  }

  private load(state: number): void {
    if (this.loaded === state) return;
    this.loaded = state;
    this.states.read(state, this.vector);
    this.leaves.fill(null);
  }

  /** In the state that is loaded: of the unit's steps, in order of choice. */
  private leavesOf(unit: number): readonly number[] {
    return (this.leaves[unit] ??= this.tabulation.transitions(this.vector, unit));
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

  renamed(state: number, { unit, choice }: Label): ReadonlyMap<number, number> | null {
    const { tabulation, vector } = this;
    if (!tabulation.packing.allocates) return null;
    this.load(state);
    tabulation.apply(this.leavesOf(unit)[choice], unit, vector, new Int32Array(vector.length));
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

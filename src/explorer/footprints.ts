/**
 * What the steps of a packed state touch, so that it can be said which of them have nothing to do with each other. The
 * search does not need it, so it is found out afterwards: each leaf of the tabulation is run once more, by the same
 * evaluator, with somebody who writes down every access.
 *
 *   g3  o5.balance  o5[0]  o5     a name, an attribute, an item, an object as a whole: as `keyOfTarget` calls them
 *   unit 2 · status 2 · units     a unit, whether it has ended, how many there are
 *
 * What a step looks at without a word never changes: an object's class, its methods. An object that it changes without
 * saying which part of it counts as a whole. Objects that a step makes, and those that are private to its unit, are nobody
 * else's business.
 */
import { alternatives } from "../scheduler/alternatives.js";
import { step } from "../scheduler/evaluate.js";
import { Machine } from "../scheduler/machine.js";
import type { Recorder, Target } from "../scheduler/machine.js";
import { keyOfTarget } from "../scheduler/recording.js";
import { copyUnit, hasEnded } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import type { Steps } from "./independence.js";
import { KnownMemory } from "./known-memory.js";
import { tell } from "./need-kinds.js";
import type { Vectors } from "./search-result.js";
import type { Tabulation } from "./tabulation.js";
import { TextNumbers } from "./text-numbers.js";

/** Place → whether it is written. */
type Touched = Map<string, boolean>;

export class Footprints implements Steps {
  private readonly world: World;
  private readonly tabulation: Tabulation;
  private readonly states: Vectors;
  private readonly vector: Int32Array;
  private last: { readonly state: number; readonly footprints: readonly number[] } | null = null;
  /** By leaf. */
  private readonly known: (number | undefined)[] = [];
  private readonly texts = new TextNumbers();
  private readonly touched: Touched[] = [];
  /** conflicts[a][b] */
  private readonly conflicts: (boolean | undefined)[][] = [];

  constructor(world: World, tabulation: Tabulation, states: Vectors) {
    this.world = world;
    this.tabulation = tabulation;
    this.states = states;
    this.vector = new Int32Array(states.width);
  }

  footprints(state: number): readonly number[] {
    if (this.last?.state !== state) this.last = { state, footprints: this.ofAll(state) };
    return this.last.footprints;
  }

  private ofAll(state: number): number[] {
    const { tabulation, vector } = this;
    this.states.read(state, vector);
    const found: number[] = [];
    for (let self = 0; self < tabulation.unitCells && vector[self] !== 0; self++)
      if (!hasEnded(tabulation.status[vector[self]])) found.push(...this.ofUnit(vector, self));
    return found;
  }

  /** Of the unit's steps in this state, in order of choice. */
  private ofUnit(vector: Int32Array, self: number): number[] {
    const leaves = this.tabulation.transitions(vector, self);
    if (leaves.some((leaf) => this.known[leaf] === undefined)) {
      const found = alternatives((choices) => this.taken(vector, self, choices)).flatMap(({ result }) => result ?? []);
      leaves.forEach((leaf, choice) => {
        this.known[leaf] = found[choice];
      });
    }
    return leaves.map((leaf) => this.known[leaf] ?? 0);
  }

  /** One writes what the other touches. */
  conflict(a: number, b: number): boolean {
    this.conflicts[a] ??= [];
    return (this.conflicts[a][b] ??=
      clash(this.touched[a], this.touched[b]) || clash(this.touched[b], this.touched[a]));
  }

  /** Null if the unit cannot take this step. */
  private taken(vector: Int32Array, self: number, choices: readonly number[]): number | null {
    const { world, tabulation } = this;
    const before = tabulation.packing.units.get(vector[self]);
    const unit = copyUnit(before);
    const touched: Touched = new Map([[`unit ${self}`, true]]);
    const count = tabulation.packing.objectCount(vector);
    const memory = new KnownMemory(world, self, (asking, need, argument) => {
      if (need === "status" || need === "unit") note(touched, `${need} ${argument}`, false);
      if (need === "units") note(touched, "units", false);
      tell(asking, tabulation.packing, need, argument, tabulation.look(vector, need, argument));
    });
    const named = new Set<number>();
    const machine = new Machine(world, memory, unit, self, "unit", listening(touched, named, count), choices);
    if (step(machine) === "blocked") return null;
    for (const id of memory.writtenObjects.keys()) if (!named.has(id) && id < count) note(touched, `o${id}`, true);
    for (const index of memory.writtenGlobals) note(touched, `g${index}`, true);
    if (memory.spawned.length > 0) note(touched, "units", true);
    if (unit.status !== before.status) note(touched, `status ${self}`, true);
    for (const other of memory.editedUnits.keys())
      for (const part of ["unit", "status"]) note(touched, `${part} ${other}`, true);
    return this.numberOf(touched);
  }

  private numberOf(touched: Touched): number {
    const places = [...touched].map(([place, written]) => `${place}${written ? "!" : ""}`).sort();
    const number = this.texts.of(places.join("\n"));
    this.touched[number] ??= touched;
    return number;
  }
}

function note(touched: Touched, place: string, written: boolean): void {
  touched.set(place, written || touched.get(place) === true);
}

/** Notes what is said of shared objects that were there before; `named`: of which. */
function listening(touched: Touched, named: Set<number>, count: number): Recorder {
  return {
    access: (_m, kind, target) => {
      const id = objectOf(target);
      if (id !== null && (id < 0 || id >= count)) return;
      if (id !== null) named.add(id);
      note(touched, keyOfTarget(target), kind !== "read");
    },
  };
}

function objectOf(target: Target): number | null {
  if (target.kind !== "global") return target.ref.id;
  return target.module?.id ?? null;
}

/** Whether `writer` writes something that `other` touches. */
function clash(writer: Touched, other: Touched): boolean {
  for (const [place, written] of writer) {
    if (!written) continue;
    if (other.has(place) || other.has(wholeOf(place))) return true;
    if (wholeOf(place) === place && [...other.keys()].some((part) => wholeOf(part) === place)) return true;
  }
  return false;
}

/** "o5" of "o5.balance" and of "o5[0]". */
function wholeOf(place: string): string {
  return /^o\d+/.exec(place)?.[0] ?? place;
}

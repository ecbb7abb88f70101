/**
 * What a unit's next step touches, in a packed state; and if the unit cannot take it, what it has looked at to find that
 * out. Each attempt is run once more, by the same evaluator, on memory that is watched.
 */
import { alternatives } from "../scheduler/alternatives.js";
import { step } from "../scheduler/evaluate.js";
import { copyUnit } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import type { Need } from "./known-memory.js";
import { tell } from "./need-kinds.js";
import type { PlaceSets } from "./place-sets.js";
import { Tabulation } from "./tabulation.js";
import { WatchedMachine, WatchedMemory } from "./watched-memory.js";
import type { Touched } from "./watched-memory.js";

/** An attempt, known again by what it has seen. */
export interface Attempt {
  /** The number of the set of places. Of a unit that has to wait they count as touched only. */
  readonly places: number;
  readonly seen: readonly Sight[];
}

interface Sight {
  readonly need: Need;
  readonly argument: number;
  readonly key: number;
}

export class Attempts {
  /** A class was changed after all: what was found out before must be forgotten. */
  outdated = false;
  private readonly world: World;
  private readonly tabulation: Tabulation;
  private readonly sets: PlaceSets;
  /** What else a step touches, given what it touches. */
  private readonly more: (touched: Touched) => void;
  private readonly ofLeaf: (Attempt | undefined)[] = [];
  /** By cell, then by unit: attempts that end in waiting or choosing. */
  private readonly others: (Attempt[] | undefined)[][] = [];
  private readonly classesChange: boolean;

  /** `classesChange`: look at classes too. */
  constructor(
    world: World,
    tabulation: Tabulation,
    sets: PlaceSets,
    classesChange: boolean,
    more: (touched: Touched) => void,
  ) {
    this.world = world;
    this.tabulation = tabulation;
    this.sets = sets;
    this.classesChange = classesChange;
    this.more = more;
  }

  /** Of the unit in the cell; `at` is what `Tabulation.successor` says. */
  of(vector: Int32Array, self: number, at: number): Attempt {
    if (at < 0 && at !== Tabulation.blocked) return (this.ofLeaf[~at] ??= this.make(vector, self));
    const ofCell = (this.others[self] ??= []);
    const known = (ofCell[vector[self]] ??= []);
    for (const attempt of known) if (this.sees(vector, attempt)) return attempt;
    const made = this.make(vector, self);
    known.push(made);
    return made;
  }

  /** Of a daemon that could not go on because the program is over. */
  atTheEnd(self: number): number {
    return this.sets.of(new Map(this.needsAlive(self).map((place) => [place, false])));
  }

  /** A daemon takes steps only while somebody else is there. */
  private needsAlive(self: number): string[] {
    return Array.from({ length: this.tabulation.unitCells }, (_, other) => `status ${other}`).toSpliced(self, 1);
  }

  private sees(vector: Int32Array, { seen }: Attempt): boolean {
    for (const { need, argument, key } of seen)
      if (this.tabulation.look(vector, need, argument) !== key) return false;
    return true;
  }

  private make(vector: Int32Array, self: number): Attempt {
    const seen: Sight[] = [];
    const results = alternatives((choices) => this.run(vector, self, choices, seen));
    let places = 0;
    for (const { result } of results) places = this.sets.union(places, this.sets.of(result));
    return { places, seen };
  }

  private run(vector: Int32Array, self: number, choices: readonly number[], seen: Sight[]): Touched {
    const { world, tabulation } = this;
    const { packing } = tabulation;
    const before = packing.units.get(vector[self]);
    const memory = new WatchedMemory(
      world,
      self,
      (asking, need, argument) => {
        const key = tabulation.look(vector, need, argument);
        seen.push({ need, argument, key });
        tell(asking, packing, need, argument, key);
      },
      { fixed: packing.fixed, count: packing.objectCount(vector), constant: (id) => this.isConstant(id) },
    );
    const unit = copyUnit(before);
    const machine = new WatchedMachine(world, memory, unit, self, "unit", {}, choices);
    const blocked = step(machine) === "blocked";
    const { touched } = memory;
    if (blocked) {
      for (const place of touched.keys()) touched.set(place, false);
      return touched;
    }
    touched.set(`unit ${self}`, true);
    if (unit.status !== before.status) touched.set(`status ${self}`, true);
    if (before.daemon && before.status === "ready")
      for (const place of this.needsAlive(self)) memory.note(place, false);
    this.outdated ||= [...memory.writtenObjects.keys()].some((id) => this.isConstant(id));
    this.more(touched);
    return touched;
  }

  private isConstant(id: number): boolean {
    const { packing } = this.tabulation;
    if (this.classesChange || id >= packing.fixed) return false;
    return packing.objects.get(packing.startOf(packing.globals + id)).kind === "class";
  }
}

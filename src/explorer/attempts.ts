/**
 * What a unit's next step touches, in a packed state; and if the unit cannot take it, what it has looked at to find that
 * out. Each attempt is run once more, by the same evaluator, on memory that is watched.
 */
import { alternatives } from "../scheduler/alternatives.js";
import { step } from "../scheduler/evaluate.js";
import { copyUnit } from "../scheduler/state.js";
import { WatchedMachine } from "../scheduler/watched-machine.js";
import type { World } from "../scheduler/world.js";
import { Glimpse, Glimpses, unseen } from "./glimpse.js";
import type { Need, Sight } from "./glimpse.js";
import { tell } from "./need-kinds.js";
import { PlaceSets } from "./place-sets.js";
import type { Tabulation } from "./tabulation.js";
import { WatchedMemory } from "./watched-memory.js";
import type { Touched } from "./watched-memory.js";

/** What a unit that has to wait has looked at: it waits wherever the same is to be seen. */
export interface Gate {
  readonly glimpse: Glimpse;
  /** The numbers of the set of all that, and of the set of all but what it has looked at last. */
  readonly looked: number;
  readonly before: number;
}

/** What a unit attempts: the number of the set of places that it touches. */
export interface Attempt {
  readonly places: number;
  readonly gate: Gate | null;
}

interface Ran {
  readonly touched: Touched;
  readonly waits: boolean;
}

export class Attempts {
  /** A class was changed after all: what was found out before must be forgotten. */
  outdated = false;
  private readonly world: World;
  private readonly tabulation: Tabulation;
  private readonly sets: PlaceSets;
  /** What else a step touches, given what it touches. */
  private readonly more: (touched: Touched) => void;
  /** By leaf: the number of the set of places. */
  private readonly ofLeaf: (number | undefined)[] = [];
  private readonly ofUnit = new Glimpses<Attempt>();
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

  /** Of the unit in the cell. If it has to wait, its places count as touched only. */
  found(vector: Int32Array, self: number): Attempt {
    return this.ofUnit.get(vector, self) ?? this.make(vector, self);
  }

  /** The number of the set of places of the unit in the cell, which need not wait; `at` is what `Tabulation.successor` says. */
  of(vector: Int32Array, self: number, at: number): number {
    if (at >= 0) return this.found(vector, self).places;
    return (this.ofLeaf[~at] ??= this.found(vector, self).places);
  }

  /** Of a daemon that could not go on because the program is over. */
  atTheEnd(self: number): number {
    return this.sets.of(new Map(this.needsAlive(self).map((place) => [place, false])));
  }

  /** A daemon takes steps only while somebody else is there. */
  private needsAlive(self: number): string[] {
    return Array.from({ length: this.tabulation.unitCells }, (_, other) => `status ${other}`).toSpliced(self, 1);
  }

  private make(vector: Int32Array, self: number): Attempt {
    const { sets } = this;
    const seen: Need[] = [];
    const sights: Sight[] = [];
    const runs = [...alternatives((choices) => this.run(vector, self, choices, seen, sights))];
    const places = runs.reduce((all, { result }) => sets.union(all, sets.of(result.touched)), PlaceSets.empty);
    const glimpse = new Glimpse(this.tabulation, seen, sights);
    const [{ result: only }] = runs;
    const isOne = runs.length === 1 && only.waits && only.touched.size > 1;
    const gate = isOne ? { glimpse, looked: places, before: this.before(only.touched) } : null;
    this.ofUnit.add(vector, self, glimpse, { places, gate });
    return { places, gate };
  }

  /** Without what was looked at last; that others change the unit was added behind that. */
  private before(touched: Touched): number {
    return this.sets.of(new Map([...touched].toSpliced(-2, 1)));
  }

  private run(vector: Int32Array, self: number, choices: readonly number[], seen: Need[], sights: Sight[]): Ran {
    const { world, tabulation } = this;
    const { packing } = tabulation;
    const before = packing.units.get(vector[self]);
    const memory = new WatchedMemory(
      world,
      self,
      (asking, need, argument) => {
        const key = tabulation.look(vector, need, argument);
        if (need !== "object" && need !== "objects") seen.push({ need, argument, key });
        tell(asking, packing, need, argument, key);
      },
      { fixed: packing.fixed, count: packing.objectCount(vector), constant: (id) => this.isConstant(id) },
    );
    const unit = copyUnit(before);
    const machine = new WatchedMachine(world, memory, unit, self, choices);
    const blocked = step(machine) === "blocked";
    const { touched } = memory;
    sights.push(...memory.sights);
    if (memory.coarse) seen.push(unseen);
    if (blocked) {
      for (const place of touched.keys()) touched.set(place, false);
      return { touched: touched.set(`edited ${self}`, false), waits: true };
    }
    touched.set(`unit ${self}`, true);
    if (unit.status !== before.status) touched.set(`status ${self}`, true);
    if (before.daemon && before.status === "ready")
      for (const place of this.needsAlive(self)) memory.note(place, false);
    this.outdated ||= [...memory.writtenObjects.keys()].some((id) => this.isConstant(id));
    this.more(touched);
    return { touched, waits: false };
  }

  private isConstant(id: number): boolean {
    const { packing } = this.tabulation;
    if (this.classesChange || id >= packing.fixed) return false;
    return packing.objects.get(packing.startOf(packing.placeOf(id))).kind === "class";
  }
}

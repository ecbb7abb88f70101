/**
 * What a unit's next step touches, in a packed state; and if the unit cannot take it, what it has looked at to find that
 * out. Each attempt is run once more, by the same evaluator, on memory that is watched.
 */
import { encode } from "../programs/encode.js";
import type { Value } from "../programs/value.js";
import { alternatives } from "../scheduler/alternatives.js";
import { step } from "../scheduler/evaluate.js";
import { copyUnit } from "../scheduler/state.js";
import { WatchedMachine } from "../scheduler/watched-machine.js";
import { partOf } from "../scheduler/watched-object.js";
import type { World } from "../scheduler/world.js";
import { tell } from "./need-kinds.js";
import type { NeedKind } from "./need-kinds.js";
import { PlaceSets } from "./place-sets.js";
import { Tabulation } from "./tabulation.js";
import { WatchedMemory } from "./watched-memory.js";
import type { Sight, Touched } from "./watched-memory.js";

/** An attempt, known again by what it has seen of what ever changes. */
export interface Attempt {
  /** The number of the set of places. Of a unit that has to wait they count as touched only. */
  readonly places: number;
  readonly seen: readonly Need[];
  readonly sights: readonly KeptSight[];
  /** How many places had ever been written by then. */
  readonly written: number;
}

/** `number`: of the last object that showed it. */
interface KeptSight extends Sight {
  number: number;
}

/** A need and what was there, as a number. */
interface Need {
  readonly need: Exclude<NeedKind, "choice">;
  readonly argument: number;
  readonly key: number;
}

/** How many attempts are kept of a unit that may see different things. */
const keptMax = 32;

export class Attempts {
  /** A class was changed after all: what was found out before must be forgotten. */
  outdated = false;
  private readonly world: World;
  private readonly tabulation: Tabulation;
  private readonly sets: PlaceSets;
  /** What else a step touches, given what it touches. */
  private readonly more: (touched: Touched) => void;
  private readonly ofLeaf: (Attempt | undefined)[] = [];
  /** By cell, then by unit. */
  private readonly ofUnit: (Attempt[] | undefined)[][] = [];
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
    if (at >= 0 || at === Tabulation.blocked) return this.known(vector, self) ?? this.make(vector, self);
    return (this.ofLeaf[~at] ??= this.known(vector, self) ?? this.make(vector, self));
  }

  private known(vector: Int32Array, self: number): Attempt | undefined {
    return this.ofUnit[self]?.[vector[self]]?.find((attempt) => this.sees(vector, attempt));
  }

  /** Of a daemon that could not go on because the program is over. */
  atTheEnd(self: number): number {
    return this.sets.of(new Map(this.needsAlive(self).map((place) => [place, false])));
  }

  /** A daemon takes steps only while somebody else is there. */
  private needsAlive(self: number): string[] {
    return Array.from({ length: this.tabulation.unitCells }, (_, other) => `status ${other}`).toSpliced(self, 1);
  }

  private sees(vector: Int32Array, { seen, sights, written }: Attempt): boolean {
    const { packing } = this.tabulation;
    if (written !== packing.written.length) return false;
    for (const { need, argument, key } of seen) if (this.tabulation.look(vector, need, argument) !== key) return false;
    for (const sight of sights) {
      const number = packing.get(vector, packing.globals + sight.id);
      if (number === sight.number) continue;
      if (number === 0 || !isSame(partOf(packing.objects.get(number), sight.way), sight.value)) return false;
      sight.number = number;
    }
    return true;
  }

  private make(vector: Int32Array, self: number): Attempt {
    const { packing } = this.tabulation;
    const seen: Need[] = [];
    const sights: Sight[] = [];
    let places = PlaceSets.empty;
    for (const { result } of alternatives((choices) => this.run(vector, self, choices, seen, sights)))
      places = this.sets.union(places, this.sets.of(result));
    const changes = (place: number): boolean => !packing.isUnwritten(place);
    const attempt = {
      places,
      seen: seen.filter(({ need, argument }) => need !== "global" || changes(argument)),
      sights: sights.filter(({ id }) => changes(packing.globals + id)).map((sight) => ({ ...sight, number: -1 })),
      written: packing.written.length,
    };
    const ofCell = (this.ofUnit[self] ??= []);
    const kept = (ofCell[vector[self]] ??= []);
    if (kept.length === keptMax) kept.pop();
    kept.unshift(attempt);
    return attempt;
  }

  private run(vector: Int32Array, self: number, choices: readonly number[], seen: Need[], sights: Sight[]): Touched {
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
      return touched.set(`edited ${self}`, false);
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

/** What no state shows: the attempt is not known again. */
const unseen: Need = { need: "units", argument: 0, key: -1 };

/** `undefined`: there is no such part. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  return typeof a === "object" && typeof b === "object" && encode(a as Value) === encode(b as Value);
}

/**
 * What a step touches, so that it can be said which steps have nothing to do with each other. The step is run by the same
 * evaluator as ever, with somebody who writes down every access.
 *
 *   g3  o5.balance  o5[0]  o5     a name, an attribute, an item, an object as a whole: as `keyOfTarget` calls them
 *   unit 2 · status 2 · units     a unit, whether it has ended, how many there are
 *
 * What a step looks at without a word never changes: an object's class, its methods. An object that it changes without
 * saying which part of it counts as a whole. Objects that a step makes, and those that are private to its unit, are nobody
 * else's business.
 */
import type { HeapObject, Value } from "../programs/value.js";
import { step } from "./evaluate.js";
import { Machine } from "./machine.js";
import type { Recorder, Target } from "./machine.js";
import { keyOfTarget } from "./recording.js";
import { copyUnit } from "./state.js";
import type { Memory, UnitLocal, UnitState, UnitStatus } from "./state.js";
import type { World } from "./world.js";

/** Place → whether it is written. */
export type Footprint = ReadonlyMap<string, boolean>;

/** Of the step of unit number `self` with these choices; null if it cannot take it. `objects`: how many shared ones there are before. */
export function footprintOf(
  world: World,
  memory: Memory,
  before: Readonly<UnitState>,
  self: number,
  objects: number,
  choices: readonly number[],
): Footprint | null {
  const unit = copyUnit(before);
  const noting = new NotingMemory(memory, self);
  const named = new Set<number>();
  const machine = new Machine(world, noting, unit, self, "unit", listening(noting, named, objects), choices);
  if (step(machine) === "blocked") return null;
  for (const id of noting.edited) if (!named.has(id) && id < objects) noting.note(`o${id}`, true);
  if (unit.status !== before.status) noting.note(`status ${self}`, true);
  return noting.touched;
}

/** Whether one writes what the other touches. */
export function conflicting(a: Footprint, b: Footprint): boolean {
  return clash(a, b) || clash(b, a);
}

/** Hands everything on, and notes what is asked of units and what is written. */
class NotingMemory implements Memory {
  readonly touched = new Map<string, boolean>();
  readonly edited = new Set<number>();
  private readonly memory: Memory;
  private readonly self: number;

  constructor(memory: Memory, self: number) {
    this.memory = memory;
    this.self = self;
    this.note(`unit ${self}`, true);
  }

  note(place: string, written: boolean): void {
    this.touched.set(place, written || this.touched.get(place) === true);
  }

  global(index: number): Value | undefined {
    return this.memory.global(index);
  }
  setGlobal(index: number, value: Value | undefined): void {
    this.note(`g${index}`, true);
    this.memory.setGlobal(index, value);
  }
  object(id: number): Readonly<HeapObject> {
    return this.memory.object(id);
  }
  edit(id: number): HeapObject {
    this.edited.add(id);
    return this.memory.edit(id);
  }
  allocate(make: (base: number) => HeapObject[]): number {
    return this.memory.allocate(make);
  }
  status(unit: number): UnitStatus {
    if (unit !== this.self) this.note(`status ${unit}`, false);
    return this.memory.status(unit);
  }
  units(): number {
    this.note("units", false);
    return this.memory.units();
  }
  spawn(unit: UnitState): void {
    this.note("units", true);
    this.memory.spawn(unit);
  }
  editUnit(unit: number): UnitState {
    this.note(`unit ${unit}`, true);
    this.note(`status ${unit}`, true);
    return this.memory.editUnit(unit);
  }
  processOf(unit: number): number {
    return this.whole(unit).processOf(unit);
  }
  exitCodeOf(unit: number): number | null {
    return this.whole(unit).exitCodeOf(unit);
  }
  local(unit: number, name: string): UnitLocal | undefined {
    return this.whole(unit).local(unit, name);
  }
  isDaemon(unit: number): boolean {
    return this.whole(unit).isDaemon(unit);
  }
  unitName(unit: number): string {
    return this.whole(unit).unitName(unit);
  }
  clock(): bigint {
    return this.memory.clock();
  }

  private whole(unit: number): Memory {
    this.note(`unit ${unit}`, false);
    return this.memory;
  }
}

/** Notes what is said of shared objects that were there before; `named`: of which. */
function listening(noting: NotingMemory, named: Set<number>, objects: number): Recorder {
  return {
    access: (_m, kind, target) => {
      const id = objectOf(target);
      if (id !== null && (id < 0 || id >= objects)) return;
      if (id !== null) named.add(id);
      noting.note(keyOfTarget(target), kind !== "read");
    },
  };
}

function objectOf(target: Target): number | null {
  if (target.kind !== "global") return target.ref.id;
  return target.module?.id ?? null;
}

/** Whether `writer` writes something that `other` touches. */
function clash(writer: Footprint, other: Footprint): boolean {
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

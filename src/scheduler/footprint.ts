/**
 * What a step touches, so that it can be said which steps have nothing to do with each other. The step is run by the same
 * evaluator as ever, on memory that writes down every access: nothing is declared, nothing can be forgotten.
 *
 *   g3  o5.attributes.x  o5.items.0  o5.items.length   a name, a part of an object (see `watched-object`)
 *   unit 2 · status 2 · units                          a unit, whether it has ended, how many there are
 *
 * What is not there is looked at, too: an index out of range is a question for the length. Objects that a step makes, and
 * those that are private to its unit, are nobody else's business.
 */
import type { HeapObject, Value } from "../programs/value.js";
import { step } from "./evaluate.js";
import { copyUnit } from "./state.js";
import type { Memory, UnitLocal, UnitState, UnitStatus } from "./state.js";
import { WatchedMachine } from "./watched-machine.js";
import type { TellingMemory } from "./watched-machine.js";
import { watched, watchedCopy } from "./watched-object.js";
import type { Noting, Way } from "./watched-object.js";
import type { World } from "./world.js";

/** Place → whether it is written. */
export type Footprint = ReadonlyMap<string, boolean>;

/** Told of a part of a shared object, and what the step has seen there; the empty way: of all of it. */
export type Seeing = (id: number, way: Way, value: unknown) => void;

/** Of the step of unit number `self` with these choices; null if it cannot take it. `objects`: how many shared ones there are before. */
export function footprintOf(
  world: World,
  memory: Memory,
  before: Readonly<UnitState>,
  self: number,
  objects: number,
  choices: readonly number[],
  sees: Seeing = () => undefined,
): Footprint | null {
  const unit = copyUnit(before);
  const noting = new NotingMemory(memory, self, objects, sees);
  if (step(new WatchedMachine(world, noting, unit, self, choices)) === "blocked") return null;
  if (unit.status !== before.status) noting.note(`status ${self}`, true);
  return noting.touched;
}

/** Whether one writes what the other touches. */
export function conflicting(a: Footprint, b: Footprint): boolean {
  return clash(a, b) || clash(b, a);
}

/** Hands everything on, and notes what is looked at and what is written. */
class NotingMemory implements TellingMemory {
  quiet = false;
  readonly touched = new Map<string, boolean>();
  private readonly memory: Memory;
  private readonly self: number;
  private readonly objects: number;
  private readonly sees: Seeing;
  /** By id. */
  private readonly shown = new Map<number, Readonly<HeapObject>>();
  private readonly edited = new Map<number, HeapObject>();

  constructor(memory: Memory, self: number, objects: number, sees: Seeing) {
    this.memory = memory;
    this.self = self;
    this.objects = objects;
    this.sees = sees;
    this.note(`unit ${self}`, true);
  }

  note(place: string, written: boolean): void {
    this.touched.set(place, written || this.touched.get(place) === true);
  }

  global(index: number): Value | undefined {
    this.note(`g${index}`, false);
    return this.memory.global(index);
  }
  setGlobal(index: number, value: Value | undefined): void {
    this.note(`g${index}`, true);
    this.memory.setGlobal(index, value);
  }
  object(id: number): Readonly<HeapObject> {
    if (this.isNobodysBusiness(id)) return this.memory.object(id);
    let shown = this.edited.get(id) ?? this.shown.get(id);
    if (shown === undefined) {
      const object = this.memory.object(id);
      this.sees(id, ["kind"], object.kind);
      shown = watchedCopy(object, this.noting(id));
      this.shown.set(id, shown);
    }
    return shown;
  }
  edit(id: number): HeapObject {
    const object = this.memory.edit(id);
    if (this.isNobodysBusiness(id)) return object;
    let shown = this.edited.get(id);
    if (shown === undefined) {
      // The parts of a generator are not told apart.
      if (object.kind === "generator") this.note(`o${id}`, true);
      this.sees(id, ["kind"], object.kind);
      shown = watched(object, this.noting(id));
      this.edited.set(id, shown);
    }
    return shown;
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

  private isNobodysBusiness(id: number): boolean {
    return this.quiet || id >= this.objects;
  }

  private noting(id: number): Noting {
    return (way, what, value) => {
      const place = [`o${id}`, ...way].join(".");
      if ((what === "seen" && this.touched.get(place) !== true) || way.length === 0) this.sees(id, way, value);
      this.note(place, what === "changed");
    };
  }
}

/** Whether `writer` writes something that `other` touches. */
function clash(writer: Footprint, other: Footprint): boolean {
  for (const [place, written] of writer) if (written && other.has(place)) return true;
  return false;
}

/** Memory that writes down what a step looks at and what it changes: see `scheduler/watched-object`. */
import type { HeapObject, Value } from "../programs/value.js";
import type { UnitLocal, UnitState, UnitStatus } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import { quietly } from "../scheduler/watched-machine.js";
import type { TellingMemory } from "../scheduler/watched-machine.js";
import type { Sight } from "./glimpse.js";
import { KnownMemory } from "./known-memory.js";
import type { Inquiry } from "./known-memory.js";
import { watched, watchedCopy } from "../scheduler/watched-object.js";
import type { Noting } from "../scheduler/watched-object.js";

/** Place → whether it is changed. */
export type Touched = Map<string, boolean>;

/** Ids of shared objects: up to `fixed` they are names for ever; up to `count` they were there before the step. */
export interface Ids {
  readonly fixed: number;
  readonly count: number;
  /** Objects that nobody ever changes. */
  readonly constant: (id: number) => boolean;
}

/**
 *   g3   o5.attributes.x   a global; a part of an object that was there before the first step
 *   made                   any object that was made on the way, for these have no names that last
 *   unit 2 · status 2      a unit, whether it has ended
 *   edited 2               a unit, as far as others change it
 *   units                  how many units there are
 */
export class WatchedMemory extends KnownMemory implements TellingMemory {
  readonly touched: Touched = new Map();
  readonly sights: Sight[] = [];
  /** A generator was looked at, whose parts are not told apart. */
  coarse = false;
  quiet = false;
  private readonly ids: Ids;
  private readonly watching = new Map<number, { readonly object: object; readonly shown: HeapObject }>();

  constructor(world: World, self: number, inquire: Inquiry, ids: Ids) {
    super(world, self, inquire);
    this.ids = ids;
  }

  note(place: string, written: boolean): void {
    this.touched.set(place, written || this.touched.get(place) === true);
  }

  override global(index: number): Value | undefined {
    this.note(`g${index}`, false);
    return super.global(index);
  }

  override setGlobal(index: number, value: Value | undefined): void {
    this.note(`g${index}`, true);
    super.setGlobal(index, value);
  }

  override object(id: number): Readonly<HeapObject> {
    const object = super.object(id);
    if (this.isNobodysBusiness(id) || this.ids.constant(id)) return object;
    return this.writtenObjects.has(id) ? this.shown(id, object, watched) : this.shown(id, object, watchedCopy);
  }

  override edit(id: number): HeapObject {
    if (this.isNobodysBusiness(id)) return super.edit(id);
    const object = quietly(this, () => super.edit(id));
    if (object.kind === "generator") this.note(this.placeOf(id, ""), true);
    return this.shown(id, object, watched);
  }

  override status(unit: number): UnitStatus {
    this.note(`status ${unit}`, false);
    return super.status(unit);
  }

  override units(): number {
    this.note("units", false);
    return super.units();
  }

  override spawn(unit: UnitState): void {
    this.note("units", true);
    super.spawn(unit);
  }

  override editUnit(unit: number): UnitState {
    for (const part of ["unit", "status", "edited"]) this.note(`${part} ${unit}`, true);
    return super.editUnit(unit);
  }

  override exitCodeOf(unit: number): number | null {
    this.note(`unit ${unit}`, false);
    return super.exitCodeOf(unit);
  }

  override local(unit: number, name: string): UnitLocal | undefined {
    this.note(`unit ${unit}`, false);
    return super.local(unit, name);
  }

  private isNobodysBusiness(id: number): boolean {
    return this.quiet || id >= this.ids.count;
  }

  private placeOf(id: number, part: string): string {
    return id < this.ids.fixed ? `o${id}${part}` : "made";
  }

  private shown(
    id: number,
    object: Readonly<HeapObject>,
    watch: (object: HeapObject, note: Noting) => HeapObject,
  ): HeapObject {
    const known = this.watching.get(id);
    if (known?.object === object) return known.shown;
    const changed = new Set<string>();
    if (id >= this.ids.fixed) this.sights.push({ id, way: ["kind"], value: object.kind });
    const shown = watch(object, (way, what, value) => {
      const part = way.map((key) => `.${key}`).join("");
      this.note(this.placeOf(id, part), what === "changed");
      if (what === "changed") changed.add(part);
      else if (what === "seen" && !changed.has(part)) this.sights.push({ id, way, value });
      else if (way.length === 0) this.coarse = true;
    });
    this.watching.set(id, { object, shown });
    return shown;
  }
}

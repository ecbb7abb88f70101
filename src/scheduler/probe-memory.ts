/** Memory for trying a step out: reads a State, and knows what it has looked at; keeps what is written to itself. */
import type { HeapObject, Value } from "../programs/value.js";
import { LiveMemory } from "./live-memory.js";
import type { Part } from "./live-memory.js";
import { copyObject, copyUnit } from "./state.js";
import type { State, UnitState } from "./state.js";

export class ProbeMemory extends LiveMemory {
  private readonly globals = new Map<number, Value | undefined>();
  private readonly objects = new Map<number, HeapObject>();
  private readonly spawned: UnitState[] = [];
  private readonly edited = new Map<number, UnitState>();
  private made = 0;
  private readonly looks: { readonly part: Part<unknown>; readonly seen: unknown }[] = [];
  override global(index: number): Value | undefined {
    return this.globals.has(index) ? this.globals.get(index) : super.global(index);
  }
  override setGlobal(index: number, value: Value | undefined): void {
    this.globals.set(index, value);
  }
  override object(id: number): Readonly<HeapObject> {
    return this.objects.get(id) ?? super.object(id);
  }
  override edit(id: number): HeapObject {
    let object = this.objects.get(id);
    if (object === undefined) {
      object = copyObject(super.object(id));
      this.objects.set(id, object);
    }
    return object;
  }
  override allocate(make: (base: number) => HeapObject[]): number {
    const base = this.read((state) => state.heap.length) + this.made;
    const objects = make(base);
    objects.forEach((object, i) => this.objects.set(base + i, object));
    this.made += objects.length;
    return base;
  }
  override units(): number {
    return super.units() + this.spawned.length;
  }
  override spawn(unit: UnitState): void {
    this.spawned.push(unit);
  }
  override editUnit(index: number): UnitState {
    const unit = this.edited.get(index) ?? copyUnit(this.unit(index));
    this.edited.set(index, unit);
    return unit;
  }
  protected override unit(index: number): Readonly<UnitState> {
    const edited = this.edited.get(index);
    if (edited !== undefined) return edited;
    const known = super.units();
    return index < known ? super.unit(index) : this.spawned[index - known];
  }

  /** Whether another state is the same in all that was looked at here. */
  wouldSeeTheSame(state: State): boolean {
    return this.looks.every(({ part, seen }) => part(state) === seen);
  }

  protected override read<T>(part: Part<T>): T {
    const seen = super.read(part);
    this.looks.push({ part, seen });
    return seen;
  }
}

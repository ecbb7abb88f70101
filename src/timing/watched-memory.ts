/** The live state of a timed run, and who looked at what while it found that it must wait. */
import type { HeapObject, Value } from "../programs/value.js";
import { LiveMemory } from "../scheduler/live-memory.js";
import type { UnitLocal, UnitState, UnitStatus } from "../scheduler/state.js";

/** What can change: 7 an object, "g3" a module-level name, "u2" a unit, "u" how many there are, "l" any unit's local. */
export type Watch = number | string;

export class WatchedMemory extends LiveMemory {
  /** Units that have ended, but for the time that their last step takes. */
  readonly ending = new Set<number>();
  private watching = false;
  private readonly seen = new Set<Watch>();
  private readonly changed = new Set<Watch>();

  /** From now on notes what is looked at. */
  watch(): void {
    this.watching = true;
    this.seen.clear();
  }

  /** What has been looked at. */
  looked(): readonly Watch[] {
    this.watching = false;
    return [...this.seen];
  }

  /** What has changed since this was asked last. */
  changes(): readonly Watch[] {
    if (this.changed.size === 0) return [];
    const changes = [...this.changed];
    this.changed.clear();
    return changes;
  }

  change(what: Watch): void {
    this.changed.add(what);
  }

  override global(index: number): Value | undefined {
    this.look("g", index);
    return super.global(index);
  }
  override setGlobal(index: number, value: Value | undefined): void {
    this.changed.add(`g${index}`);
    super.setGlobal(index, value);
  }
  override object(id: number): Readonly<HeapObject> {
    if (this.watching) this.seen.add(id);
    return super.object(id);
  }
  override edit(id: number): HeapObject {
    this.changed.add(id);
    return super.edit(id);
  }
  override status(unit: number): UnitStatus {
    this.look("u", unit);
    return this.ending.has(unit) ? "ready" : super.status(unit);
  }
  override units(): number {
    this.look("u", "");
    return super.units();
  }
  override spawn(unit: UnitState): void {
    this.changed.add("u");
    super.spawn(unit);
  }
  override editUnit(unit: number): UnitState {
    this.changed.add(`u${unit}`);
    return super.editUnit(unit);
  }
  override exitCodeOf(unit: number): number | null {
    this.look("u", unit);
    return super.exitCodeOf(unit);
  }
  override local(unit: number, name: string): UnitLocal | undefined {
    this.look("l", "");
    return super.local(unit, name);
  }

  private look(kind: string, which: number | string): void {
    if (this.watching) this.seen.add(`${kind}${which}`);
  }
}

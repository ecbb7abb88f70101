/**
 * Memory as far as it is known. The searching engine runs a step once for each distinct thing it can see: it starts
 * with nothing known, and whenever the step asks for a place, that is noted (`Inquiry`) and looked up in the state at
 * hand. So a step's footprint is discovered, never declared, and cannot be wrong.
 */
import type { HeapObject, Value } from "../programs/value.js";
import { localOf } from "../scheduler/live-memory.js";
import { copyObject, copyUnit } from "../scheduler/state.js";
import type { Memory, UnitLocal, UnitState, UnitStatus } from "../scheduler/state.js";
import { identified } from "../scheduler/world.js";
import type { World } from "../scheduler/world.js";

/** What a step may need to know: a global, an object, a unit's status or all of a unit, how many objects or units there are, what time it is, whether a global holds a value. */
export type Need = "global" | "object" | "status" | "unit" | "objects" | "units" | "clock" | "holds";

/** Tells the memory what it needs to know. `value`: what a global either holds or does not. */
export type Inquiry = (memory: KnownMemory, need: Need, argument: number, value?: Value) => void;

/** Facts by need and argument; an unbound global is known as undefined. A part of an object with a place of its own (see `parts`) is like a global. */
export class KnownMemory implements Memory {
  private readonly world: World;
  private readonly self: number;
  protected readonly globals = new Map<number, Value | undefined>();
  /** What globals do not hold. */
  protected readonly others: { readonly index: number; readonly value: Value | undefined }[] = [];
  private readonly objects = new Map<number, Readonly<HeapObject>>();
  private readonly statuses = new Map<number, UnitStatus>();
  private readonly unitStates = new Map<number, Readonly<UnitState>>();
  private objectCount = -1;
  private unitCount = -1;
  private time: bigint | null = null;
  protected readonly inquire: Inquiry;
  readonly writtenGlobals = new Set<number>();
  readonly writtenObjects = new Map<number, HeapObject>();
  readonly spawned: UnitState[] = [];
  /** Other units that the step has changed. */
  readonly editedUnits = new Map<number, UnitState>();

  constructor(world: World, self: number, inquire: Inquiry) {
    this.world = world;
    this.self = self;
    this.inquire = inquire;
  }

  knowGlobal(index: number, value: Value | undefined): void {
    this.globals.set(index, value);
  }
  knowOther(index: number, value: Value | undefined): void {
    this.others.push({ index, value });
  }
  knowObject(id: number, object: Readonly<HeapObject>): void {
    this.objects.set(id, object);
  }
  knowStatus(unit: number, status: UnitStatus): void {
    this.statuses.set(unit, status);
  }
  knowUnit(unit: number, state: Readonly<UnitState>): void {
    this.unitStates.set(unit, state);
  }
  knowObjectCount(count: number): void {
    this.objectCount = count;
  }
  knowUnitCount(count: number): void {
    this.unitCount = count;
  }

  knowClock(time: bigint): void {
    this.time = time;
  }

  global(index: number): Value | undefined {
    if (!this.globals.has(index)) this.inquire(this, "global", index);
    return this.globals.get(index);
  }
  setGlobal(index: number, value: Value | undefined): void {
    this.globals.set(index, value);
    this.writtenGlobals.add(index);
  }
  object(id: number): Readonly<HeapObject> {
    return this.writtenObjects.get(id) ?? this.found(this.objects, "object", id);
  }
  edit(id: number): HeapObject {
    const written = this.writtenObjects.get(id);
    if (written !== undefined) return written;
    const copy = copyObject(this.object(id));
    this.writtenObjects.set(id, copy);
    return copy;
  }
  allocate(make: (base: number) => HeapObject[]): number {
    if (this.objectCount < 0) this.inquire(this, "objects", 0);
    const base = this.objectCount;
    const objects = make(base);
    objects.forEach((object, i) => this.writtenObjects.set(base + i, object));
    this.objectCount += objects.length;
    return base;
  }
  status(unit: number): UnitStatus {
    if (unit === this.self) return "ready";
    const edited = this.editedUnits.get(unit);
    if (edited !== undefined) return edited.status;
    const fresh = this.freshUnit(unit);
    if (fresh !== null) return fresh.status;
    return this.found(this.statuses, "status", unit);
  }
  units(): number {
    if (this.unitCount < 0) this.inquire(this, "units", 0);
    return this.unitCount + this.spawned.length;
  }
  spawn(unit: UnitState): void {
    this.spawned.push(unit);
  }
  editUnit(unit: number): UnitState {
    const fresh = this.freshUnit(unit);
    if (fresh !== null) return fresh;
    const edited = this.editedUnits.get(unit) ?? copyUnit(this.wholeUnit(unit));
    this.editedUnits.set(unit, edited);
    return edited;
  }
  processOf(unit: number): number {
    return this.wholeUnit(unit).process;
  }
  exitCodeOf(unit: number): number | null {
    return this.wholeUnit(unit).exitCode;
  }
  local(unit: number, name: string): UnitLocal | undefined {
    return localOf(this.world, this.wholeUnit(unit), name);
  }
  isDaemon(unit: number): boolean {
    return this.wholeUnit(unit).daemon;
  }
  unitName(unit: number): string {
    identified(this.world, unit);
    return this.wholeUnit(unit).name;
  }
  clock(): bigint {
    if (this.time === null) this.inquire(this, "clock", 0);
    return this.time ?? 0n;
  }

  private freshUnit(unit: number): UnitState | null {
    return this.unitCount >= 0 && unit >= this.unitCount ? this.spawned[unit - this.unitCount] : null;
  }

  private wholeUnit(unit: number): Readonly<UnitState> {
    return this.freshUnit(unit) ?? this.editedUnits.get(unit) ?? this.found(this.unitStates, "unit", unit);
  }

  private found<T>(facts: ReadonlyMap<number, T>, need: Need, argument: number): T {
    if (!facts.has(argument)) this.inquire(this, need, argument);
    return facts.get(argument) as T;
  }
}

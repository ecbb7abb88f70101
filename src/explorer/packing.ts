/**
 * Packed states. Most of what a program has in memory never changes while its units run (functions, classes,
 * constants, lists that are only read), so a packed state holds a cell only for what some step has been seen to write:
 *
 *   [ one cell for each unit: its number | the clock, if it is kept | one cell for each place written so far, in order of first writing ]
 *
 *   place   a global by its index, then parts of objects (see parts.ts), then a shared object by its id behind these
 *   cell    0: as in the initial state; else the interned number of what is there
 *
 * A place that is written for the first time gets the next cell. States packed before have no such cell, which reads
 * as 0, which is true of them.
 */
import type { HeapObject, Value } from "../programs/value.js";
import type { State, UnitState } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import { internedObjects, internedUnits, internedValues } from "./interning.js";
import { madeOf, Parts } from "./parts.js";
import { TextNumbers } from "./text-numbers.js";

/** Of which form packed states are. */
export interface Shape {
  /** How many units there may be. */
  readonly units: number;
  /** Whether the clock is a part of the state: only if the program looks at it. */
  readonly clock: boolean;
  /** Ids of objects that are packed in parts. */
  readonly parted: readonly number[];
}

/** A step looks at the clock, which the packed states leave out: the search starts over and keeps it. */
export class NeedsClock extends Error {}

export class Packing {
  readonly values = internedValues();
  readonly objects = internedObjects();
  readonly units = internedUnits();
  /** Room for units at the start of a packed state. */
  readonly unitCells: number;
  /** How many globals there are. */
  readonly globals: number;
  /** Their places come behind the globals. */
  readonly parts: Parts;
  /** How many shared objects were there before the first step: they keep their ids for ever. */
  readonly fixed: number;
  /** Places that have a cell, in the order in which `scheduler/canonical` comes to them. */
  readonly written: number[] = [];
  /** Cells in use so far: vectors must have that many. */
  width: number;
  /** What places are asked to hold: see `holding`. */
  readonly holdings: { readonly place: number; readonly number: number }[] = [];
  /** Whether some step has made an object. */
  allocates = false;
  /** Whether the clock has a cell. */
  readonly keepsClock: boolean;
  private readonly startClock: bigint;
  private readonly start: number[];
  private readonly cellOf: number[] = [];
  private readonly unbound: number;
  private readonly holdingNumbers = new TextNumbers();

  constructor(world: World, initial: State, fixed: number, shape: Shape) {
    this.unitCells = shape.units;
    this.keepsClock = shape.clock;
    this.width = shape.units + (shape.clock ? 1 : 0);
    this.startClock = initial.clock;
    this.globals = world.program.globals.length;
    this.parts = new Parts(this.globals, initial.heap, shape.parted);
    this.fixed = fixed;
    this.unbound = this.values.add({ kind: "builtin", name: "unbound" });
    this.start = [
      ...[...initial.globals, ...this.parts.start].map((value) => this.globalNumber(value)),
      ...initial.heap.map((object) => this.objects.add(object)),
    ];
  }

  globalNumber(value: Value | undefined): number {
    return value === undefined ? this.unbound : this.values.add(value);
  }

  globalAt(number: number): Value | undefined {
    return number === this.unbound ? undefined : this.values.get(number);
  }

  /** The place of an object. */
  placeOf(id: number): number {
    return this.parts.end + id;
  }

  /** Whether a value is at the place, a global or a part; else it is an object. */
  isValue(place: number): boolean {
    return place < this.parts.end;
  }

  /** Whether the place is of something that was there before the first step. */
  isFixed(place: number): boolean {
    return place < this.placeOf(this.fixed);
  }

  /** The number of an object: of one that is packed in parts it is made up. */
  objectNumber(vector: Int32Array, id: number): number {
    const parted = this.parts.get(id);
    if (parted === undefined) return this.get(vector, this.placeOf(id));
    return this.objects.add(madeOf(parted, (place) => this.values.get(this.get(vector, place))));
  }

  /** The number of "the global holds this value". */
  holding(place: number, value: Value | undefined): number {
    const number = this.globalNumber(value);
    const holding = this.holdingNumbers.of(`${place} ${number}`);
    this.holdings[holding] ??= { place, number };
    return holding;
  }

  /** The number at a place; 0 for an object that does not exist. */
  get(vector: Int32Array, place: number): number {
    const cell = this.cellOf[place];
    if (cell === undefined || cell >= vector.length) return this.start[place] ?? 0;
    const number = vector[cell];
    return number === 0 ? (this.start[place] ?? 0) : number;
  }

  /** The vector must have a cell for the place. */
  set(vector: Int32Array, place: number, number: number): void {
    vector[this.cellOf[place]] = this.cellNumber(place, number);
  }

  /** The cell of a place, if it has one. */
  cellAt(place: number): number | undefined {
    return this.cellOf[place];
  }

  /** What a place's cell holds when that number is there. */
  cellNumber(place: number, number: number): number {
    return number === this.start[place] ? 0 : number;
  }

  /** Whether anything interned so far refers to an interchangeable unit. */
  get namesUnits(): boolean {
    return this.units.namesUnits || this.objects.namesUnits || this.values.namesUnits;
  }

  /** Nothing has written the place so far, so that it holds what it held at the start. */
  isUnwritten(place: number): boolean {
    return this.cellOf[place] === undefined && this.isFixed(place) && !this.parts.has(place - this.parts.end);
  }

  startOf(place: number): number {
    return this.start[place];
  }

  /** Makes sure that a place has a cell; false: it had one. */
  reserve(place: number): boolean {
    if (this.cellOf[place] !== undefined) return false;
    this.cellOf[place] = this.width++;
    this.allocates ||= !this.isFixed(place);
    const rank = (each: number): number => this.placeOf(this.parts.ownerOf(each) ?? each - this.parts.end);
    this.written.push(place);
    this.written.sort((a, b) => rank(a) - rank(b) || a - b);
    return true;
  }

  /** Places that have a cell, in the order of their cells. */
  get reserved(): number[] {
    return [...this.written].sort((a, b) => this.cellOf[a] - this.cellOf[b]);
  }

  /** How many shared objects there are; those made while running are numbered without gaps. */
  objectCount(vector: Int32Array): number {
    let count = this.fixed;
    while (this.get(vector, this.placeOf(count)) !== 0) count += 1;
    return count;
  }

  unitCount(vector: Int32Array): number {
    let count = this.unitCells;
    while (count > 0 && vector[count - 1] === 0) count -= 1;
    return count;
  }

  /** What the clock's cell stands for. */
  clockAt(cell: number): bigint {
    const time = cell === 0 ? this.startClock : this.values.get(cell);
    return typeof time === "bigint" ? time : this.startClock;
  }

  requireClock(): void {
    if (!this.keepsClock) throw new NeedsClock();
  }

  passTime(vector: Int32Array, time: bigint): void {
    if (this.keepsClock) vector[this.unitCells] = this.values.add(this.clockAt(vector[this.unitCells]) + time);
  }

  /** The initial state, given the numbers of its units. */
  pack(units: readonly number[]): Int32Array {
    const vector = new Int32Array(this.width);
    units.forEach((number, i) => {
      vector[i] = number;
    });
    return vector;
  }

  unpack(vector: Int32Array): State {
    const units: UnitState[] = [];
    for (let i = 0; i < this.unitCount(vector); i++) units.push(this.units.get(vector[i]));
    const globals = Array.from({ length: this.globals }, (_, i) => this.globalAt(this.get(vector, i)));
    const heap: HeapObject[] = [];
    for (let id = 0; id < this.objectCount(vector); id++) heap.push(this.objects.get(this.objectNumber(vector, id)));
    return { units, globals, heap, clock: this.keepsClock ? this.clockAt(vector[this.unitCells]) : this.startClock };
  }
}

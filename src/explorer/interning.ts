/**
 * Numbers for values, objects and units: equal text, equal number, from 1 in order of first sight (0 stands for
 * "nothing"). A packed state is a vector of such numbers.
 */
import { encode, encodeObject } from "../programs/encode.js";
import type { HeapObject, Ref, Value } from "../programs/value.js";
import { visitObject, visitUnit, visitValue } from "../scheduler/refs.js";
import type { UnitState } from "../scheduler/state.js";
import { encodeUnit, privateIds } from "../scheduler/state-text.js";

export class Interned<T> {
  readonly items: (T | undefined)[] = [undefined];
  /** For each item the shared ids it refers to, in order. */
  readonly refs: (readonly number[])[] = [[]];
  private readonly numbers = new Map<string, number>();
  private readonly textOf: (item: T) => string;
  private readonly refsOf: (item: T) => number[];

  constructor(textOf: (item: T) => string, refsOf: (item: T) => number[]) {
    this.textOf = textOf;
    this.refsOf = refsOf;
  }

  /** The item must not be changed afterwards. */
  add(item: T): number {
    const text = this.textOf(item);
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.items.length;
    this.numbers.set(text, number);
    this.items.push(item);
    this.refs.push(this.refsOf(item));
    return number;
  }

  get(number: number): T {
    const item = this.items[number];
    if (item === undefined) throw new RangeError(`bug in the search: nothing has the number ${number}`);
    return item;
  }

  get size(): number {
    return this.items.length;
  }
}

function sharedIds(walk: (visit: (ref: Ref) => void) => void): number[] {
  const ids: number[] = [];
  walk((ref) => {
    if (ref.id >= 0 && !ids.includes(ref.id)) ids.push(ref.id);
  });
  return ids;
}

export function internedValues(): Interned<Value> {
  return new Interned<Value>(encode, (value) =>
    sharedIds((visit) => {
      visitValue(value, visit);
    }),
  );
}

export function internedObjects(): Interned<HeapObject> {
  return new Interned<HeapObject>(encodeObject, (object) =>
    sharedIds((visit) => {
      visitObject(object, visit);
    }),
  );
}

export function internedUnits(): Interned<UnitState> {
  return new Interned<UnitState>(encodeUnit, (unit) =>
    sharedIds((visit) => {
      visitUnit(unit, visit);
      for (const id of Object.keys(unit.locals)) if (Number(id) >= 0) visit({ kind: "ref", id: Number(id) });
      for (const id of privateIds(unit)) visitObject(unit.heap[id], visit);
    }),
  );
}

/**
 * Numbers for values, objects and units: equal text, equal number, from 1 in order of first sight (0 stands for
 * "nothing"). A packed state is a vector of such numbers.
 */
import { encode, encodeObject } from "../programs/encode.js";
import type { HeapObject, Ref, Value } from "../programs/value.js";
import { visitObject, visitUnit, visitValue } from "../scheduler/refs.js";
import type { Visit } from "../scheduler/refs.js";
import type { UnitState } from "../scheduler/state.js";
import { encodeUnit, privateIds } from "../scheduler/state-text.js";

export class Interned<T> {
  readonly items: (T | undefined)[] = [undefined];
  /** For each item the shared ids it refers to, in order. */
  readonly refs: (readonly number[])[] = [[]];
  /** For each item the interchangeable units it refers to, in order. */
  readonly units: (readonly number[])[] = [[]];
  namesUnits = false;
  private readonly numbers = new Map<string, number>();
  private readonly textOf: (item: T) => string;
  private readonly namedIn: (item: T) => Named;

  constructor(textOf: (item: T) => string, namedIn: (item: T) => Named) {
    this.textOf = textOf;
    this.namedIn = namedIn;
  }

  /** The item must not be changed afterwards. */
  add(item: T): number {
    const text = this.textOf(item);
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.items.length;
    this.numbers.set(text, number);
    this.items.push(item);
    const { refs, units } = this.namedIn(item);
    this.namesUnits ||= units.length > 0;
    this.refs.push(refs);
    this.units.push(units);
    return number;
  }

  get(number: number): T {
    const item = this.items[number];
    if (item === undefined) throw new RangeError(`bug in the search: nothing has the number ${number}`);
    return item;
  }

  /** All items, in the order of their numbers. */
  get all(): readonly T[] {
    return this.items.slice(1) as T[];
  }

  get size(): number {
    return this.items.length;
  }
}

/** What an item refers to: shared objects, by id, and interchangeable units; each once. */
interface Named {
  readonly refs: readonly number[];
  readonly units: readonly number[];
}

const nobody: readonly number[] = [];

function named(walk: (visit: Visit) => void): Named {
  const refs: number[] = [];
  const units: number[] = [];
  const visit = (ref: Ref): void => {
    if (ref.id >= 0 && !refs.includes(ref.id)) refs.push(ref.id);
  };
  const unit = (index: number): void => {
    if (!units.includes(index)) units.push(index);
  };
  walk(Object.assign(visit, { unit }));
  return { refs, units: units.length === 0 ? nobody : units };
}

export function internedValues(): Interned<Value> {
  return new Interned<Value>(encode, (value) =>
    named((visit) => {
      visitValue(value, visit);
    }),
  );
}

export function internedObjects(): Interned<HeapObject> {
  return new Interned<HeapObject>(encodeObject, (object) =>
    named((visit) => {
      visitObject(object, visit);
    }),
  );
}

export function internedUnits(): Interned<UnitState> {
  return new Interned<UnitState>(encodeUnit, (unit) =>
    named((visit) => {
      visitUnit(unit, visit);
      for (const id of Object.keys(unit.locals)) if (Number(id) >= 0) visit({ kind: "ref", id: Number(id) });
      for (const id of privateIds(unit)) visitObject(unit.heap[id], visit);
    }),
  );
}

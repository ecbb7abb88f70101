/**
 * Objects that are packed in parts. A list that keeps its length may have a place for each of its items, as a global has
 * one, instead of one for all; and so may a dict that keeps its keys, and an instance that keeps its names. Then a step that
 * touches one part has nothing to do with the others.
 *
 *   places   [ globals | parts of such objects | objects, by id ]
 *
 * That an object is none of these turns out when something is done with it: the search starts over (`Indivisible`).
 */
import { same } from "../programs/encode.js";
import type { Dict, HeapObject, Instance, List, Value } from "../programs/value.js";
import type { Way } from "../scheduler/watched-object.js";
import type { World } from "../scheduler/world.js";

/** What a search takes in parts it must take as one object. */
export class Indivisible extends Error {
  readonly id: number;
  constructor(id: number) {
    super(`object ${id} is more than its parts`);
    this.id = id;
  }
}

type Divisible = List | Dict | Instance;

function isDivisible(object: Readonly<HeapObject>): object is Divisible {
  return object.kind === "list" || object.kind === "dict" || object.kind === "instance";
}

/** With more, a place for each would make packed states long. */
const partsMax = 256;

/** Ids of the objects that can be packed in parts, unless something is done with them that tells otherwise. */
export function divisible({ frozen, threadLocals }: World, heap: readonly HeapObject[]): number[] {
  return heap.flatMap((object, id) => {
    if (!isDivisible(object) || frozen.has(id) || threadLocals.has(id)) return [];
    const { length } = partsOf(object);
    return length > 0 && length <= partsMax ? [id] : [];
  });
}

/** Without the one that turned out not to be divisible; what happens to an instance happens to others of its class. */
export function without(id: number, ids: readonly number[], heap: readonly HeapObject[]): number[] {
  const cls = classOf(heap[id]);
  return ids.filter((each) => each !== id && (cls === undefined || !same(classOf(heap[each]), cls)));
}

function classOf(object: Readonly<HeapObject>): Value | undefined {
  return object.kind === "instance" ? object.cls : undefined;
}

function partsOf(object: Readonly<Divisible>): [string, Value][] {
  switch (object.kind) {
    case "list":
      return Object.entries(object.items);
    case "dict":
      return Object.entries(object.entries.map(([, value]) => value));
    case "instance":
      return Object.entries(object.attributes);
  }
}

export interface Parted {
  /** As it was at the start. */
  readonly object: Readonly<Divisible>;
  /** By index or name, in order; of a dict by the index of the entry. */
  readonly places: ReadonlyMap<string, number>;
}

export class Parts {
  /** What is there at the start, in the order of places. */
  readonly start: readonly Value[];
  /** The place behind the last one. */
  readonly end: number;
  private readonly parted = new Map<number, Parted>();
  /** By place. */
  private readonly owners: number[] = [];

  /** `first`: their first place; `ids`: of objects in the heap. */
  constructor(first: number, heap: readonly HeapObject[], ids: readonly number[]) {
    const start: Value[] = [];
    for (const id of ids) {
      const object = heap[id];
      if (!isDivisible(object)) throw new Indivisible(id);
      const places = new Map<string, number>();
      for (const [key, value] of partsOf(object)) {
        const place = first + start.push(value) - 1;
        places.set(key, place);
        this.owners[place] = id;
      }
      this.parted.set(id, { object, places });
    }
    this.start = start;
    this.end = first + start.length;
  }

  /** Undefined: it is not packed in parts. */
  get(id: number): Parted | undefined {
    return this.parted.get(id);
  }

  has(id: number): boolean {
    return this.parted.has(id);
  }

  /** The object whose part is there. */
  ownerOf(place: number): number | undefined {
    return this.owners[place];
  }

  /** The place of the attribute; undefined: it has none. */
  attributeAt(id: number, name: string): number | undefined {
    const parted = this.parted.get(id);
    return parted?.object.kind === "instance" ? parted.places.get(name) : undefined;
  }

  /** The place of what is seen on the way (see `scheduler/watched-object`); undefined: it never changes. */
  seenAt(id: number, [, key, part]: Way): number | undefined {
    const parted = this.parted.get(id);
    return parted?.object.kind === "dict" && part !== "1" ? undefined : parted?.places.get(key);
  }

  /** The place of `object[index]`; undefined: it has none. */
  itemAt(id: number, index: Value): number | undefined {
    const parted = this.parted.get(id);
    if (parted?.object.kind === "list" && typeof index === "bigint") return parted.places.get(index.toString());
    if (parted?.object.kind !== "dict") return undefined;
    return parted.places.get(String(parted.object.entries.findIndex(([key]) => same(key, index))));
  }
}

/** Of memory in which every object is one. */
export const noParts = new Parts(0, [], []);

/** The object with other parts. */
export function madeOf({ object, places }: Parted, valueAt: (place: number) => Value): Divisible {
  const values = Array.from(places.values(), valueAt);
  switch (object.kind) {
    case "list":
      return { ...object, items: values };
    case "dict":
      return { ...object, entries: object.entries.map(([key], i) => [key, values[i]]) };
    case "instance":
      return { ...object, attributes: Object.fromEntries(Array.from(places.keys(), (name, i) => [name, values[i]])) };
  }
}

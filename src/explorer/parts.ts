/**
 * Objects that are packed in parts. A list that keeps its length may have a place for each of its items, as a global has
 * one, instead of one for all: then a step that touches one item has nothing to do with the others.
 *
 *   places   [ globals | items of such lists | objects, by id ]
 *
 * That a list is none of these turns out when something is done with it: the search starts over (`Indivisible`).
 */
import type { HeapObject, Value } from "../programs/value.js";
import type { World } from "../scheduler/world.js";

/** The object must have one place for all that is in it. */
export class Indivisible extends Error {
  readonly id: number;
  constructor(id: number) {
    super(`object ${id} is no sum of its parts`);
    this.id = id;
  }
}

/** Ids of the objects that can be packed in parts, unless something is done with them that tells otherwise. */
export function divisible(world: World, heap: readonly HeapObject[]): number[] {
  return heap.flatMap((object, id) =>
    object.kind === "list" && object.items.length > 0 && !world.frozen.has(id) ? [id] : [],
  );
}

export class Parts {
  /** What is there at the start, in the order of places. */
  readonly start: readonly Value[];
  /** The place behind the last one. */
  readonly end: number;
  private readonly firsts = new Map<number, number>();
  private readonly lengths = new Map<number, number>();
  /** By place. */
  private readonly owners: number[] = [];

  /** `first`: their first place; `ids`: of objects in the heap. */
  constructor(first: number, heap: readonly HeapObject[], ids: readonly number[]) {
    const start: Value[] = [];
    for (const id of ids) {
      const object = heap[id];
      if (object.kind !== "list") throw new Indivisible(id);
      this.firsts.set(id, first + start.length);
      this.lengths.set(id, object.items.length);
      for (const item of object.items) this.owners[first + start.push(item) - 1] = id;
    }
    this.start = start;
    this.end = first + start.length;
  }

  /** The place of the object's first part; undefined: it is not packed in parts. */
  firstOf(id: number): number | undefined {
    return this.firsts.get(id);
  }

  has(id: number): boolean {
    return this.firsts.has(id);
  }

  lengthOf(id: number): number {
    return this.lengths.get(id) ?? 0;
  }

  /** The object whose part is there. */
  ownerOf(place: number): number | undefined {
    return this.owners[place];
  }

  /** The place of an item; undefined: it has none. */
  placeOf(id: number, index: number): number | undefined {
    const first = this.firsts.get(id);
    const at = index < 0 ? index + this.lengthOf(id) : index;
    return first !== undefined && at >= 0 && at < this.lengthOf(id) ? first + at : undefined;
  }
}

/** Of memory in which every object is one. */
export const noParts = new Parts(0, [], []);

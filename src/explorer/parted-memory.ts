/** Memory that knows objects which are packed in parts (see `parts`) part by part: what fills the tables. */
import { same } from "../programs/encode.js";
import type { HeapObject, List, Value } from "../programs/value.js";
import type { Target } from "../scheduler/target.js";
import type { World } from "../scheduler/world.js";
import { KnownMemory } from "./known-memory.js";
import type { Inquiry } from "./known-memory.js";
import { Indivisible } from "./parts.js";
import type { Parts } from "./parts.js";

/** Who looks at more parts of an object than that looks at it as a whole. */
const partsMax = 8;

export class PartedMemory extends KnownMemory {
  private readonly parts: Parts;
  private readonly lists = new Map<number, List>();

  constructor(world: World, self: number, inquire: Inquiry, parts: Parts) {
    super(world, self, inquire);
    this.parts = parts;
  }

  override object(id: number): Readonly<HeapObject> {
    return this.inParts(id) ?? super.object(id);
  }
  override edit(id: number): HeapObject {
    return this.inParts(id) ?? super.edit(id);
  }

  stored(id: number): Readonly<HeapObject> {
    const first = this.parts.firstOf(id);
    if (first === undefined) return this.object(id);
    const end = first + this.parts.lengthOf(id);
    const written = [...this.writtenGlobals].filter((place) => place >= first && place < end);
    return { kind: "list", items: written.flatMap((place) => this.global(place) ?? []) };
  }

  holds(target: Target, value: Value | undefined): boolean | undefined {
    const place = this.placeOf(target);
    if (place === undefined) return undefined;
    const isOther = (): boolean => this.others.some((other) => other.index === place && same(other.value, value));
    if (!this.globals.has(place) && !isOther()) this.inquire(this, "holds", place, value);
    return this.globals.has(place) ? same(this.globals.get(place), value) : false;
  }

  private placeOf(target: Target): number | undefined {
    if (target.kind === "global") return target.module === undefined ? target.index : undefined;
    if (target.kind !== "item" || typeof target.index !== "bigint") return undefined;
    return this.parts.placeOf(target.ref.id, Number(target.index));
  }

  private inParts(id: number): List | undefined {
    const first = this.parts.firstOf(id);
    if (first === undefined) return undefined;
    let list = this.lists.get(id);
    if (list === undefined) this.lists.set(id, (list = this.listAt(id, first)));
    return list;
  }

  /** A list whose items are looked up when they are asked for. */
  private listAt(id: number, first: number): List {
    const length = this.parts.lengthOf(id);
    const looked = new Set<number>();
    const at = (key: string | symbol): number | undefined => {
      const index = typeof key === "string" ? Number(key) : Number.NaN;
      return Number.isInteger(index) && index >= 0 && index < length ? first + index : undefined;
    };
    const write = (place: number, value: Value): void => {
      this.setGlobal(place, value);
    };
    const items = new Proxy(new Array<Value>(length), {
      get: (array, key) => {
        const place = at(key);
        if (place === undefined) return Reflect.get(array, key) as unknown;
        if (looked.add(place).size > partsMax) throw new Indivisible(id);
        return this.global(place);
      },
      has: (array, key) => at(key) !== undefined || Reflect.has(array, key),
      set: (_, key, value: Value | number) => {
        const place = at(key);
        if (place !== undefined) write(place, value);
        else if (key !== "length" || value !== length) throw new Indivisible(id);
        return true;
      },
      deleteProperty: () => {
        throw new Indivisible(id);
      },
      ownKeys: () => {
        throw new Indivisible(id);
      },
      getOwnPropertyDescriptor: () => {
        throw new Indivisible(id);
      },
    });
    return {
      kind: "list",
      get items() {
        return items;
      },
      set items(values) {
        if (values.length !== length) throw new Indivisible(id);
        [...values].forEach((value, i) => {
          write(first + i, value);
        });
      },
    };
  }
}

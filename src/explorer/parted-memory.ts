/** Memory that knows objects which are packed in parts (see `parts`) part by part: what fills the tables. */
import { same } from "../programs/encode.js";
import type { HeapObject, Value } from "../programs/value.js";
import type { Target } from "../scheduler/target.js";
import type { World } from "../scheduler/world.js";
import { KnownMemory } from "./known-memory.js";
import type { Inquiry } from "./known-memory.js";
import { Indivisible } from "./parts.js";
import type { Parted, Parts } from "./parts.js";

/** Who looks at more items of a list than that looks at it as a whole. */
const itemsMax = 8;

export class PartedMemory extends KnownMemory {
  private readonly parts: Parts;
  private readonly shown = new Map<number, HeapObject>();

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

  stored(id: number): HeapObject {
    const parted = this.parts.get(id);
    if (parted === undefined) return this.edit(id);
    const values: Record<number, Value> = {};
    for (const place of parted.places.values())
      if (this.writtenGlobals.has(place))
        Object.defineProperty(values, place, {
          enumerable: true,
          get: () => this.global(place),
          set: (value: Value) => {
            this.setGlobal(place, value);
          },
        });
    return { kind: "namespace", values };
  }

  holds(target: Target, value: Value | undefined): boolean | undefined {
    const place = this.placeOf(target);
    if (place === undefined) return undefined;
    const isOther = (): boolean => this.others.some((other) => other.index === place && same(other.value, value));
    if (!this.globals.has(place) && !isOther()) this.inquire(this, "holds", place, value);
    return this.globals.has(place) ? same(this.globals.get(place), value) : false;
  }

  private placeOf(target: Target): number | undefined {
    switch (target.kind) {
      case "global":
        return target.module === undefined ? target.index : undefined;
      case "attribute":
        return this.parts.placeOf(target.ref.id, target.name);
      case "item":
        return typeof target.index === "bigint"
          ? this.parts.placeOf(target.ref.id, target.index.toString())
          : undefined;
      case "object":
        return undefined;
    }
  }

  private inParts(id: number): HeapObject | undefined {
    const parted = this.parts.get(id);
    if (parted === undefined) return undefined;
    let shown = this.shown.get(id);
    if (shown === undefined) this.shown.set(id, (shown = this.show(id, parted)));
    return shown;
  }

  /** The object with parts that are looked up when they are asked for. */
  private show(id: number, { object, places }: Parted): HeapObject {
    if (object.kind === "instance")
      return { ...object, attributes: this.partwise(id, { ...object.attributes }, places, Infinity) };
    const items = this.partwise(id, object.items.slice(), places, itemsMax);
    return {
      ...object,
      get items() {
        return items;
      },
      set items(values) {
        if (values.length !== places.size) throw new Indivisible(id);
        values.forEach((value, i) => {
          items[i] = value;
        });
      },
    };
  }

  /** `outline`: has the keys of the parts; what else is in it does not matter. */
  private partwise<T extends object>(id: number, outline: T, places: Parted["places"], most: number): T {
    const looked = new Set<number>();
    const at = (key: string | symbol): number | undefined => (typeof key === "string" ? places.get(key) : undefined);
    const set = (key: string | symbol, value: Value): boolean => {
      const place = at(key);
      if (place !== undefined) this.setGlobal(place, value);
      return place !== undefined;
    };
    return new Proxy(outline, {
      get: (target, key): unknown => {
        const place = at(key);
        if (place === undefined) return Reflect.get(target, key);
        if (looked.add(place).size > most) throw new Indivisible(id);
        return this.global(place);
      },
      set: (target, key, value: Value) => {
        if (set(key, value) || (Array.isArray(target) && key === "length" && Number(value) === target.length))
          return true;
        throw new Indivisible(id);
      },
      deleteProperty: () => {
        throw new Indivisible(id);
      },
    });
  }
}

/** Memory that knows objects which are packed in parts (see `parts`) part by part: what fills the tables. */
import { same } from "../programs/encode.js";
import type { HeapObject, Value } from "../programs/value.js";
import type { Target } from "../scheduler/target.js";
import type { World } from "../scheduler/world.js";
import { KnownMemory } from "./known-memory.js";
import type { Inquiry } from "./known-memory.js";
import { Indivisible } from "./parts.js";
import type { Parted, Parts } from "./parts.js";

/** Who looks at more parts of a list or a dict than that looks at it as a whole. */
const itemsMax = 8;

type Places = ReadonlyMap<string, number>;

export class PartedMemory extends KnownMemory {
  private readonly parts: Parts;
  private readonly shown = new Map<number, HeapObject>();
  /** By object: the places of parts that have been looked at. */
  private readonly looked = new Map<number, Set<number>>();

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
    if (!this.parts.has(id)) return this.edit(id);
    const values: Record<number, Value> = {};
    for (const place of this.writtenGlobals)
      if (this.parts.ownerOf(place) === id)
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
        return this.parts.attributeAt(target.ref.id, target.name);
      case "item":
        return this.parts.itemAt(target.ref.id, target.index);
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
    const within = <T extends object>(outline: T, parts: Places): T => new Proxy(outline, new Looking(this, id, parts));
    const putAll = (values: readonly Value[]): void => {
      if (values.length !== places.size) throw new Indivisible(id);
      [...places.values()].forEach((place, i) => {
        this.setGlobal(place, values[i]);
      });
    };
    switch (object.kind) {
      case "instance":
        return { ...object, attributes: within({ ...object.attributes }, places) };
      case "list": {
        const items = within(object.items.slice(), places);
        return {
          ...object,
          get items() {
            return items;
          },
          set items(values) {
            putAll(values);
          },
        };
      }
      case "dict": {
        const of = [...places.values()];
        const pairs = object.entries.map((entry, i) => within<[Value, Value]>([...entry], new Map([["1", of[i]]])));
        const entries = within(pairs, new Map());
        return {
          ...object,
          get entries() {
            return entries;
          },
          set entries(pairs) {
            if (pairs.some(([key], i) => !same(key, object.entries.at(i)?.[0]))) throw new Indivisible(id);
            putAll(pairs.map(([, value]) => value));
          },
        };
      }
    }
  }

  /** A part of a list or of a dict is about to be looked at. */
  countLook(id: number, place: number): void {
    const looked = this.looked.get(id);
    if (looked === undefined) this.looked.set(id, new Set([place]));
    else if (looked.add(place).size > itemsMax) throw new Indivisible(id);
  }
}

/** Looks up parts by their keys; all else is as it is in the target. */
class Looking<T extends object> implements ProxyHandler<T> {
  private readonly memory: PartedMemory;
  private readonly id: number;
  private readonly places: Places;

  constructor(memory: PartedMemory, id: number, places: Places) {
    this.memory = memory;
    this.id = id;
    this.places = places;
  }

  get(target: T, key: string | symbol): unknown {
    const place = this.placeOf(key);
    if (place === undefined) return Reflect.get(target, key);
    if (Array.isArray(target)) this.memory.countLook(this.id, place);
    return this.memory.global(place);
  }

  set(target: T, key: string | symbol, value: Value): boolean {
    const place = this.placeOf(key);
    const keepsLength = Array.isArray(target) && key === "length" && Number(value) === target.length;
    if (place !== undefined) this.memory.setGlobal(place, value);
    else if (!keepsLength) throw new Indivisible(this.id);
    return true;
  }

  deleteProperty(): boolean {
    throw new Indivisible(this.id);
  }

  private placeOf(key: string | symbol): number | undefined {
    return typeof key === "string" ? this.places.get(key) : undefined;
  }
}

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
    const looked = new Set<number>();
    const giveUp = (): never => {
      throw new Indivisible(id);
    };
    const look = (place: number): Value | undefined => {
      if (object.kind !== "instance" && looked.add(place).size > itemsMax) giveUp();
      return this.global(place);
    };
    const within = <T extends object>(outline: T, parts: ReadonlyMap<string, number>): T =>
      this.within(outline, parts, look, giveUp);
    const putAll = (values: readonly Value[]): void => {
      if (values.length !== places.size) giveUp();
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
            if (pairs.some(([key], i) => !same(key, object.entries.at(i)?.[0]))) giveUp();
            putAll(pairs.map(([, value]) => value));
          },
        };
      }
    }
  }

  /** `outline`: has the keys of the parts; what else is in it stays as it is. */
  private within<T extends object>(
    outline: T,
    places: ReadonlyMap<string, number>,
    look: (place: number) => Value | undefined,
    giveUp: () => never,
  ): T {
    const at = (key: string | symbol): number | undefined => (typeof key === "string" ? places.get(key) : undefined);
    return new Proxy(outline, {
      get: (target, key): unknown => {
        const place = at(key);
        return place === undefined ? Reflect.get(target, key) : look(place);
      },
      set: (target, key, value: Value) => {
        const place = at(key);
        const keepsLength = Array.isArray(target) && key === "length" && Number(value) === target.length;
        if (place !== undefined) this.setGlobal(place, value);
        else if (!keepsLength) giveUp();
        return true;
      },
      deleteProperty: giveUp,
    });
  }
}

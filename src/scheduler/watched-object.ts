/**
 * An object that tells which of its parts are looked at and which are changed, whoever does it and however: so what a
 * step touches is found out, never declared.
 *
 *   .attributes.x   .items.2   .entries.0.1      a part, by the way that leads to it
 *   .attributes.#                                which names there are (for lists `.items.length` says it)
 */
import { copyObject } from "./state.js";
import type { HeapObject } from "../programs/value.js";

/** The way to a part. */
export type Way = readonly string[];

/** A part is looked at, and what is seen there; passed on the way to a part of its own; changed. */
export type Noting = (way: Way, what: "seen" | "passed" | "changed", value: unknown) => void;

/** How deep the parts of an object go; those of a generator are not told apart. */
const depths: Readonly<Record<HeapObject["kind"], number>> = {
  list: 1,
  set: 1,
  deque: 1,
  dict: 2,
  instance: 1,
  class: 1,
  namespace: 1,
  cell: 0,
  iterator: 0,
  generator: -1,
};

/** What belongs to an object, unlike the values in it, which never change. */
const containers: ReadonlySet<string> = new Set(["items", "entries", "attributes", "bases", "values"]);

/** Stands for the names of a record's parts. */
const names = "#";

/** The part of an object, or its names as text. */
export function partOf(object: Readonly<HeapObject>, way: Way): unknown {
  let part: unknown = object;
  for (const key of way) {
    if (typeof part !== "object" || part === null) return undefined;
    part = key === names ? Object.keys(part).join() : Reflect.get(part, key);
  }
  return part;
}

/** A copy that is watched: for an object that is only looked at. */
export function watchedCopy(object: Readonly<HeapObject>, note: Noting): Readonly<HeapObject> {
  return watched(copyObject(object), note);
}

/** The object itself, watched. It must not be frozen. */
export function watched(object: HeapObject, note: Noting): HeapObject {
  const depth = depths[object.kind];
  if (depth >= 0) return watch(object, [], depth, note);
  note([], "passed", object);
  return object;
}

function watch<T extends object>(object: T, way: Way, depth: number, note: Noting): T {
  const look = (key: string | symbol): void => {
    if (typeof key === "symbol" || (key === "kind" && way.length === 0)) return;
    const value: unknown = Reflect.get(object, key);
    note([...way, key], isContainer(key, value) ? "passed" : "seen", value);
  };
  const isContainer = (key: string | symbol, value: unknown): value is object =>
    depth > 0 &&
    typeof value === "object" &&
    value !== null &&
    typeof key === "string" &&
    (way.length > 0 || containers.has(key));
  const change = (key: string | symbol, renames: boolean): void => {
    note([...way, String(key)], "changed", undefined);
    if (renames) note([...way, Array.isArray(object) ? "length" : names], "changed", undefined);
  };
  const inner = new Map<object, object>();
  const within = (key: string | symbol, value: object): object => {
    let found = inner.get(value);
    if (found === undefined) {
      found = watch(value, [...way, String(key)], depth - 1, note);
      inner.set(value, found);
    }
    return found;
  };
  return new Proxy(object, {
    get: (target, key): unknown => {
      const value: unknown = Reflect.get(target, key);
      if (typeof value === "function") return value;
      look(key);
      return isContainer(key, value) ? within(key, value) : value;
    },
    set: (target, key, value: unknown) => {
      change(key, !Object.hasOwn(target, key));
      return Reflect.set(target, key, value);
    },
    deleteProperty: (target, key) => {
      change(key, true);
      return Reflect.deleteProperty(target, key);
    },
    has: (target, key) => {
      look(key);
      return Reflect.has(target, key);
    },
    getOwnPropertyDescriptor: (target, key) => {
      look(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    ownKeys: (target) => {
      if (Array.isArray(target)) look("length");
      else note([...way, names], "seen", Object.keys(target).join());
      return Reflect.ownKeys(target);
    },
  });
}

/**
 * An object that tells which of its parts are looked at and which are changed, whoever does it and however: so what a
 * step touches is found out, never declared.
 *
 *   .attributes.x   .items.2   .entries.0.1      a part, by the way that leads to it
 *   .attributes.#                                which names there are (for lists `.items.length` says it)
 */
import { copyObject } from "../scheduler/state.js";
import type { HeapObject } from "../programs/value.js";

/** `part` is looked at, or (`written`) changed. */
export type Noting = (part: string, written: boolean) => void;

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

/** A copy that is watched: for an object that is only looked at. */
export function watchedCopy(object: Readonly<HeapObject>, note: Noting): Readonly<HeapObject> {
  return watched(copyObject(object), note);
}

/** The object itself, watched. It must not be frozen. */
export function watched(object: HeapObject, note: Noting): HeapObject {
  const depth = depths[object.kind];
  if (depth >= 0) return watch(object, "", depth, note);
  note("", false);
  return object;
}

function watch<T extends object>(object: T, path: string, depth: number, note: Noting): T {
  const part = (key: string): string => `${path}.${key}`;
  const look = (key: string | symbol): void => {
    if (typeof key === "string" && part(key) !== ".kind") note(part(key), false);
  };
  const names = Array.isArray(object) ? part("length") : part("#");
  const change = (key: string | symbol, renames: boolean): void => {
    note(part(String(key)), true);
    if (renames) note(names, true);
  };
  const inner = new Map<object, object>();
  const within = (key: string, value: object): object => {
    let found = inner.get(value);
    if (found === undefined) {
      found = watch(value, part(key), depth - 1, note);
      inner.set(value, found);
    }
    return found;
  };
  return new Proxy(object, {
    get: (target, key): unknown => {
      const value: unknown = Reflect.get(target, key);
      if (typeof value === "function" || typeof key === "symbol") return value;
      look(key);
      if (depth === 0 || typeof value !== "object" || value === null) return value;
      return path !== "" || containers.has(key) ? within(key, value) : value;
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
      note(names, false);
      return Reflect.ownKeys(target);
    },
  });
}

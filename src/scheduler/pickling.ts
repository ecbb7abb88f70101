/**
 * What crosses from one process to another is pickled: a copy of the data; functions and classes go by name and are the
 * receiver's own on the other side. A pickled value refers to the classes of the main process.
 * Source: `Lib/pickle.py` (save, save_global), `Lib/multiprocessing/context.py` (assert_spawning), CPython 3.12.
 */
import { Raise } from "../programs/builtins/heap.js";
import { lookupInClass, typeName } from "../programs/builtins/types.js";
import { isKind } from "../programs/builtins/values.js";
import type { FunctionValue, HeapObject, Instance, Method, Ref, Value } from "../programs/value.js";
import type { Machine } from "./machine.js";

type Change = (value: Value) => Value;

/** A copy to send, in private objects of the unit; raises what `pickle.dumps` raises. `inheriting`: while a process is started, which may get locks and queues. */
export function pickled(m: Machine, value: Value, inheriting = false): Value {
  const done = new Map<number, Ref>();
  const change: Change = (item) => {
    if (item === null || typeof item !== "object") return item;
    switch (item.kind) {
      case "tuple":
      case "frozenset":
        return { kind: item.kind, items: item.items.map(change) };
      case "exception":
        return { kind: "exception", type: item.type, args: item.args.map(change) };
      case "method":
        return {
          ...item,
          self: change(item.self),
          callee: isKind(item.callee, "function") ? item.callee : change(item.callee),
        };
      case "function":
        return functionByName(m, item);
      case "module":
        return refuse(m, "cannot pickle 'module' object", "a module");
      case "super":
        return refuse(m, "args[0] from __newobj__ args has the wrong class", "a super", "pickle.PicklingError");
      case "ref":
        return done.get(item.id) ?? copyOf(item);
      default:
        return item;
    }
  };
  const copyOf = (ref: Ref): Value => {
    const object = m.read(ref);
    if (object.kind === "class") return classAtHome(m, ref, object.name);
    if (object.kind === "instance") {
      checkInstance(m, object, inheriting);
      if (lookupInClass(m, object.cls, "_common") !== undefined) return ref;
    }
    return copyObjectWith(m, ref, object, done, change);
  };
  return change(value);
}

/** The receiver's own copy of what was pickled into objects that `from` can read. */
export function unpickled(from: Machine, m: Machine, value: Value): Value {
  const done = new Map<number, Ref>();
  const change: Change = (item) => {
    if (item === null || typeof item !== "object") return item;
    switch (item.kind) {
      case "tuple":
      case "frozenset":
        return { kind: item.kind, items: item.items.map(change) };
      case "exception":
        return { ...item, args: item.args.map(change) };
      case "method":
        return boundHere(m, item, change(item.self));
      case "function":
        return functionHere(m, item);
      case "ref":
        return done.get(item.id) ?? copyOf(item);
      default:
        return item;
    }
  };
  const copyOf = (ref: Ref): Value => {
    const object = from.read(ref);
    if (object.kind === "class") return classHere(m, ref);
    if (object.kind === "instance" && lookupInClass(m, object.cls, "_common") !== undefined) return ref;
    return copyObjectWith(m, ref, object, done, change);
  };
  return change(value);
}

/** The object anew, without the mark of a copy; met again it is the same one. */
function copyObjectWith(
  m: Machine,
  ref: Ref,
  object: Readonly<HeapObject>,
  done: Map<number, Ref>,
  change: Change,
): Ref {
  const begin = (empty: HeapObject): Ref => {
    const made = m.make(empty);
    done.set(ref.id, made);
    return made;
  };
  const fill = (made: Ref, filled: HeapObject): Ref => {
    Object.assign(m.edit(made), filled);
    return made;
  };
  switch (object.kind) {
    case "list":
    case "set":
      return fill(begin({ kind: object.kind, items: [] }), { kind: object.kind, items: object.items.map(change) });
    case "deque":
      return fill(begin({ kind: "deque", items: [], maxlen: object.maxlen }), {
        kind: "deque",
        items: object.items.map(change),
        maxlen: object.maxlen,
      });
    case "dict": {
      const factory = object.factory === undefined ? {} : { factory: change(object.factory) };
      return fill(begin({ kind: "dict", entries: [], ...factory }), {
        kind: "dict",
        entries: object.entries.map(([key, value]): [Value, Value] => [change(key), change(value)]),
      });
    }
    case "instance": {
      const cls = change(object.cls);
      const made = begin({ kind: "instance", cls, attributes: {} });
      const attributes: Record<string, Value> = {};
      for (const [name, value] of Object.entries(object.attributes)) attributes[name] = change(value);
      return fill(made, { kind: "instance", cls, attributes });
    }
    default: {
      const type = typeName(m, ref);
      return refuse(m, `cannot pickle '${type}' object`, `a ${type}`);
    }
  }
}

/** What `pickle.dumps` raises; `about` says in words what cannot be pickled. */
class Unpicklable extends Raise {
  readonly about: string;
  constructor(type: string, message: string, about: string) {
    super({ kind: "exception", type, args: [message] });
    this.about = about;
  }
}

function refuse(m: Machine, message: string, what: string, type = "TypeError"): never {
  m.recorder.noted?.(m, "unpicklable", what);
  throw new Unpicklable(type, message, what);
}

/** A queue's thread pickles after `put` has returned: what it cannot pickle is lost, and nobody is told. The result is a 1-tuple, or None. */
export function pickledOrLost(m: Machine, value: Value): Value {
  try {
    return { kind: "tuple", items: [pickled(m, value)] };
  } catch (error) {
    if (!(error instanceof Unpicklable)) throw error;
    m.recorder.noted?.(m, "item-lost", error.about);
    return null;
  }
}

/** About how many bytes the pickled value has: texts and bytes as they are, a few bytes for everything else. */
export function pickledSize(m: Machine, value: Value): number {
  const { data, items } = pickledExtent(m, value);
  return 4 + data + 5 * items;
}

/** What there is in a value: bytes of texts and bytes, and the number of its parts, itself included. */
export function pickledExtent(m: Machine, value: Value): { readonly data: number; readonly items: number } {
  const seen = new Set<number>();
  let data = 0;
  let items = 0;
  const add = (item: Value | undefined): void => {
    if (typeof item === "string") data += new TextEncoder().encode(item).length;
    else if (isKind(item, "bytes")) data += item.data.length;
    else if (isKind(item, "tuple") || isKind(item, "frozenset")) item.items.forEach(add);
    else if (isKind(item, "ref") && !seen.has(item.id)) inside(item);
    items += 1;
  };
  const inside = (ref: Ref): void => {
    seen.add(ref.id);
    const object = m.read(ref);
    if (object.kind === "list" || object.kind === "set" || object.kind === "deque") object.items.forEach(add);
    else if (object.kind === "dict") object.entries.flat().forEach(add);
    else if (object.kind === "instance") Object.values(object.attributes).forEach(add);
  };
  add(value);
  return { data, items };
}

function checkInstance(m: Machine, { cls }: Readonly<Instance>, inheriting: boolean): void {
  const unpicklable = lookupInClass(m, cls, "_unpicklable");
  if (typeof unpicklable === "string")
    refuse(m, `cannot pickle '${unpicklable}' object`, `a ${unpicklable.replace(/^.*\./, "")}`);
  const refused = lookupInClass(m, cls, "_refused");
  if (typeof refused === "string") refuse(m, refused, "a Pool", "NotImplementedError");
  const inherited = lookupInClass(m, cls, "_inherited");
  if (typeof inherited === "string" && !inheriting)
    refuse(
      m,
      `${inherited} objects should only be shared between processes through inheritance`,
      `a ${inherited}`,
      "RuntimeError",
    );
}

// --- by name ---------------------------------------------------------------------------------------------------------

function functionByName(m: Machine, fn: FunctionValue): Value {
  const { name } = m.world.program.codes[fn.code];
  const qualifiedName = nameInModule(m, fn.code);
  if (qualifiedName.includes("<locals>"))
    return refuse(m, `Can't pickle local object '${qualifiedName}'`, qualifiedName, "AttributeError");
  if (name === "<lambda>")
    return refuse(
      m,
      "Can't pickle <function <lambda>>: attribute lookup <lambda> on __main__ failed",
      "a lambda",
      "pickle.PicklingError",
    );
  return fn;
}

/** What stands in a unit's block stands in the module, in Python. */
function nameInModule(m: Machine, code: number): string {
  const { qualifiedName } = m.world.program.codes[code];
  const [unit, ...rest] = qualifiedName.split(".<locals>.");
  return m.world.program.units.some(({ name }) => name === unit) ? rest.join(".<locals>.") : qualifiedName;
}

function functionHere(m: Machine, fn: FunctionValue): Value {
  const index = m.world.processes?.functions.get(fn.code);
  return index === undefined ? fn : (m.global(index) ?? fn);
}

/** A method goes as its object and its name. */
function boundHere(m: Machine, method: Method, self: Value): Value {
  const { callee } = method;
  if (!isKind(callee, "function") || !isKind(self, "ref")) return { ...method, self };
  const object = m.read(self);
  const name = m.world.program.codes[callee.code].name;
  const found = object.kind === "instance" ? lookupInClass(m, object.cls, name) : undefined;
  return { kind: "method", self, callee: found ?? callee };
}

function classAtHome(m: Machine, ref: Ref, name: string): Value {
  const memory = m.world.processes;
  // While the module's memory is still being made, what only this unit can reach is no part of it.
  const known = memory === null ? ref.id >= 0 : memory.known.has(ref.id);
  if (known && (m.unit.module === null || memory?.own.has(ref.id) !== true)) return ref;
  const values = m.unit.module === null ? undefined : m.read(m.unit.module);
  if (values?.kind === "namespace")
    for (const [index, value] of Object.entries(values.values))
      if (isKind(value, "ref") && value.id === ref.id) return memory?.values[Number(index)] ?? ref;
  return refuse(m, `Can't pickle local object '${name}'`, `the local class ${name}`, "AttributeError");
}

function classHere(m: Machine, ref: Ref): Value {
  const index = m.unit.module === null ? undefined : m.world.processes?.classes.get(ref.id);
  return index === undefined ? ref : (m.global(index) ?? ref);
}

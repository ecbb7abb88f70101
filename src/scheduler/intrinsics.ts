/**
 * Built-ins that need more than values: units, thread-locals, generators, attributes by name. Those beginning with
 * "_" serve the library of primitives and the lowering; they are never switch points.
 *
 * A function returns its result, or undefined when a frame was entered that will push it.
 */
import { raise_, Raise } from "../programs/builtins/heap.js";
import type { Keywords } from "../programs/builtins/heap.js";
import { lookupInClass, typeName } from "../programs/builtins/types.js";
import { str } from "../programs/builtins/text.js";
import { makeIterator, next as nextOf } from "../programs/builtins/iteration.js";
import type { Ref, ReturnTo, Value } from "../programs/value.js";
import { bindClassAttribute, classAttribute, loadAttribute, setOwnAttribute, storeAttribute, deleteAttribute } from "./attributes.js";
import { call } from "./calls.js";
import { resume } from "./generators.js";
import { TooManyUnits } from "./machine.js";
import type { Machine } from "./machine.js";
import { newUnit } from "./state.js";
import type { UnitState } from "./state.js";
import { startFrames } from "./start.js";

type Intrinsic = (m: Machine, args: readonly Value[], keywords: Keywords, returns: ReturnTo | undefined) => Value | undefined;

const none: Value = null;

function unitIndex(value: Value): number {
  if (typeof value !== "bigint") raise_("TypeError", "not a unit");
  return Number(value);
}

function isSelf(m: Machine, value: Value): boolean {
  return unitIndex(value) === m.self;
}

function tupleItems(value: Value | undefined): readonly Value[] {
  return value !== null && typeof value === "object" && value.kind === "tuple" ? value.items : [];
}

function dictEntries(m: Machine, value: Value | undefined): Keywords {
  const result: Record<string, Value> = {};
  if (value === null || value === undefined || typeof value !== "object" || value.kind !== "ref") return result;
  const object = m.read(value);
  if (object.kind === "dict") for (const [key, item] of object.entries) if (typeof key === "string") result[key] = item;
  return result;
}

function spawn(m: Machine, unit: UnitState): Value {
  const index = m.memory.units();
  if (index >= m.world.maxUnits) throw new TooManyUnits(String(m.world.maxUnits));
  m.memory.spawn(unit);
  return BigInt(index);
}

/** `_spawn(callee, args, kwargs, name, daemon)`: a new unit that calls `callee`, at its first visible operation. */
function spawnCall(m: Machine, args: readonly Value[]): Value {
  const [callee, list, keywords, name, daemon] = args;
  const items = m.share([callee, ...tupleItems(list)]);
  const named = dictEntries(m, keywords);
  const values = m.share(Object.values(named));
  const shared: Record<string, Value> = {};
  Object.keys(named).forEach((key, i) => {
    shared[key] = values[i];
  });
  const unit = newUnit(-1, typeof name === "string" ? name : `thread-${m.memory.units()}`, daemon === true);
  startFrames(m, unit, items[0], items.slice(1), shared);
  return spawn(m, unit);
}

/** `_spawn_declared(template, args)`: starts a unit of a `thread` block. */
function spawnDeclared(m: Machine, args: readonly Value[]): Value {
  const template = unitIndex(args[0]);
  const declared = m.world.program.units[template];
  const position = m.world.declared[template].length;
  const items = m.share(args.length > 1 ? tupleItems(args[1]) : []);
  const name = declared.multiplicity === "single" ? declared.name : `${declared.name}[${position}]`;
  const unit = newUnit(template, name, declared.daemon);
  startFrames(m, unit, { kind: "function", code: declared.code, defaults: [], cells: [] }, items, {});
  const index = m.memory.units();
  if (m.mode === "initial") m.world.declared[template].push(index);
  return spawn(m, unit);
}

function threadLocal(m: Machine, local: Ref): Ref {
  const known = m.unit.locals[local.id];
  if (known !== undefined) return known;
  const dict = m.make({ kind: "dict", entries: [] });
  m.unit.locals[local.id] = dict;
  return dict;
}

function nextValue(m: Machine, args: readonly Value[], returns: ReturnTo | undefined): Value | undefined {
  const [iterator, fallback] = args;
  if (iterator === null || typeof iterator !== "object" || iterator.kind !== "ref") raise_("TypeError", `'${typeName(m, iterator)}' object is not an iterator`);
  const object = m.read(iterator);
  if (object.kind === "generator") {
    if (args.length > 1 && object.frames.length === 0) return fallback;
    resume(m, iterator, null, "next", 0, fallback);
    return undefined;
  }
  if (object.kind === "instance") {
    const method = lookupInClass(m, object.cls, "__next__");
    if (method === undefined) raise_("TypeError", `'${typeName(m, iterator)}' object is not an iterator`);
    call(m, bindClassAttribute(method, iterator, object.cls), [], {}, returns);
    return undefined;
  }
  const value = nextOf(m, iterator);
  if (value !== undefined) return value;
  if (args.length > 1) return fallback;
  raise_("StopIteration");
}

/** `iter(x)` for values that are not instances with `__iter__`. */
export function iterate(m: Machine, value: Value): Value | undefined {
  if (value !== null && typeof value === "object" && value.kind === "ref") {
    const object = m.read(value);
    if (object.kind === "generator") return value;
    if (object.kind === "instance") {
      const method = lookupInClass(m, object.cls, "__iter__");
      if (method === undefined) raise_("TypeError", `'${typeName(m, value)}' object is not iterable`);
      call(m, bindClassAttribute(method, value, object.cls), []);
      return undefined;
    }
  }
  return makeIterator(m, value);
}

function getAttribute(m: Machine, args: readonly Value[]): Value | undefined {
  const [object, name, fallback] = args;
  if (typeof name !== "string") raise_("TypeError", "attribute name must be string");
  try {
    loadAttribute(m, object, name);
    return undefined;
  } catch (error) {
    if (args.length < 3 || !(error instanceof Raise)) throw error;
    return fallback;
  }
}

function hasAttribute(m: Machine, args: readonly Value[]): Value {
  const [object, name] = args;
  const frames = m.unit.frames.length;
  const depth = m.frame.stack.length;
  try {
    loadAttribute(m, object, typeof name === "string" ? name : "");
  } catch (error) {
    if (error instanceof Raise) return false;
    throw error;
  }
  m.unit.frames.length = frames;
  m.frame.stack.length = depth;
  return true;
}

function generatorMethod(by: "send" | "throw" | "close"): Intrinsic {
  return (m, args) => {
    const [ref, value] = args;
    if (ref === null || typeof ref !== "object" || ref.kind !== "ref") raise_("TypeError", "not a generator");
    const object = m.read(ref);
    if (object.kind !== "generator") raise_("TypeError", "not a generator");
    if (by === "send") {
      resume(m, ref, value ?? null, "next", 0);
      return undefined;
    }
    if (by === "throw") {
      if (object.frames.length === 0 || !object.started) throw new Raise(value);
      resume(m, ref, null, "next", 0);
      throw new Raise(value);
    }
    const edited = m.edit(ref);
    if (edited.kind === "generator") edited.frames = [];
    return none;
  };
}

export const intrinsics: Readonly<Record<string, Intrinsic | undefined>> = {
  _me: (m) => BigInt(m.self),
  _spawn: (m, args) => spawnCall(m, args),
  _spawn_declared: (m, args) => spawnDeclared(m, args),
  _declare: (m, args) => {
    spawnDeclared(m, [args[0], { kind: "tuple", items: args.slice(1) }]);
    return none;
  },
  _declare_thread: (m, args) => {
    const [template, thread] = args;
    if (thread === null || typeof thread !== "object" || thread.kind !== "ref") raise_("TypeError", "not a thread");
    const object = m.read(thread);
    const given = object.kind === "instance" ? object.attributes["_args"] : undefined;
    setOwnAttribute(m, thread, "_unit", spawnDeclared(m, [template, given ?? { kind: "tuple", items: [] }]));
    return none;
  },
  _ended: (m, args) => m.memory.status(unitIndex(args[0])) !== "ready",
  _unit_name: (m, args) => (isSelf(m, args[0]) ? m.unit.name : m.memory.unitName(unitIndex(args[0]))),
  _daemon: (m, args) => (isSelf(m, args[0]) ? m.mode === "unit" && m.unit.daemon : m.memory.isDaemon(unitIndex(args[0]))),
  _now: () => 0,
  _repeat: (_m, args) => {
    const [count] = args;
    if (typeof count !== "bigint") raise_("TypeError", "repeat needs a whole number");
    return { kind: "range", start: 0n, stop: count, step: 1n };
  },
  _tls: (m, args) => {
    const [local] = args;
    if (local === null || typeof local !== "object" || local.kind !== "ref") raise_("TypeError", "not a thread-local");
    return threadLocal(m, local);
  },
  _staticmethod: (_m, args) => classAttribute("_staticmethod", args[0]),
  _classmethod: (_m, args) => classAttribute("_classmethod", args[0]),
  _property: (_m, args) => classAttribute("_property", ...args),
  /** `_property_setter(property, function)` */
  _property_setter: (_m, args) => {
    const [property, setter] = args;
    const callee = property !== null && typeof property === "object" && property.kind === "method" ? property.callee : null;
    return classAttribute("_property", tupleItems(callee)[0] ?? null, setter);
  },
  _object_init: () => none,
  "object.__setattr__": (m, args) => {
    const [object, name, value] = args;
    if (object !== null && typeof object === "object" && object.kind === "ref" && typeof name === "string") setOwnAttribute(m, object, name, value);
    return none;
  },
  print: (m, args, keywords) => {
    const separator = typeof keywords["sep"] === "string" ? keywords["sep"] : " ";
    if (m.recorder.print !== undefined) m.recorder.print(m, args.map((arg) => str(m, arg)).join(separator));
    return none;
  },
  next: (m, args, _keywords, returns) => nextValue(m, args, returns),
  iter: (m, args) => iterate(m, args[0]),
  getattr: (m, args) => getAttribute(m, args),
  hasattr: (m, args) => hasAttribute(m, args),
  setattr: (m, args) => {
    storeAttribute(m, args[0], String(args[1]), args[2]);
    return none;
  },
  delattr: (m, args) => {
    deleteAttribute(m, args[0], String(args[1]));
    return none;
  },
  callable: (m, args) => isCallable(m, args[0]),
  "generator.send": generatorMethod("send"),
  "generator.throw": generatorMethod("throw"),
  "generator.close": generatorMethod("close"),
  "generator.__next__": (m, args, _keywords, returns) => nextValue(m, args, returns),
};

function isCallable(m: Machine, value: Value): boolean {
  if (value === null || typeof value !== "object") return false;
  if (value.kind === "function" || value.kind === "method" || value.kind === "builtin" || value.kind === "type") return true;
  if (value.kind !== "ref") return false;
  const object = m.read(value);
  return object.kind === "class" || (object.kind === "instance" && lookupInClass(m, object.cls, "__call__") !== undefined);
}

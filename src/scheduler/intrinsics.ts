/**
 * Built-ins that need more than values: units, thread-locals, generators, attributes by name. Those beginning with
 * "_" serve the library of primitives and the lowering; they are never switch points.
 *
 * A function returns its result, the call that will give it, or undefined when a generator was resumed.
 */
import { Delegate, raise_, Raise } from "../programs/builtins/heap.js";
import type { Keywords } from "../programs/builtins/heap.js";
import { isInstance, lookupInClass, typeName } from "../programs/builtins/types.js";
import { str } from "../programs/builtins/text.js";
import { makeIterator, next as nextOf } from "../programs/builtins/iteration.js";
import { isKind, readAs } from "../programs/builtins/values.js";
import type { Ref, ReturnTo, Value } from "../programs/value.js";
import { accessors } from "./accessors.js";
import {
  attributeName,
  bindClassAttribute,
  asClassAttribute,
  classAttribute,
  loadAttribute,
  setOwnAttribute,
  storeAttribute,
  deleteAttribute,
  textHook,
  protocols,
} from "./attributes.js";
import { clockIntrinsics } from "./clock.js";
import { asyncForm, coroutineName, failureNote, lineOf, request } from "./coroutines.js";
import { markEnded, resume, throwInto } from "./generators.js";
import { Invocation, TooManyUnits } from "./machine.js";
import type { Machine, Starting } from "./machine.js";
import { processIntrinsics } from "./process-intrinsics.js";
import { startProcess } from "./processes.js";
import type { StartMethod } from "../programs/program.js";
import { hasEnded, newUnit, unitName } from "./state.js";
import type { UnitState } from "./state.js";
import { answered } from "./special-operators.js";
import { newInstance } from "./instances.js";
import { raisable } from "./unwind.js";
import { identified } from "./world.js";

type Intrinsic = (m: Machine, args: readonly Value[], keywords: Keywords) => Value | Invocation | undefined;

const none: Value = null;

function unitIndex(value: Value): number {
  if (isKind(value, "unit")) return value.index;
  if (typeof value !== "bigint") raise_("TypeError", "not a unit");
  return Number(value);
}

/** The name that the program sees. */
function threadName(m: Machine, unit: number): string {
  if (identified(m.world, unit) === 0 && m.world.program.units[0]?.form === "main") return "MainThread";
  return unit === m.self ? m.unit.name : m.memory.unitName(unit);
}

function tupleItems(value: Value | undefined): readonly Value[] {
  return isKind(value, "tuple") ? value.items : [];
}

function dictEntries(m: Machine, value: Value | undefined): Keywords {
  const entries = readAs(m, value, "dict")?.entries ?? [];
  return Object.fromEntries(entries.flatMap(([key, item]) => (typeof key === "string" ? [[key, item]] : [])));
}

/** Has the unit started when the present instruction is over; its index. */
function spawn(m: Machine, starting: Starting, method: StartMethod | null): Value {
  const index = m.memory.units() + m.starting.length;
  m.recorder.started?.(index, method);
  if (index >= m.world.maxUnits) throw new TooManyUnits(String(m.world.maxUnits));
  m.starting.push(starting);
  return BigInt(index);
}

/** The new unit's Thread object is what `current_thread()` gives in it. */
function introduce(m: Machine, unit: UnitState, thread: Value): void {
  const index = m.world.library.get("threading._registry");
  const registry = index === undefined ? undefined : m.global(index);
  if (!isKind(registry, "ref") || !isKind(thread, "ref")) return;
  const id = unit.next--;
  unit.heap[id] = { kind: "dict", entries: [["current", thread]] };
  unit.locals[registry.id] = { kind: "ref", id, of: "dict" };
}

/** What `_spawn` and `_spawn_process` are given: (callee, args, kwargs, name, daemon). */
function spawning(m: Machine, args: readonly Value[]): Starting {
  const [callee, list, keywords, name, daemon] = args;
  const unit = newUnit(-1, typeof name === "string" ? name : "thread", daemon === true, m.userPlace().place);
  return { unit, callee, args: tupleItems(list), keywords: dictEntries(m, keywords) };
}

/** A thread of the process that runs: everything it gets is shared. */
function asThread(m: Machine, { unit, callee, args, keywords }: Starting, thread: Value = null): Starting {
  const names = Object.keys(keywords);
  const { module } = m.unit;
  const shared = m.share([callee, ...args, ...Object.values(keywords), thread, ...(module === null ? [] : [module])]);
  unit.process = m.unit.process;
  unit.module = m.unit.module;
  introduce(m, unit, shared[1 + args.length + names.length]);
  unit.daemon ||= unit.process >= 0 && isDaemon(m, unit.process);
  return {
    unit,
    callee: shared[0],
    args: shared.slice(1, 1 + args.length),
    keywords: Object.fromEntries(names.map((name, i) => [name, shared[1 + args.length + i]])),
  };
}

/** `_spawn(callee, args, kwargs, name, daemon, Thread)`: a new thread that calls `callee`. */
function spawnCall(m: Machine, args: readonly Value[]): Value {
  return spawn(m, asThread(m, spawning(m, args), args[5]), null);
}

/** `_spawn_process(callee, args, kwargs, name, daemon, start method, _leave)`: a new process that calls `callee`, and at its end `_leave`. */
function spawnProcess(m: Machine, args: readonly Value[]): Value {
  const { unit, ...call } = spawning(m, args);
  return spawn(m, asProcess(m, unit, call, args[5]), methodOf(m, args[5]));
}

function asProcess(m: Machine, unit: UnitState, call: Omit<Starting, "unit">, method: Value | undefined): Starting {
  return startProcess(m, unit, m.memory.units() + m.starting.length, methodOf(m, method), call);
}

function methodOf({ world }: Machine, method: Value | undefined): StartMethod {
  return (method ?? world.program.options.start_method ?? "fork") as StartMethod;
}

function isDaemon(m: Machine, unit: number): boolean {
  return unit === m.self ? m.mode === "unit" && m.unit.daemon : m.memory.isDaemon(unit);
}

/** `_spawn_declared(template, args, position, start method, Thread)`: starts a unit of a `thread` or `process` block. */
function spawnDeclared(m: Machine, args: readonly Value[]): Value {
  const template = unitIndex(args[0]);
  const declared = m.world.program.units[template];
  const position = typeof args[2] === "bigint" ? Number(args[2]) : m.declared(template);
  const inside = m.unit.process >= 0 && declared.form !== "process" ? `${processName(m)}.` : "";
  const unit = newUnit(template, inside + unitName(declared, position), declared.daemon, declared.place);
  const callee: Value = { kind: "function", code: declared.code, defaults: [], cells: [] };
  const call = { callee, args: tupleItems(args[1]), keywords: {} };
  const starting =
    declared.form === "process" ? asProcess(m, unit, call, args[3]) : asThread(m, { unit, ...call }, args[4]);
  const index = spawn(m, starting, declared.form === "process" ? methodOf(m, args[3]) : null);
  if (m.mode === "initial") m.world.declared[template].push(Number(index));
  return index;
}

function processName(m: Machine): string {
  return m.unit.process === m.self ? m.unit.name : m.memory.unitName(m.unit.process);
}

function threadLocal(m: Machine, local: Ref): Ref {
  const known = m.unit.locals[local.id];
  if (known !== undefined) return known;
  const dict = m.make({ kind: "dict", entries: [] });
  m.unit.locals[local.id] = dict;
  return dict;
}

function nextValue(m: Machine, args: readonly Value[]): Value | Invocation | undefined {
  const [iterator, fallback] = args;
  if (!isKind(iterator, "ref")) raise_("TypeError", `'${typeName(m, iterator)}' object is not an iterator`);
  const object = m.read(iterator);
  if (object.kind === "generator") {
    resume(m, iterator, null, { by: "next", to: 0, ...(fallback === undefined ? {} : { otherwise: fallback }) });
    return undefined;
  }
  if (object.kind === "instance") {
    const method = lookupInClass(m, object.cls, "__next__");
    if (method === undefined) raise_("TypeError", `'${typeName(m, iterator)}' object is not an iterator`);
    const attempt: ReturnTo = { kind: "attempt", catches: "StopIteration", values: [fallback] };
    return new Invocation(bindClassAttribute(method, iterator, object.cls), [], args.length > 1 ? attempt : undefined);
  }
  return nextOf(m, iterator) ?? (args.length > 1 ? fallback : raise_("StopIteration"));
}

/** `iter(x)`, or the call of `__iter__` that gives it. */
export function iterate(m: Machine, value: Value): Value | Invocation {
  if (value !== null && typeof value === "object" && value.kind === "ref") {
    const object = m.read(value);
    if (object.kind === "generator") return value;
    if (object.kind === "instance") {
      const method = lookupInClass(m, object.cls, "__iter__");
      if (method === undefined) raise_("TypeError", `'${typeName(m, value)}' object is not iterable`);
      return new Invocation(bindClassAttribute(method, value, object.cls), []);
    }
  }
  return makeIterator(m, value);
}

/** `iter(callable, sentinel)` */
function repeatedCalls(m: Machine, args: readonly Value[]): never {
  if (!isCallable(m, args[0])) raise_("TypeError", "iter(object, sentinel): object must be callable");
  throw new Delegate("_repeated_calls", args);
}

function getAttribute(m: Machine, args: readonly Value[]): Value | Invocation {
  const [object, given, fallback] = args;
  const name = attributeName(m, given);
  return args.length < 3 ? loadAttribute(m, object, name) : tryAttribute(m, object, name, [fallback]);
}

/** The attribute, but `values[1]` if that is given; without the attribute `values[0]`. */
function tryAttribute(m: Machine, object: Value, name: string, values: readonly Value[]): Value | Invocation {
  try {
    const found = loadAttribute(m, object, name);
    if (!(found instanceof Invocation)) return values.length > 1 ? values[1] : found;
    return new Invocation(found.callee, found.args, { kind: "attempt", catches: "AttributeError", values });
  } catch (error) {
    const type = Object.hasOwn(protocols, name) ? "TypeError" : "AttributeError";
    if (error instanceof Raise && isInstance(m, error.value, { kind: "type", name: type })) return values[0];
    throw error;
  }
}

function hasAttribute(m: Machine, args: readonly Value[]): Value | Invocation {
  return tryAttribute(m, args[0], attributeName(m, args[1]), [false, true]);
}

/** The generator that a method was called on, and whether it waits at a `yield`. */
function generatorOf(m: Machine, value: Value): { readonly ref: Ref; readonly waits: boolean } {
  const object = readAs(m, value, "generator");
  if (object === null || !isKind(value, "ref"))
    raise_("TypeError", `'${typeName(m, value)}' object is not a generator`);
  if (object.running) raise_("ValueError", "generator already executing");
  return { ref: value, waits: object.started && object.frames.length > 0 };
}

function sendTo(m: Machine, args: readonly Value[]): undefined {
  resume(m, generatorOf(m, args[0]).ref, args[1] ?? null, { by: "next", to: 0 });
  return undefined;
}

/** What `throw()` and its like are given. */
function thrown(m: Machine, value: Value): Value {
  return raisable(
    m,
    value,
    `exceptions must be classes or instances deriving from BaseException, not ${typeName(m, value)}`,
  );
}

function throwTo(m: Machine, args: readonly Value[]): never {
  const { ref, waits } = generatorOf(m, args[0]);
  const raised = thrown(m, args[1]);
  if (raised === null) raise_("TypeError", "throw() needs an exception: write `throw(Name(...))`");
  if (waits) throwInto(m, ref, "next", raised);
  markEnded(m, ref);
  throw new Raise(raised);
}

function closeGenerator(m: Machine, args: readonly Value[]): Value {
  const { ref, waits } = generatorOf(m, args[0]);
  if (waits) throwInto(m, ref, "close", { kind: "exception", type: "GeneratorExit", args: [] });
  markEnded(m, ref);
  return none;
}

/** The line, with the text of every argument; instances with a `__str__` of their own are asked first. */
function print(m: Machine, args: readonly Value[], keywords: Keywords): Value | Invocation {
  const at = args.findIndex((arg) => textHook(m, arg, "__str__") !== null);
  if (at >= 0) {
    const values = args.filter((_, i) => i !== at);
    return new Invocation(textHook(m, args[at], "__str__"), [], {
      kind: "argument",
      callee: "print",
      at,
      values,
      keywords,
    });
  }
  const separator = typeof keywords["sep"] === "string" ? keywords["sep"] : " ";
  if (m.recorder.print !== undefined) m.recorder.print(m, args.map((arg) => str(m, arg)).join(separator));
  return none;
}

export const intrinsics: Readonly<Record<string, Intrinsic | undefined>> = {
  ...processIntrinsics,
  ...accessors,
  _start_method: (m) => m.world.program.options.start_method ?? "fork",
  _unit_name_of: (m, args) => unitName(m.world.program.units[unitIndex(args[0])], unitIndex(args[1])),
  _me: (m) => (m.world.interchangeable.has(m.self) ? { kind: "unit", index: m.self } : BigInt(m.self)),
  _number: (m) => BigInt(identified(m.world, m.self)),
  _spawn: (m, args) => spawnCall(m, args),
  _spawn_process: (m, args) => spawnProcess(m, args),
  _spawn_declared: (m, args) => spawnDeclared(m, args),
  _declare: (m, args) => {
    spawnDeclared(m, [args[0], { kind: "tuple", items: args.slice(1) }]);
    return none;
  },
  _declare_thread: (m, args) => {
    // The new unit is going to know it, so it is everybody's from now on.
    const thread = m.shareOne(args[1]);
    if (thread === null || typeof thread !== "object" || thread.kind !== "ref") raise_("TypeError", "not a thread");
    const object = m.read(thread);
    const given = object.kind === "instance" ? object.attributes["_args"] : undefined;
    setOwnAttribute(
      m,
      thread,
      "_unit",
      spawnDeclared(m, [args[0], given ?? { kind: "tuple", items: [] }, null, null, thread]),
    );
    return none;
  },
  /** The main thread has ended, so that Python would wait for the others and go. Without a `main:` it waits for the declared units. */
  _exiting: (m) => m.world.program.units.at(0)?.form === "main" && m.self !== 0 && hasEnded(m.memory.status(0)),
  /** Or rests, which keeps nobody waiting either. */
  _ended: (m, args) => m.memory.status(unitIndex(args[0])) !== "ready",
  _unit_name: (m, args) => threadName(m, unitIndex(args[0])),
  _daemon: (m, args) => isDaemon(m, unitIndex(args[0])),
  _answered: (m, args) => answered(m, args),
  ...clockIntrinsics,
  _alone: (m) => m.memory.units() === 1,
  _is_shared: (_m, args) => isKind(args[0], "ref") && args[0].id >= 0,
  _form: (m, args) => asyncForm(m, args[0]),
  _coroutine_name: (m, args) => coroutineName(m, args[0]),
  _failure: (m, args) => failureNote(m, args[0], args[1]),
  /** "at line 12", or None. */
  _whereabouts: (m, args) => {
    const line = lineOf(m, args[0]);
    return line === null ? none : `at line ${line}`;
  },
  _repeat: (_m, args) => {
    const [count] = args;
    if (typeof count !== "bigint") raise_("TypeError", "repeat needs a whole number");
    return { kind: "range", start: 0n, stop: count, step: 1n };
  },
  _tls: (m, args) => {
    const [local] = args;
    if (!isKind(local, "ref")) raise_("TypeError", "not a thread-local");
    return threadLocal(m, local);
  },
  _staticmethod: (_m, args) => classAttribute("_staticmethod", args[0]),
  _classmethod: (_m, args) => classAttribute("_classmethod", args[0]),
  _property: (_m, args) => classAttribute("_property", ...args),
  /** `_property_setter(property, function)` */
  _property_setter: (_m, args) => {
    const [property, setter] = args;
    const getter = asClassAttribute(property)?.parts[0] ?? null;
    return classAttribute("_property", getter, setter);
  },
  _object_init: (_m, args) =>
    args.length > 1
      ? raise_("TypeError", "object.__init__() takes exactly one argument (the instance to initialize)")
      : none,
  "object.__new__": (m, args) => newInstance(m, args[0], args.slice(1)),
  "object.__setattr__": (m, args) => {
    const [object, name, value] = args;
    if (isKind(object, "ref")) setOwnAttribute(m, object, attributeName(m, name), value);
    return none;
  },
  print,
  next: (m, args) => nextValue(m, args),
  iter: (m, args) => (args.length > 1 ? repeatedCalls(m, args) : iterate(m, args[0])),
  getattr: (m, args) => getAttribute(m, args),
  hasattr: (m, args) => hasAttribute(m, args),
  setattr: (m, args) => {
    const hook = storeAttribute(m, args[0], attributeName(m, args[1]), args[2]);
    return hook === null ? none : new Invocation(hook.callee, hook.args, { kind: "value", value: none });
  },
  /** How many Thread objects of a `thread` block there are before this one. */
  _position: (m, args) => {
    const template = unitIndex(args[0]);
    const position = m.world.positions.get(template) ?? 0;
    m.world.positions.set(template, position + 1);
    return BigInt(position);
  },
  delattr: (m, args) => {
    const hook = deleteAttribute(m, args[0], attributeName(m, args[1]));
    return hook === null ? none : new Invocation(hook.callee, hook.args, { kind: "value", value: none });
  },
  vars: (m, args) =>
    readAs(m, args[0], "instance") !== null
      ? loadAttribute(m, args[0], "__dict__")
      : raise_("TypeError", "vars() argument must have __dict__ attribute"),
  callable: (m, args) => isCallable(m, args[0]),
  "generator.send": sendTo,
  "generator.throw": throwTo,
  "generator.close": closeGenerator,
  "generator.__next__": (m, args) => nextValue(m, args),
  "coroutine.__await__": (_m, args) => args[0],
  "async_generator.__aiter__": (_m, args) => args[0],
  "async_generator.__anext__": (_m, args) => request(args[0], "send", null),
  "async_generator.asend": (_m, args) => request(args[0], "send", args[1] ?? null),
  "async_generator.athrow": (m, args) => request(args[0], "throw", thrown(m, args[1])),
  "async_generator.aclose": (_m, args) => request(args[0], "close", null),
};

function isCallable(m: Machine, value: Value): boolean {
  if (value === null || typeof value !== "object") return false;
  if (value.kind === "function" || value.kind === "method" || value.kind === "builtin" || value.kind === "type")
    return true;
  if (value.kind !== "ref") return false;
  const object = m.read(value);
  return (
    object.kind === "class" || (object.kind === "instance" && lookupInClass(m, object.cls, "__call__") !== undefined)
  );
}

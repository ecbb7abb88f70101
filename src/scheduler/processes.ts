/**
 * Processes. A child has module-level names and objects of its own: a copy of its parent's memory at that moment (fork),
 * or of the module's memory as it was before anything ran (spawn, forkserver). Both live in the child's first unit as
 * private objects, so that nobody else can reach them. Only instances of classes with `_common = True` (shared memory,
 * semaphores, pipes) are never copied: these are what processes have in common.
 */
import { lookupInClass } from "../programs/builtins/types.js";
import { isKind } from "../programs/builtins/values.js";
import type { HeapObject, Instance, Ref, Value } from "../programs/value.js";
import { inheritHandles } from "./handles.js";
import { Machine } from "./machine.js";
import type { Starting } from "./machine.js";
import { pickled, unpickled } from "./pickling.js";
import { replaceInObject, replaceInValue, visitObject, visitValue } from "./refs.js";
import type { Replace } from "./refs.js";
import { copyObject } from "./state.js";
import { constantIds } from "./world.js";
import type { StartMethod } from "../programs/program.js";
import type { UnitState } from "./state.js";
import type { ProcessMemory, World } from "./world.js";

/** A child that calls `callee`: `start` what is needed to begin. */
export function startProcess(
  m: Machine,
  unit: UnitState,
  index: number,
  method: StartMethod,
  call: Omit<Starting, "unit">,
): Starting {
  const memory = processMemory(m);
  unit.process = index;
  const { callee, args, keywords } = shareCommon(m, call);
  const fork = method === "fork";
  const source = fork ? (id: number) => m.read({ kind: "ref", id }) : (id: number) => memory.objects[id];
  const copy = copying(m, unit, source);
  const values: Record<number, Value> = {};
  for (const index of memory.globals) {
    const value = fork ? m.global(index) : memory.values[index];
    if (value !== undefined) values[index] = replaceInValue(value, copy);
  }
  const id = unit.next--;
  unit.heap[id] = { kind: "namespace", values };
  unit.module = { kind: "ref", id, of: "namespace" };
  markCopies(m, memory, unit, values);
  if (fork) copyThreadLocals(m, unit, copy);
  const child = new Machine(m.world, m.memory, unit, index, "unit", m.recorder);
  const moved = (value: Value): Value =>
    fork ? replaceInValue(value, copy) : unpickled(m, child, pickled(m, value, true));
  const starting = {
    unit,
    callee: moved(callee),
    args: args.map(moved),
    keywords: Object.fromEntries(Object.entries(keywords).map(([name, value]) => [name, moved(value)])),
  };
  const reached = [unit.module, starting.callee, ...starting.args, ...Object.values(starting.keywords)];
  inheritHandles(child, reached, m.unit.process, index);
  return starting;
}

/** Common objects that only the parent can reach yet are shared first: a copy of them would be something else. */
function shareCommon(m: Machine, call: Omit<Starting, "unit">): Omit<Starting, "unit"> {
  const names = Object.keys(call.keywords);
  const values = [call.callee, ...call.args, ...names.map((name) => call.keywords[name])];
  const seen = new Map<number, Ref>();
  const visit = (ref: Ref): void => {
    if (ref.id < 0 && !seen.has(ref.id)) seen.set(ref.id, ref);
  };
  for (const value of values) visitValue(value, visit);
  visitValue(m.unit.module, visit);
  for (const ref of seen.values()) visitObject(m.read(ref), visit);
  const common = [...seen.values()].filter((ref) => isCommon(m, m.read(ref)));
  if (common.length === 0) return call;
  const shared = m.share(common);
  const replace: Replace = (ref) => {
    const at = common.findIndex(({ id }) => id === ref.id);
    return at < 0 ? ref : (shared[at] as Ref);
  };
  const [callee, ...rest] = values.map((value) => replaceInValue(value, replace));
  const args = rest.slice(0, call.args.length);
  return {
    callee,
    args,
    keywords: Object.fromEntries(names.map((name, i) => [name, rest[call.args.length + i]])),
  };
}

/** Copies into the unit's private objects whatever a process has of its own. */
function copying(m: Machine, unit: UnitState, source: (id: number) => Readonly<HeapObject>): Replace {
  const copies = new Map<number, Ref>();
  const replace: Replace = (ref) => {
    const known = copies.get(ref.id);
    if (known !== undefined) return known;
    const original = source(ref.id);
    if (!isOwn(m, ref, original)) return ref;
    const id = unit.next--;
    const copy = copyObject(original);
    const made = { ...ref, id };
    copies.set(ref.id, made);
    unit.heap[id] = copy;
    replaceInObject(copy, replace);
    return made;
  };
  return replace;
}

/** The child's first thread is the one that forked: it keeps what that had in its thread-locals. */
function copyThreadLocals(m: Machine, unit: UnitState, copy: Replace): void {
  for (const key of Object.keys(m.unit.locals)) {
    const id = Number(key);
    if (m.world.threadLocals.has(id))
      unit.locals[copy({ kind: "ref", id, of: "instance" }).id] = copy(m.unit.locals[id]);
  }
}

/** Each process has an object like this of its own. */
function isOwn(m: Machine, ref: Ref, object: Readonly<HeapObject>): boolean {
  const { own, known } = processMemory(m);
  if (known.has(ref.id)) return own.has(ref.id);
  return !isCommon(m, object);
}

export function isCommon(m: Machine, object: Readonly<HeapObject>): boolean {
  return object.kind === "instance" && lookupInClass(m, object.cls, "_common") !== undefined;
}

/** Data that came by a `shared` name: changing it in the child changes nothing elsewhere, which is worth a word. */
function markCopies(m: Machine, memory: ProcessMemory, unit: UnitState, values: Record<number, Value>): void {
  m.world.program.globals.forEach(({ kind, name }, index) => {
    if (kind !== "shared" || !(index in values)) return;
    const seen = new Set<number>();
    const visit = (ref: Ref): void => {
      if (ref.id >= 0 || seen.has(ref.id)) return;
      seen.add(ref.id);
      const object = unit.heap[ref.id];
      const data = object.kind === "list" || object.kind === "dict" || object.kind === "set" || object.kind === "deque";
      if (!data && !isOwnersInstance(memory, object)) return;
      object.copyOf ??= name;
      visitObject(object, visit);
    };
    visitValue(values[index], visit);
  });
}

/** An instance of a class of the scenario's. */
function isOwnersInstance(memory: ProcessMemory, object: HeapObject): object is Instance {
  if (object.kind !== "instance") return false;
  return !(isKind(object.cls, "ref") && memory.library.has(object.cls.id));
}

// --- what is a process's own -----------------------------------------------------------------------------------------

function processMemory(m: Machine): ProcessMemory {
  const { world } = m;
  if (world.processes === null) {
    if (m.mode !== "initial") throw new RangeError("bug in the evaluator: the memory of the start was not noted");
    noteProcesses(m);
  }
  return world.processes as ProcessMemory;
}

/** Notes the module's memory before anything runs, and what in it a process has for itself. */
export function noteProcesses(m: Machine): void {
  const { world, memory } = m;
  if (world.processes !== null) return;
  const values = world.program.globals.map((_, index) => memory.global(index));
  const objects: HeapObject[] = [];
  const reached: Ref[] = [];
  const visit = (ref: Ref): void => {
    if (ref.id < 0 || ref.id in objects) return;
    objects[ref.id] = copyObject(memory.object(ref.id));
    reached.push(ref);
  };
  for (const value of values) visitValue(value, visit);
  for (const ref of reached) visitObject(objects[ref.id], visit);
  const frozen = constantIds(world.program, values, objects);
  const own = ownObjects(m, objects, reached, frozen);
  const globals = values.flatMap((value, index) =>
    world.program.globals[index].mutable || reaches(value, own) ? [index] : [],
  );
  const library = new Set(
    values.flatMap((value, index) =>
      world.program.globals[index].kind === "primitive" && isClass(value) ? [value.id] : [],
    ),
  );
  const known = new Set(reached.filter(({ id }) => neverChanges(objects[id]) || frozen.has(id)).map(({ id }) => id));
  const functions = new Map<number, number>();
  const classes = new Map<number, number>();
  values.forEach((value, index) => {
    if (isKind(value, "function")) functions.set(value.code, index);
    if (isClass(value) && own.has(value.id)) classes.set(value.id, index);
  });
  world.processes = { values, objects, globals, own, known, library, functions, classes };
}

function isClass(value: Value | undefined): value is Ref {
  return isKind(value, "ref") && value.of === "class";
}

function reaches(value: Value | undefined, own: ReadonlySet<number>): boolean {
  let found = false;
  visitValue(value, (ref) => {
    if (own.has(ref.id)) found = true;
  });
  return found;
}

/** Classes, and containers that nobody changes: whether they are a process's own depends only on what they lead to. */
function neverChanges(object: Readonly<HeapObject>): boolean {
  return object.kind === "class" || (object.kind === "cell" && isClass(object.value));
}

/** The least set with everything that can change, and what leads to it. */
function ownObjects(
  m: Machine,
  objects: readonly HeapObject[],
  reached: readonly Ref[],
  frozen: ReadonlySet<number>,
): Set<number> {
  const { world } = m;
  const own = new Set<number>();
  const changes = (object: HeapObject, id: number): boolean => {
    if (object.kind === "class")
      return Object.keys(object.attributes).some((name) => isClassVariable(world, object.attributes[name], name));
    // A class that its own methods refer to (`super()`) is in a cell that nobody assigns.
    if (object.kind === "cell") return !isClass(object.value);
    return !frozen.has(id) && !isCommon(m, object);
  };
  for (const { id } of reached) if (changes(objects[id], id)) own.add(id);
  for (let grown = true; grown;) {
    grown = false;
    for (const { id } of reached) {
      if (own.has(id) || isCommon(m, objects[id])) continue;
      let leads = false;
      visitObject(objects[id], (ref) => {
        if (own.has(ref.id)) leads = true;
      });
      if (!leads) continue;
      own.add(id);
      grown = true;
    }
  }
  return own;
}

/** An attribute of a class that somebody assigns, other than a method. */
function isClassVariable(world: World, value: Value, name: string): boolean {
  return !isKind(value, "function") && !isKind(value, "method") && world.program.mutableAttributes.has(name);
}

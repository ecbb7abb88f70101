/** One instruction. Everything here is local to the Machine; what it may touch beyond, it touches through it. */
import { raise_, Raise } from "../programs/builtins/heap.js";
import type { Keywords } from "../programs/builtins/heap.js";
import { truth } from "../programs/builtins/operators.js";
import { format, repr, str } from "../programs/builtins/text.js";
import { isExceptionClass, isInstance, lookupInClass, typeName } from "../programs/builtins/types.js";
import { itemsOf } from "../programs/builtins/iteration.js";
import { hashKey } from "../programs/builtins/hash.js";
import type { Instruction } from "../programs/code.js";
import type { ExceptionValue, Value } from "../programs/value.js";
import { bindClassAttribute, deleteAttribute, loadAttribute, storeAttribute } from "./attributes.js";
import { call, isC, newFrame } from "./calls.js";
import { Blocks } from "./evaluate.js";
import { finishGenerator, resume, suspend } from "./generators.js";
import { iterate } from "./intrinsics.js";
import { endUnit, keepObserved } from "./end.js";
import { NeedsChoice } from "./machine.js";
import type { Machine, Target } from "./machine.js";
import { binary, compareValues, unary } from "./operators.js";
import { deleteSubscript, loadSubscript, storeSubscript } from "./subscripts.js";
import { next } from "../programs/builtins/iteration.js";
import { closeWindows, openWindow } from "./windows.js";
import { fillWords } from "./words.js";

export function execute(m: Machine, i: Instruction): void {
  switch (i.op) {
    case "CONST":
      return m.push(i.value);
    case "LOAD":
      return loadLocal(m, i.slot);
    case "STORE":
      m.frame.locals[i.slot] = m.pop();
      return;
    case "DELETE":
      if (m.frame.locals[i.slot] === undefined) unbound(m, i.slot);
      m.frame.locals[i.slot] = undefined;
      return;
    case "LOAD_GLOBAL":
      return loadGlobal(m, i.global, i.window);
    case "STORE_GLOBAL":
      return storeGlobal(m, i.global, m.pop(), i.windows);
    case "DELETE_GLOBAL":
      return deleteGlobal(m, i.global);
    case "LOAD_CELL":
    case "STORE_CELL":
    case "NEW_CELL":
    case "LOAD_CLOSURE":
      return executeCell(m, i);
    case "LOAD_ATTR":
      return loadAttr(m, i.name, i.window);
    case "STORE_ATTR":
      return storeAttr(m, i.name, i.windows);
    case "DELETE_ATTR":
      return deleteAttribute(m, m.pop(), i.name);
    case "SUBSCRIPT":
      return loadSubscript(m, i.window);
    case "STORE_SUBSCRIPT":
      return storeSubscript(m, i.windows);
    case "DELETE_SUBSCRIPT":
      return deleteSubscript(m);
    case "UNARY":
      return unary(m, i.operator);
    case "BINARY":
      return binary(m, i.operator, i.inplace);
    case "COMPARE":
      return compareValues(m, i.operator);
    case "SLICE":
    case "TUPLE":
    case "LIST":
    case "SET":
    case "MAP":
    case "ADD_LIST":
    case "ADD_SET":
    case "ADD_MAP":
    case "EXTEND_LIST":
    case "EXTEND_SET":
    case "UPDATE_MAP":
    case "LIST_TO_TUPLE":
    case "UNPACK":
    case "JOIN":
    case "FORMAT":
      return executeContainer(m, i);
    case "CALL":
      return executeCall(m, i.count, i.keywords);
    case "CALL_SPREAD":
      return executeSpread(m);
    case "FUNCTION":
    case "CLASS":
    case "SUPER":
      return executeDefinition(m, i);
    case "RETURN":
      return leave(m);
    case "YIELD":
      return suspend(m, m.pop());
    case "YIELD_FROM":
    case "GET_AWAITABLE":
    case "GET_YIELD_FROM":
      return executeDelegation(m, i.op);
    case "JUMP":
      m.frame.pc = i.to;
      return;
    case "JUMP_BACK":
      m.frame.pc = i.to;
      if (m.world.rules.loop) m.switchPoint();
      return;
    case "JUMP_IF_FALSE":
    case "JUMP_IF_TRUE":
    case "JUMP_IF_FALSE_OR_POP":
    case "JUMP_IF_TRUE_OR_POP":
      return jumpIf(m, i.op, i.to);
    case "ITER":
      return startIteration(m);
    case "FOR":
      return iterateOnce(m, i.to);
    case "POP":
      m.pop();
      return;
    case "COPY":
      return m.push(m.peek(i.n));
    case "SWAP":
      return swap(m, i.n);
    case "RAISE":
    case "RERAISE":
    case "RAISE_FROM":
      return executeRaise(m, i.op);
    case "MATCH":
      return matchException(m);
    case "ATOMIC_ENTER":
    case "SELECT":
      m.frame.atomic += 1;
      return;
    case "ATOMIC_EXIT":
      m.frame.atomic -= 1;
      return;
    case "CHOSEN":
      if (i.words !== null && m.recorder.words !== undefined) m.recorder.words(m, fillWords(m, i.words));
      return;
    case "BLOCK":
      return block(m, i.words);
    case "CHOOSE":
      return choose(m, m.popMany(i.count));
    case "CHOOSE_FROM":
      return choose(m, itemsOf(m, m.pop()) ?? []);
    case "STATEMENT":
      if (m.world.granularity === "statement" && m.codeOf(m.frame).module === "") m.switchPoint();
      return;
    case "UNIT_LOCAL":
      return unitLocal(m, i.template, i.indexed, i.name);
    case "CPU":
      m.pop();
      if (m.world.rules.loop) m.switchPoint();
      return;
  }
}

// --- names ---------------------------------------------------------------------------------------------------------

function loadLocal(m: Machine, slot: number): void {
  const value = m.frame.locals[slot];
  m.push(value === undefined ? unbound(m, slot) : value);
}

function unbound(m: Machine, slot: number): never {
  raise_("UnboundLocalError", `cannot access local variable '${m.codeOf(m.frame).locals[slot]}' where it is not associated with a value`);
}

function loadGlobal(m: Machine, index: number, window: number | undefined): void {
  const { name, mutable } = m.world.program.globals[index];
  const value = m.memory.global(index);
  if (value === undefined) raise_("NameError", `name '${name}' is not defined`);
  if (mutable) {
    const target: Target = { kind: "global", index };
    m.recorder.access?.(m, "read", target, undefined, value);
    openWindow(m, window, target, value);
  }
  m.push(value);
}

function storeGlobal(m: Machine, index: number, value: Value, windows: readonly number[] | undefined): void {
  const shared = m.shareOne(value);
  const target: Target = { kind: "global", index };
  const watched = (windows !== undefined && windows.length > 0) || m.recorder.access !== undefined;
  const before = watched ? m.memory.global(index) : undefined;
  closeWindows(m, windows, target, before, shared);
  m.memory.setGlobal(index, shared);
  m.recorder.access?.(m, "write", target, before, shared);
}

function deleteGlobal(m: Machine, index: number): void {
  const before = m.memory.global(index);
  if (before === undefined) raise_("NameError", `name '${m.world.program.globals[index].name}' is not defined`);
  m.memory.setGlobal(index, undefined);
  m.recorder.access?.(m, "write", { kind: "global", index }, before, undefined);
}

function executeCell(m: Machine, i: Extract<Instruction, { op: "LOAD_CELL" | "STORE_CELL" | "NEW_CELL" | "LOAD_CLOSURE" }>): void {
  const held = m.frame.locals[i.slot];
  if (i.op === "NEW_CELL") {
    m.frame.locals[i.slot] = m.make(held === undefined ? { kind: "cell" } : { kind: "cell", value: held });
    return;
  }
  if (held === undefined || held === null || typeof held !== "object" || held.kind !== "ref") throw new RangeError("bug in lowering: no cell");
  if (i.op === "LOAD_CLOSURE") return m.push(held);
  const target: Target = { kind: "object", ref: held };
  const cell = m.read(held);
  const current = cell.kind === "cell" ? cell.value : undefined;
  if (i.op === "LOAD_CELL") {
    if (current === undefined) raise_("NameError", `cannot access free variable '${m.codeOf(m.frame).locals[i.slot]}' where it is not associated with a value in enclosing scope`);
    if (held.id >= 0 && !i.constant) {
      m.recorder.access?.(m, "read", target, undefined, current);
      openWindow(m, i.window, target, current);
    }
    return m.push(current);
  }
  const popped = m.pop();
  const value = held.id >= 0 ? m.shareOne(popped) : popped;
  if (held.id >= 0 && i.op === "STORE_CELL") closeWindows(m, i.windows, target, current, value);
  const edited = m.edit(held);
  if (edited.kind === "cell") edited.value = value;
  if (held.id >= 0) m.recorder.access?.(m, "write", target, current, value);
}

function loadAttr(m: Machine, name: string, window: number | undefined): void {
  const object = m.pop();
  const depth = m.unit.frames.length;
  loadAttribute(m, object, name);
  if (window === undefined || m.unit.frames.length !== depth || object === null || typeof object !== "object" || object.kind !== "ref" || object.id < 0) return;
  openWindow(m, window, { kind: "attribute", ref: object, name }, m.peek());
}

function storeAttr(m: Machine, name: string, windows: readonly number[] | undefined): void {
  const object = m.pop();
  const value = m.pop();
  if (object !== null && typeof object === "object" && object.kind === "ref" && object.id >= 0) {
    const target = m.read(object);
    if (target.kind === "instance" || target.kind === "class") {
      const current = Object.hasOwn(target.attributes, name) ? target.attributes[name] : undefined;
      closeWindows(m, windows, { kind: "attribute", ref: object, name }, current, value);
    }
  }
  storeAttribute(m, object, name, value);
}

function unitLocal(m: Machine, template: number, indexed: boolean, name: string): void {
  const units = m.world.declared[template];
  const position = indexed ? m.pop() : 0n;
  if (typeof position !== "bigint") raise_("TypeError", "unit indices must be integers");
  const unit = units.at(Number(position));
  if (unit === undefined) raise_("IndexError", `there is no ${m.world.program.units[template].name}[${position}]`);
  m.push(m.memory.local(unit, name) ?? null);
}

// --- calls ---------------------------------------------------------------------------------------------------------

function executeCall(m: Machine, count: number, names: readonly string[]): void {
  const args = m.popMany(count);
  const callee = m.pop();
  if (names.length === 0) return call(m, callee, args);
  const keywords: Record<string, Value> = {};
  const positional = args.length - names.length;
  names.forEach((name, i) => {
    keywords[name] = args[positional + i];
  });
  call(m, callee, args.slice(0, positional), keywords);
}

function executeSpread(m: Machine): void {
  const dict = m.pop();
  const tuple = m.pop();
  const callee = m.pop();
  const keywords: Record<string, Value> = {};
  if (dict !== null && typeof dict === "object" && dict.kind === "ref") {
    const object = m.read(dict);
    if (object.kind === "dict")
      for (const [key, value] of object.entries) {
        if (typeof key !== "string") raise_("TypeError", "keywords must be strings");
        keywords[key] = value;
      }
  }
  call(m, callee, tuple !== null && typeof tuple === "object" && tuple.kind === "tuple" ? tuple.items : [], keywords as Keywords);
}

function executeDefinition(m: Machine, i: Extract<Instruction, { op: "FUNCTION" | "CLASS" | "SUPER" }>): void {
  if (i.op === "FUNCTION") {
    const cells = m.popMany(i.cells);
    const defaults = m.popMany(i.defaults);
    return m.push({ kind: "function", code: i.code, defaults, cells });
  }
  if (i.op === "SUPER") {
    const self = m.pop();
    return m.push({ kind: "super", cls: m.pop(), self });
  }
  const parts = m.popMany(i.bases + i.names.length * 2);
  const attributes: Record<string, Value> = {};
  i.names.forEach((name, n) => {
    attributes[name] = parts[i.bases + 2 * n + 1];
  });
  m.push(m.make({ kind: "class", name: i.name, bases: parts.slice(0, i.bases), attributes }));
}

function leave(m: Machine): void {
  const value = m.pop();
  if (m.unit.frames.length === 1) keepObserved(m);
  const frame = m.unit.frames.pop();
  if (frame === undefined) return;
  const code = m.codeOf(frame);
  const afterCall = m.world.rules.returned || (isC(code) && m.world.rules.call !== "none" && code.name !== "__enter__");
  if (afterCall) m.switchPoint();
  if (frame.returns?.kind === "generator") return finishGenerator(m, frame, value);
  if (m.unit.frames.length === 0) {
    if (m.mode === "property") m.unit.observed["result"] = value;
    endUnit(m, null);
    return;
  }
  if (frame.returns === undefined) return m.push(value);
  if (frame.returns.kind === "value") m.push(frame.returns.value);
  else if (frame.returns.kind === "not") m.push(!truth(m, value));
  else if (frame.returns.kind === "bool") m.push(truth(m, value));
}

function executeDelegation(m: Machine, op: "YIELD_FROM" | "GET_AWAITABLE" | "GET_YIELD_FROM"): void {
  if (op === "GET_AWAITABLE") return;
  if (op === "GET_YIELD_FROM") return startIteration(m);
  const inner = m.pop();
  const sent = m.frame.sent ?? null;
  delete m.frame.sent;
  if (inner === null || typeof inner !== "object" || inner.kind !== "ref") raise_("TypeError", `'${typeName(m, inner)}' object can't be awaited or delegated to`);
  if (m.read(inner).kind === "generator") return resume(m, inner, sent, "from", 0);
  const item = next(m, inner);
  if (item === undefined) return m.push(null);
  m.frame.pc -= 1;
  m.push(inner);
  suspend(m, item);
}

// --- control -------------------------------------------------------------------------------------------------------

/** Truth, calling `__bool__`/`__len__` of instances is left to operators.unary("not"). */
function jumpIf(m: Machine, op: "JUMP_IF_FALSE" | "JUMP_IF_TRUE" | "JUMP_IF_FALSE_OR_POP" | "JUMP_IF_TRUE_OR_POP", to: number): void {
  const value = m.peek();
  const hook = truthHook(m, value);
  if (hook !== null) {
    m.pop();
    m.frame.pc -= 1;
    return call(m, hook, [], {}, { kind: "bool" });
  }
  if (m.isSharedContainer(value)) m.recorder.access?.(m, "read", { kind: "object", ref: value }, undefined, value);
  const wanted = op === "JUMP_IF_TRUE" || op === "JUMP_IF_TRUE_OR_POP";
  const jumps = truth(m, value) === wanted;
  const keeps = op === "JUMP_IF_FALSE_OR_POP" || op === "JUMP_IF_TRUE_OR_POP";
  if (!jumps || !keeps) m.pop();
  if (!jumps) return;
  m.frame.pc = to;
  if (m.world.rules.takenJump) m.switchPoint();
}

function truthHook(m: Machine, value: Value): Value | null {
  if (value === null || typeof value !== "object" || value.kind !== "ref" || value.of !== "instance") return null;
  const object = m.read(value);
  if (object.kind !== "instance") return null;
  const method = lookupInClass(m, object.cls, "__bool__") ?? lookupInClass(m, object.cls, "__len__");
  return method === undefined ? null : bindClassAttribute(method, value, object.cls);
}

function startIteration(m: Machine): void {
  const iterable = m.pop();
  const iterator = iterate(m, iterable);
  if (iterator !== undefined) m.push(iterator);
}

function iterateOnce(m: Machine, to: number): void {
  const iterator = m.peek();
  if (iterator === null || typeof iterator !== "object" || iterator.kind !== "ref") raise_("TypeError", `'${typeName(m, iterator)}' object is not an iterator`);
  const object = m.read(iterator);
  if (object.kind === "generator") return resume(m, iterator, null, "for", to);
  if (object.kind === "instance") return iterateInstance(m, iterator, object.cls, to);
  if (object.kind === "iterator" && m.isSharedContainer(object.over))
    m.recorder.access?.(m, "read", { kind: "object", ref: object.over }, undefined, object.over);
  const item = next(m, iterator);
  if (item !== undefined) return m.push(item);
  m.pop();
  m.frame.pc = to;
}

/** An iterator class of the program's own: `__next__` raises StopIteration through a library helper that gives a marker. */
function iterateInstance(m: Machine, iterator: Value, cls: Value, to: number): void {
  const method = lookupInClass(m, cls, "__next__");
  if (method === undefined) raise_("TypeError", `'${typeName(m, iterator)}' object is not an iterator`);
  const helper = m.world.library.get("builtins._iterate");
  const callee = helper === undefined ? undefined : m.memory.global(helper);
  if (callee === undefined || callee === null || typeof callee !== "object" || callee.kind !== "function") raise_("TypeError", "iterator classes are not supported here");
  const frame = newFrame(m, callee, [iterator], {});
  const ref = m.make({ kind: "generator", form: "generator", frames: [frame], running: false, started: false });
  m.pop();
  m.push(ref);
  resume(m, ref, null, "for", to);
}

function swap(m: Machine, n: number): void {
  const { stack } = m.frame;
  const top = stack.length - 1;
  const other = stack.length - n;
  [stack[top], stack[other]] = [stack[other], stack[top]];
}

function block(m: Machine, words: string | null): void {
  const seconds = m.pop();
  if (seconds === null || !m.waitsFirst) throw new Blocks(words !== null && m.recorder.words !== undefined ? fillWords(m, words) : words);
  m.voluntary = true;
}

function choose(m: Machine, options: readonly Value[]): void {
  if (options.length === 0) raise_("IndexError", "Cannot choose from an empty sequence");
  let picked = 0;
  if (options.length > 1) {
    if (m.chosen >= m.choices.length) throw new NeedsChoice(options.length);
    picked = m.choices[m.chosen++];
    if (picked >= options.length) throw new NeedsChoice(options.length);
  }
  m.recorder.chosen?.(m, options[picked]);
  m.push(options[picked]);
}

// --- exceptions ----------------------------------------------------------------------------------------------------

function executeRaise(m: Machine, op: "RAISE" | "RERAISE" | "RAISE_FROM"): void {
  const cause = op === "RAISE_FROM" ? m.pop() : undefined;
  const value = m.pop();
  if (op === "RERAISE") throw new Raise(value);
  if (!isExceptionClass(m, value)) {
    if (!isInstance(m, value, { kind: "type", name: "BaseException" })) raise_("TypeError", "exceptions must derive from BaseException");
    throw new Raise(withCause(value, cause));
  }
  if (value !== null && typeof value === "object" && value.kind === "type") {
    const made: ExceptionValue = { kind: "exception", type: value.name, args: [] };
    throw new Raise(withCause(made, cause));
  }
  // A class of the program's own: make an instance first, then come back and raise that.
  if (op === "RAISE_FROM") raise_("TypeError", "write `raise Name(...) from cause`: a class alone cannot be raised from a cause here");
  m.frame.pc -= 1;
  call(m, value, []);
}

function withCause(value: Value, cause: Value | undefined): Value {
  if (cause === undefined || value === null || typeof value !== "object" || value.kind !== "exception") return value;
  return { ...value, cause };
}

function matchException(m: Machine): void {
  const type = m.pop();
  const types = type !== null && typeof type === "object" && type.kind === "tuple" ? type.items : [type];
  if (!types.every((entry) => isExceptionClass(m, entry))) raise_("TypeError", "catching classes that do not inherit from BaseException is not allowed");
  m.push(isInstance(m, m.peek(), type));
}

// --- containers ----------------------------------------------------------------------------------------------------

type ContainerInstruction = Extract<
  Instruction,
  { op: "SLICE" | "TUPLE" | "LIST" | "SET" | "MAP" | "ADD_LIST" | "ADD_SET" | "ADD_MAP" | "EXTEND_LIST" | "EXTEND_SET" | "UPDATE_MAP" | "LIST_TO_TUPLE" | "UNPACK" | "JOIN" | "FORMAT" }
>;

function executeContainer(m: Machine, i: ContainerInstruction): void {
  switch (i.op) {
    case "SLICE": {
      const [start, stop, step] = m.popMany(3);
      return m.push({ kind: "slice", start, stop, step });
    }
    case "TUPLE":
      return m.push({ kind: "tuple", items: m.popMany(i.count) });
    case "LIST":
      return m.push(m.make({ kind: "list", items: m.popMany(i.count) }));
    case "SET":
      return call(m, { kind: "builtin", name: "set" }, [{ kind: "tuple", items: m.popMany(i.count) }]);
    case "MAP":
      return makeMap(m, m.popMany(2 * i.count));
    case "ADD_LIST":
    case "ADD_SET":
    case "ADD_MAP":
    case "EXTEND_LIST":
    case "EXTEND_SET":
    case "UPDATE_MAP":
      return addTo(m, i.op, i.depth);
    case "LIST_TO_TUPLE": {
      const list = m.pop();
      return m.push({ kind: "tuple", items: itemsOf(m, list) ?? [] });
    }
    case "UNPACK":
      return unpack(m, i.count, i.star);
    case "JOIN":
      return m.push(m.popMany(i.count).join(""));
    case "FORMAT":
      return formatValue(m, i.conversion, i.spec);
  }
}

function makeMap(m: Machine, parts: readonly Value[]): void {
  const ref = m.make({ kind: "dict", entries: [] });
  m.push(ref);
  for (let i = 0; i < parts.length; i += 2) putEntry(m, ref, parts[i], parts[i + 1]);
}

function putEntry(m: Machine, dict: Value, key: Value, value: Value): void {
  const text = hashKey(m, key);
  if (dict === null || typeof dict !== "object" || dict.kind !== "ref") return;
  const object = m.edit(dict);
  if (object.kind !== "dict") return;
  const entry = object.entries.find(([known]) => hashKey(m, known) === text);
  if (entry === undefined) object.entries.push([key, value]);
  else entry[1] = value;
}

const builtinFor = { ADD_SET: "set.add", EXTEND_SET: "set.update", UPDATE_MAP: "dict.update", EXTEND_LIST: "list.extend", ADD_LIST: "list.append" } as const;

function addTo(m: Machine, op: "ADD_LIST" | "ADD_SET" | "ADD_MAP" | "EXTEND_LIST" | "EXTEND_SET" | "UPDATE_MAP", depth: number): void {
  const item = m.pop();
  if (op === "ADD_MAP") {
    const key = m.pop();
    return putEntry(m, m.peek(depth), key, item);
  }
  const container = m.peek(depth);
  call(m, { kind: "builtin", name: builtinFor[op] }, [container, item], {}, { kind: "discard" });
}

function unpack(m: Machine, count: number, star: number): void {
  const value = m.peek();
  const items = itemsOf(m, value);
  if (items === null) {
    m.pop();
    m.frame.pc -= 1;
    return call(m, { kind: "type", name: "list" }, [value]);
  }
  if (m.isSharedContainer(value)) m.recorder.access?.(m, "read", { kind: "object", ref: value }, undefined, value);
  m.pop();
  if (star < 0) {
    if (items.length < count) raise_("ValueError", `not enough values to unpack (expected ${count}, got ${items.length})`);
    if (items.length > count) raise_("ValueError", `too many values to unpack (expected ${count})`);
    for (let i = count - 1; i >= 0; i--) m.push(items[i]);
    return;
  }
  if (items.length < count - 1) raise_("ValueError", `not enough values to unpack (expected at least ${count - 1}, got ${items.length})`);
  const after = count - star - 1;
  const parts: Value[] = [...items.slice(0, star), m.make({ kind: "list", items: items.slice(star, items.length - after) }), ...items.slice(items.length - after)];
  for (let i = parts.length - 1; i >= 0; i--) m.push(parts[i]);
}

function formatValue(m: Machine, conversion: "r" | "s" | "a" | null, spec: boolean): void {
  const specText = spec ? m.pop() : "";
  const value = m.peek();
  const hook = textHook(m, value, conversion === "r" || conversion === "a" ? "__repr__" : "__str__");
  if (hook !== null && !spec) {
    m.pop();
    m.frame.pc -= 1;
    return call(m, hook, []);
  }
  m.pop();
  const text = conversion === "r" || conversion === "a" ? repr(m, value) : conversion === "s" ? str(m, value) : null;
  m.push(format(m, text ?? value, typeof specText === "string" ? specText : ""));
}

function textHook(m: Machine, value: Value, name: string): Value | null {
  if (value === null || typeof value !== "object" || value.kind !== "ref" || value.of !== "instance") return null;
  const object = m.read(value);
  if (object.kind !== "instance") return null;
  const method = lookupInClass(m, object.cls, name) ?? (name === "__str__" ? lookupInClass(m, object.cls, "__repr__") : undefined);
  if (method === undefined || method === null || typeof method !== "object" || method.kind !== "function") return null;
  return bindClassAttribute(method, value, object.cls);
}

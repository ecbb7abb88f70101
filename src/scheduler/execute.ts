/** One instruction. Everything here is local to the Machine; what it may touch beyond, it touches through it. */
import { raise_ } from "../programs/builtins/heap.js";
import { itemsOf, next } from "../programs/builtins/iteration.js";
import { truth } from "../programs/builtins/operators.js";
import { typeName } from "../programs/builtins/types.js";
import { isKind } from "../programs/builtins/values.js";
import type { Instruction } from "../programs/code.js";
import type { Value } from "../programs/value.js";
import { deleteAttribute, specialMethod } from "./attributes.js";
import { call, finish, invoke, isC } from "./calls.js";
import { executeContainer } from "./containers.js";
import { awaitable, serve } from "./coroutines.js";
import { endUnit, keepObserved } from "./end.js";
import { resume, suspend, yieldValue } from "./generators.js";
import { iterateOnce, startIteration } from "./loops.js";
import type { Machine } from "./machine.js";
import {
  deleteGlobal,
  executeCell,
  loadAttr,
  loadGlobal,
  loadLocal,
  storeAttr,
  storeGlobal,
  unbound,
  unitLocal,
} from "./names.js";
import { binary, compareValues, unary } from "./operators.js";
import { executeRaise, matchException } from "./raising.js";
import { branch } from "./returning.js";
import { deleteSubscript, loadSubscript, openLookup, storeSubscript } from "./subscripts.js";
import { block, choose } from "./waiting.js";
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
      return removeAttribute(m, i.name);
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
      return executeCall(m, i.count, i.keywords, i.window);
    case "CALL_SPREAD":
      return executeSpread(m);
    case "FUNCTION":
    case "CLASS":
    case "SUPER":
      return executeDefinition(m, i);
    case "RETURN":
      return leave(m);
    case "YIELD":
      return yieldValue(m, m.pop());
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
      return jumpIf(m);
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
      return compute(m);
  }
}

/** Takes no time, and is a place to switch, but where time is exact: there a function of the library takes the time. */
function compute(m: Machine): void {
  const seconds = m.pop();
  const timed = m.pop();
  if (m.world.timed) return call(m, timed, [seconds]);
  if (m.world.rules.loop) m.switchPoint();
  m.push(null);
}

function executeCall(m: Machine, count: number, names: readonly string[], window: number | undefined): void {
  const args = m.popMany(count);
  const callee = m.pop();
  if (window !== undefined) openLookup(m, window, callee, args);
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
  call(m, callee, isKind(tuple, "tuple") ? tuple.items : [], keywords);
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
  const isCall = isC(code) && code.name !== "__enter__";
  if (m.world.rules.returned || (isCall && m.world.rules.call !== "none")) m.switchPoint(isCall);
  if (m.unit.frames.length > 0) return finish(m, value, frame.returns);
  if (m.mode === "property") m.unit.observed["result"] = value;
  const last = endUnit(m, null);
  if (last !== null) call(m, last, [], {}, { kind: "discard" });
}

function executeDelegation(m: Machine, op: "YIELD_FROM" | "GET_AWAITABLE" | "GET_YIELD_FROM"): void {
  if (op === "GET_AWAITABLE") return invoke(m, awaitable(m, m.pop()));
  if (op === "GET_YIELD_FROM") return startIteration(m);
  const inner = m.pop();
  const sent = m.frame.sent ?? null;
  delete m.frame.sent;
  if (serve(m, inner, sent)) return;
  if (inner === null || typeof inner !== "object" || inner.kind !== "ref")
    raise_("TypeError", `'${typeName(m, inner)}' object can't be awaited or delegated to`);
  if (m.read(inner).kind === "generator") return resume(m, inner, sent, { by: "from", to: 0 });
  const item = next(m, inner);
  if (item === undefined) return m.push(null);
  m.frame.pc -= 1;
  m.push(inner);
  suspend(m, item);
}

function removeAttribute(m: Machine, name: string): void {
  const hook = deleteAttribute(m, m.pop(), name);
  if (hook !== null) invoke(m, hook);
}

function jumpIf(m: Machine): void {
  const value = m.peek();
  const hook = specialMethod(m, value, "__bool__") ?? specialMethod(m, value, "__len__");
  if (hook !== null) return call(m, hook, [], {}, { kind: "jump" });
  if (m.isSharedContainer(value)) m.recorder.access?.(m, "read", { kind: "object", ref: value }, undefined, value);
  branch(m, truth(m, value));
}

function swap(m: Machine, n: number): void {
  const { stack } = m.frame;
  const top = stack.length - 1;
  const other = stack.length - n;
  [stack[top], stack[other]] = [stack[other], stack[top]];
}

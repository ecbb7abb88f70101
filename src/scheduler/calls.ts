/** Calling: Python functions get a frame, classes make instances, built-ins run at once (or ask the library to run Python code for them). */
import { callNative, construct, effectOf } from "../programs/builtins/index.js";
import { Delegate, raise_ } from "../programs/builtins/heap.js";
import type { Keywords } from "../programs/builtins/heap.js";
import { isExceptionClass, lookupInClass, typeName } from "../programs/builtins/types.js";
import { isKind } from "../programs/builtins/values.js";
import type { Code } from "../programs/code.js";
import { uncheckedCalls } from "../programs/interpreters.js";
import type { Frame, FunctionValue, Ref, ReturnTo, Value } from "../programs/value.js";
import { asClassAttribute, bindClassAttribute } from "./attributes.js";
import { newInstance } from "./instances.js";
import { checkArguments } from "./intrinsic-arguments.js";
import { intrinsics } from "./intrinsics.js";
import { Invocation } from "./machine.js";
import type { Machine } from "./machine.js";
import { deliver } from "./returning.js";

const noKeywords: Keywords = {};
const maxFrames = 1000;

/** Calls `callee`; the result is, or will be, pushed onto the present frame's stack (or goes where `returns` says). */
export function call(
  m: Machine,
  callee: Value,
  args: readonly Value[],
  keywords: Keywords = noKeywords,
  returns?: ReturnTo,
): void {
  if (callee === null || typeof callee !== "object") return notCallable(m, callee);
  switch (callee.kind) {
    case "function":
      return callFunction(m, callee, args, keywords, returns);
    case "method":
      if (asClassAttribute(callee) !== null) return notCallable(m, callee);
      return call(m, callee.callee, [callee.self, ...args], keywords, returns);
    case "builtin":
      return callBuiltin(m, callee.name, args, keywords, returns);
    case "type":
      return callType(m, callee.name, args, keywords, returns);
    case "ref":
      return callObject(m, callee, args, keywords, returns);
    default:
      return notCallable(m, callee);
  }
}

function notCallable(m: Machine, callee: Value): never {
  raise_("TypeError", `'${typeName(m, callee)}' object is not callable`);
}

/** Makes a call that an operation asked for; a plain value is pushed as it is. */
export function invoke(m: Machine, result: Value | Invocation): void {
  if (result instanceof Invocation) call(m, result.callee, result.args, result.keywords, result.returns);
  else m.push(result);
}

/** A result that is there: it goes where `returns` says. */
export function finish(m: Machine, value: Value, returns: ReturnTo | undefined): void {
  const next = deliver(m, value, returns);
  if (next !== null) invoke(m, next);
}

function callBuiltin(
  m: Machine,
  name: string,
  args: readonly Value[],
  keywords: Keywords,
  returns: ReturnTo | undefined,
): void {
  const intrinsic = intrinsics[name];
  if (intrinsic !== undefined) {
    checkArguments(name, args, keywords);
    const result = intrinsic(m, args, keywords);
    if (result instanceof Invocation) call(m, result.callee, result.args, result.keywords, result.returns ?? returns);
    else if (result !== undefined) finish(m, result, returns);
    return;
  }
  const container = sharedContainer(m, name, args);
  const changes = container !== null && effectOf(name) === "write";
  if (changes) m.recorder.before?.(m, container);
  try {
    finish(m, callNative(m, name, args, keywords), returns);
    if (container !== null)
      m.recorder.access?.(m, changes ? "update" : "read", { kind: "object", ref: container }, undefined, container);
  } catch (error) {
    if (!(error instanceof Delegate)) throw error;
    delegate(m, error, returns);
    return;
  }
  checkAfterCall(m, name);
}

function callType(
  m: Machine,
  name: string,
  args: readonly Value[],
  keywords: Keywords,
  returns: ReturnTo | undefined,
): void {
  try {
    finish(m, construct(m, name, args, keywords), returns);
  } catch (error) {
    if (!(error instanceof Delegate)) throw error;
    delegate(m, error, returns);
    return;
  }
  checkAfterCall(m, name);
}

/** After a call of what CPython has in C. */
function checkAfterCall(m: Machine, name: string): void {
  const rule = m.world.rules.call;
  const checked = !uncheckedCalls.has(name);
  if (rule === "all" || (rule === "most" && checked)) m.switchPoint(checked);
}

/** The shared container that a built-in works on, if it is one: the object of a method, or what a function looks at. */
function sharedContainer(m: Machine, name: string, args: readonly Value[]): Ref | null {
  if (name.startsWith("_") || m.mode !== "unit") return null;
  return args.find((arg): arg is Ref => m.isSharedContainer(arg)) ?? null;
}

/** Lets a library function written in Python do what a built-in could not. */
export function delegate(m: Machine, request: Delegate, returns?: ReturnTo): void {
  const index = m.world.library.get(`builtins.${request.target}`);
  const callee = index === undefined ? undefined : m.memory.global(index);
  if (callee === undefined)
    raise_(
      "TypeError",
      `this use of a generator or of Python code inside a built-in is not supported (${request.target})`,
    );
  call(m, callee, request.args, request.keywords, returns);
}

function callObject(
  m: Machine,
  ref: Ref,
  args: readonly Value[],
  keywords: Keywords,
  returns: ReturnTo | undefined,
): void {
  const object = m.read(ref);
  if (object.kind === "class") return instantiate(m, ref, args, keywords, returns);
  if (object.kind === "instance") {
    const method = lookupInClass(m, object.cls, "__call__");
    if (method !== undefined) return call(m, bindClassAttribute(method, ref, object.cls), args, keywords, returns);
  }
  notCallable(m, ref);
}

function instantiate(
  m: Machine,
  cls: Ref,
  args: readonly Value[],
  keywords: Keywords,
  returns: ReturnTo | undefined,
): void {
  const maker = lookupInClass(m, cls, "__new__");
  if (isKind(maker, "function")) return makeBy(m, maker, cls, args, keywords, returns);
  const isException = isExceptionClass(m, cls);
  const instance = newInstance(m, cls, args);
  // A thread-local keeps its arguments: every thread calls __init__ with them.
  const init = lookupInClass(m, cls, "_construct") ?? lookupInClass(m, cls, "__init__");
  if (init === undefined || isKind(init, "builtin")) {
    if (!isException && (args.length > 0 || Object.keys(keywords).length > 0))
      raise_("TypeError", `${typeName(m, instance)}() takes no arguments`);
    return finish(m, instance, returns);
  }
  call(m, init, [instance, ...args], keywords, returns ?? { kind: "value", value: instance });
}

/** By a `__new__` of its own. If that gives an instance of the class, new or not, `__init__` is called as usual. */
function makeBy(
  m: Machine,
  maker: Value,
  cls: Ref,
  args: readonly Value[],
  keywords: Keywords,
  returns: ReturnTo | undefined,
): void {
  if (!isKind(lookupInClass(m, cls, "__init__"), "function")) return call(m, maker, [cls, ...args], keywords, returns);
  delegate(m, new Delegate("_make_by", [maker, cls, ...args], keywords), returns);
}

// --- Python functions ----------------------------------------------------------------------------------------------

function callFunction(
  m: Machine,
  fn: FunctionValue,
  args: readonly Value[],
  keywords: Keywords,
  returns: ReturnTo | undefined,
): void {
  const code = m.world.program.codes[fn.code];
  const frame = newFrame(m, fn, args, keywords);
  if (code.kind === "generator" || code.kind === "coroutine" || code.kind === "async-generator") {
    const made = code.kind === "coroutine" ? { made: m.userPlace().place.line } : {};
    const object = m.make({
      kind: "generator",
      form: code.kind,
      frames: [frame],
      running: false,
      started: false,
      ...made,
    });
    finish(m, object, returns);
    return;
  }
  if (returns !== undefined) frame.returns = returns;
  enter(m, frame, code);
}

/** Puts a frame on top; the callee's entry is a switch point of its own, the caller's operands being already read. */
export function enter(m: Machine, frame: Frame, code: Code): void {
  if (m.unit.frames.length >= maxFrames) raise_("RecursionError", "maximum recursion depth exceeded");
  m.unit.frames.push(frame);
  if (m.world.rules.entry && !isC(code)) m.switchPoint();
}

const inC = /^(Lock|RLock|SimpleQueue|local|sleep|io)\b/;

/** Library code that stands for what CPython has in C: no check on entry, one after the call. */
export function isC(code: Code): boolean {
  return code.module !== "" && inC.test(code.qualifiedName);
}

export function newFrame(m: Machine, fn: FunctionValue, args: readonly Value[], keywords: Keywords): Frame {
  const code = m.world.program.codes[fn.code];
  const locals: (Value | undefined)[] = new Array<Value | undefined>(code.locals.length).fill(undefined);
  bind(m, code, fn, args, keywords, locals);
  fn.cells.forEach((cell, i) => {
    locals[code.freeStart + i] = cell;
  });
  return { code: fn.code, pc: 0, locals, stack: [], atomic: 0 };
}

function bind(
  m: Machine,
  code: Code,
  fn: FunctionValue,
  args: readonly Value[],
  keywords: Keywords,
  locals: (Value | undefined)[],
): void {
  const { positional, keywordOnly } = code;
  const given = Math.min(args.length, positional.length);
  for (let i = 0; i < given; i++) locals[i] = args[i];
  const starSlot = positional.length + keywordOnly.length;
  if (code.star !== null) locals[starSlot] = { kind: "tuple", items: args.slice(positional.length) };
  else if (args.length > positional.length) raise_("TypeError", tooMany(code, args.length));
  const extra = bindKeywords(code, keywords, locals);
  if (code.doubleStar !== null)
    locals[starSlot + (code.star === null ? 0 : 1)] = m.make({ kind: "dict", entries: extra });
  applyDefaults(code, fn, locals);
}

function bindKeywords(code: Code, keywords: Keywords, locals: (Value | undefined)[]): [Value, Value][] {
  const names = [...code.positional, ...code.keywordOnly];
  const extra: [Value, Value][] = [];
  const nameless = code.positional.slice(0, code.positionalOnly);
  if (code.doubleStar === null)
    refuseNames(
      code,
      nameless.filter((name) => Object.hasOwn(keywords, name)),
    );
  for (const name of Object.keys(keywords)) {
    const slot = names.indexOf(name, code.positionalOnly);
    if (slot >= 0) {
      if (locals[slot] !== undefined)
        raise_("TypeError", `${code.qualifiedName}() got multiple values for argument '${name}'`);
      locals[slot] = keywords[name];
    } else if (code.doubleStar !== null) extra.push([name, keywords[name]]);
    else raise_("TypeError", `${code.qualifiedName}() got an unexpected keyword argument '${name}'`);
  }
  return extra;
}

function refuseNames(code: Code, names: readonly string[]): void {
  if (names.length > 0)
    raise_(
      "TypeError",
      `${code.qualifiedName}() got some positional-only arguments passed as keyword arguments: '${names.join(", ")}'`,
    );
}

function applyDefaults(code: Code, fn: FunctionValue, locals: (Value | undefined)[]): void {
  const { positional, positionalDefaults } = code;
  const firstDefault = positional.length - positionalDefaults;
  const fill = (slot: number, value: Value): void => {
    if (locals[slot] === undefined) locals[slot] = value;
  };
  for (let i = 0; i < positionalDefaults; i++) fill(firstDefault + i, fn.defaults[i]);
  code.keywordDefaults.forEach((name, i) => {
    fill(positional.length + code.keywordOnly.indexOf(name), fn.defaults[positionalDefaults + i]);
  });
  const missing = positional.filter((_, i) => locals[i] === undefined);
  if (missing.length > 0)
    raise_(
      "TypeError",
      `${code.qualifiedName}() missing ${missing.length} required positional argument${missing.length > 1 ? "s" : ""}: ${listed(missing)}`,
    );
  const missingNamed = code.keywordOnly.filter((_, i) => locals[positional.length + i] === undefined);
  if (missingNamed.length > 0)
    raise_(
      "TypeError",
      `${code.qualifiedName}() missing ${missingNamed.length} required keyword-only argument${missingNamed.length > 1 ? "s" : ""}: ${listed(missingNamed)}`,
    );
}

function tooMany(code: Code, given: number): string {
  const most = code.positional.length;
  const least = most - code.positionalDefaults;
  const takes = code.positionalDefaults > 0 ? `from ${least} to ${most}` : String(most);
  return `${code.qualifiedName}() takes ${takes} positional argument${most === 1 && least === most ? "" : "s"} but ${given} ${given === 1 ? "was" : "were"} given`;
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  if (quoted.length < 3) return quoted.join(" and ");
  return `${quoted.slice(0, -1).join(", ")}, and ${quoted[quoted.length - 1]}`;
}

/** Coroutines and asynchronous generators: what can be awaited, and where somebody who awaits is. */
import { raise_, Raise } from "../programs/builtins/heap.js";
import { lookupInClass, typeName } from "../programs/builtins/types.js";
import { isKind, readAs } from "../programs/builtins/values.js";
import type { Frame, Ref, Value } from "../programs/value.js";
import { bindClassAttribute } from "./attributes.js";
import { exceptionText, shortName } from "./exception-text.js";
import { markEnded, resume, throwInto } from "./generators.js";
import { Invocation } from "./machine.js";
import type { Machine } from "./machine.js";
import { functionName } from "./notice.js";

/** "coroutine", "async_generator", "generator" for such objects, "coroutine function" for an `async def`; else None. */
export function asyncForm(m: Machine, value: Value): Value {
  const object = readAs(m, value, "generator");
  if (object !== null) return object.form.replace("-", "_");
  const callee = isKind(value, "method") ? value.callee : value;
  if (!isKind(callee, "function")) return null;
  return m.world.program.codes[callee.code].kind === "coroutine" ? "coroutine function" : null;
}

// --- awaiting --------------------------------------------------------------------------------------------------------

/** What `await value` waits at: a coroutine, what `__anext__` and its like give, or the iterator that `__await__` gives. */
export function awaitable(m: Machine, value: Value): Value | Invocation {
  const object = readAs(m, value, "generator");
  if (object?.form === "coroutine") {
    if (object.running || (object.started && object.frames.length > 0))
      raise_("RuntimeError", "coroutine is being awaited already");
    if (object.frames.length === 0) raise_("RuntimeError", "cannot reuse already awaited coroutine");
    return value;
  }
  if (asRequest(value) !== null) return value;
  const instance = readAs(m, value, "instance");
  const method = instance === null ? undefined : lookupInClass(m, instance.cls, "__await__");
  if (instance === null || method === undefined)
    raise_("TypeError", `object ${typeName(m, value)} can't be used in 'await' expression`);
  return new Invocation(bindClassAttribute(method, value, instance.cls), []);
}

// --- asynchronous generators -----------------------------------------------------------------------------------------

/** `__anext__()` and its like give a request: a Method of the generator whose callee says what to do when it is awaited. */
interface Request {
  readonly ref: Ref;
  /** "closing": it was asked to close, and awaits something on the way. */
  readonly what: "send" | "throw" | "close" | "closing";
  readonly value: Value;
}

export function request(ref: Value, what: Request["what"], value: Value): Value {
  return { kind: "method", self: ref, callee: { kind: "tuple", items: ["await", what, value] } };
}

function asRequest(value: Value): Request | null {
  if (!isKind(value, "method") || !isKind(value.callee, "tuple") || !isKind(value.self, "ref")) return null;
  const [mark, what, payload] = value.callee.items;
  if (mark !== "await" || (what !== "send" && what !== "throw" && what !== "close" && what !== "closing")) return null;
  return { ref: value.self, what, value: payload };
}

/** Begins what a request asks for, on behalf of the frame that awaits it; false: the value is no request. */
export function serve(m: Machine, value: Value, sent: Value): boolean {
  const asked = asRequest(value);
  if (asked === null) return false;
  const { ref, what } = asked;
  const generator = readAs(m, ref, "generator");
  if (generator === null) throw new RangeError("bug in evaluator: not a generator");
  if (generator.running || (what !== "closing" && awaits(m, generator.frames[0])))
    raise_("RuntimeError", `${what === "close" ? "aclose" : "anext"}(): asynchronous generator is already running`);
  const waits = generator.started && generator.frames.length > 0;
  if (what === "send" || what === "closing") {
    resume(m, ref, what === "send" ? asked.value : sent, { by: what === "send" ? "from" : "aclose", to: 0 });
    return true;
  }
  if (what === "throw") {
    if (waits) throwInto(m, ref, "from", asked.value);
    if (generator.frames.length === 0) {
      m.push(null);
      return true;
    }
    markEnded(m, ref);
    throw new Raise(asked.value);
  }
  if (waits) throwInto(m, ref, "aclose", { kind: "exception", type: "GeneratorExit", args: [] });
  markEnded(m, ref);
  m.push(null);
  return true;
}

/** The frame is suspended at an `await`: somebody has asked, and has no answer yet. */
function awaits(m: Machine, frame: Frame | undefined): boolean {
  return frame !== undefined && m.codeOf(frame).instructions[frame.pc]?.op === "YIELD_FROM";
}

// --- what is known of them -------------------------------------------------------------------------------------------

/** The name of the function that made a coroutine object, while it can still run. */
export function coroutineName(m: Machine, coroutine: Value): string {
  const frame = frameOf(m, coroutine);
  return frame === null ? "coroutine" : functionName(m.codeOf(frame));
}

/** What a future remembers until somebody asks for its exception: `(whose, line, task's name, exception as text)`. */
export function failureNote(m: Machine, future: Value, raised: Value): Value {
  const { _function: whose = null, _task_name: name = null } = readAs(m, future, "instance")?.attributes ?? {};
  const line = whose === null || m.raisedOn === null ? m.userPlace().place.line : m.raisedOn;
  const type = shortName(typeName(m, future)).replace("_Gathering", "gather");
  return { kind: "tuple", items: [whose ?? type, BigInt(line), name, exceptionText(m, raised)] };
}

// --- where they are --------------------------------------------------------------------------------------------------

/** The innermost line of the scenario at which a suspended coroutine waits; null inside the library. */
export function lineOf(m: Machine, coroutine: Value): number | null {
  let line: number | null = null;
  let at: Value | undefined = coroutine;
  for (let frame = frameOf(m, at); frame !== null; frame = frameOf(m, at)) {
    const code = m.codeOf(frame);
    if (code.module === "") line = code.places[frame.pc].line;
    at = awaits(m, frame) ? frame.stack.at(-1) : undefined;
  }
  return line;
}

function frameOf(m: Machine, value: Value | undefined): Frame | null {
  return value === undefined ? null : (readAs(m, value, "generator")?.frames[0] ?? null);
}

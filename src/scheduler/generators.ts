/** Generators: a frame that waits inside a heap object while nobody runs it. */
import { raise_, Raise } from "../programs/builtins/heap.js";
import { isKind } from "../programs/builtins/values.js";
import type { Generator, GeneratorReturn, Ref, Value } from "../programs/value.js";
import type { Machine } from "./machine.js";
import { forgetIn } from "./normalise.js";

/** Who takes what a generator yields next, and what becomes of its end: see ReturnTo. */
export type Taker = Pick<GeneratorReturn, "by" | "to" | "otherwise">;

function generatorAt(m: Machine, ref: Ref): Generator {
  const object = m.edit(ref);
  if (object.kind !== "generator") throw new RangeError("bug in evaluator: not a generator");
  return object;
}

/** Continues a generator: its frame goes on top of the unit's. `sent` becomes the value of the `yield` it waits at. */
export function resume(m: Machine, ref: Ref, sent: Value, taker: Taker): void {
  const generator = generatorAt(m, ref);
  const { started, running } = generator;
  if (running) raise_("ValueError", `${generator.form.replace("-", " ")} already executing`);
  if (generator.frames.length === 0) {
    if (generator.form === "coroutine") raise_("RuntimeError", "cannot reuse already awaited coroutine");
    return ended(m, null, generator.form, taker);
  }
  if (!started && sent !== null)
    raise_("TypeError", `can't send non-None value to a just-started ${generator.form.replace("-", " ")}`);
  const [frame] = generator.frames;
  generator.frames = [];
  generator.running = true;
  generator.started = true;
  delete generator.made;
  frame.returns = { kind: "generator", ref, ...taker };
  m.unit.frames.push(frame);
  if (delegates(m)) frame.sent = sent;
  else if (started) m.push(sent);
  if (m.world.rules.entry) m.switchPoint();
}

/** The frame on top waits at a `yield from`. */
function delegates(m: Machine): boolean {
  return m.codeOf(m.frame).instructions[m.frame.pc].op === "YIELD_FROM";
}

/** Raises an exception where the generator waits: in the innermost one that it delegates to. */
export function throwInto(m: Machine, ref: Ref, by: "next" | "close" | "from" | "aclose", raised: Value): never {
  resume(m, ref, null, { by, to: 0 });
  while (delegates(m)) {
    const inner = m.pop();
    delete m.frame.sent;
    m.frame.pc += 1;
    if (isKind(inner, "ref") && m.read(inner).kind === "generator") resume(m, inner, null, { by: "from", to: 0 });
    else if (isKind(inner, "method") && isKind(inner.self, "ref")) resume(m, inner.self, null, { by: "aclose", to: 0 });
  }
  throw new Raise(raised);
}

/** `yield value`. In an asynchronous generator the value is what the `await` that runs it waits for. */
export function yieldValue(m: Machine, value: Value): void {
  if (m.codeOf(m.frame).kind !== "async-generator") return suspend(m, value);
  if (takeOff(m).by === "aclose") raise_("RuntimeError", "async generator ignored GeneratorExit");
  m.push(value);
}

/** The generator's frame goes back into its object, its caller gets the value. */
export function suspend(m: Machine, value: Value): void {
  const { ref, by } = takeOff(m);
  if (by === "close") raise_("RuntimeError", "generator ignored GeneratorExit");
  if (by !== "from" && by !== "aclose") return m.push(value);
  // The delegating generator yields the same value in turn, and stays at its YIELD_FROM.
  m.frame.pc -= 1;
  m.push(
    by === "from" ? ref : { kind: "method", self: ref, callee: { kind: "tuple", items: ["await", "closing", null] } },
  );
  suspend(m, value);
}

function takeOff(m: Machine): GeneratorReturn {
  const frame = m.unit.frames.pop();
  if (frame?.returns?.kind !== "generator") throw new RangeError("bug in evaluator: yield outside a generator");
  const { returns } = frame;
  const generator = generatorAt(m, returns.ref);
  generator.frames = [frame];
  generator.running = false;
  delete frame.returns;
  forgetIn(m, frame, true);
  return returns;
}

/** The generator's frame, already off the stack, has returned. */
export function finishGenerator(m: Machine, returns: GeneratorReturn, value: Value): void {
  markEnded(m, returns.ref);
  ended(m, value, generatorAt(m, returns.ref).form, returns);
}

/** After it ended, by whatever way. */
export function markEnded(m: Machine, ref: Ref): void {
  const generator = generatorAt(m, ref);
  generator.frames = [];
  generator.running = false;
}

function ended(m: Machine, value: Value, form: Generator["form"], { by, to, otherwise }: Taker): void {
  if (by === "for") {
    m.pop();
    m.frame.pc = to;
  } else if (by === "close" || by === "aclose") m.push(null);
  else if (form === "async-generator") raise_("StopAsyncIteration");
  else if (by === "from") m.push(value);
  else if (otherwise !== undefined) m.push(otherwise);
  else raise_("StopIteration", ...(value === null ? [] : [value]));
}

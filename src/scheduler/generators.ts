/** Generators: frames that wait inside a heap object while nobody runs them. */
import { raise_ } from "../programs/builtins/heap.js";
import type { Frame, Generator, Ref, Value } from "../programs/value.js";
import type { Machine } from "./machine.js";

function generatorAt(m: Machine, ref: Ref): Generator {
  const object = m.edit(ref);
  if (object.kind !== "generator") raise_("TypeError", "not a generator");
  return object;
}

/**
 * Continues a generator: its frame goes on top of the unit's. `sent` becomes the value of the `yield` it waits at.
 * `by` says who takes what it yields next (see ReturnTo); `to` is where a `for` goes when it ends.
 */
export function resume(
  m: Machine,
  ref: Ref,
  sent: Value,
  by: "for" | "next" | "from",
  to: number,
  fallback?: Value,
): void {
  const generator = generatorAt(m, ref);
  if (generator.running) raise_("ValueError", "generator already executing");
  if (generator.frames.length === 0) {
    ended(m, null, by, to, fallback);
    return;
  }
  const frames = generator.frames;
  generator.frames = [];
  generator.running = true;
  const first = !generator.started;
  generator.started = true;
  const outer = frames[0];
  outer.returns = { kind: "generator", ref, by, to };
  m.unit.frames.push(...frames);
  if (!first && m.codeOf(m.frame).instructions[m.frame.pc].op === "YIELD_FROM") m.frame.sent = sent;
  else if (!first) m.push(sent);
  if (m.world.rules.entry) m.switchPoint();
}

/** `yield value`: the generator's frame goes back into its object, its caller gets the value. */
export function suspend(m: Machine, value: Value): void {
  const frame = m.unit.frames.pop();
  if (frame?.returns?.kind !== "generator") throw new RangeError("bug in evaluator: yield outside a generator");
  const { ref, by } = frame.returns;
  const generator = generatorAt(m, ref);
  generator.frames = [frame];
  generator.running = false;
  delete frame.returns;
  if (by === "from") {
    // The delegating generator yields the same value in turn, and stays at its YIELD_FROM.
    m.frame.pc -= 1;
    m.push(ref);
    suspend(m, value);
    return;
  }
  m.push(value);
}

/** The generator's frame has returned or raised; `frame` is already off the stack. */
export function finishGenerator(m: Machine, frame: Frame, value: Value): void {
  if (frame.returns?.kind !== "generator") return;
  const { ref, by, to } = frame.returns;
  markEnded(m, ref);
  ended(m, value, by, to);
}

/** After it ended, by whatever way. */
export function markEnded(m: Machine, ref: Ref): void {
  const generator = generatorAt(m, ref);
  generator.frames = [];
  generator.running = false;
}

function ended(m: Machine, value: Value, by: "for" | "next" | "from", to: number, fallback?: Value): void {
  if (by === "for") {
    m.pop();
    m.frame.pc = to;
  } else if (by === "from") m.push(value);
  else if (fallback !== undefined) m.push(fallback);
  else raise_("StopIteration", ...(value === null ? [] : [value]));
}

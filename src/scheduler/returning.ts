/** What becomes of the value that a call returns, or of the exception that it ends with: see ReturnTo. The caller's frame is on top. */
import { truth } from "../programs/builtins/operators.js";
import { isInstance } from "../programs/builtins/types.js";
import type { Instruction } from "../programs/code.js";
import type { ReturnTo, Value } from "../programs/value.js";
import { finishGenerator } from "./generators.js";
import { Invocation } from "./machine.js";
import type { Machine } from "./machine.js";
import { Reached } from "./world.js";

/** Gives the value to the caller; or gives the call that has to be made with it. */
export function deliver(m: Machine, value: Value, returns: ReturnTo | undefined): Invocation | null {
  switch (returns?.kind) {
    case undefined:
    case "for":
      m.push(value);
      return null;
    case "value":
      m.push(returns.value);
      return null;
    case "discard":
      return null;
    case "not":
      m.push(!truth(m, value));
      return null;
    case "bool":
      m.push(truth(m, value));
      return null;
    case "jump":
      branch(m, truth(m, value));
      return null;
    case "attempt":
      m.push(returns.values.length > 1 ? returns.values[1] : value);
      return null;
    case "argument": {
      const { callee, at, values, keywords } = returns;
      const args = [...values.slice(0, at), value, ...values.slice(at)];
      return new Invocation({ kind: "builtin", name: callee }, args, undefined, keywords);
    }
    case "generator":
      finishGenerator(m, returns, value);
      return null;
  }
}

/** Whether the caller was prepared for the exception that its call ended with; if so, it goes on. */
export function absorbs(m: Machine, raised: Value, returns: ReturnTo | undefined): boolean {
  const is = (type: string): boolean => isInstance(m, raised, { kind: "type", name: type });
  if (returns?.kind === "attempt" && is(returns.catches)) {
    m.push(returns.values[0]);
    return true;
  }
  if (returns?.kind === "for" && is("StopIteration")) {
    endLoop(m);
    return true;
  }
  if (returns?.kind !== "generator") return false;
  const closed = is("GeneratorExit") || (returns.by === "aclose" && is("StopAsyncIteration"));
  if ((returns.by !== "close" && returns.by !== "aclose") || !closed) return false;
  m.push(null);
  return true;
}

/** The iterator of the FOR that the frame is at has come to its end. */
export function endLoop(m: Machine): void {
  m.pop();
  const { instruction } = m;
  if (instruction.op === "FOR") m.frame.pc = instruction.to;
}

export type ConditionalJump = Extract<
  Instruction,
  { op: "JUMP_IF_FALSE" | "JUMP_IF_TRUE" | "JUMP_IF_FALSE_OR_POP" | "JUMP_IF_TRUE_OR_POP" }
>;

/** Takes the conditional jump that the frame is at, or does not; the value whose truth it is lies on the stack. */
export function branch(m: Machine, truth: boolean): void {
  const { op, to } = m.instruction as ConditionalJump;
  m.recorder.reached?.(m.frame.code, m.frame.pc - 1, truth ? Reached.true : Reached.false);
  const jumps = truth === (op === "JUMP_IF_TRUE" || op === "JUMP_IF_TRUE_OR_POP");
  const keeps = op === "JUMP_IF_FALSE_OR_POP" || op === "JUMP_IF_TRUE_OR_POP";
  if (!jumps || !keeps) m.pop();
  if (!jumps) return;
  m.frame.pc = to;
  if (m.world.rules.takenJump) m.switchPoint(false);
}

/** Conditions as CPython compiles them, and which `if` or `while` an instruction belongs to. */
import type { Decision } from "../../programs/code.js";
import type { Expression } from "../syntax.js";
import type { Frame } from "./context.js";
import type { Label } from "./emitter.js";

/** The instructions of `body` belong to the test of `if` or `while` number `id`. */
export function testing(frame: Frame, id: number, body: () => void): void {
  const saved = frame.emitter.test;
  frame.emitter.test = id;
  body();
  frame.emitter.test = saved;
}

/** The instructions of `body` run because of the test number `id`. */
export function guarded(frame: Frame, id: number, body: () => void): void {
  const saved = frame.emitter.guards;
  frame.emitter.guards = [...saved, id];
  body();
  frame.emitter.guards = saved;
}

/** A condition that decides where the author's program goes: jumps to `to` if it is false, goes on if it is true. */
export function jumpUnless(frame: Frame, test: Expression, to: Label): void {
  jumpOn(frame, test, false, to, "condition");
}

/**
 * Evaluates a condition for its truth only: jumps to `to` if that is `when`. As CPython compiles conditions: without
 * making a bool. `decides`: null where the author does not mean it to go both ways.
 */
export function jumpOn(
  frame: Frame,
  test: Expression,
  when: boolean,
  to: Label,
  decides: Decision | null = null,
): void {
  if (test.kind === "Unary" && test.operator === "not") return jumpOn(frame, test.operand, !when, to, decides);
  if (test.kind === "Bool") return jumpOnBool(frame, test, when, to, decides);
  frame.expression(test);
  frame.emitter.jumpIf(when ? "JUMP_IF_TRUE" : "JUMP_IF_FALSE", to, test.span, decides);
}

function jumpOnBool(
  frame: Frame,
  test: Extract<Expression, { kind: "Bool" }>,
  when: boolean,
  to: Label,
  decides: Decision | null,
): void {
  const decidesAlone = test.operator === "or" ? when : !when;
  const past = frame.emitter.label();
  test.values.forEach((value, i) => {
    if (i === test.values.length - 1 || decidesAlone) jumpOn(frame, value, when, to, decides);
    else jumpOn(frame, value, !when, past, decides);
  });
  frame.emitter.place(past);
}

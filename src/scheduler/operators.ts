/** Operators on the stack: the special methods of the program's own classes first, then the built-in meaning. */
import { delegating } from "../programs/builtins/delegation.js";
import { binary as builtinBinary, compare, truth, unary as builtinUnary } from "../programs/builtins/operators.js";
import type { BinaryOp, CompareOp, UnaryOp } from "../programs/code.js";
import type { Value } from "../programs/value.js";
import { specialMethod } from "./attributes.js";
import { call, invoke } from "./calls.js";
import type { Machine } from "./machine.js";
import { attempt } from "./special-operators.js";

const unaryNames: Readonly<Record<UnaryOp, string>> = {
  "-": "__neg__",
  "+": "__pos__",
  "~": "__invert__",
  not: "__bool__",
};

function noteRead(m: Machine, value: Value): void {
  if (m.isSharedContainer(value)) m.recorder.access?.(m, "read", { kind: "object", ref: value }, undefined, value);
}

export function binary(m: Machine, operator: BinaryOp, inplace: boolean): void {
  const right = m.pop();
  const left = m.pop();
  const own = attempt(m, inplace ? `${operator}=` : operator, left, right);
  if (own !== null) return invoke(m, own);
  const changes = inplace && m.isSharedContainer(left);
  if (!changes) noteRead(m, left);
  else m.recorder.before?.(m, left);
  noteRead(m, right);
  const result = builtinBinary(m, operator, left, right, inplace);
  m.push(result);
  if (changes) m.recorder.access?.(m, "update", { kind: "object", ref: left }, undefined, left);
}

/** What the library calls the comparisons that it does where objects compare by Python code. */
const libraryNames: Readonly<Partial<Record<CompareOp, string>>> = {
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
  in: "in",
  "not in": "not_in",
};

export function compareValues(m: Machine, operator: CompareOp): void {
  const right = m.pop();
  const left = m.pop();
  const name = libraryNames[operator];
  if (name === undefined) return m.push(compare(m, operator, left, right));
  if (operator === "in" || operator === "not in") {
    const contains = specialMethod(m, right, "__contains__");
    if (contains !== null) return call(m, contains, [left], {}, { kind: operator === "in" ? "bool" : "not" });
  } else {
    const own = attempt(m, operator, left, right);
    if (own !== null) return invoke(m, own);
  }
  noteRead(m, left);
  noteRead(m, right);
  m.push(delegating(name, [left, right], {}, () => compare(m, operator, left, right)));
}

export function unary(m: Machine, operator: UnaryOp): void {
  const value = m.pop();
  if (operator === "not") {
    const hook = specialMethod(m, value, "__bool__") ?? specialMethod(m, value, "__len__");
    if (hook !== null) return call(m, hook, [], {}, { kind: "not" });
    noteRead(m, value);
    return m.push(!truth(m, value));
  }
  const own = specialMethod(m, value, unaryNames[operator]);
  if (own !== null) return call(m, own, []);
  m.push(builtinUnary(m, operator, value));
}

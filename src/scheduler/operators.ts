/** Operators on the stack: the special methods of the program's own classes first, then the built-in meaning. */
import { binary as builtinBinary, compare, truth, unary as builtinUnary } from "../programs/builtins/operators.js";
import type { BinaryOp, CompareOp, UnaryOp } from "../programs/code.js";
import type { Value } from "../programs/value.js";
import { specialMethod } from "./attributes.js";
import { call } from "./calls.js";
import type { Machine } from "./machine.js";

const binaryNames: Readonly<Record<BinaryOp, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "@": "matmul",
  "<<": "lshift",
  ">>": "rshift",
  "&": "and",
  "|": "or",
  "^": "xor",
};
const compareNames: Readonly<Partial<Record<CompareOp, readonly [string, string]>>> = {
  "==": ["__eq__", "__eq__"],
  "!=": ["__ne__", "__ne__"],
  "<": ["__lt__", "__gt__"],
  "<=": ["__le__", "__ge__"],
  ">": ["__gt__", "__lt__"],
  ">=": ["__ge__", "__le__"],
};
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
  const name = binaryNames[operator];
  const own = (inplace ? specialMethod(m, left, `__i${name}__`) : null) ?? specialMethod(m, left, `__${name}__`);
  if (own !== null) return call(m, own, [right]);
  const reflected = specialMethod(m, right, `__r${name}__`);
  if (reflected !== null) return call(m, reflected, [left]);
  const changes = inplace && m.isSharedContainer(left);
  if (!changes) noteRead(m, left);
  noteRead(m, right);
  const result = builtinBinary(m, operator, left, right, inplace);
  m.push(result);
  if (changes) m.recorder.access?.(m, "update", { kind: "object", ref: left }, undefined, left);
}

export function compareValues(m: Machine, operator: CompareOp): void {
  const right = m.pop();
  const left = m.pop();
  if (operator === "in" || operator === "not in") {
    const contains = specialMethod(m, right, "__contains__");
    if (contains !== null) return call(m, contains, [left], {}, { kind: operator === "in" ? "bool" : "not" });
  }
  const names = compareNames[operator];
  if (names !== undefined && compareBySpecial(m, operator, left, right, names)) return;
  if (operator !== "is" && operator !== "is not") {
    noteRead(m, left);
    noteRead(m, right);
  }
  m.push(compare(m, operator, left, right));
}

function compareBySpecial(
  m: Machine,
  operator: CompareOp,
  left: Value,
  right: Value,
  names: readonly [string, string],
): boolean {
  const own = specialMethod(m, left, names[0]);
  if (own !== null) {
    call(m, own, [right]);
    return true;
  }
  const reflected = specialMethod(m, right, names[1]);
  if (reflected !== null) {
    call(m, reflected, [left]);
    return true;
  }
  const equal = operator === "!=" ? specialMethod(m, left, "__eq__") : null;
  if (equal === null) return false;
  call(m, equal, [right], {}, { kind: "not" });
  return true;
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

/** Operators on the stack: the special methods of the program's own classes first, then the built-in meaning. */
import { delegating } from "../programs/builtins/delegation.js";
import {
  operatorNames,
  binary as builtinBinary,
  compare,
  truth,
  unary as builtinUnary,
} from "../programs/builtins/operators.js";
import type { BinaryOp, CompareOp, UnaryOp } from "../programs/code.js";
import type { Value } from "../programs/value.js";
import { specialMethod } from "./attributes.js";
import { call } from "./calls.js";
import type { Machine } from "./machine.js";

/** `__add__` for `+`: the function of Python's `operator` module, without the "_" that keeps `and_` from the keyword. */
const specialName = (operator: BinaryOp): string => operatorNames[operator].replace("_", "");
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
  const name = specialName(operator);
  const own = (inplace ? specialMethod(m, left, `__i${name}__`) : null) ?? specialMethod(m, left, `__${name}__`);
  if (own !== null) return call(m, own, [right]);
  const reflected = specialMethod(m, right, `__r${name}__`);
  if (reflected !== null) return call(m, reflected, [left]);
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
  } else if (comparesInPython(m, operator, left, right)) return;
  noteRead(m, left);
  noteRead(m, right);
  m.push(delegating(name, [left, right], {}, () => compare(m, operator, left, right)));
}

/** Calls the left side's own method, or the right side's reflected one. Without a `__ne__` it is the opposite of `__eq__`. */
function comparesInPython(m: Machine, operator: CompareOp, left: Value, right: Value): boolean {
  const [direct, reflected] = compareNames[operator] ?? ["", ""];
  for (const [self, other, name] of [
    [left, right, direct],
    [right, left, reflected],
  ] as const) {
    const own = specialMethod(m, self, name);
    const equal = own === null && operator === "!=" ? specialMethod(m, self, "__eq__") : null;
    if (own === null && equal === null) continue;
    call(m, own ?? equal, [other], {}, equal === null ? undefined : { kind: "not" });
    return true;
  }
  return false;
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

/** Operators on objects of the program's own classes: whose special method is asked, and who comes next when that answers NotImplemented. */
import { isSubclassOf } from "../programs/builtins/types.js";
import { binary, compare, operatorNames, truth } from "../programs/builtins/operators.js";
import { isKind, readAs, sameRef } from "../programs/builtins/values.js";
import type { BinaryOp, CompareOp } from "../programs/code.js";
import type { Method, Value } from "../programs/value.js";
import { specialMethod } from "./attributes.js";
import { Invocation } from "./machine.js";
import type { Machine } from "./machine.js";

/** `+`, `<`; in place with a "=" behind: `+=`. */
type Operator = string;

interface Candidate {
  readonly method: Method;
  readonly other: Value;
  /** It is an `__eq__` that answers for `!=`. */
  readonly negated: boolean;
}

const comparisons: Readonly<Partial<Record<Operator, readonly [string, string]>>> = {
  "==": ["__eq__", "__eq__"],
  "!=": ["__ne__", "__ne__"],
  "<": ["__lt__", "__gt__"],
  "<=": ["__le__", "__ge__"],
  ">": ["__gt__", "__lt__"],
  ">=": ["__ge__", "__le__"],
};

/** The call of the first special method that applies, counted from number `from`; null if there is none. */
export function attempt(m: Machine, operator: Operator, left: Value, right: Value, from = 0): Invocation | null {
  const candidate = candidates(m, operator, left, right).at(from);
  if (candidate === undefined) return null;
  const values = [BigInt(from + 1), operator, left, right, candidate.negated];
  const returns = { kind: "argument", callee: "_answered", at: 0, values, keywords: {} } as const;
  return new Invocation(candidate.method, [candidate.other], returns);
}

/** With what a special method answered: the result, or the next attempt. Each was number `next - 1`. */
export function answered(m: Machine, args: readonly Value[]): Value | Invocation {
  const [answer, next, operator, left, right, negated] = args;
  if (!isNotImplemented(answer)) return negated === true ? !truth(m, answer) : answer;
  const name = typeof operator === "string" ? operator : "";
  return attempt(m, name, left, right, Number(next)) ?? withoutMethods(m, name, left, right);
}

function isNotImplemented(value: Value): boolean {
  return isKind(value, "builtin") && value.name === "NotImplemented";
}

/** What objects without special methods do: they equal themselves only, anything else is a TypeError. */
function withoutMethods(m: Machine, operator: Operator, left: Value, right: Value): Value {
  if (operator === "==" || operator === "!=") return sameRef(left, right) === (operator === "==");
  if (comparisons[operator] !== undefined) return compare(m, operator as CompareOp, left, right);
  const inplace = operator.endsWith("=");
  return binary(m, (inplace ? operator.slice(0, -1) : operator) as BinaryOp, left, right, inplace);
}

function candidates(m: Machine, operator: Operator, left: Value, right: Value): Candidate[] {
  const names = comparisons[operator];
  const found =
    names === undefined ? ofArithmetic(m, operator, left, right) : ofComparison(m, operator, left, right, names);
  return found.filter((each) => each !== null);
}

function candidate(m: Machine, self: Value, other: Value, name: string, negated = false): Candidate | null {
  const method = specialMethod(m, self, name);
  return method === null ? null : { method, other, negated };
}

function ofArithmetic(m: Machine, operator: Operator, left: Value, right: Value): (Candidate | null)[] {
  const inplace = operator.endsWith("=");
  const plain = (inplace ? operator.slice(0, -1) : operator) as BinaryOp;
  // The function of Python's `operator` module, without the "_" that keeps `and_` from the keyword.
  const name = operatorNames[plain].replace("_", "");
  const direct = candidate(m, left, right, `__${name}__`);
  const reflected = isSameClass(m, left, right) ? null : candidate(m, right, left, `__r${name}__`);
  const both = isRefinement(m, left, right) ? [reflected, direct] : [direct, reflected];
  return inplace ? [candidate(m, left, right, `__i${name}__`), ...both] : both;
}

/** Without a `__ne__` that is the opposite of `__eq__`. */
function ofComparison(
  m: Machine,
  operator: Operator,
  left: Value,
  right: Value,
  [direct, reflected]: readonly [string, string],
): (Candidate | null)[] {
  const of = (self: Value, other: Value, name: string): Candidate | null =>
    candidate(m, self, other, name) ?? (operator === "!=" ? candidate(m, self, other, "__eq__", true) : null);
  const both = [of(left, right, direct), of(right, left, reflected)];
  return isRefinement(m, left, right) ? both.reverse() : both;
}

function isSameClass(m: Machine, left: Value, right: Value): boolean {
  const a = readAs(m, left, "instance");
  const b = readAs(m, right, "instance");
  return a !== null && b !== null && sameRef(a.cls, b.cls);
}

/** The right side's class descends from the left side's: it is asked first. */
function isRefinement(m: Machine, left: Value, right: Value): boolean {
  const a = readAs(m, left, "instance");
  const b = readAs(m, right, "instance");
  return a !== null && b !== null && !sameRef(a.cls, b.cls) && isSubclassOf(m, b.cls, a.cls);
}

/** Operators of built-in values. Special methods written in Python are the evaluator's business. */
import type { BinaryOp, CompareOp, UnaryOp } from "../code.js";
import type { Value } from "../value.js";
import { arithmetic, onBools } from "./arithmetic.js";
import { isClass } from "./classes.js";
import { compareValues, identical } from "./compare.js";
import { allOf, delegating } from "./delegation.js";
import { rangeLength } from "./hash.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { ITEMS_MAX, asView } from "./iteration.js";
import { pairsOf } from "./pairs.js";
import { formatPercent } from "./percent.js";
import { merged, onDicts, onSets, signed } from "./set-algebra.js";
import { editAs, integerOf, isKind, numberOf, objectOf, readAs, tuple } from "./values.js";
import { typeInMessage } from "./type-words.js";

export { equals } from "./compare.js";

/** `bool(value)` of built-in values; instances are true. */
export function truth(heap: Heap, value: Value): boolean {
  if (value === null || typeof value !== "object")
    return value !== null && (typeof value === "number" ? value !== 0 : Boolean(value));
  switch (value.kind) {
    case "tuple":
    case "frozenset":
      return value.items.length > 0;
    case "bytes":
      return value.data !== "";
    case "range":
      return rangeLength(value) > 0n;
    case "ref": {
      const object = heap.read(value);
      if (object.kind === "list" || object.kind === "set" || object.kind === "deque") return object.items.length > 0;
      if (object.kind === "dict") return object.entries.length > 0;
      const view = object.kind === "iterator" ? asView(heap, value) : null;
      return view === null || view.dict.entries.length > 0;
    }
    default:
      return true;
  }
}

/** Names under which operators can be called: `operator.add`, and `operator.iadd` for `+=`. */
export const operatorNames: Readonly<Record<BinaryOp, string>> = {
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
  "&": "and_",
  "|": "or_",
  "^": "xor",
};

/** The comparisons by the names under which they can be called. */
export const comparisonNames: Readonly<Record<CompareOp, string>> = {
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
  in: "in",
  "not in": "not_in",
  is: "is_",
  "is not": "is_not",
};

/**
 * `left op right`, or `left op= right`: then a list, set, dict or deque is changed and returned itself.
 * Throws Delegate where an operand can be iterated by Python code only.
 */
export function binary(heap: Heap, op: BinaryOp, left: Value, right: Value, inplace: boolean): Value {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== null && b !== null) {
    const bools = typeof left === "boolean" && typeof right === "boolean" ? onBools(op, left, right) : undefined;
    return bools ?? arithmetic(op, a, b) ?? unsupported(heap, op, left, right, inplace);
  }
  const name = `operator.${inplace ? `i${operatorNames[op].replace("_", "")}` : operatorNames[op]}`;
  return delegating(name, [left, right], {}, () => onOthers(heap, op, left, right, inplace));
}

function onOthers(heap: Heap, op: BinaryOp, left: Value, right: Value, inplace: boolean): Value {
  if (op === "%" && typeof left === "string") return formatPercent(heap, left, right);
  if (op === "%" && isKind(left, "bytes"))
    return { kind: "bytes", data: formatPercent(heap, left.data, right, "bytes") };
  const result =
    (op === "+" ? concatenate(heap, left, right, inplace) : undefined) ??
    (op === "*" ? multiplySequence(heap, left, right, inplace) : undefined) ??
    onSets(heap, op, left, right, inplace) ??
    onDicts(heap, op, left, right, inplace) ??
    (op === "|" ? updateOrUnite(heap, left, right, inplace) : undefined);
  return result ?? unsupported(heap, op, left, right, inplace);
}

function unsupported(heap: Heap, op: BinaryOp, left: Value, right: Value, inplace: boolean): never {
  const shown = inplace ? `${op}=` : op === "**" ? "** or pow()" : op;
  raise_(
    "TypeError",
    `unsupported operand type(s) for ${shown}: '${typeInMessage(heap, left)}' and '${typeInMessage(heap, right)}'`,
  );
}

function cannotConcatenate(heap: Heap, kind: string, right: Value): never {
  raise_("TypeError", `can only concatenate ${kind} (not "${typeInMessage(heap, right)}") to ${kind}`);
}

function concatenate(heap: Heap, left: Value, right: Value, inplace: boolean): Value | undefined {
  if (typeof left === "string") {
    if (typeof right !== "string") cannotConcatenate(heap, "str", right);
    return checked(left.length + right.length, () => left + right);
  }
  if (isKind(left, "bytes")) {
    if (!isKind(right, "bytes")) raise_("TypeError", `can't concat ${typeInMessage(heap, right)} to bytes`);
    return { kind: "bytes", data: left.data + right.data };
  }
  if (isKind(left, "tuple")) {
    if (!isKind(right, "tuple")) cannotConcatenate(heap, "tuple", right);
    return checked(left.items.length + right.items.length, () => tuple(...left.items, ...right.items));
  }
  return concatenateObjects(heap, left, right, inplace);
}

function checked<T>(size: number, make: () => T): T {
  if (size > 10 * ITEMS_MAX) raise_("MemoryError");
  return make();
}

function concatenateObjects(heap: Heap, left: Value, right: Value, inplace: boolean): Value | undefined {
  const a = objectOf(heap, left);
  const b = objectOf(heap, right);
  if (a?.kind === "list") {
    if (inplace) return extend(heap, left, right);
    if (b?.kind !== "list") cannotConcatenate(heap, "list", right);
    return heap.make({ kind: "list", items: checked(a.items.length + b.items.length, () => [...a.items, ...b.items]) });
  }
  if (a?.kind !== "deque") return undefined;
  if (inplace) return extend(heap, left, right);
  if (b?.kind !== "deque") cannotConcatenate(heap, "deque", right);
  return heap.make({ ...a, items: lastOf([...a.items, ...b.items], a.maxlen) });
}

/** What stays in a deque of that maximal length. */
export function lastOf(items: Value[], maxlen: number | null): Value[] {
  return maxlen === null || items.length <= maxlen ? items : items.slice(items.length - maxlen);
}

function extend(heap: Heap, left: Value, right: Value): Value {
  const added = allOf(heap, right);
  if (!isKind(left, "ref")) return left;
  const object = heap.edit(left);
  if (object.kind === "list") for (const item of added) object.items.push(item);
  if (object.kind === "deque") object.items = lastOf([...object.items, ...added], object.maxlen);
  return left;
}

function multiplySequence(heap: Heap, left: Value, right: Value, inplace: boolean): Value | undefined {
  if (isSequence(heap, left)) return repeat(heap, left, countFor(heap, right), inplace);
  return isSequence(heap, right) ? repeat(heap, right, countFor(heap, left), false) : undefined;
}

function isSequence(heap: Heap, value: Value): boolean {
  if (typeof value === "string" || isKind(value, "tuple") || isKind(value, "bytes")) return true;
  const object = objectOf(heap, value);
  return object?.kind === "list" || object?.kind === "deque";
}

function countFor(heap: Heap, value: Value): bigint {
  const count = integerOf(value);
  if (count === null) raise_("TypeError", `can't multiply sequence by non-int of type '${typeInMessage(heap, value)}'`);
  return count < 0n ? 0n : count;
}

function times(length: number, count: bigint): number {
  if (BigInt(length) * count > BigInt(ITEMS_MAX)) raise_("MemoryError");
  return length === 0 ? 0 : Number(count);
}

function repeatItems(items: readonly Value[], count: bigint): Value[] {
  return Array.from({ length: times(items.length, count) }, () => items).flat();
}

function repeat(heap: Heap, sequence: Value, count: bigint, inplace: boolean): Value {
  if (typeof sequence === "string") return sequence.repeat(times(sequence.length, count));
  if (isKind(sequence, "bytes"))
    return { kind: "bytes", data: sequence.data.repeat(times(sequence.data.length, count)) };
  if (isKind(sequence, "tuple")) return { kind: "tuple", items: repeatItems(sequence.items, count) };
  const object = objectOf(heap, sequence);
  if (object?.kind === "list") {
    const items = repeatItems(object.items, count);
    if (!inplace) return heap.make({ kind: "list", items });
    editAs(heap, sequence, "list").items = items;
    return sequence;
  }
  if (object?.kind !== "deque") return sequence;
  const items = lastOf(repeatItems(object.items, count), object.maxlen);
  if (!inplace) return heap.make({ ...object, items });
  editAs(heap, sequence, "deque").items = items;
  return sequence;
}

/** The types of `int`, of a union or of None; null for other values. */
function alternatives(heap: Heap, value: Value): readonly Value[] | null {
  if (value === null || isClass(heap, value)) return [value];
  const isUnion =
    isKind(value, "tuple") &&
    value.items.length > 1 &&
    value.items.every((item) => item === null || isClass(heap, item));
  return isUnion ? value.items : null;
}

function unite(heap: Heap, left: Value, right: Value): Value | null {
  const a = alternatives(heap, left);
  const b = alternatives(heap, right);
  const known = isClass(heap, left) || isClass(heap, right) || (isKind(left, "tuple") && isKind(right, "tuple"));
  if (a === null || b === null || !known) return null;
  const all = [...a, ...b.filter((item) => !a.some((other) => identical(other, item)))];
  return all.length === 1 ? all[0] : tuple(...all);
}

/** `dict |= pairs`, and the union of types `int | str`, which is a tuple here: isinstance takes both. */
function updateOrUnite(heap: Heap, left: Value, right: Value, inplace: boolean): Value | undefined {
  const united = unite(heap, left, right);
  if (united !== null) return united;
  const dict = inplace ? readAs(heap, left, "dict") : null;
  if (dict === null || dict.factory === "counter") return undefined;
  const entries = merged(heap, dict.entries, pairsOf(heap, right));
  editAs(heap, left, "dict").entries = entries;
  return left;
}

export function unary(heap: Heap, op: UnaryOp, value: Value): Value {
  if (op === "not") return !truth(heap, value);
  const counter = readAs(heap, value, "dict");
  if (op !== "~" && counter?.factory === "counter")
    return heap.make({ ...counter, entries: signed(counter.entries, op) });
  const number = numberOf(value);
  if (number === null || (op === "~" && typeof number === "number"))
    raise_("TypeError", `bad operand type for unary ${op}: '${typeInMessage(heap, value)}'`);
  if (op === "~") return typeof number === "bigint" ? ~number : number;
  return op === "-" ? -number : number;
}

/** Throws Delegate where elements compare by Python code, or the container can be iterated by Python code only. */
export function compare(heap: Heap, op: CompareOp, left: Value, right: Value): boolean {
  return delegating(`operator.${comparisonNames[op]}`, [left, right], {}, () => compareValues(heap, op, left, right));
}

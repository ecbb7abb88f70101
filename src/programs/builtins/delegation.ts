/**
 * What built-ins leave to Python code. The library (`primitives/builtins`) defines these functions:
 *
 *   _materialise(callee, index, args, **keywords)   args[index] is a generator or has __iter__: `callee(*args)` with it as a list
 *   _keyed(callee, args, **keywords)                sorted, min, max, list.sort with key=: see `_sort_with`, `_pick_with`
 *   _in_python(callee, args, **keywords)            callee compares objects whose __eq__ or __lt__ is Python code
 *   _call(method, *args)                            the result of a special method: __len__, __str__, …
 *   _truth(value)                                   True or False by __bool__ or __len__
 *   _missing(dict, key)                             a defaultdict with a factory in Python
 */
import type { Value } from "../value.js";
import { pythonMethod } from "./classes.js";
import type { Heap, Keywords } from "./heap.js";
import { Delegate } from "./heap.js";
import { iteratesInPython, itemsOf, notIterable } from "./iteration.js";
import { tuple } from "./values.js";

/** Thrown deep inside a comparison that meets an `__eq__` or `__lt__` in Python; `callNative` makes a Delegate of it. */
export class PythonNeeded extends Error {}

/** Thrown when an argument can be iterated by Python code only; `callNative` makes a Delegate of it. */
export class IterationNeeded extends Error {
  readonly iterable: Value;
  constructor(iterable: Value) {
    super("iteration in Python");
    this.iterable = iterable;
  }
}

/** All items of an iterable argument. */
export function allOf(heap: Heap, value: Value): Value[] {
  const items = itemsOf(heap, value);
  if (items !== null) return items;
  if (
    iteratesInPython(heap, value) &&
    (pythonMethod(heap, value, "__iter__") !== null || !isPlainInstance(heap, value))
  )
    throw new IterationNeeded(value);
  return notIterable(heap, value);
}

function isPlainInstance(heap: Heap, value: Value): boolean {
  return typeof value === "object" && value?.kind === "ref" && heap.read(value).kind === "instance";
}

/** Runs `work`; what it needs of Python becomes the Delegate that does `name(*args, **keywords)` with Python's help. */
export function delegating<T>(name: string, args: readonly Value[], keywords: Keywords, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const callee: Value = { kind: "builtin", name };
    if (error instanceof PythonNeeded) throw new Delegate("_in_python", [callee, tuple(...args)], keywords);
    if (!(error instanceof IterationNeeded)) throw error;
    const index = args.indexOf(error.iterable);
    if (index < 0) throw new Delegate("_in_python", [callee, tuple(...args)], keywords);
    throw new Delegate("_materialise", [callee, BigInt(index), tuple(...args)], keywords);
  }
}

/** Hands the call over to the instance's own method of that name, if it is Python code. */
export function callOwn(heap: Heap, value: Value, name: string, ...args: Value[]): void {
  const method = pythonMethod(heap, value, name);
  if (method !== null) throw new Delegate("_call", [{ kind: "method", self: value, callee: method }, ...args]);
}

/**
 * What built-in functions may do with mutable objects, and how they fail. The evaluator passes its own Heap; the
 * functions stay pure otherwise, so both engines share them.
 */
import type { ExceptionValue, HeapObject, Ref, Value } from "../value.js";

export interface Heap {
  /** The object as it is now; never change it. */
  read(ref: Ref): Readonly<HeapObject>;
  /** The object, to be changed in place. Call it only when nothing can fail any more: an operation that raises has changed nothing. */
  edit(ref: Ref): HeapObject;
  /** A new object, private to the unit that runs. */
  make(object: HeapObject): Ref;
  /** The name of the function with this code, for `<function f>`; without it texts leave the name out. */
  functionName?(code: number): string;
}

export interface Keywords {
  readonly [name: string]: Value;
}

/** A built-in function or method; a method gets its object as the first argument. Throws Raise for Python exceptions, Delegate when it would have to call Python code. */
export type Native = (heap: Heap, args: readonly Value[], keywords: Keywords) => Value;

/** Thrown to leave an instruction: nothing is wrong, so no stack trace is taken, which would cost more than the step. */
export class Signal extends Error {
  constructor(message: string) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** A Python exception on its way. `value` is an ExceptionValue, or a Ref to an instance of a user's exception class. */
export class Raise extends Signal {
  readonly value: Value;
  constructor(value: Value) {
    super("Python exception");
    this.value = value;
  }
}

/** Raises a built-in exception: `raise_("ValueError", "negative")`. */
export function raise_(type: string, ...args: Value[]): never {
  const value: ExceptionValue = { kind: "exception", type, args };
  throw new Raise(value);
}

/**
 * The operation needs Python code run first: the library function `builtins.<name>` (written in the scenario
 * language, `programs/primitives/builtins`) is called with `args` and `keywords` in its place.
 */
export class Delegate extends Signal {
  readonly target: string;
  readonly args: readonly Value[];
  readonly keywords: Keywords;
  constructor(target: string, args: readonly Value[], keywords: Keywords = {}) {
    super("delegate");
    this.target = target;
    this.args = args;
    this.keywords = keywords;
  }
}

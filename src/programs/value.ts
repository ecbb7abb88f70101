/**
 * Python values. A value is immutable; whatever Python can change in place (lists, dicts, instances, …)
 * is a `HeapObject` and is named by a `Ref`. So a state is plain data: equal text, equal state.
 *
 *   Python      here                     Python        here
 *   None        null                     tuple         { kind: "tuple", items }
 *   bool        boolean                  list, dict …  { kind: "ref", id }  → HeapObject
 *   int         bigint (unbounded)       function      { kind: "function", … }
 *   float       number                   len, print    { kind: "builtin", name }
 *   str         string                   ValueError    { kind: "type", name }
 */

export interface Tuple {
  readonly kind: "tuple";
  readonly items: readonly Value[];
}
export interface Bytes {
  readonly kind: "bytes";
  /** One char (0–255) per byte. */ readonly data: string;
}
export interface FrozenSet {
  readonly kind: "frozenset";
  /** Sorted by `keyOf`, no duplicates. */ readonly items: readonly Value[];
}
export interface Range {
  readonly kind: "range";
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
}
export interface Slice {
  readonly kind: "slice";
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
}
/** A mutable object. `id >= 0`: in the shared heap of its process. `id < 0`: private to the unit that made it, nobody else can reach it. */
export interface Ref {
  readonly kind: "ref";
  readonly id: number;
  /** What it names; never changes. Set by whoever makes the object (`Heap.make`). */ readonly of?: HeapObject["kind"];
}
/** A Python function: `code` indexes `Program.codes`; `cells` are Refs to `Cell` objects, one for each of the code's free names. */
export interface FunctionValue {
  readonly kind: "function";
  readonly code: number;
  readonly defaults: readonly Value[];
  readonly cells: readonly Value[];
}
/** A function or builtin bound to its first argument. */
export interface Method {
  readonly kind: "method";
  readonly self: Value;
  readonly callee: Value;
}
/** A function of ours: `len`, `print`, `time.perf_counter`; or, bound by a Method, `list.append` (name "list.append"). */
export interface Builtin {
  readonly kind: "builtin";
  readonly name: string;
}
/** A built-in type used as a value: `int`, `list`, `ValueError`. */
export interface TypeValue {
  readonly kind: "type";
  readonly name: string;
}
/** An instance of a built-in exception type. Exceptions of user classes are instances in the heap. */
export interface ExceptionValue {
  readonly kind: "exception";
  readonly type: string;
  readonly args: readonly Value[];
  readonly cause?: Value;
}
/** An imported module: `threading`, `asyncio`. */
export interface Module {
  readonly kind: "module";
  readonly name: string;
}
/** `super()` inside a method: attribute lookup starts after `cls`. */
export interface Super {
  readonly kind: "super";
  readonly cls: Value;
  readonly self: Value;
}
/** One of several interchangeable units, where a search takes states that differ only in their order for one. */
export interface UnitId {
  readonly kind: "unit";
  readonly index: number;
}

export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Tuple
  | Bytes
  | FrozenSet
  | Range
  | Slice
  | Ref
  | FunctionValue
  | Method
  | Builtin
  | TypeValue
  | ExceptionValue
  | Module
  | Super
  | UnitId;

/** What a process can change of its own, copied from the process that started it: `copyOf` is the `shared` name it came by. */
interface Copied {
  copyOf?: string;
}
export interface List extends Copied {
  kind: "list";
  items: Value[];
  /** Never changed once the units run (proved by `language/constness`): reading it is no step. */ frozen?: true;
}
/** Insertion order, as in Python. Keys compare by `keyOf`. */
export interface Dict extends Copied {
  kind: "dict";
  entries: [Value, Value][];
  frozen?: true;
  /** `defaultdict`'s factory, or "counter". */ factory?: Value;
}
/** Kept sorted by `keyOf`: Python promises no order, a checker needs one. */
export interface SetObject extends Copied {
  kind: "set";
  items: Value[];
  frozen?: true;
}
export interface Deque extends Copied {
  kind: "deque";
  items: Value[];
  maxlen: number | null;
  frozen?: true;
}
export interface Instance extends Copied {
  kind: "instance";
  cls: Value;
  attributes: Record<string, Value>;
}
export interface ClassObject {
  kind: "class";
  name: string;
  bases: Value[];
  attributes: Record<string, Value>;
}
/** A variable captured by an inner function. `value` is absent while unbound. */
export interface Cell {
  kind: "cell";
  value?: Value;
}
/** What `iter(x)` gives for built-in containers: the next index into `over`. `form` tells what a step yields. */
export interface Iterator {
  kind: "iterator";
  form: "items" | "keys" | "values" | "pairs" | "reversed";
  over: Value;
  index: number;
  /** Size of the dict or set at the start, to raise "changed size during iteration". */ size?: number;
}
/** A suspended function: generator or coroutine. Empty `frames` once it has ended. */
export interface Generator {
  kind: "generator";
  form: "generator" | "coroutine" | "async-generator";
  frames: Frame[];
  running: boolean;
  started: boolean;
  /** The line of the scenario on which a coroutine was made; gone when it has been started. */ made?: number;
}

/** The module-level names of a child process that are its own, by index of Program.globals. An index that is not there: as in the main process, or unbound if the name can be assigned. */
export interface Namespace {
  kind: "namespace";
  values: Record<number, Value>;
}

export type HeapObject =
  List | Dict | SetObject | Deque | Instance | ClassObject | Cell | Iterator | Generator | Namespace;

/** One call of a function: where it is, its local names, its operand stack. */
export interface Frame {
  code: number;
  pc: number;
  /** By local slot; `undefined` while unbound. */
  locals: (Value | undefined)[];
  stack: Value[];
  /** How many `atomic` blocks of this frame are open. */
  atomic: number;
  /** Between a resumption and the YIELD_FROM it continues: the value sent, on its way to the inner generator. */
  sent?: Value;
  /** What happens to the value this call returns; absent: it is pushed onto the caller's stack. */
  returns?: ReturnTo;
}

/**
 * `value`: the caller gets this instead (a constructor's instance). `discard`: nothing is pushed. `not`: the negated truth.
 * `bool`: the truth. `jump`: the truth decides the conditional jump the caller is at. `for`: the next item of the loop the
 * caller is at, which ends with StopIteration. `attempt`: an exception of the type `catches` gives values[0] instead; without
 * one the result is values[1], if that is there. `argument`: the result is argument `at` of a call of the built-in `callee`,
 * whose other arguments are `values`. `generator`: the frame belongs to the generator object `ref`, resumed by a `for` (jump
 * `to` when it ends), or by `next()`/`send()` (`otherwise`, or StopIteration), or by `yield from`/`await` (its result is the
 * value), or by `close()`.
 */
export type ReturnTo =
  | { kind: "value"; value: Value }
  | { kind: "discard" }
  | { kind: "not" }
  | { kind: "bool" }
  | { kind: "jump" }
  | { kind: "for" }
  | { kind: "attempt"; catches: string; values: readonly Value[] }
  | {
      kind: "argument";
      callee: string;
      at: number;
      values: readonly Value[];
      keywords: { readonly [name: string]: Value };
    }
  | GeneratorReturn;

export interface GeneratorReturn {
  kind: "generator";
  ref: Ref;
  by: "for" | "next" | "from" | "close" | "aclose";
  to: number;
  otherwise?: Value;
}

/**
 * The instructions a unit is made of: a small stack machine in the shape of CPython's, so that what is said of
 * CPython's switch points (cpython.md section 1) can be said of ours. A lowered function is a `Code`.
 *
 * Which instructions are *visible* (touch what another unit could see, and therefore begin a step) is decided
 * when they run: see `scheduler/evaluate`.
 */
import type { Value } from "./value.js";

/** Names as Python writes the operator; `inplace` for augmented assignment. */
export type UnaryOp = "-" | "+" | "~" | "not";
export type BinaryOp = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "<<" | ">>" | "&" | "|" | "^";
export type CompareOp = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in" | "is" | "is not";

/** Stack effects are written  before → after, top of stack at the right. `to` is an index into `Code.instructions`. Frames start at pc 0. */
export type Instruction =
  /** → value */
  | { readonly op: "CONST"; readonly value: Value }
  /** → local (UnboundLocalError if unbound) / value → / unbinds */
  | { readonly op: "LOAD" | "STORE" | "DELETE"; readonly slot: number }
  /** `global` indexes `Program.globals`. `window` on a load: also keep the value read in that (hidden) local slot. `windows` on a
   *  store: the slots whose loads the stored value was computed from; a value there that differs from the current one means the
   *  store wipes out somebody's update. The store clears the slots. */
  | { readonly op: "LOAD_GLOBAL"; readonly global: number; readonly window?: number }
  | { readonly op: "STORE_GLOBAL"; readonly global: number; readonly windows?: readonly number[] }
  | { readonly op: "DELETE_GLOBAL"; readonly global: number }
  /** The local slot holds a Ref to a Cell (captured variable). LOAD_CLOSURE pushes the Ref itself. NEW_CELL makes a cell, initialised
   *  with the slot's present value if bound, and puts its Ref into the slot (start of a function, for its captured names). */
  | {
      readonly op: "LOAD_CELL";
      readonly slot: number;
      /** Assigned once: reading is never a step. */ readonly constant: boolean;
      readonly window?: number;
    }
  | { readonly op: "STORE_CELL"; readonly slot: number; readonly windows?: readonly number[] }
  | { readonly op: "LOAD_CLOSURE"; readonly slot: number }
  | { readonly op: "NEW_CELL"; readonly slot: number }
  /** object → value / value object → / object → . As above for windows. */
  | { readonly op: "LOAD_ATTR"; readonly name: string; readonly window?: number }
  | { readonly op: "STORE_ATTR"; readonly name: string; readonly windows?: readonly number[] }
  | { readonly op: "DELETE_ATTR"; readonly name: string }
  /** object index → value / value object index → / object index → */
  | { readonly op: "SUBSCRIPT"; readonly window?: number }
  | { readonly op: "STORE_SUBSCRIPT"; readonly windows?: readonly number[] }
  | { readonly op: "DELETE_SUBSCRIPT" }
  /** start stop step → slice */
  | { readonly op: "SLICE" }
  | { readonly op: "UNARY"; readonly operator: UnaryOp }
  | { readonly op: "BINARY"; readonly operator: BinaryOp; readonly inplace: boolean }
  | { readonly op: "COMPARE"; readonly operator: CompareOp }
  /** n items → container. MAP: k1 v1 … kn vn → dict */
  | { readonly op: "TUPLE" | "LIST" | "SET" | "MAP"; readonly count: number }
  /** container … item → container … : `depth` says how far below the item(s) the container is (1 = next below). ADD_MAP: key value. */
  | {
      readonly op: "ADD_LIST" | "ADD_SET" | "ADD_MAP" | "EXTEND_LIST" | "UPDATE_MAP" | "EXTEND_SET";
      readonly depth: number;
    }
  /** list → tuple */
  | { readonly op: "LIST_TO_TUPLE" }
  /** value [spec] → str */
  | { readonly op: "FORMAT"; readonly conversion: "r" | "s" | "a" | null; readonly spec: boolean }
  /** n strs → str */
  | { readonly op: "JOIN"; readonly count: number }
  /** sequence → item_n … item_1 (first on top). With `star` >= 0: that position takes the rest, as a list. */
  | { readonly op: "UNPACK"; readonly count: number; readonly star: number }
  /** callee arg1 … argn → result; the last keywords.length arguments are keyword arguments. `window`: this is `d.get(k, …)` and opens
   *  the window of the place `d[k]`. */
  | { readonly op: "CALL"; readonly count: number; readonly keywords: readonly string[]; readonly window?: number }
  /** callee tuple dict → result */
  | { readonly op: "CALL_SPREAD" }
  /** default1 … defaultn cell1 … cellm → function (n, m from the target Code's `defaults` count and `free` length) */
  | { readonly op: "FUNCTION"; readonly code: number; readonly defaults: number; readonly cells: number }
  /** base1 … basen name1 value1 … namem valuem → class, as a Ref */
  | { readonly op: "CLASS"; readonly name: string; readonly bases: number; readonly names: readonly string[] }
  /** cls self → super object */
  | { readonly op: "SUPER" }
  | { readonly op: "RETURN" }
  | { readonly op: "YIELD" }
  /** awaitable or iterable (already `iter`ed / made awaitable by GET_AWAITABLE) → result. Suspends this frame while the inner one yields. */
  | { readonly op: "YIELD_FROM" }
  | { readonly op: "GET_AWAITABLE" }
  | { readonly op: "GET_YIELD_FROM" }
  /** Forward jump; JUMP_BACK closes a loop. */
  | { readonly op: "JUMP" | "JUMP_BACK"; readonly to: number }
  /** value →  */
  | { readonly op: "JUMP_IF_FALSE" | "JUMP_IF_TRUE"; readonly to: number; readonly decides?: Decision }
  /** value → value (if it jumps) or nothing */
  | { readonly op: "JUMP_IF_FALSE_OR_POP" | "JUMP_IF_TRUE_OR_POP"; readonly to: number; readonly decides?: Decision }
  /** iterable → iterator / iterator → iterator item, or pops the iterator and jumps when exhausted. ITER_COUNT: int n → iterator of n Nones (`repeat`). */
  | { readonly op: "ITER" }
  | { readonly op: "FOR"; readonly to: number }
  | { readonly op: "POP" }
  /** COPY 1 duplicates the top; COPY n pushes the n-th from the top. SWAP n exchanges the top with the n-th (SWAP 2 = the two on top). */
  | { readonly op: "COPY" | "SWAP"; readonly n: number }
  /** exception → (raises it) / exception cause → . Accepts classes, as Python does. RERAISE raises without touching the cause. */
  | { readonly op: "RAISE" | "RAISE_FROM" | "RERAISE" }
  /** exception type → exception bool (type may be a tuple; TypeError if it is no exception type) */
  | { readonly op: "MATCH" }
  /** Opens / closes `atomic:` (nests). */
  | { readonly op: "ATOMIC_ENTER" | "ATOMIC_EXIT" }
  /** Begins a guarded command: a visible operation; opens an atomic region. Then come the alternatives as ordinary tests; the chosen
   *  one runs CHOSEN (words for the trace), its body, ATOMIC_EXIT. `resting`: a unit that waits here for ever has nothing left to do, and does no harm.
   *  `waits`: what a clock makes of its `after`: time to compute, or time outside of the program. */
  | { readonly op: "SELECT"; readonly resting?: true; readonly waits?: "cpu" | "io" }
  | { readonly op: "CHOSEN"; readonly words: string | null }
  /** seconds-or-None → : no guard was true. If a time-out is allowed (not None) the transition is a time-out and goes on with the next
   *  instruction; else the unit is blocked at its SELECT, nothing of this step has happened. `words` say what it waits for. */
  | { readonly op: "BLOCK"; readonly words: string | null }
  /** option1 … optionn → the chosen one; a visible operation with n alternatives, in order. n = 0 on the stack form: CHOOSE_FROM pops a sequence. */
  | { readonly op: "CHOOSE"; readonly count: number }
  | { readonly op: "CHOOSE_FROM" }
  /** A statement begins here: a switch point with `--granularity statement`. */
  | { readonly op: "STATEMENT" }
  /** [index] → value: the local `name` of a declared unit (properties only); `indexed`: the index is on the stack, else the unit is the only one. None if it has not been bound yet. */
  | { readonly op: "UNIT_LOCAL"; readonly template: number; readonly indexed: boolean; readonly name: string }
  /** duration → : `cpu` computes; a switch point, otherwise nothing happens. (`io` and `sleep` are calls to primitives.) */
  | { readonly op: "CPU" };

export type Op = Instruction["op"];

/** What a conditional jump decides for the author: a condition, either way; or whether a handler takes the exception. */
export type Decision = "condition" | "handler";

/** An exception raised at `start <= pc < end` goes to `to`, with the stack cut to `depth`, `atomic` blocks open, and the exception pushed. Inner entries come first. */
export interface Protection {
  readonly start: number;
  readonly end: number;
  readonly to: number;
  readonly depth: number;
  readonly atomic: number;
}

/** Where an instruction comes from. Lines and columns count from 1, columns in UTF-16 units. `file`: "" the scenario itself, else the primitive's module ("threading"). */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Code {
  readonly name: string;
  /** `Class.method`, `outer.<locals>.inner` as in Python. */
  readonly qualifiedName: string;
  readonly kind: "function" | "generator" | "coroutine" | "async-generator" | "unit" | "initial" | "property";
  /** "" for the scenario's own code, else the module whose primitive this is: a report shows the caller's line instead. */
  readonly module: string;
  readonly positional: readonly string[];
  /** How many of them, from the left, cannot be given by name. */
  readonly positionalOnly: number;
  readonly keywordOnly: readonly string[];
  readonly star: string | null;
  readonly doubleStar: string | null;
  /** How many of the positional parameters (from the right) have defaults, then which keyword-only ones do, in order. The function value's `defaults` holds them in that order. */
  readonly positionalDefaults: number;
  readonly keywordDefaults: readonly string[];
  /** Local slots: parameters first (positional, keyword-only, star, double star), then captured cells of outer functions (`free`), other locals, hidden ones (names beginning with "$"). */
  readonly locals: readonly string[];
  /** Names taken from the enclosing function: FunctionValue.cells go into the slots `freeStart …`. */
  readonly free: readonly string[];
  readonly freeStart: number;
  readonly instructions: readonly Instruction[];
  readonly places: readonly Place[];
  readonly protections: readonly Protection[];
  /** For each pc the local slots that may still be read, as sorted indices; others are forgotten when the unit rests there. null: all. */
  readonly live: readonly (readonly number[])[];
  /** Syntactic ids of the `if`/`while` whose test the instruction belongs to, and of those whose body it is in (innermost last); for check-then-act. Ids are global to the program. */
  readonly testOf: readonly (number | null)[];
  readonly guardedBy: readonly (readonly number[])[];
  /** First paragraph of the docstring. */
  readonly doc: string | null;
}

/**
 * The syntax tree of a scenario: what the parser makes and the printer prints. Nodes are Python's `ast` nodes
 * under the same names where Python has them; every node carries the half-open span of its text.
 */
import type { Value } from "../programs/value.js";

/** Half-open range of UTF-16 offsets into the source. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type UnaryOperator = "-" | "+" | "~" | "not";
export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "<<" | ">>" | "&" | "|" | "^";
export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in" | "is" | "is not";

export interface Argument {
  /** null: positional; "*" / "**": unpacked; else the keyword. */ readonly name: string | null;
  readonly value: Expression;
}
export interface Clause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
  readonly async: boolean;
}
export interface Parameter {
  readonly name: string;
  readonly kind: "positional" | "*" | "**" | "keyword-only";
  /** Before a `/`: it cannot be given by its name. */
  readonly positionalOnly?: true;
  readonly default: Expression | null;
  readonly annotation: Expression | null;
  readonly span: Span;
}
/** A piece of an f-string: literal text, or a value with conversion (`!r`) and format spec (itself an f-string). */
export type FStringPart =
  | { readonly text: string }
  | {
      readonly value: Expression;
      readonly conversion: "r" | "s" | "a" | null;
      readonly spec: readonly FStringPart[] | null;
      /** `{x=}`: the source text shown before the value. */ readonly shown: string | null;
    };

export type Expression = { readonly span: Span } & (
  | {
      readonly kind: "Constant";
      /** None, bool, int, float, str, bytes, Ellipsis (as the type value "ellipsis"). */ readonly value: Value;
    }
  | { readonly kind: "Duration"; /** `50ms` → 50_000_000. */ readonly nanoseconds: bigint; readonly text: string }
  | { readonly kind: "Name"; readonly id: string }
  | { readonly kind: "Tuple" | "List" | "Set"; readonly items: readonly Expression[] }
  | {
      readonly kind: "Dict";
      /** key null: `**value`. */ readonly entries: readonly {
        readonly key: Expression | null;
        readonly value: Expression;
      }[];
    }
  | { readonly kind: "Unary"; readonly operator: UnaryOperator; readonly operand: Expression }
  | {
      readonly kind: "Binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "Bool"; readonly operator: "and" | "or"; readonly values: readonly Expression[] }
  | {
      readonly kind: "Compare";
      readonly left: Expression;
      readonly operators: readonly CompareOperator[];
      readonly comparators: readonly Expression[];
    }
  | { readonly kind: "Conditional"; readonly test: Expression; readonly body: Expression; readonly orelse: Expression }
  | { readonly kind: "Call"; readonly callee: Expression; readonly args: readonly Argument[] }
  | { readonly kind: "Attribute"; readonly object: Expression; readonly name: string }
  | { readonly kind: "Subscript"; readonly object: Expression; readonly index: Expression }
  | {
      readonly kind: "Slice";
      readonly lower: Expression | null;
      readonly upper: Expression | null;
      readonly step: Expression | null;
    }
  | { readonly kind: "Starred"; readonly value: Expression }
  | { readonly kind: "Lambda"; readonly params: readonly Parameter[]; readonly body: Expression }
  | {
      readonly kind: "Comprehension";
      readonly form: "list" | "set" | "dict" | "generator";
      /** The key, for a dict. */ readonly key: Expression | null;
      readonly element: Expression;
      readonly clauses: readonly Clause[];
    }
  | { readonly kind: "FString"; readonly parts: readonly FStringPart[] }
  | { readonly kind: "Await" | "YieldFrom"; readonly value: Expression }
  | { readonly kind: "Yield"; readonly value: Expression | null }
  | { readonly kind: "Walrus"; readonly name: string; readonly value: Expression }
);
export type ExpressionKind = Expression["kind"];

/** `resting`: to wait here for ever is well. `cpu`, `io`: what a clock makes of the waiting: time to compute, time outside of the program. */
export type SelectManner = "resting" | "cpu" | "io";

export interface Handler {
  /** null: bare `except:` */ readonly type: Expression | null;
  readonly name: string | null;
  readonly body: readonly Statement[];
  readonly span: Span;
}
/** One alternative of a `select` (primitives only): `when GUARD "words":` · `after SECONDS "words":` (a time-out; SECONDS None: never). */
export interface Alternative {
  readonly form: "when" | "after";
  readonly guard: Expression;
  readonly words: string | null;
  readonly body: readonly Statement[];
  readonly span: Span;
}

export interface FunctionDef {
  readonly kind: "FunctionDef";
  readonly name: string;
  readonly nameSpan: Span;
  readonly params: readonly Parameter[];
  readonly returns: Expression | null;
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
  readonly async: boolean;
  readonly span: Span;
}
export interface ClassDef {
  readonly kind: "ClassDef";
  readonly name: string;
  readonly nameSpan: Span;
  readonly bases: readonly Expression[];
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
  readonly span: Span;
}
export interface Import {
  readonly kind: "Import";
  /** `import threading as t`: { module: "threading", name: null, alias: "t" }; `from queue import Queue`: { module: "queue", name: "Queue", alias: "Queue" }. */ readonly names: readonly {
    readonly module: string;
    readonly name: string | null;
    readonly alias: string;
  }[];
  readonly span: Span;
}

export type Statement =
  | FunctionDef
  | ClassDef
  | Import
  | ({ readonly span: Span } & (
      | { readonly kind: "Assign"; readonly targets: readonly Expression[]; readonly value: Expression }
      | {
          readonly kind: "AugAssign";
          readonly target: Expression;
          readonly operator: BinaryOperator;
          readonly value: Expression;
        }
      | {
          readonly kind: "AnnAssign";
          readonly target: Expression;
          readonly annotation: Expression;
          readonly value: Expression | null;
        }
      | { readonly kind: "Expr"; readonly value: Expression }
      | {
          readonly kind: "If" | "While";
          readonly test: Expression;
          readonly body: readonly Statement[];
          readonly orelse: readonly Statement[];
        }
      | {
          readonly kind: "For";
          readonly target: Expression;
          readonly iterable: Expression;
          readonly body: readonly Statement[];
          readonly orelse: readonly Statement[];
          readonly async: boolean;
        }
      | { readonly kind: "Break" | "Continue" | "Pass" }
      | { readonly kind: "Return"; readonly value: Expression | null }
      | { readonly kind: "Raise"; readonly exception: Expression | null; readonly cause: Expression | null }
      | {
          readonly kind: "Try";
          readonly body: readonly Statement[];
          readonly handlers: readonly Handler[];
          readonly orelse: readonly Statement[];
          readonly finalbody: readonly Statement[];
        }
      | {
          readonly kind: "With";
          readonly items: readonly { readonly context: Expression; readonly target: Expression | null }[];
          readonly body: readonly Statement[];
          readonly async: boolean;
        }
      | { readonly kind: "Assert"; readonly test: Expression; readonly message: Expression | null }
      | { readonly kind: "Delete"; readonly targets: readonly Expression[] }
      | { readonly kind: "Global" | "Nonlocal"; readonly names: readonly string[] }
      | { readonly kind: "Repeat"; readonly count: Expression; readonly body: readonly Statement[] }
      | { readonly kind: "WaitUntil"; readonly test: Expression }
      | { readonly kind: "Atomic"; readonly body: readonly Statement[] }
      | { readonly kind: "Cpu" | "Io" | "Sleep"; readonly duration: Expression }
      /** Primitives only: one atomic step; the first alternative whose guard is true is taken, else the unit waits. `blocked` says in words what it waits for. */
      | {
          readonly kind: "Select";
          readonly alternatives: readonly Alternative[];
          readonly blocked: string | null;
          readonly manner: SelectManner | null;
        }
    ));
export type StatementKind = Statement["kind"];

/** `NAME * N` · `NAME(i) for i in ITERABLE` · `NAME` */
export interface Multiplicity {
  readonly count: Expression | null;
  readonly params: readonly Parameter[];
  readonly over: { readonly target: Expression; readonly iterable: Expression } | null;
}

/** A pool of workers as it is written: `threads(8)`; where it needs no workers, a plain word. */
export interface PoolSyntax {
  readonly name: string;
  readonly nameSpan: Span;
  readonly workers: Expression | null;
  readonly span: Span;
}
/** One strategy of a `compare` line: `threads(8)`, `asyncio limit 10`, `asyncio + processes(4)`. */
export interface StrategySyntax extends PoolSyntax {
  readonly kind: "Strategy";
  readonly limit: Expression | null;
  /** Behind `+`: the pool that computes what the jobs compute. */
  readonly computing: PoolSyntax | null;
}

/** `lost update on X`, `deadlock`, … ; `about` is the text after `on` / `in`, kept as an expression where it is one. */
export type Expectation = { readonly span: Span } & (
  | { readonly kind: "holds" | "deadlock" | "livelock" }
  | { readonly kind: "violated"; readonly name: string | null }
  | {
      readonly kind: "finding";
      /** `lost-update`, `data-race`, `check-then-act`, `lost-wakeup`, … */ readonly finding: string;
      readonly about: Expression | null;
    }
  | { readonly kind: "exception"; readonly type: string | null; readonly unit: string | null }
  | { readonly kind: "outcomes"; readonly exprs: readonly Expression[]; readonly values: readonly Expression[] }
  | {
      readonly kind: "number";
      readonly what: "interleavings" | "states" | "traces" | "preemptions";
      readonly operator: "==" | "<=" | ">=" | "<" | ">";
      readonly value: Expression;
    }
  | {
      readonly kind: "speedup";
      readonly strategy: StrategySyntax;
      readonly operator: "==" | "<=" | ">=" | "<" | ">";
      readonly value: Expression;
    }
  | { readonly kind: "recommended"; readonly strategy: StrategySyntax }
);

export type Declaration =
  | FunctionDef
  | ClassDef
  | Import
  | ({ readonly span: Span } & (
      | { readonly kind: "Scenario"; readonly title: string; readonly doc: string | null }
      | {
          readonly kind: "Const" | "Shared";
          readonly name: string;
          readonly nameSpan: Span;
          readonly value: Expression;
        }
      | {
          readonly kind: "Option";
          readonly name: string;
          readonly nameSpan: Span;
          /** The raw text of the value: `cpython-3.12`, `timed`, `5ms`, `4`. */ readonly value: string;
          readonly valueSpan: Span;
        }
      | {
          readonly kind: "Unit";
          readonly form: "thread" | "process" | "coroutine" | "job";
          readonly name: string;
          readonly nameSpan: Span;
          readonly multiplicity: Multiplicity;
          readonly daemon: boolean;
          readonly body: readonly Statement[];
          /** Units declared inside a process. */ readonly units: readonly Declaration[];
        }
      | { readonly kind: "Main"; readonly body: readonly Statement[] }
      | {
          readonly kind: "Property";
          readonly form: "always" | "finally" | "sometimes" | "eventually" | "always eventually" | "leads to";
          readonly name: string | null;
          readonly expr: Expression;
          /** Q of `P leads to Q`. */ readonly then: Expression | null;
        }
      | { readonly kind: "Outcome"; readonly exprs: readonly Expression[] }
      | { readonly kind: "Compare"; readonly strategies: readonly StrategySyntax[] }
      | { readonly kind: "Expect"; readonly expectation: Expectation }
    ));
export type UnitDecl = Extract<Declaration, { kind: "Unit" }>;

export interface ScenarioSyntax {
  readonly declarations: readonly Declaration[];
}

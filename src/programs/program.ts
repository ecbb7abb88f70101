/**
 * A Program: a scenario (or, later, a Python file) lowered to frozen data that both engines run.
 * Nothing in here, and nothing that runs it, knows the text it came from but for `source`.
 */
import type { Code, Place } from "./code.js";
import type { Strategy } from "./strategy.js";

/** A module-level name: `const`, `shared`, `def`, `class`, import, or a primitive in use ("threading.Lock"). */
export interface Global {
  readonly name: string;
  readonly kind: "const" | "shared" | "function" | "class" | "import" | "unit" | "primitive";
  /** Some unit may assign it once the units run; only then is reading it a step. */
  readonly mutable: boolean;
  readonly place: Place | null;
}

/** A `thread`/`process`/`coroutine` block. The initial code declares its units by calling the builtin `_declare(template, args)`. */
export interface UnitTemplate {
  readonly name: string;
  readonly form: "thread" | "process" | "coroutine" | "job" | "main";
  readonly code: number;
  readonly daemon: boolean;
  /** `NAME * N`: interchangeable; `NAME(i) for …`: numbered; `NAME`: single. */
  readonly multiplicity: "single" | "identical" | "numbered";
  /** Started before the first step. False when an explicit `main` starts it by name. */
  readonly automatic: boolean;
  /** Local names that properties look at: they outlive the unit. */
  readonly observed: readonly string[];
  readonly place: Place;
}

export type PropertyKind = "always" | "finally" | "sometimes" | "eventually" | "always eventually" | "leads to";
export interface Property {
  readonly kind: PropertyKind;
  /** The given name, or the property's own text. */
  readonly name: string;
  readonly named: boolean;
  /** A Code of kind "property" that returns the value of the expression. */
  readonly code: number;
  /** Q of `P leads to Q`. */
  readonly then: number | null;
  readonly place: Place;
}

/** What distinguishes final results: each a label (its text) and a property Code. */
export interface OutcomeColumn {
  readonly label: string;
  readonly code: number;
}

export type Comparison = "==" | "<=" | ">=" | "<" | ">";
/** An `expect` line. Expressions are property Codes, evaluated in the initial state. `text` is the line as written. */
export type Expectation = { readonly text: string; readonly place: Place } & (
  | { readonly kind: "holds" | "deadlock" | "livelock" }
  | { readonly kind: "violated"; readonly name: string | null }
  | { readonly kind: "finding"; readonly finding: string; readonly about: string | null }
  | { readonly kind: "exception"; readonly type: string | null; readonly unit: string | null }
  /** The exact set: `columns` are compared with `values` (a Code that returns a tuple of the expected values, each a tuple if there are several columns). */
  | { readonly kind: "outcomes"; readonly columns: readonly OutcomeColumn[]; readonly values: number }
  | {
      readonly kind: "number";
      readonly what: "interleavings" | "states" | "traces" | "preemptions";
      readonly operator: Comparison;
      readonly value: number;
    }
  | { readonly kind: "speedup"; readonly strategy: Strategy; readonly operator: Comparison; readonly value: number }
  | { readonly kind: "recommended"; readonly strategy: Strategy }
);

export type InterpreterName =
  | "any"
  | "cpython-3.8"
  | "cpython-3.9"
  | "cpython-3.10"
  | "cpython-3.11"
  | "cpython-3.12"
  | "cpython-3.13"
  | "cpython-3.14"
  | "cpython-3.15"
  | "free-threaded"
  | "run-to-block";
/** `timed`: durations are exact, and the clock moves only when nobody can go on. */
export type TimeModel = "untimed" | "timed";
export const timeModels: readonly TimeModel[] = ["untimed", "timed"];

export type Granularity = "access" | "bytecode" | "statement";
export const granularities: readonly Granularity[] = ["access", "bytecode", "statement"];

/** `option` lines, checked. Absent: not given in the file. */
/** How `multiprocessing` makes a process. */
export type StartMethod = "fork" | "spawn" | "forkserver";

/** Which runs count for `eventually` and `leads to`: see explorer/fair-components.ts. */
export type Fairness = "weak" | "strong" | "none";
export const fairnesses: readonly Fairness[] = ["weak", "strong", "none"];

export interface ProgramOptions {
  readonly interpreter?: InterpreterName;
  readonly granularity?: Granularity;
  readonly time?: TimeModel;
  readonly races?: "report" | "error";
  readonly start_method?: StartMethod;
  readonly fairness?: Fairness;
  readonly reduce?: "auto" | "on" | "off";
  readonly max_states?: number;
  readonly max_units?: number;
  readonly max_instructions?: number;
  readonly seed?: number;
  /** Seconds. */
  readonly max_time?: number;
  /** Bytes. */
  readonly max_memory?: number;
  readonly [other: string]: string | number | undefined;
}

export interface Program {
  readonly title: string;
  readonly doc: string | null;
  /** The text, for excerpts in traces. Lines are separated by "\n". */
  readonly source: string;
  readonly file: string;
  readonly codes: readonly Code[];
  readonly globals: readonly Global[];
  readonly units: readonly UnitTemplate[];
  /** Runs once, alone, before everything: module-level declarations in order, then `_declare` for each automatic unit. */
  readonly initial: number;
  readonly properties: readonly Property[];
  /** Empty: the default (all `shared` names whose value is data). */
  readonly outcome: readonly OutcomeColumn[];
  readonly expectations: readonly Expectation[];
  /** Of the `compare` lines, in order; empty without one. */
  readonly strategies: readonly Strategy[];
  readonly options: ProgramOptions;
  /** New values that `const` names were given, as source text: with them `source` means this program. */
  readonly settings: Readonly<Record<string, string>>;
  /** Attribute names that some code assigns outside of `__init__`'s own `self`: reading any other is never a step. */
  readonly mutableAttributes: ReadonlySet<string>;
  /** Names of globals (by index) and attributes whose container is only ever read: see `language/constness`. */
  readonly constantContainers: { readonly globals: ReadonlySet<number>; readonly attributes: ReadonlySet<string> };
}

/** A program together with how it is to be run: what stays the same during a whole run or exploration. */
import { isKind } from "../programs/builtins/values.js";
import { oneOf, wholeNumber } from "../programs/checked.js";
import { interpreterNames, switchRules } from "../programs/interpreters.js";
import type { SwitchRules } from "../programs/interpreters.js";
import type { HeapObject, Value } from "../programs/value.js";
import { granularities, timeModels } from "../programs/program.js";
import type { Granularity, InterpreterName, Program, TimeModel } from "../programs/program.js";

export interface WorldOptions {
  /** Default: the file's `option interpreter`, else "any". */
  readonly interpreter?: InterpreterName | undefined;
  /** Where switches may fall. Default: the file's `option granularity`, else "access". */
  readonly granularity?: Granularity | undefined;
  /** Default: the file's `option time`, else "untimed". */
  readonly time?: TimeModel | undefined;
  /** For the clock of `timed` only: it sets it. */
  readonly clocked?: boolean | undefined;
  /** How many units may be created in all. Default: the file's `option max_units`, else 1,024. */
  readonly maxUnits?: number | undefined;
  /** How many instructions one step may take before the unit counts as looping for ever. Default: the file's `option max_instructions`, else 1,000,000. */
  readonly maxInstructions?: number | undefined;
}

/** The module's memory before anything runs, and what in it each process has for itself. */
export interface ProcessMemory {
  /** By global. */
  readonly values: readonly (Value | undefined)[];
  /** By id; only what the globals lead to. */
  readonly objects: readonly HeapObject[];
  /** Globals that a process has of its own. */
  readonly globals: readonly number[];
  /** Ids of objects that a process has of its own, among those of the start. */
  readonly own: ReadonlySet<number>;
  /** Ids of classes and of containers that nobody changes: for them `own` is decided for good. */
  readonly known: ReadonlySet<number>;
  /** Ids of the library's classes. */
  readonly library: ReadonlySet<number>;
  /** Module-level functions, by code, and own classes, by id: the global that names them. */
  readonly functions: ReadonlyMap<number, number>;
  readonly classes: ReadonlyMap<number, number>;
}

/** A step, or a property, asks which of several interchangeable units one is: so they are not. */
export class Identified extends Error {}

/** The index of a unit that is told from others; throws `Identified` if it must not be. */
export function identified({ interchangeable }: World, unit: number): number {
  if (interchangeable.has(unit)) throw new Identified();
  return unit;
}

export interface World {
  readonly program: Program;
  readonly interpreter: InterpreterName;
  readonly granularity: Granularity;
  /** Durations are exact: see clock.ts. */
  readonly timed: boolean;
  /** A clock runs the program (`timing`): it knows of cores and the GIL, and its time passes while units run. */
  readonly clocked: boolean;
  readonly rules: SwitchRules;
  readonly maxUnits: number;
  readonly maxInstructions: number;
  /** Library functions by name ("builtins._materialise") → index of the global that holds them. */
  readonly library: ReadonlyMap<string, number>;
  /** For each template the indexes of its declared units, in order. Filled by the initial run. */
  readonly declared: number[][];
  /** How many Thread objects the initial run made for each template. */
  readonly positions: Map<number, number>;
  /** The classes of the instances that were there before the first step, by id: an object's class never changes. */
  readonly classes: Map<number, Value>;
  /** What is known of "class attribute hook": whether Python code handles the attribute. */
  readonly handled: Map<string, boolean>;
  /** Ids of `threading.local` objects: their attributes belong to one unit each. */
  readonly threadLocals: Set<number>;
  /** Ids of shared containers that are never changed. Filled after the initial run. */
  readonly frozen: Set<number>;
  /** By code and instruction: what some run, or some search, has had of it, as a sum of `Reached`. */
  readonly reached: readonly Uint8Array[];
  /** Models under which a unit would have gone on in some step that was run, where it came to rest. */
  readonly stricter: Set<InterpreterName>;
  /** Units that are the same but for their names: see `explorer/symmetry`. A step that tells them apart throws `Identified`. */
  readonly interchangeable: ReadonlySet<number>;
  /** Noted when the first process is about to start, or at the end of the initial run. */
  processes: ProcessMemory | null;
}

/** Of an instruction: it was executed; as a conditional jump, it found its condition true, or false. */
export const Reached = { executed: 1, true: 2, false: 4 } as const;

/** Throws TypeError for what is no program, RangeError for an option that cannot be. */
export function createWorld(program: Program, options: WorldOptions = {}): World {
  // Whoever has no compiler may pass the text itself, or what `parse` gives for one that has mistakes.
  if (!Array.isArray((program as Partial<Program> | undefined)?.codes))
    throw new TypeError("that is no program: `parse` makes one of a text, unless it has mistakes");
  const interpreter = oneOf(
    "interpreter",
    options.interpreter ?? program.options.interpreter ?? "any",
    interpreterNames,
  );
  const granularity = oneOf(
    "granularity",
    options.granularity ?? program.options.granularity ?? "access",
    granularities,
  );
  const time = oneOf("time", options.time ?? program.options.time ?? "untimed", timeModels);
  const library = new Map<string, number>();
  program.globals.forEach((global, index) => {
    if (global.kind === "primitive") library.set(global.name, index);
  });
  const rules = switchRules(interpreter);
  const clocked = options.clocked ?? false;
  return {
    program,
    interpreter,
    granularity,
    timed: clocked || time === "timed",
    clocked,
    rules: granularity === "statement" ? { ...rules, everyStep: false } : rules,
    maxUnits: wholeNumber("maxUnits", options.maxUnits ?? program.options.max_units ?? 1024, 1),
    maxInstructions: wholeNumber(
      "maxInstructions",
      options.maxInstructions ?? program.options.max_instructions ?? 1_000_000,
      1,
    ),
    library,
    declared: program.units.map(() => []),
    positions: new Map(),
    classes: new Map(),
    handled: new Map(),
    threadLocals: new Set(),
    frozen: new Set(),
    reached: program.codes.map(({ instructions }) => new Uint8Array(instructions.length)),
    stricter: new Set(),
    interchangeable: new Set(),
    processes: null,
  };
}

/** A `threading.local`: each unit sees attributes of its own, so touching them is no step. */
export function isThreadLocal(world: World, value: Value | undefined): boolean {
  return isKind(value, "ref") && world.threadLocals.has(value.id);
}

/** Ids of the shared containers that are only ever read. */
export function constantIds(
  { constantContainers }: Program,
  globals: readonly (Value | undefined)[],
  objects: readonly HeapObject[],
): Set<number> {
  const ids = new Set<number>();
  const add = (value: Value | undefined): void => {
    if (isKind(value, "ref") && value.id >= 0) ids.add(value.id);
  };
  for (const index of constantContainers.globals) add(globals[index]);
  objects.forEach((object) => {
    if (object.kind !== "instance") return;
    for (const name of constantContainers.attributes)
      if (Object.hasOwn(object.attributes, name)) add(object.attributes[name]);
  });
  return ids;
}

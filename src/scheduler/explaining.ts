/**
 * The explaining engine: one state at a time, immutable (Immer), every step recorded with its patches. It is the
 * reference: whatever the searching engine reports is run here before anybody sees it.
 */
import { enablePatches, produceWithPatches, setAutoFreeze } from "immer";
import type { Patch } from "immer";
import { Raise } from "../programs/builtins/heap.js";
import { repr } from "../programs/builtins/text.js";
import { textHook } from "./attributes.js";
import { call } from "./calls.js";
import { exceptionText } from "./exception-text.js";
import { lookupInClass } from "../programs/builtins/types.js";
import type { Value } from "../programs/value.js";
import { alternatives } from "./alternatives.js";
import { canonicalise } from "./canonical.js";
import { earliest, later, letTimePass } from "./clock.js";
import { runLocally, runToEnd, step } from "./evaluate.js";
import { LiveMemory } from "./live-memory.js";
import { ProbeMemory } from "./probe-memory.js";
import { noteProcesses } from "./processes.js";
import { Blocks, Machine, NeedsChoice, TooManyUnits } from "./machine.js";
import type { Recorder } from "./machine.js";
import { neglected } from "./notice.js";
import type { Notice } from "./notice.js";
import { copyUnit, hasEnded, newUnit } from "./state.js";
import type { Memory, State, UnitState } from "./state.js";
import type { Printed, Transition } from "./trace.js";
import type { TransitionSystem } from "./transition-system.js";
import { constantIds } from "./world.js";
import type { World } from "./world.js";

enablePatches();
setAutoFreeze(true);

/** The scenario's module-level code failed before any unit ran. */
export class StartError extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

interface Change {
  readonly state: State;
  readonly patches: readonly Patch[];
  readonly inverse: readonly Patch[];
}

const silent: Recorder = {};

/** Notes for good what is reached. */
function noting({ reached }: World): Pick<Recorder, "reached"> {
  return {
    reached: (code, pc, how) => {
      reached[code][pc] |= how;
    },
  };
}

/** The value of a property expression in a state, or the exception it raised. */
export type Observation =
  | { readonly kind: "value"; readonly value: Value; readonly text: string }
  | { readonly kind: "raised"; readonly text: string };

/** Evaluates a property code; `show` turns its value into text while the state is at hand. */
export function observe(
  world: World,
  memory: Memory,
  code: number,
  show: (m: Machine, value: Value) => string,
): Observation {
  const unit = newUnit(-1, "property", true);
  unit.frames.push({
    code,
    pc: 0,
    locals: new Array<Value | undefined>(world.program.codes[code].locals.length).fill(undefined),
    stack: [],
    atomic: 0,
  });
  const m = new Machine(world, memory, unit, -1, "property", noting(world));
  try {
    runToEnd(m);
    const value = unit.observed["result"] ?? null;
    return { kind: "value", value, text: show(m, value) };
  } catch (error) {
    if (error instanceof Raise) return { kind: "raised", text: exceptionText(m, error.value) };
    if (error instanceof Blocks) return { kind: "raised", text: "RuntimeError: a property cannot wait" };
    throw error;
  }
}

/** `repr(value)`, with the help of Python code where it has a part in it. */
export function writtenOut(m: Machine, value: Value): string {
  const hook = textHook(m, value, "__repr__");
  if (hook === null) return repr(m, value);
  call(m, hook, []);
  runToEnd(m);
  const text = m.unit.observed["result"];
  return typeof text === "string" ? text : repr(m, value);
}

export interface Alternative {
  readonly transition: Transition;
  readonly choices: readonly number[];
}

/** A sequence of choices, and what becomes of the step. */
interface Try {
  readonly choices: readonly number[];
  readonly result: { readonly possible: boolean; readonly voluntary: boolean; readonly timeLeft: bigint | null };
}

export class Explaining implements TransitionSystem<State> {
  readonly world: World;
  /** How many shared objects there were before the first step. */
  fixed = 0;
  /** What was noticed before the first step, on the units' way to their first visible instructions. */
  early: Notice[] = [];
  /** The same of what was printed. */
  printed: Printed[] = [];

  private readonly start: Recorder;
  /** What becomes of a unit's step, for as long as nobody changes what it looked at. */
  private readonly known = new WeakMap<
    Readonly<UnitState>,
    { readonly tries: readonly Try[]; readonly memories: readonly ProbeMemory[] }
  >();

  /** `start` listens to what happens before the first step. */
  constructor(world: World, start: Recorder = silent) {
    this.world = world;
    this.start = start;
  }

  /** Runs the module-level code and starts the declared units. Throws StartError when that fails. */
  initial(): State {
    const { world } = this;
    for (const list of world.declared) list.length = 0;
    world.frozen.clear();
    world.threadLocals.clear();
    world.classes.clear();
    world.handled.clear();
    world.processes = null;
    world.positions.clear();
    this.printed = [];
    const state: State = { globals: world.program.globals.map(() => undefined), heap: [], units: [], clock: 0n };
    const unit = newUnit(-1, "initial", true);
    const { initial } = world.program;
    unit.frames.push({
      code: initial,
      pc: 0,
      locals: new Array<Value | undefined>(world.program.codes[initial].locals.length).fill(undefined),
      stack: [],
      atomic: 0,
    });
    const m = new Machine(world, new LiveMemory(world, state), unit, -1, "initial", silent);
    let line = 1;
    const early: Notice[] = [];
    const listening: Recorder = {
      ...this.start,
      ...noting(world),
      ...this.printing(),
      raised: (machine) => {
        line = machine.unit.frames.length > 0 ? machine.userPlace().place.line : line;
      },
      noticed: (notice) => early.push(notice),
    };
    const machine = new Machine(world, m.memory, unit, -1, "initial", listening);
    try {
      runToEnd(machine);
    } catch (error) {
      if (error instanceof Raise) throw new StartError(exceptionText(machine, error.value), line);
      if (error instanceof Blocks)
        throw new StartError(
          "the module-level code would wait for ever: no unit is running yet",
          machine.userPlace().place.line,
        );
      if (error instanceof NeedsChoice)
        throw new StartError("`choose` can only be used inside a unit", machine.userPlace().place.line);
      if (error instanceof TooManyUnits)
        throw new StartError(`more than ${world.maxUnits} units`, machine.userPlace().place.line);
      throw error;
    }
    this.freezeConstants(state);
    this.noteClasses(state);
    if (world.library.has("multiprocessing._leave") || world.library.has("pickle._Pickled")) noteProcesses(machine);
    if (!world.clocked) this.settle(state, early);
    this.early = early;
    this.fixed = state.heap.length;
    return this.later(state).state;
  }

  /** Units that stopped before a look at a container go on: only now is it known that nobody will change it. */
  private settle(state: State, early: Notice[]): void {
    const memory = new LiveMemory(this.world, state);
    const recorder: Recorder = {
      ...this.start,
      ...noting(this.world),
      ...this.printing(),
      noticed: (notice) => early.push(notice),
    };
    state.units.forEach((unit, self) => {
      if (unit.status === "ready") runLocally(new Machine(this.world, memory, unit, self, "unit", recorder));
    });
  }

  private printing(): Pick<Recorder, "print"> {
    return {
      print: (machine, text) => {
        this.printed.push({ unit: machine.self < 0 ? null : machine.self, text });
        this.start.print?.(machine, text);
      },
    };
  }

  /** Containers that are only ever read: looking at them is no step. */
  private freezeConstants(state: State): void {
    for (const id of constantIds(this.world.program, state.globals, state.heap)) this.world.frozen.add(id);
  }

  /** What is known of the first objects for good: their classes, and which of them are thread-locals. */
  private noteClasses(state: State): void {
    const memory = new LiveMemory(this.world, state);
    const reader = new Machine(this.world, memory, newUnit(-1, "reader", true), -1, "property", silent);
    state.heap.forEach((object, id) => {
      if (object.kind !== "instance") return;
      this.world.classes.set(id, object.cls);
      if (lookupInClass(reader, object.cls, "_is_thread_local") !== undefined) this.world.threadLocals.add(id);
    });
  }

  /** Whether all units that keep the program alive have ended. */
  isOver(state: State): boolean {
    return state.units.every(({ daemon, status }, unit) =>
      status === "resting" ? this.alternativesOf(state, unit).length === 0 : daemon || status !== "ready",
    );
  }

  enabled(state: State): readonly Transition[] {
    return this.possible(state).map(({ transition }) => transition);
  }

  /** What is enabled, each with the choices it makes. */
  possible(state: State): readonly Alternative[] {
    return this.isOver(state) ? [] : state.units.flatMap((_, unit) => this.alternativesOf(state, unit));
  }

  /** The transitions of one unit, each with the choices it makes. */
  alternativesOf(state: State, unit: number): Alternative[] {
    if (hasEnded(state.units[unit].status)) return [];
    const possible = this.tried(state, unit).filter(({ result }) => result.possible);
    return possible.map(({ choices, result }, choice) => ({
      transition: { unit, choice, voluntary: result.voluntary },
      choices,
    }));
  }

  /** What becomes of the unit's step, for every sequence of choices; the state is left as it is. */
  private tried(state: State, unit: number): readonly Try[] {
    const before = state.units[unit];
    const known = this.known.get(before);
    if (known?.memories.every((memory) => memory.wouldSeeTheSame(state)) === true) return known.tries;
    const memories: ProbeMemory[] = [];
    const tries = alternatives((choices) => {
      const memory = new ProbeMemory(this.world, state);
      memories.push(memory);
      const m = new Machine(this.world, memory, copyUnit(before), unit, "unit", silent, choices);
      return { possible: step(m) === "done", voluntary: m.voluntary, timeLeft: m.timeLeft };
    });
    this.known.set(before, { tries, memories });
    return tries;
  }

  /** What becomes of a state in which nobody can go on before some time has passed. */
  private later(state: State): Change {
    let change: Change = { state, patches: [], inverse: [] };
    if (!this.world.timed || this.world.clocked) return change;
    letTimePass({
      units: () => (this.isOver(change.state) ? 0 : change.state.units.length),
      timeLeft: (unit) => this.timeLeft(change.state, unit),
      pass: (time, waits) => {
        const [next, patches, inverse] = produceWithPatches(change.state, (draft: State) => {
          draft.clock += time;
          draft.units.forEach((unit, i) => Object.assign(unit, later(unit, time, waits[i])));
        });
        change = { state: next, patches: [...change.patches, ...patches], inverse: [...inverse, ...change.inverse] };
      },
    });
    return change;
  }

  /** How long until the unit can take a step: see clock.ts. */
  timeLeft(state: State, unit: number): bigint | null {
    if (hasEnded(state.units[unit].status)) return null;
    return earliest(this.tried(state, unit).map(({ result }) => (result.possible ? 0n : result.timeLeft)));
  }

  /** Takes a step of a unit with the given choices; the state is left as it is when it cannot. */
  attempt(
    state: State,
    unit: number,
    choices: readonly number[],
    recorder: Recorder,
  ): {
    result: "done" | "blocked";
    voluntary: boolean;
    state: State;
    patches: readonly Patch[];
    inverse: readonly Patch[];
    machine: Machine;
  } {
    let result: "done" | "blocked" = "done";
    let machine: Machine | null = null;
    const [next, patches, inverse] = produceWithPatches(state, (draft: State) => {
      // Every instruction changes its frames: a copy costs less than a draft of them.
      const moving = copyUnit(state.units[unit]);
      draft.units[unit] = moving;
      machine = new Machine(this.world, new LiveMemory(this.world, draft), moving, unit, "unit", recorder, choices);
      result = step(machine);
      if (result === "done")
        canonicalise(draft, this.fixed, (object) => {
          const notice = neglected(this.world.program, object);
          if (notice !== null) recorder.noticed?.(notice);
        });
    });
    if (machine === null) throw new RangeError("bug in the explaining engine: no machine");
    const done: Machine = machine;
    const change = this.later(result === "done" ? next : state);
    return {
      result,
      voluntary: done.voluntary,
      state: change.state,
      patches: [...patches, ...change.patches],
      inverse: [...change.inverse, ...inverse],
      machine: done,
    };
  }

  take(state: State, transition: Transition): State {
    const found = this.alternativesOf(state, transition.unit).find(
      (entry) => entry.transition.choice === transition.choice,
    );
    if (found === undefined)
      throw new RangeError(`unit ${transition.unit} cannot take its alternative ${transition.choice} here`);
    return this.attempt(state, transition.unit, found.choices, silent).state;
  }

  observe(state: State, code: number, show: (m: Machine, value: Value) => string): Observation {
    return observe(this.world, new ProbeMemory(this.world, state), code, show);
  }
}

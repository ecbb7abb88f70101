/**
 * One run, recorded: a strategy (or a schedule) picks among the enabled transitions until nothing can happen any more.
 */

import { oneOf, wholeNumber } from "../programs/checked.js";
import type { Program } from "../programs/program.js";
import { describeBlocked, sourceLine } from "./blocked.js";
import { lineOf } from "./coroutines.js";
import { currentTask, loopOf, taskOf, tasksOf } from "./event-loop.js";
import { secondsText } from "./clock.js";
import { Explaining } from "./explaining.js";
import type { Alternative } from "./explaining.js";
import { LiveMemory } from "./live-memory.js";
import { ProbeMemory } from "./probe-memory.js";
import { Machine } from "./machine.js";
import { StepRecording } from "./recording.js";
import { letterOf, parseSchedule, ScheduleError, writeSchedule } from "./schedule.js";
import { encodeState } from "./state-text.js";
import { hasEnded } from "./state.js";
import type { State, UnitState } from "./state.js";
import { Situations } from "./situations.js";
import { createStrategy, depthDefault, strategyNames } from "./strategies/index.js";
import type { StrategyName } from "./strategies/index.js";
import { outcomeOf, sharedData } from "./outcome.js";
import type { RaisedException, RunEnd, Switch, Trace, TraceEntry, Transition, UnitInfo } from "./trace.js";
import { createWorld } from "./world.js";
import type { World, WorldOptions } from "./world.js";

/** After how many steps a run is stopped where nobody says. */
export const maxStepsDefault = 10_000;

export interface RunOptions extends WorldOptions {
  /** Default "round-robin". */
  readonly strategy?: StrategyName | undefined;
  /** For strategies that draw. Default: the file's `option seed`, else 0. */
  readonly seed?: number | undefined;
  /** For "pct": how many orderings of steps a bug may need, at least 1; default 3. */
  readonly depth?: number | undefined;
  /** The run is `stopped` after this many steps; default 10,000. */
  readonly maxSteps?: number | undefined;
}

/** Runs the program once under a strategy. Throws StartError if its module-level code fails, RangeError for an option that cannot be. */
export function run(program: Program, options: RunOptions = {}): Trace {
  const engine = new Explaining(createWorld(program, options));
  const strategy = oneOf("strategy", options.strategy ?? "round-robin", strategyNames);
  const seed = wholeNumber("seed", options.seed ?? program.options.seed ?? 0, -Infinity);
  const depth = wholeNumber("depth", options.depth ?? depthDefault, 1);
  const maxSteps = wholeNumber("maxSteps", options.maxSteps ?? maxStepsDefault, 0);
  const situations = new Situations(engine);
  const pick = createStrategy(strategy, { seed, depth, measured: () => situations.measured() });
  return recorded(engine, (enabled, state) => pick(situations.of(state, enabled)), maxSteps).trace;
}

/**
 * Follows a schedule exactly; steps that are repeated for ever once. Throws ScheduleError where it asks for what is
 * not possible, and where what is to be repeated does not come back to the state it began in. A schedule that ends
 * before the program does gives a `stopped` trace (or `deadlocked` / `completed` when nothing could follow).
 */
export function replay(program: Program, schedule: string, options: WorldOptions = {}): Trace {
  return replayOn(new Explaining(createWorld(program, options)), schedule);
}

export function replayOn(engine: Explaining, schedule: string): Trace {
  return replayTo(engine, schedule).trace;
}

/** The same, and the state that it leads to. */
export function replayTo(engine: Explaining, schedule: string): { readonly trace: Trace; readonly state: State } {
  const { steps, loop } = parseSchedule(schedule);
  let next = 0;
  let begin: State | null = null;
  const follow: Follower = (enabled, state) => {
    if (next === loop) begin = state;
    if (next >= steps.length) return null;
    const wanted = steps[next++];
    const found = enabled.find(({ unit, choice }) => unit === wanted.unit && choice === wanted.choice);
    if (found === undefined) throw new ScheduleError(refusal(engine, state, wanted, next));
    return found;
  };
  const { trace, state } = recorded(engine, follow, steps.length + 1);
  if (next < steps.length) throw new ScheduleError(`the schedule goes on after step ${next}, but the run is over`);
  if (loop === null) return { trace, state };
  if (begin === null || encodeState(begin) !== encodeState(state))
    throw new ScheduleError(
      `the steps in (…)* cannot be repeated for ever: after step ${steps.length} the state is not what it was ${loop === 0 ? "at the start" : `after step ${loop}`}`,
    );
  return { trace: { ...trace, loop, schedule: writeSchedule(steps, loop) }, state };
}

function refusal(engine: Explaining, state: State, wanted: { unit: number; choice: number }, index: number): string {
  const unit = state.units.at(wanted.unit);
  if (unit === undefined)
    return `step ${index} names unit ${letterOf(wanted.unit)}, but there ${state.units.length === 1 ? "is only unit a" : `are only the units a to ${letterOf(state.units.length - 1)}`}`;
  const possible = engine.alternativesOf(state, wanted.unit);
  if (hasEnded(unit.status)) return `step ${index} names ${unit.name}, which has ended`;
  if (possible.length === 0) {
    const left = engine.timeLeft(state, wanted.unit);
    const { words } = describeBlocked(engine, state, wanted.unit, []);
    return `step ${index} names ${unit.name}, which cannot go on there: it ${words}${left === null ? "" : ` (${secondsText(left)} left)`}`;
  }
  return `step ${index} asks ${unit.name} for alternative ${wanted.choice}, but it has ${possible.length}`;
}

/** Picks one of the enabled transitions (never empty), or null to stop. */
type Follower = (enabled: readonly Transition[], state: State) => Transition | null;

/** The fold: state, entry, state, entry, … */
function recorded(engine: Explaining, follower: Follower, maxSteps: number): { trace: Trace; state: State } {
  let state = engine.initial();
  const entries: TraceEntry[] = [];
  const raised: Raised = new Map();
  const units = state.units.map((unit, index) => unitInfo(engine.world, unit, index));
  let preemptions = 0;
  let possible = engine.possible(state);
  let enabled = possible.map(({ transition }) => transition);
  while (enabled.length > 0 && entries.length < maxSteps) {
    const transition = follower(enabled, state);
    if (transition === null) break;
    const cameFrom = switchBefore(engine, state, entries, enabled, transition);
    if (cameFrom?.reason === "preempted") preemptions += 1;
    const { entry, after } = takeRecorded(engine, state, transition, possible, cameFrom, entries.length + 1, raised);
    entries.push(entry);
    state = after;
    for (let index = units.length; index < state.units.length; index++)
      units.push(unitInfo(engine.world, state.units[index], index));
    possible = engine.possible(state);
    enabled = possible.map(({ transition }) => transition);
  }
  return { trace: finishTrace(engine, state, { entries, units, preemptions, enabled }), state };
}

function finishTrace(
  engine: Explaining,
  state: State,
  run: {
    entries: readonly TraceEntry[];
    units: readonly UnitInfo[];
    preemptions: number;
    enabled: readonly Transition[];
  },
): Trace {
  const end = endOf(engine, state, run.enabled);
  const stuck =
    end === "stopped" || engine.isOver(state)
      ? []
      : state.units.flatMap((unit, index) =>
          unit.status === "ready" && !unit.daemon && !run.enabled.some((t) => t.unit === index) ? [index] : [],
        );
  return {
    units: run.units,
    printed: engine.printed,
    entries: run.entries,
    end,
    blocked: stuck.map((unit) => describeBlocked(engine, state, unit, run.entries)),
    outcome: outcomeOf(engine.world, new ProbeMemory(engine.world, state)),
    schedule: writeSchedule(run.entries.map(({ transition }) => transition)),
    loop: null,
    preemptions: run.preemptions,
    clock: clockOf(engine, state),
    finals: sharedData(engine.world, new ProbeMemory(engine.world, state)),
  };
}

function clockOf(engine: Explaining, state: State): bigint | null {
  return engine.world.timed ? state.clock : null;
}

export function endOf(engine: Explaining, state: State, enabled: readonly Transition[]): RunEnd {
  if (enabled.length > 0) return "stopped";
  if (!engine.isOver(state)) return "deadlocked";
  return state.units.some((unit) => unit.status === "failed") ? "failed" : "completed";
}

/** A unit as reports name it. */
export function unitInfo(world: World, unit: Readonly<UnitState>, index: number): UnitInfo {
  const started = unit.process === index ? "process" : "thread";
  const form = unit.template < 0 ? started : world.program.units[unit.template].form;
  return {
    index,
    name: unit.name,
    letter: letterOf(index),
    form: form === "job" ? "thread" : form,
    daemon: unit.daemon,
  };
}

/** By unit and text, where an exception was raised first: what it leaves a `with` by is not the place. */
type Raised = Map<string, RaisedException>;

function firstRaised({ exception, isReraised }: StepRecording, unit: number, raised: Raised): RaisedException | null {
  if (exception === null) return null;
  const key = `${unit} ${exception.text}`;
  if (!isReraised || !raised.has(key)) raised.set(key, exception);
  return raised.get(key) ?? exception;
}

function takeRecorded(
  engine: Explaining,
  state: State,
  transition: Transition,
  possible: readonly Alternative[],
  cameFrom: Switch | null,
  index: number,
  raised: Raised,
): { entry: TraceEntry; after: State } {
  const { world } = engine;
  const ways = possible.filter((entry) => entry.transition.unit === transition.unit);
  const way = ways.find((entry) => entry.transition.choice === transition.choice);
  if (way === undefined) throw new RangeError("bug in the scheduler: a transition that is not enabled");
  const before = new Machine(
    world,
    new LiveMemory(world, state),
    state.units[transition.unit],
    transition.unit,
    "unit",
    {},
  );
  const { place } = before.userPlace(true);
  const task = currentTask(before)?.name ?? null;
  const recording = new StepRecording();
  const done = engine.attempt(state, transition.unit, way.choices, recording);
  const unit = done.state.units[transition.unit];
  const exception = firstRaised(recording, transition.unit, raised);
  const entry: TraceEntry = {
    index,
    clock: clockOf(engine, state),
    transition,
    choices: ways.length,
    chosen: ways.length > 1 ? recording.choice : null,
    place,
    text: sourceLine(world.program, place.line),
    task,
    ...tasksAfter(world, done.state, transition.unit, task),
    words: recording.spoken,
    object: recording.object,
    accesses: recording.accesses,
    changes: recording.changes,
    prints: recording.prints,
    lostUpdate: recording.lost,
    notices: recording.notices,
    notes: recording.notes,
    switch: cameFrom,
    enabled: possible.map((entry) => entry.transition),
    ended: hasEnded(unit.status) ? unit.status : null,
    exception: unit.status === "failed" && exception !== null ? { ...exception, left: unit.failedAt } : null,
    patches: done.patches,
    inverse: done.inverse,
  };
  return { entry, after: done.state };
}

/** The tasks that are left in the unit's event loop, and where the one that began the step waits now. */
function tasksAfter(
  world: World,
  state: State,
  unit: number,
  task: string | null,
): { readonly tasks: readonly string[]; readonly awaits: number | null } {
  const m = new Machine(world, new LiveMemory(world, state), state.units[unit], unit, "unit", {});
  const loop = loopOf(m);
  if (loop === null) return { tasks: [], awaits: null };
  const tasks = tasksOf(m, loop);
  const waiting = taskOf(m, loop["_current"])?.name === task ? undefined : tasks.find(({ name }) => name === task);
  return { tasks: tasks.map(({ name }) => name), awaits: waiting === undefined ? null : lineOf(m, waiting.coroutine) };
}

/** Why it is another unit's turn. */
function switchBefore(
  engine: Explaining,
  state: State,
  entries: readonly TraceEntry[],
  enabled: readonly Transition[],
  next: Transition,
): Switch | null {
  const last = entries.at(-1)?.transition.unit;
  if (last === undefined || last === next.unit) return null;
  const { status } = state.units[last];
  if (hasEnded(status)) return { from: last, reason: status, detail: null };
  const possible = enabled.filter(({ unit }) => unit === last);
  if (possible.length === 0)
    return { from: last, reason: "blocked", detail: describeBlocked(engine, state, last, entries).words };
  return { from: last, reason: possible.every(({ voluntary }) => voluntary) ? "waiting" : "preempted", detail: null };
}

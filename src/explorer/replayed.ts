/** What findings are read off: the states of a trace, run again on the explaining engine, and the units in them. */
import { truth } from "../programs/builtins/operators.js";
import type { Place } from "../programs/code.js";
import { describeBlocked } from "../scheduler/blocked.js";
import { Explaining } from "../scheduler/explaining.js";
import { replayTo } from "../scheduler/run.js";
import type { State } from "../scheduler/state.js";
import type { Blocked, Trace } from "../scheduler/trace.js";
import { userPlaceOf } from "../scheduler/user-place.js";

/** The search claimed something that a replay does not show: a bug of ours, never of the program under study. */
export class InternalError extends Error {
  readonly schedule: string;
  constructor(message: string, schedule: string) {
    super(`bug in the searching engine: ${message} (schedule ${schedule})`);
    this.schedule = schedule;
  }
}

/** Where replays have ended: it is asked for again. */
const ends = new WeakMap<Trace, State>();

export function replayed(engine: Explaining, schedule: string): Trace {
  const { trace, state } = replayTo(engine, schedule);
  ends.set(trace, state);
  return trace;
}

export function stateAfter(engine: Explaining, trace: Trace): State {
  const end = ends.get(trace);
  if (end === undefined) return statesOf(engine, trace)[trace.entries.length];
  engine.initial();
  return end;
}

/** The first state, and the one after each step. */
export function statesOf(engine: Explaining, trace: Trace): State[] {
  const states = [engine.initial()];
  for (const { transition } of trace.entries) states.push(engine.take(states[states.length - 1], transition));
  return states;
}

export function blockedAfter(engine: Explaining, trace: Trace, units: readonly number[]): Blocked[] {
  const fresh = new Explaining(engine.world);
  const state = stateAfter(fresh, trace);
  return units.map((unit) => describeBlocked(fresh, state, unit, trace.entries));
}

/** Whether a property's expression is true there; not if it raises. */
export function isTrueIn(engine: Explaining, state: State, code: number): boolean {
  const seen = engine.observe(state, code, (m, value) => String(truth(m, value)));
  return seen.kind === "value" && seen.text === "true";
}

/** Where a unit rests. */
export function placeOf(engine: Explaining, state: State, unit: number): Place {
  return userPlaceOf(engine.world, state.units[unit], true).place;
}

/** What some strategies have to know of a program beforehand. Two runs without chance tell: one that never preempts, one that always does. */
import type { Transition } from "../trace.js";
import { roundRobin } from "./round-robin.js";
import { runToBlock } from "./run-to-block.js";
import { byUnit } from "./strategy.js";
import type { Strategy } from "./strategy.js";

export interface Measured {
  /** The k of PCT: in how many steps of a run several units could go on, the larger of both; at least 1. */
  readonly contested: number;
  /** By unit, in the run that never preempts: how many steps it took. */
  readonly steps: readonly number[];
  /** By unit, in that run: who created it; -1 for those that were there from the start. */
  readonly creators: readonly number[];
}

/** What is walked. */
export interface Walkable<S> {
  initial(): S;
  enabled(state: S): readonly Transition[];
  take(state: S, transition: Transition): S;
  /** How many units there are. */
  units(state: S): number;
}

/** Longer runs are measured up to here. */
const stepsMax = 2_000;

export function measure<S>(system: Walkable<S>): Measured {
  const calm = measureRun(system, runToBlock());
  const busy = measureRun(system, roundRobin());
  return { ...calm, contested: Math.max(1, calm.contested, busy.contested) };
}

/** The strategy asks for nothing but what is enabled. */
function measureRun<S>(system: Walkable<S>, strategy: Strategy): Measured {
  let state = system.initial();
  const creators = new Array<number>(system.units(state)).fill(-1);
  const steps = creators.map(() => 0);
  let contested = 0;
  for (let taken = 0; taken < stepsMax; taken++) {
    const enabled = system.enabled(state);
    if (enabled.length === 0) break;
    if (byUnit(enabled).length > 1) contested += 1;
    const next = strategy({ enabled, units: steps.length, conflict: () => true, state: () => taken });
    steps[next.unit] += 1;
    state = system.take(state, next);
    for (let fresh = steps.length; fresh < system.units(state); fresh++) {
      creators.push(next.unit);
      steps.push(0);
    }
  }
  return { contested, steps, creators };
}

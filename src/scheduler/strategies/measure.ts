/** What some strategies have to know of a program beforehand. Two runs without chance tell: one that never preempts, one that always does. */
import { TooManyUnits } from "../machine.js";
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

/** The strategy asks for nothing but what is enabled. A run that creates too many units is measured up to there. */
function measureRun<S>(system: Walkable<S>, strategy: Strategy): Measured {
  const creators = new Array<number>(system.units(system.initial())).fill(-1);
  const steps = creators.map(() => 0);
  const contested = { steps: 0 };
  try {
    walk(system, (state, enabled, taken) => {
      for (let fresh = steps.length; fresh < system.units(state); fresh++) {
        creators.push(taken?.unit ?? -1);
        steps.push(0);
      }
      if (byUnit(enabled).length > 1) contested.steps += 1;
      const next = strategy({ enabled, units: steps.length, conflict: () => true, state: () => 0 });
      steps[next.unit] += 1;
      return next;
    });
  } catch (error) {
    if (!(error instanceof TooManyUnits)) throw error;
  }
  return { contested: contested.steps, steps, creators };
}

/** `pick`: in this state, after this transition, if there was one. */
function walk<S>(
  system: Walkable<S>,
  pick: (state: S, enabled: readonly Transition[], taken: Transition | null) => Transition,
): void {
  let state = system.initial();
  let taken: Transition | null = null;
  for (let step = 0; step < stepsMax; step++) {
    const enabled = system.enabled(state);
    if (enabled.length === 0) return;
    taken = pick(state, enabled, taken);
    state = system.take(state, taken);
  }
}

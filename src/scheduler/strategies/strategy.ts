/** What a strategy is. */
import type { Transition } from "../trace.js";

/** A state in which somebody has to be picked, as far as strategies look at it. */
export interface Situation {
  /** By unit, then by choice; never empty. */
  readonly enabled: readonly Transition[];
  /** How many units there are, those that have ended among them. */
  readonly units: number;
  /** Whether one of two enabled transitions writes what the other touches. */
  readonly conflict: (a: Transition, b: Transition) => boolean;
  /** Which state it is: within a run, equal numbers mean equal states. */
  readonly state: () => number;
}

/** Picks one of the enabled transitions. Keeps memory of its own between calls: a strategy is for one run. */
export type Strategy = (situation: Situation) => Transition;

/** The transitions of each unit that has any, by unit. */
export function byUnit(enabled: readonly Transition[]): (readonly Transition[])[] {
  const groups: Transition[][] = [];
  for (const transition of enabled) {
    const last = groups.at(-1);
    if (last?.[0].unit === transition.unit) last.push(transition);
    else groups.push([transition]);
  }
  return groups;
}

/** One of several alike. Draws a number only if there is a choice. */
export function anyOf<T>(alike: readonly T[], next: () => number): T {
  return alike[alike.length === 1 ? 0 : Math.floor(next() * alike.length)];
}

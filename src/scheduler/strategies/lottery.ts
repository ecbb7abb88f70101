/**
 * Walks that draw every step: first a unit, by weight, then one of its alternatives, each with the same chance. What a
 * walk was likely to be drawn with is known exactly, so that walks can be counted with (see `explorer/knuth`).
 */
import { anyOf, byUnit } from "./strategy.js";
import type { Situation, Strategy } from "./strategy.js";
import type { Transition } from "../trace.js";

/** How much a unit weighs in the draw: a whole number, at least 1. Made for one run, and told what happens in it. */
export interface Weights {
  /** Before each draw: how many units there are. */
  readonly meet: (units: number) => void;
  readonly of: (unit: number, alternatives: number) => number;
  readonly took: (unit: number) => void;
}

/** A naive random walk: each enabled transition has the same chance. */
export function equalWeights(): Weights {
  const nothing = (): void => undefined;
  return { meet: nothing, of: (_, alternatives) => alternatives, took: nothing };
}

export function lottery(weights: Weights, next: () => number): Strategy {
  return (situation) => {
    const { groups, each, whole } = weighed(weights, situation);
    let ticket = groups.length === 1 ? 0 : Math.floor(next() * whole);
    const drawn = groups.findIndex((_, i) => (ticket -= each[i]) < 0);
    weights.took(groups[drawn][0].unit);
    return anyOf(groups[drawn], next);
  };
}

/** The chance that the lottery draws this transition, as a fraction of whole numbers; takes it as drawn. */
export function chanceOf(
  weights: Weights,
  situation: Situation,
  { unit }: Transition,
): { readonly part: number; readonly whole: number } {
  const { groups, each, whole } = weighed(weights, situation);
  const drawn = groups.findIndex(([first]) => first.unit === unit);
  weights.took(unit);
  return { part: each[drawn], whole: whole * groups[drawn].length };
}

function weighed(
  weights: Weights,
  { enabled, units }: Situation,
): { groups: (readonly Transition[])[]; each: number[]; whole: number } {
  weights.meet(units);
  const groups = byUnit(enabled);
  const each = groups.map((group) => weights.of(group[0].unit, group.length));
  return { groups, each, whole: each.reduce((sum, weight) => sum + weight, 0) };
}

/**
 * Partial order sampling (Yuan, Yang, Gu 2018): every step that is about to be taken has a random priority, and the highest
 * is taken. Then those that it conflicts with draw anew, so that which of them comes next depends on nothing that was
 * before. Steps that have nothing to do with each other keep their priorities: their order matters to nobody.
 */
import { mulberry32 } from "./mulberry32.js";
import { anyOf, byUnit } from "./strategy.js";
import type { Strategy } from "./strategy.js";

export function pos(seed: number): Strategy {
  const next = mulberry32(seed);
  /** Of the step that a unit is about to take. */
  const priorities = new Map<number, number>();
  return ({ enabled, conflict }) => {
    const groups = byUnit(enabled);
    for (const [{ unit }] of groups) if (!priorities.has(unit)) priorities.set(unit, next());
    const rank = (group: (typeof groups)[number]): number => priorities.get(group[0].unit) ?? 0;
    const first = groups.reduce((best, group) => (rank(group) > rank(best) ? group : best));
    const taken = anyOf(first, next);
    for (const group of groups)
      if (group === first || group.some((other) => conflict(taken, other))) priorities.delete(group[0].unit);
    return taken;
  };
}

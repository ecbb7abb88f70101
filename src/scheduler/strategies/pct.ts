/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte 2010): every unit has a random priority,
 * the highest one that can go on runs, and at d - 1 random steps the unit that runs falls below all others. A bug that
 * d orderings of steps are enough to show is found in a run with a chance of at least 1 / (n k^(d-1)), for n units and
 * k steps.
 *
 * Steps at which only one unit can go on do not count: a change of priorities there takes effect at the next one that
 * does. A unit that goes round in a circle all by itself falls below all others, too: it waits for them.
 */
import { mulberry32 } from "./mulberry32.js";
import { anyOf, byUnit } from "./strategy.js";
import type { Situation, Strategy } from "./strategy.js";

/** `depth`: the d, at least 1; `contested`: the k, at least 1. */
export function pct(seed: number, depth: number, contested: number): Strategy {
  const next = mulberry32(seed);
  const changes = Array.from({ length: depth - 1 }, () => 1 + Math.floor(next() * contested));
  const priorities = new Map<number, number>();
  const spins = spinning();
  let lowest = 0;
  let steps = 0;
  return (situation) => {
    const groups = byUnit(situation.enabled);
    for (const [{ unit }] of groups) if (!priorities.has(unit)) priorities.set(unit, depth + next());
    const spinner = spins.before(situation);
    if (spinner !== null) priorities.set(spinner, --lowest);
    const rank = (group: (typeof groups)[number]): number => priorities.get(group[0].unit) ?? 0;
    const first = groups.reduce((best, group) => (rank(group) > rank(best) ? group : best));
    const [{ unit }] = first;
    spins.picked(unit);
    if (groups.length > 1) steps += 1;
    if (groups.length > 1) changes.forEach((at, i) => at === steps && priorities.set(unit, i + 1));
    return anyOf(first, next);
  };
}

/** Watches for units that come back to a state while nobody else moves. */
function spinning(): {
  readonly before: (situation: Situation) => number | null;
  readonly picked: (unit: number) => void;
} {
  let last = -1;
  let state = -1;
  const turn = new Set<number>();
  return {
    before: (situation) => {
      state = situation.state();
      return turn.has(state) ? last : null;
    },
    picked: (unit) => {
      if (unit !== last || turn.has(state)) turn.clear();
      last = unit;
      turn.add(state);
    },
  };
}

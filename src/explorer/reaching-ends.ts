/** Whether a graph that was searched, but not kept, can be left from everywhere. */
import { lowest } from "./bits.js";
import type { StateSet } from "./state-set.js";
import type { Tabulation } from "./tabulation.js";
import type { Visited } from "./visited.js";

const pauseEvery = 1024;

/**
 * Whether from every state in the set some run of the steps explored comes to an end. States found later tend to be nearer
 * to one, so they are asked first. `pause` is called now and then.
 */
export function* allCanEnd(
  set: StateSet,
  tabulation: Tabulation,
  visited: Visited,
  pause: () => Generator<void, void>,
): Generator<void, boolean> {
  const canEnd = new Uint8Array(set.size);
  const current = new Int32Array(set.width);
  const next = new Int32Array(set.width);
  const leadsOn = (state: number): boolean => {
    set.read(state, current);
    for (let rest = visited.explored[state]; rest !== 0; rest &= rest - 1) {
      const unit = lowest(rest);
      for (const leaf of tabulation.transitions(current, unit)) {
        tabulation.apply(leaf, unit, current, next);
        if (canEnd[set.find(next)] === 1) return true;
      }
    }
    return false;
  };
  let missing = set.size;
  for (let before = missing + 1; missing > 0 && missing < before;) {
    before = missing;
    for (let state = set.size - 1; state >= 0; state--) {
      if (state % pauseEvery === 0) yield* pause();
      if (canEnd[state] === 1 || (visited.explored[state] !== 0 && !leadsOn(state))) continue;
      canEnd[state] = 1;
      missing -= 1;
    }
  }
  return missing === 0;
}

/** Where a unit is in the scenario's own code, whatever the library does for it there. */
import type { Code, Place } from "../programs/code.js";
import type { UnitState } from "./state.js";
import type { World } from "./world.js";

export interface UserPlace {
  readonly place: Place;
  readonly code: Code;
  readonly pc: number;
}

/** Of the innermost frame of the scenario's own code. `resting`: the instruction is the one to come, not the one behind. */
export function userPlaceOf({ program }: World, { frames, origin }: Readonly<UnitState>, resting = false): UserPlace {
  for (let i = frames.length - 1; i >= 0; i--) {
    const code = program.codes[frames[i].code];
    const pc = Math.max(0, resting && i === frames.length - 1 ? frames[i].pc : frames[i].pc - 1);
    const place = code.places[pc];
    if (code.module === "") return { place, code, pc };
    // A copy: the unit may be a draft, of which nothing must be kept.
    if (i === 0) return { place: origin === null ? place : { ...origin }, code, pc };
  }
  throw new RangeError("bug in evaluator: a unit without frames has no place");
}

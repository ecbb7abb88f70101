/** How much room packed states need. */
import type { State } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import { NeedsClock } from "./packing.js";
import type { Shape } from "./packing.js";
import { MoreUnits } from "./tabulation.js";

/**
 * Packed states have room for a fixed number of units, and none for the clock; when a program creates more units, or
 * looks at the clock, the work starts over with more room. `known`: how much it needs at least.
 */
export function* withRoom<R>(
  world: World,
  initial: State,
  work: (shape: Shape) => Generator<void, R>,
  known: Shape | null = null,
): Generator<void, R> {
  const declared = Math.max(1, initial.units.length);
  let shape: Shape = known ?? { units: mayCreateUnits(world) ? declared + 4 : declared, clock: false };
  for (;;) {
    try {
      return yield* work(shape);
    } catch (error) {
      if (error instanceof MoreUnits) shape = { ...shape, units: shape.units * 2 };
      else if (error instanceof NeedsClock) shape = { ...shape, clock: true };
      else throw error;
    }
  }
}

function mayCreateUnits(world: World): boolean {
  return world.library.has("threading.Thread") || world.library.has("threading.Timer");
}

/** How much room packed states need. */
import type { State } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import { NeedsClock } from "./packing.js";
import type { Shape } from "./packing.js";
import { divisible, Indivisible, without } from "./parts.js";
import { MoreUnits } from "./tabulation.js";

/** It starts over for so many objects that cannot be packed in parts, then for all at once. */
const wholeMax = 3;

/**
 * Packed states have room for a fixed number of units, none for the clock, and objects in parts; when a program creates
 * more units, looks at the clock, or does with an object what needs all of it, the work starts over with another shape.
 * `known`: the shape that was found to do.
 */
export function* withRoom<R>(
  world: World,
  initial: State,
  work: (shape: Shape) => Generator<void, R>,
  known: Shape | null = null,
): Generator<void, R> {
  const declared = Math.max(1, initial.units.length);
  let shape: Shape = known ?? {
    units: mayCreateUnits(world) ? declared + 4 : declared,
    clock: false,
    parted: divisible(world, initial.heap),
  };
  let whole = 0;
  for (;;) {
    try {
      return yield* work(shape);
    } catch (error) {
      if (error instanceof MoreUnits) shape = { ...shape, units: shape.units * 2 };
      else if (error instanceof NeedsClock) shape = { ...shape, clock: true };
      else if (error instanceof Indivisible) {
        const parted = ++whole > wholeMax ? [] : without(error.id, shape.parted, initial.heap);
        shape = { ...shape, parted };
      } else throw error;
    }
  }
}

function mayCreateUnits(world: World): boolean {
  return world.library.has("threading.Thread") || world.library.has("threading.Timer");
}

/**
 * Which search answers. The full one knows everything; where there are many states, one that takes states for one which
 * differ only in the order of interchangeable units finds the same with fewer.
 */
import type { Explaining } from "../scheduler/explaining.js";
import type { State } from "../scheduler/state.js";
import { Identified } from "../scheduler/world.js";
import type { World } from "../scheduler/world.js";
import { isLiveness } from "./liveness.js";
import { withRoom } from "./room.js";
import { search } from "./search.js";
import type { Origin } from "./search.js";
import type { SearchLimits } from "./limits.js";
import type { SearchResult } from "./search-result.js";
import { interchangeable, withoutNames } from "./symmetry.js";

export type Reduce = "auto" | "on" | "off";

/** With "auto", programs of so many states are explored in full. */
const fullMax = 50_000;
/** So many like units have that many states, or none to speak of: the full search does not go first. */
const crowd = 5;
/** From so many states on, steps that have nothing to do with each other are taken in one order only. */
const proveFrom: Readonly<Record<Reduce, number>> = { auto: 500_000, on: 1_000, off: Infinity };

export function* searchReduced(
  engine: Explaining,
  initial: State,
  limits: SearchLimits,
  reduce: Reduce,
): Generator<void, SearchResult> {
  const { world, early, fixed } = engine;
  const origin: Origin = { world, initial, early, fixed, groups: [], proveFrom: proveFrom[reduce] };
  const groups = reduce === "off" || livesOn(world) ? [] : interchangeable(world, initial);
  if (groups.length === 0) return yield* searchWithRoom(origin, limits);
  const crowded = groups.some((group) => group.length >= crowd);
  if (reduce === "auto" && !crowded) {
    const small = { ...limits, maxStates: Math.min(fullMax, limits.maxStates) };
    const found = yield* searchWithRoom(origin, small);
    if (found.limit?.name !== "states" || small.maxStates === limits.maxStates) return found;
  }
  const found = yield* searchSymmetric(origin, groups, limits);
  const isSmall = found?.full !== null && found !== null && found.full.states <= fullMax;
  return found === null || (reduce === "auto" && isSmall) ? yield* searchWithRoom(origin, limits) : found;
}

/** Null if the units are told apart. */
function* searchSymmetric(
  origin: Origin,
  groups: readonly (readonly number[])[],
  limits: SearchLimits,
): Generator<void, SearchResult | null> {
  const [world, initial] = withoutNames(origin.world, origin.initial, groups);
  try {
    return yield* searchWithRoom({ ...origin, world, initial, groups }, limits);
  } catch (error) {
    if (!(error instanceof Identified)) throw error;
    return null;
  }
}

/** Who moves again and again matters. */
function livesOn({ program }: World): boolean {
  return program.properties.some(({ kind }) => isLiveness(kind));
}

function searchWithRoom(origin: Origin, limits: SearchLimits): Generator<void, SearchResult> {
  return withRoom(origin.world, origin.initial, (shape) => search(origin, shape, limits));
}

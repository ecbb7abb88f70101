/**
 * Which search answers. The full one knows everything; where there are many states, one that takes states for one which
 * differ only in the order of interchangeable units finds the same with fewer.
 */
import { oneOf } from "../programs/checked.js";
import type { Program } from "../programs/program.js";
import type { Explaining } from "../scheduler/explaining.js";
import type { State } from "../scheduler/state.js";
import { Identified } from "../scheduler/world.js";
import type { World } from "../scheduler/world.js";
import { isLiveness } from "./liveness.js";
import { withRoom } from "./room.js";
import type { Limit } from "./exploration.js";
import type { Shape } from "./packing.js";
import type { Attempts } from "./proving.js";
import { SnapshotError } from "./saved-search.js";
import type { SavedSearch, Saving } from "./saved-search.js";
import { search } from "./search.js";
import type { Origin } from "./search.js";
import type { SearchLimits } from "./limits.js";
import type { SearchResult } from "./search-result.js";
import { interchangeable, withoutNames } from "./symmetry.js";

export type Reduce = "auto" | "on" | "off";
export const reduces: readonly Reduce[] = ["auto", "on", "off"];

/** Throws RangeError for one that there is not. */
export function reduceOf({ options }: Program, asked: { readonly reduce?: Reduce | undefined }): Reduce {
  return oneOf("reduce", asked.reduce ?? options.reduce ?? "auto", reduces);
}

/** Which search: the full one as far as it goes with few states, the one that uses symmetry, the full one. */
type Stage = "small" | "symmetric" | "full";

/**
 * A search that was stopped, as plain data (numbers, strings, bigints, typed arrays, Maps, Sets): all that is needed to go
 * on. It may be copied (`structuredClone`) or written down; what is in it is for this version of sim only.
 */
export interface Snapshot {
  /** What it is a snapshot of: see `identityOf`. */
  readonly of: string;
  readonly stage: Stage;
  /** See `World.reached`. */
  readonly reached: readonly Uint8Array[];
  readonly search: SavedSearch;
}

/** What stops a search, and who is told so when another limit would not have stopped it. */
export interface StagedLimits extends SearchLimits {
  readonly onStop: ((snapshot: Snapshot, limit: Limit) => void) | null;
}

/** With "auto", programs of so many states are explored in full. */
const fullMax = 50_000;
/** So many like units have that many states, or none to speak of: the full search does not go first. */
const crowd = 5;
/** A reduced search that is worth it has far fewer states; beside one that uses symmetry hardly any has. */
const smallShare = 1 / 8;
const tinyShare = 1 / 64;
/** Steps that have nothing to do with each other are taken in one order only. */
const attempts: Readonly<Record<Reduce, Attempts>> = {
  auto: { from: 250_000, share: smallShare },
  on: { from: 1_000, share: 1 },
  off: { from: Infinity, share: 0 },
};

export function* searchReduced(
  engine: Explaining,
  initial: State,
  limits: StagedLimits,
  reduce: Reduce,
  resume: Snapshot | null = null,
): Generator<void, SearchResult> {
  const { world, early, fixed } = engine;
  const identity = identityOf(world, reduce);
  if (resume !== null) {
    refuseOther(resume, identity);
    restoreReached(world, resume.reached);
  }
  const run = (stage: Stage, from: Origin, within: StagedLimits): Generator<void, SearchResult> =>
    searchWithRoom(
      from,
      within,
      resume?.stage === stage ? resume.search : null,
      stopped(within, stage, world, identity),
    );
  const origin: Origin = { world, initial, early, fixed, groups: [], attempts: attempts[reduce] };
  const groups = reduce === "off" || livesOn(world) ? [] : interchangeable(world, initial);
  if (groups.length === 0 || resume?.stage === "full") return yield* run("full", origin, limits);
  const crowded = groups.some((group) => group.length >= crowd);
  if (reduce === "auto" && !crowded && resume?.stage !== "symmetric") {
    const maxStates = Math.min(fullMax, limits.maxStates);
    const goesOn = ({ name }: Limit): boolean => name === "states" && maxStates < limits.maxStates;
    const within = { ...limits, maxStates };
    const small = searchWithRoom(origin, within, resume?.search ?? null, (limit, save) => {
      if (goesOn(limit)) throw new TooLarge();
      stopped(limits, "small", world, identity)?.(limit, save);
    });
    const found = yield* unless(TooLarge, small);
    if (found !== null) return found;
  }
  const found = yield* unless(Identified, run("symmetric", symmetric(origin, groups), limits));
  const isSmall = found?.full !== null && found !== null && found.full.states <= fullMax;
  return found === null || (reduce === "auto" && isSmall) ? yield* run("full", origin, limits) : found;
}

function symmetric(origin: Origin, groups: readonly (readonly number[])[]): Origin {
  const [world, initial] = withoutNames(origin.world, origin.initial, groups);
  // To the reduced search units are not interchangeable.
  return { ...origin, world, initial, groups, attempts: { ...origin.attempts, share: tinyShare } };
}

/** There are too many states for the full search to go first: what it would leave is not needed. */
class TooLarge extends Error {}

/** Null if it fails like that. */
function* unless(
  reason: abstract new () => Error,
  work: Generator<void, SearchResult>,
): Generator<void, SearchResult | null> {
  try {
    return yield* work;
  } catch (error) {
    if (!(error instanceof reason)) throw error;
    return null;
  }
}

/** Who moves again and again matters. */
function livesOn({ program }: World): boolean {
  return program.properties.some(({ kind }) => isLiveness(kind));
}

/** Of what there may be no other snapshot: the program and how it is looked at; and the form that snapshots have. */
function identityOf(
  { program, interpreter, granularity, timed, maxUnits, maxInstructions }: World,
  reduce: Reduce,
): string {
  const { source, settings } = program;
  const given = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    snapshotForm,
    source,
    given,
    interpreter,
    granularity,
    timed,
    maxUnits,
    maxInstructions,
    reduce,
  ]);
}

/** Raised whenever what is in a snapshot changes. */
export const snapshotForm = 4;

function refuseOther(snapshot: Snapshot, identity: string): void {
  const { of, reached } = snapshot as Partial<Snapshot>;
  if (typeof of !== "string" || !Array.isArray(reached) || !reached.every((each) => ArrayBuffer.isView(each)))
    throw new SnapshotError("that is no snapshot, or one that has been through JSON: `structuredClone` keeps it");
  if (of !== identity)
    throw new SnapshotError("the snapshot belongs to another program, other options or another version of sim");
}

function stopped({ onStop }: StagedLimits, stage: Stage, { reached }: World, of: string): Saving["stopped"] {
  if (onStop === null) return null;
  return (limit, save) => {
    onStop({ of, stage, reached: reached.map((each) => each.slice()), search: save() }, limit);
  };
}

function searchWithRoom(
  origin: Origin,
  limits: SearchLimits,
  saved: SavedSearch | null,
  stopped: Saving["stopped"],
): Generator<void, SearchResult> {
  // With another shape it starts over.
  const work = (shape: Shape): Generator<void, SearchResult> =>
    search(origin, shape, limits, { from: shape === saved?.shape ? saved : null, stopped });
  return withRoom(origin.world, origin.initial, work, saved?.shape ?? null);
}

function restoreReached(world: World, reached: readonly Uint8Array[]): void {
  if (reached.length !== world.reached.length) throw new SnapshotError("the snapshot belongs to another program");
  world.reached.forEach((mine, code) => {
    reached[code].forEach((was, pc) => {
      mine[pc] |= was;
    });
  });
}

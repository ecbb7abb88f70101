/**
 * A search that leaves out states which show nothing new: of steps that have nothing to do with each other it looks at
 * one order only. Depth first; in each state it takes the steps of some units only, a stubborn set W (Valmari 1990;
 * Godefroid 1996):
 *
 *   at least one unit of W can take a step, and all steps of units in W are taken;
 *   a unit that may ever, before W moves, do what conflicts with the next step of a unit in W is in W itself;
 *   so is one that may change what a waiting unit in W has looked at.
 *
 * What a unit may ever do is not known but seen: when the search comes back to a state, it has seen everything that the
 * others can do behind it (`observed-futures`), and adds to W whoever it finds missing. docs/design.md says why nothing is
 * overlooked.
 */
import { TooManyUnits } from "../scheduler/machine.js";
import type { ScheduledStep } from "../scheduler/schedule.js";
import { lowest } from "./bits.js";
import { GoingRound } from "./going-round.js";
import { grown } from "./growing.js";
import type { Inspection } from "./inspection.js";
import { KnownSteps } from "./known-steps.js";
import { isLiveness } from "./liveness.js";
import { eventMark } from "./marking.js";
import { ObservedFutures } from "./observed-futures.js";
import { OutOfMemory } from "./kernel.js";
import { StateSet } from "./state-set.js";
import { StubbornSets } from "./stubborn-sets.js";
import type { Tabulation } from "./tabulation.js";
import type { VisiblePlaces } from "./visible-places.js";
import { Visited } from "./visited.js";

export interface ReducedLimits {
  readonly maxStates: number;
  /** Of the search's own tables. */
  readonly maxBytes: number;
  readonly interrupted: () => boolean;
  /** Told now and then how many states it has, and how many bytes its own tables. */
  readonly progress: (states: number, bytes: number) => void;
}

export interface ReducedResult {
  /** States and transitions looked at. */
  readonly states: number;
  readonly transitions: number;
  /** What was found, by number in the `Marks` that were given: nothing is missing if `complete`. */
  readonly marks: ReadonlySet<number>;
  /** For each mark some schedule that shows it, by no means the least. */
  readonly schedules: ReadonlyMap<number, readonly ScheduledStep[]>;
  readonly complete: boolean;
  /** For each mark of a trap: a round behind its schedule in which all move who go round. */
  readonly rounds: ReadonlyMap<number, readonly ScheduledStep[]>;
  /** For each mark of an end: how many steps it takes at least. */
  readonly lengths: ReadonlyMap<number, number>;
  /** Whether the program can go round in circles. */
  readonly cyclic: boolean;
  /** Why it was given up: one phrase. */
  readonly reason: string | null;
}

/** A state on the way to where the search is. Units are bits. */
class Frame {
  state = 0;
  /** Who has taken all steps from here. */
  explored = 0;
  /** Who has still to. */
  todo = 0;
  /** How much had been seen when `todo` was made, and whether gates had a part in it (see `StubbornSets`). */
  version = 0;
  byGates = false;
  /** The unit at work, its steps, which is next. */
  unit = -1;
  leaves: readonly number[] = none;
  next = 0;
}

const none: readonly number[] = [];

/** Given up, for that reason. */
class GivenUp extends Error {}

/** Something was taken for granted that is not so: the search starts over. */
class Outdated extends Error {}

/** Why a search was given up that somebody interrupted. */
export const interrupted = "interrupted";

const checkEvery = 1024;
/** Units must fit the bits of an integer. */
const unitsMax = 31;

/**
 * Explores from the packed initial state; what is true of the initial state before anything happens
 * (`Inspection.ofStart`) is for the caller to add. Throws `MoreUnits` like the full search. `complete`: outcomes,
 * findings, verdicts of properties and executed lines are those of the full search.
 */
export function* reducedSearch(
  inspection: Inspection,
  initial: Int32Array,
  limits: ReducedLimits,
  known = new KnownSteps(inspection),
): Generator<void, ReducedResult> {
  const found = new Map<number, readonly ScheduledStep[]>();
  for (;;) {
    const search: ReducedSearch = new ReducedSearch(inspection, limits, found, known);
    let reason: string | null = null;
    try {
      yield* search.run(initial);
    } catch (error) {
      if (error instanceof Outdated) {
        known.renew();
        continue;
      }
      if (error instanceof TooManyUnits) reason = "the program creates too many units";
      else if (error instanceof GivenUp) reason = error.message;
      else if (error instanceof OutOfMemory) reason = "too much memory";
      else throw error;
    }
    const { states, transitions, cyclic, rounds } = search;
    const marks = new Set(found.keys());
    const lengths = search.lengths();
    return { marks, schedules: found, rounds, lengths, states, transitions, complete: reason === null, cyclic, reason };
  }
}

class ReducedSearch {
  transitions = 0;
  private readonly inspection: Inspection;
  private readonly tabulation: Tabulation;
  private readonly limits: ReducedLimits;
  private readonly found: Map<number, readonly ScheduledStep[]>;
  private readonly visible: VisiblePlaces;
  private readonly attempts: KnownSteps["attempts"];
  private readonly futures: ObservedFutures;
  private readonly stubborn: StubbornSets;
  private set = new StateSet(0);
  private readonly visited = new Visited();
  /** The first `depth` of them; the others are kept to be used again. */
  private readonly path: Frame[] = [];
  private depth = 0;
  cyclic = false;
  readonly rounds = new Map<number, readonly ScheduledStep[]>();
  /** Terminal states with their marks. */
  private readonly ends: { readonly state: number; readonly marks: readonly number[] }[] = [];
  private moves = 0;
  /** By state: whether it is on the path. */
  private onPath = new Uint8Array(1024);
  /** The vector of the state `loaded`. */
  private current = new Int32Array(0);
  private loaded = -1;
  private next = new Int32Array(0);
  /** By leaf: its marks. */
  private readonly leafMarks: (readonly number[] | undefined)[] = [];
  private daemons = false;
  private resting = false;
  /** Units and objects up to these numbers hold no set of objects made on the way. */
  private checkedUnits = 1;
  private checkedObjects = 1;

  constructor(
    inspection: Inspection,
    limits: ReducedLimits,
    found: Map<number, readonly ScheduledStep[]>,
    { visible, attempts, sets }: KnownSteps,
  ) {
    const { tabulation } = inspection;
    this.inspection = inspection;
    this.tabulation = tabulation;
    this.limits = limits;
    this.found = found;
    this.visible = visible;
    this.attempts = attempts;
    this.futures = new ObservedFutures(sets);
    this.stubborn = new StubbornSets(tabulation, attempts, this.futures, sets);
  }

  get states(): number {
    return this.set.size;
  }

  *run(initial: Int32Array): Generator<void, void> {
    this.refuse();
    this.set = new StateSet(this.tabulation.packing.width);
    this.current = new Int32Array(this.set.width);
    this.next = new Int32Array(this.set.width);
    this.next.set(initial);
    this.visited.add(-1, 0, 0);
    this.arrive(this.set.add(this.next), -1);
    yield* this.follow();
    if (!this.cyclic) return;
    const { inspection, visited, futures, stubborn } = this;
    const traps = yield* new GoingRound(inspection, visited, futures, stubborn, this).complete();
    for (const { mark, state, round } of traps) {
      this.found.set(mark, visited.wayTo(state));
      this.rounds.set(mark, round);
    }
  }

  /** These take their steps in the state, which the search has left before; and whatever is new behind it is searched. */
  *resume(state: number, units: number): Generator<void, void> {
    this.push(state, units, this.visited.explored[state]);
    yield* this.follow();
  }

  /** To the end of the path. */
  private *follow(): Generator<void, void> {
    while (this.depth > 0) {
      const frame = this.path[this.depth - 1];
      if (++this.moves % checkEvery === 0) yield* this.pause();
      if (frame.next < frame.leaves.length) this.take(frame);
      else this.goOn(frame);
    }
  }

  /** What the reduction cannot answer for. */
  private refuse(): void {
    const { program, timed } = this.inspection.world;
    if (timed) throw new GivenUp("time is exact");
    if (program.properties.some(({ kind }) => isLiveness(kind))) throw new GivenUp("it has a property of endless runs");
    if (this.tabulation.unitCells > unitsMax) throw new GivenUp(`there may be more than ${unitsMax} units`);
  }

  *pause(): Generator<void, void> {
    this.checkLimits();
    yield;
  }

  private checkLimits(): void {
    const { maxStates, maxBytes, interrupted: isInterrupted, progress } = this.limits;
    const bytes = this.set.bytes + this.visited.bytes;
    progress(this.set.size, bytes);
    if (this.set.size > maxStates) throw new GivenUp("too many states");
    if (bytes > maxBytes) throw new GivenUp("too much memory");
    if (isInterrupted()) throw new GivenUp(interrupted);
  }

  // --- the path -----------------------------------------------------------------------------------------------

  /** A new state, in `next`, into which the unit has led. */
  private arrive(state: number, mover: number): void {
    const { next } = this;
    if (this.inspection.asks) this.inspection.ofState(next, this.mark);
    this.visible.look(next);
    if (this.visible.grown) throw new Outdated();
    if (this.tabulation.isOver(next)) {
      this.stubborn.surveyEnd(next);
      return this.end(state, true);
    }
    this.stubborn.survey(next);
    this.checkAssumptions();
    if (this.stubborn.enabled === 0) return this.end(state, false);
    this.next = this.current;
    this.current = next;
    this.loaded = state;
    this.push(state, this.stubborn.choose(0, mover), 0);
  }

  private push(state: number, todo: number, explored: number): void {
    if (state >= this.onPath.length) this.onPath = grown(this.onPath, state + 1);
    this.onPath[state] = 1;
    const frame = (this.path[this.depth++] ??= new Frame());
    frame.state = state;
    frame.explored = explored;
    frame.todo = todo;
    this.noteVersion(frame);
    frame.unit = -1;
    frame.leaves = none;
    frame.next = 0;
  }

  load(state: number): Int32Array {
    if (this.loaded !== state) this.set.read(state, this.current);
    this.loaded = state;
    return this.current;
  }

  /** The unit at work has taken all its steps: the next one, or back. */
  private goOn(frame: Frame): void {
    if (frame.unit >= 0) frame.explored |= 1 << frame.unit;
    if (frame.todo === 0 && this.isOutdated(frame)) {
      this.stubborn.survey(this.load(frame.state));
      frame.todo = this.stubborn.choose(frame.explored, -1);
      this.noteVersion(frame);
    }
    if (frame.todo === 0) {
      const { state, explored } = frame;
      this.visited.explored[state] = explored;
      this.visited.closed[state] = 0;
      this.onPath[state] = 0;
      this.depth -= 1;
      return;
    }
    frame.unit = lowest(frame.todo);
    frame.todo &= frame.todo - 1;
    frame.leaves = this.tabulation.transitions(this.load(frame.state), frame.unit);
    frame.next = 0;
  }

  private noteVersion(frame: Frame): void {
    const { futures, stubborn } = this;
    frame.byGates = stubborn.byGates;
    frame.version = frame.byGates ? futures.news : futures.version;
  }

  /** Something has been seen since that `todo` may depend on. */
  private isOutdated({ byGates, version }: Frame): boolean {
    return version !== (byGates ? this.futures.news : this.futures.version);
  }

  private take(frame: Frame): void {
    const { tabulation } = this;
    const leaf = frame.leaves[frame.next++];
    this.load(frame.state);
    if (tabulation.packing.width > this.next.length) this.widen(tabulation.packing.width);
    tabulation.apply(leaf, frame.unit, this.current, this.next);
    if (tabulation.forgotten.length > 0) throw new GivenUp("it has an event loop");
    this.transitions += 1;
    this.stubborn.learn(this.current, this.next, frame.unit);
    for (const mark of this.marksOf(leaf)) this.mark(mark);
    const target = this.set.add(this.next);
    this.visited.addEdge(frame.state, frame.unit, frame.next - 1, target);
    this.cyclic ||= !this.set.added && this.onPath[target] === 1;
    if (!this.set.added) return;
    this.visited.add(frame.state, frame.unit, frame.next - 1);
    this.arrive(target, frame.unit);
  }

  private widen(width: number): void {
    this.set.widen(width);
    const current = new Int32Array(width);
    current.set(this.current);
    this.current = current;
    this.next = new Int32Array(width);
  }

  private checkAssumptions(): void {
    const { tabulation, stubborn } = this;
    if (this.attempts.outdated) throw new Outdated();
    if (tabulation.standstills) throw new GivenUp("it has an event loop");
    this.daemons ||= stubborn.daemons;
    this.resting ||= stubborn.resting;
    if (this.daemons && this.resting) throw new GivenUp("it has daemons beside idle workers");
    const { units, objects, fixed } = tabulation.packing;
    for (; this.checkedUnits < units.size; this.checkedUnits++)
      for (const object of Object.values(units.get(this.checkedUnits).heap))
        if (object.kind === "set" && units.refs[this.checkedUnits].some((id) => id >= fixed)) refuseSets();
    for (; this.checkedObjects < objects.size; this.checkedObjects++)
      if (objects.get(this.checkedObjects).kind === "set")
        if (objects.refs[this.checkedObjects].some((id) => id >= fixed)) refuseSets();
  }

  // --- marks --------------------------------------------------------------------------------------------------

  /** A terminal state, in `next`. */
  private end(state: number, over: boolean): void {
    const marks = this.inspection.ofEnd(this.next, over);
    this.ends.push({ state, marks });
    for (const mark of marks) this.mark(mark);
  }

  /** Runs that differ in the order of their steps are equally long, so no run is shorter than those searched. */
  lengths(): Map<number, number> {
    const lengths = new Map<number, number>();
    const distances = this.visited.distances();
    for (const { state, marks } of this.ends)
      for (const mark of marks) lengths.set(mark, Math.min(distances[state], lengths.get(mark) ?? Infinity));
    return lengths;
  }

  private marksOf(leaf: number): readonly number[] {
    return (this.leafMarks[leaf] ??= this.tabulation.leaves[leaf].events.map((event) =>
      this.inspection.marks.number(eventMark(event)),
    ));
  }

  /** Of the step just taken, or of the state it has led to. */
  private readonly mark = (mark: number): void => {
    if (this.found.has(mark)) return;
    const path = this.path.slice(0, this.depth);
    const way = this.depth === 0 ? [] : this.visited.wayTo(path[0].state);
    this.found.set(mark, [...way, ...path.map(({ unit, next }) => ({ unit, choice: next - 1 }))]);
  };
}

/** The order of objects in a set depends on their numbers. */
function refuseSets(): never {
  throw new GivenUp("a set holds objects made on the way");
}

/**
 * Exhaustive search: every reachable state once, every transition once, in an order that depends on nothing but the
 * program: by preemptions (see `preemption-bounding`), so that a search that is stopped has seen all there is with few.
 * It leaves a StateGraph and the marks; all answers are read off these.
 */
import type { Notice } from "../scheduler/notice.js";
import type { State } from "../scheduler/state.js";
import { Identified } from "../scheduler/world.js";
import type { World } from "../scheduler/world.js";
import { GraphBuilder } from "./graph-builder.js";
import { GraphMarks } from "./graph-marks.js";
import type { StateGraph } from "./graph.js";
import { isCyclic } from "./counting.js";
import { HottestLine } from "./hottest-line.js";
import { Inspection } from "./inspection.js";
import { Kernel, OutOfMemory } from "./kernel.js";
import { interruption, isLiftable, limitReached, outOfMemory, statesLimit, unitsLimit } from "./limits.js";
import type { Progress, SearchLimits } from "./limits.js";
import { Marks } from "./marks.js";
import type { Limit } from "./exploration.js";
import type { Shape } from "./packing.js";
import { PreemptionBounding } from "./preemption-bounding.js";
import { Proving } from "./proving.js";
import type { Attempts } from "./proving.js";
import { ProvedSchedules } from "./proved-schedules.js";
import { InternalError } from "./replayed.js";
import { restoreFindings, restoreTabulation, savedSearch, unsaved } from "./saved-search.js";
import type { Parts, SavedSearch, Saving } from "./saved-search.js";
import { fullCounts, leastByMark, renumbered, roundsByMark, turnsByMark } from "./search-result.js";
import type { SearchResult, Turns, Vectors } from "./search-result.js";
import { StateSet } from "./state-set.js";
import { Successors } from "./successors.js";
import { Symmetry } from "./symmetry.js";
import { Tabulation } from "./tabulation.js";
import { trapsIn, unitsMovingIn } from "./traps.js";

const checkEvery = 1024;
/** From so many states on a second core pays. */
const helpFrom = 131_072;

/** Why the kernel comes back: see src/kernel/bounding.ts, expanding.ts. */
const intMax = 2 ** 31 - 1;

const stops = { exhausted: 1, failed: 2, full: 5, outOfMemory: 6 } as const;

/** Where a search begins. */
export interface Origin {
  readonly world: World;
  readonly initial: State;
  /** What was noticed on the way to the initial state. */
  readonly early: readonly Notice[];
  /** How many objects there are, which keep their numbers. */
  readonly fixed: number;
  /** Cells of units that may change places (see `symmetry`). */
  readonly groups: readonly (readonly number[])[];
  /** When the reduced search may answer instead (see `proving`). */
  readonly attempts: Attempts;
}

/**
 * Explores everything; stops early only at a limit. A generator so that its caller may do something else in between.
 * What it goes on from must have the same origin and shape.
 */
export function* search(
  origin: Origin,
  shape: Shape,
  limits: SearchLimits,
  { from, stopped }: Saving = unsaved,
  kernel: Kernel = new Kernel(Infinity, limits.secondCore !== undefined),
): Generator<void, SearchResult> {
  const job = new Search(origin, shape, limits, from, kernel);
  try {
    yield* job.run();
  } finally {
    kernel.exports.endHelp();
  }
  const { limit } = job;
  if (limit !== null && isLiftable(limit)) stopped?.(limit, () => job.saved(shape));
  return job.result();
}

class Search implements Parts {
  readonly tabulation: Tabulation;
  readonly set: StateSet;
  readonly graph: GraphBuilder;
  readonly marks = new Marks();
  private readonly kernel: Kernel;
  private readonly limits: SearchLimits;
  private readonly world: World;
  private readonly initial: State;
  private readonly early: readonly Notice[];
  limit: Limit | null = null;
  private readonly bounding: PreemptionBounding;
  private readonly symmetry: Symmetry | null;
  readonly proving: Proving;
  private schedules: ProvedSchedules | null = null;
  /** All there is has been looked at. */
  private exhausted = false;
  private hasBegunAhead = false;
  readonly inspection: Inspection;
  private readonly graphMarks: GraphMarks;
  private readonly hottestLine: HottestLine;

  constructor(origin: Origin, shape: Shape, limits: SearchLimits, saved: SavedSearch | null, kernel: Kernel) {
    const { world, initial, early, fixed, groups, attempts } = origin;
    this.kernel = kernel;
    this.world = world;
    this.initial = initial;
    this.early = early;
    this.limits = limits;
    this.tabulation = new Tabulation(world, initial, fixed, shape);
    const vector = this.tabulation.pack(initial);
    if (saved !== null) restoreTabulation(this.tabulation, saved.tabulation);
    this.set = new StateSet(vector.length, kernel);
    if (saved === null) this.set.add(vector);
    else this.set.restore(saved.states);
    this.graph = new GraphBuilder(kernel);
    const symmetry = groups.length === 0 ? null : new Symmetry(this.tabulation, this.graph.shifts, groups);
    this.symmetry = symmetry;
    this.inspection = new Inspection(world, this.tabulation, this.marks);
    this.proving = new Proving(this.inspection, limits, attempts);
    this.graphMarks = new GraphMarks(this.inspection, this.graph, new Successors(this.tabulation, this.set, symmetry));
    this.hottestLine = new HottestLine(world, this.tabulation, this.set, this.graph);
    this.bounding = new PreemptionBounding(this.graph, shape.units, null);
    if (saved !== null) this.goOn(saved);
  }

  private goOn(saved: SavedSearch): void {
    restoreFindings(this, saved);
    this.kernel.exports.revisit(saved.visited);
  }

  *run(): Generator<void, void> {
    this.graphMarks.checkState(0);
    const early = this.inspection.ofStart(this.initial, this.early);
    for (const mark of early) this.graph.addStateMark(0, mark);
    let checked = -1;
    do {
      if (this.expanded % checkEvery === 0 && this.expanded !== checked) {
        checked = this.expanded;
        this.checkLimits();
        yield;
        if (this.limits.interrupted()) this.limit = interruption;
      }
      if (this.limit === null && this.set.size >= this.proving.due) yield* this.prove();
    } while (this.limit === null && !this.isProved() && this.advance());
    this.checkProof(early);
  }

  private *prove(): Generator<void, void> {
    const initial = new Int32Array(this.set.width);
    this.set.read(0, initial);
    yield* this.proving.attempt(initial, this.progress);
    if (this.symmetry !== null && this.provenTraps.length > 0) throw new Identified();
    this.checkLimits();
    if (this.limits.interrupted()) this.limit = interruption;
  }

  /** The reduced search has told what there is, and the least schedule of all that is known or not asked for. */
  private isProved(): boolean {
    return this.proved !== null && (this.limits.leastSchedules === false || this.proved.areLeast);
  }

  /** Once there is a proof. */
  private get proved(): ProvedSchedules | null {
    const { proof } = this.proving;
    if (proof === null || this.schedules !== null) return this.schedules;
    this.schedules = new ProvedSchedules(proof, this.graph, this.bounding);
    if (this.limits.leastSchedules !== false) this.schedules.findDirect(this.tabulation.unitCells);
    return this.schedules;
  }

  private checkProof(early: readonly number[]): void {
    const { proof } = this.proving;
    if (proof === null) return;
    for (const mark of this.bounding.marks)
      if (!proof.marks.has(mark) && !early.includes(mark) && this.proving.isComparable(mark))
        throw new InternalError(`the reduced search has overlooked ${JSON.stringify(this.marks.items[mark])}`, "-");
  }

  /** Visits nodes until there is something to decide; false if there is none, or a limit is reached. */
  private advance(): boolean {
    const { maxStates } = this.limits;
    const { due, proof } = this.proving;
    switch (this.visit(maxStates, due, proof !== null)) {
      case stops.exhausted:
        this.exhausted = true;
        return false;
      case stops.failed:
        this.graph.dropState();
        this.limit = unitsLimit(this.world.maxUnits);
        return false;
      case stops.full:
        this.limit = statesLimit(maxStates);
        return false;
      case stops.outOfMemory:
        this.kernel.exports.dropOpenState();
        this.limit = outOfMemory;
        return false;
      default:
        return true;
    }
  }

  private visit(maxStates: number, due: number, watched: boolean): number {
    const { exports } = this.kernel;
    const nextCheck = this.expanded + checkEvery - (this.expanded % checkEvery);
    try {
      exports.limitStates(Math.min(maxStates, intMax), Math.min(due, intMax), nextCheck);
      return exports.run(watched ? 1 : 0);
    } catch (error) {
      if (!(error instanceof OutOfMemory)) throw error;
      return stops.outOfMemory;
    }
  }

  saved(shape: Shape): SavedSearch {
    return savedSearch(this, shape, this.kernel.exports.visited());
  }

  // --- what it leaves -------------------------------------------------------------------------------------------

  result(): SearchResult {
    const complete = this.exhausted;
    const { set, tabulation, graph: builder, bounding, symmetry, marks, limit, kernel } = this;
    const proof = complete ? null : this.proving.proof;
    const bound = complete ? Infinity : bounding.row - 1;
    kernel.useSpare();
    const proved = complete ? null : this.proved;
    const unsettled = proved?.areLeast === false;
    const turns = proved?.turns() ?? turnsByMark(bounding, builder);
    const found = new Set(turns.map(({ mark }) => mark));
    const answered = proof !== null && [...proof.marks].every((mark) => found.has(mark));
    kernel.exports.endBounding();
    const { origin, depth } = builder.renumber(set.size);
    const states = renumbered(set, origin);
    const plain = builder.finish(set.size, tabulation.unitCells, complete);
    const traps = complete ? this.markTraps(plain, states) : [];
    if (complete) this.checkTraps(traps);
    const graph = traps.length === 0 ? plain : builder.finish(set.size, tabulation.unitCells, complete);
    return {
      ...{ graph, marks, depth, tabulation, states, proof, kernel },
      leaves: () => builder.leaves(),
      limit: answered ? null : limit,
      ...{ unsettled, bound },
      least: leastByMark(graph, [...turns, ...this.turnsTo(traps, graph)]),
      rounds: roundsByMark(graph, turns),
      expected: this.inspection.expected,
      full: complete && symmetry !== null ? fullCounts(graph, states, symmetry) : null,
      reductions: [
        ...(symmetry === null ? [] : (["symmetry"] as const)),
        ...(proof === null ? [] : (["partial-order"] as const)),
      ],
    };
  }

  /** By another search of the graph that is there: they have not been marked so far. The start itself needs no search. */
  private turnsTo(marks: readonly number[], { stateMark, markSets }: StateGraph): Turns[] {
    const atStart = markSets[stateMark[0]];
    const found = marks.filter((mark) => atStart.includes(mark)).map((mark) => ({ mark, turns: [] }));
    const later = marks.filter((mark) => !atStart.includes(mark));
    if (later.length === 0) return found;
    const bounding = new PreemptionBounding(this.graph, this.tabulation.unitCells, new Set(later));
    bounding.settle(later);
    return [...found, ...turnsByMark(bounding, this.graph)];
  }

  /** Marks states from which nobody can end any more, though somebody always moves; gives the marks. */
  private markTraps(graph: StateGraph, states: Vectors): number[] {
    if (!isCyclic(graph)) return [];
    const traps = trapsIn(graph);
    if (this.symmetry !== null && traps.count > 0) throw new Identified();
    const moving = unitsMovingIn(graph, traps);
    const markOf: number[] = [];
    const vector = new Int32Array(states.width);
    for (let state = 0; state < graph.states; state++) {
      const trap = traps.owner[state];
      if (trap < 0) continue;
      if (trap === markOf.length) {
        states.read(state, vector);
        markOf.push(this.marks.number({ kind: "trap", stuck: this.inspection.stuckBeside(moving[trap], vector) }));
      }
      this.graph.addStateMark(state, markOf[trap]);
    }
    return [...new Set(markOf)];
  }

  private get provenTraps(): number[] {
    return [...(this.proving.proof?.marks ?? [])].filter((mark) => this.marks.items[mark].kind === "trap");
  }

  private checkTraps(traps: readonly number[]): void {
    const { provenTraps } = this;
    const agree = provenTraps.length === traps.length && provenTraps.every((mark) => traps.includes(mark));
    if (this.proving.proof !== null && !agree)
      throw new InternalError(`the reduced search has found ${provenTraps.length} traps of ${traps.length}`, "-");
  }

  // --- limits ---------------------------------------------------------------------------------------------------

  private checkLimits(): void {
    const { limits, progress } = this;
    this.limit = limitReached(limits, progress.bytes, this.graph.markSetCount);
    limits.progress?.(progress);
    if (this.expanded >= (limits.secondCore?.from ?? helpFrom)) this.callForHelp();
  }

  /** There is room for what a second core finds, with one or without, so that memory is full at the same state. */
  private callForHelp(): void {
    if (this.hasBegunAhead) return;
    this.hasBegunAhead = true;
    this.kernel.exports.beginAhead();
    const { sharing } = this.kernel;
    if (sharing !== null) this.limits.secondCore?.help(sharing);
  }

  /** How many states have been expanded. */
  private get expanded(): number {
    return this.kernel.exports.expandedCount();
  }

  private get progress(): Progress {
    const { set, graph, bounding } = this;
    return {
      states: set.size,
      transitions: graph.edgeCount,
      preemptions: bounding.row,
      depth: bounding.steps,
      frontier: set.size - this.expanded,
      bytes: set.bytes,
      reduced: null,
      proved: this.proving.proof !== null,
      hottest: this.limits.progress === null ? null : this.hottestLine.now,
    };
  }
}

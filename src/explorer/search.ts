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
import type { StateGraph } from "./graph.js";
import { components, unitsMovingIn } from "./components.js";
import { isCyclic } from "./counting.js";
import { TooManyUnits } from "../scheduler/machine.js";
import { Inspection } from "./inspection.js";
import { leastPreemptions } from "./least-preemptions.js";
import { interruption, isLiftable, limitReached, statesLimit, unitsLimit } from "./limits.js";
import type { Progress, SearchLimits } from "./limits.js";
import { eventMark } from "./marking.js";
import { Marks } from "./marks.js";
import type { Mark } from "./marks.js";
import type { Limit } from "./exploration.js";
import type { Shape } from "./packing.js";
import { PreemptionBounding } from "./preemption-bounding.js";
import { Proving } from "./proving.js";
import { InternalError } from "./replayed.js";
import { restoreFindings, restoreTabulation, savedSearch, unsaved } from "./saved-search.js";
import type { Parts, SavedSearch, Saving } from "./saved-search.js";
import { fullCounts, leastByMark, renumbered, turnsByMark } from "./search-result.js";
import type { SearchResult, Vectors } from "./search-result.js";
import { StateSet } from "./state-set.js";
import { ends, Successors } from "./successors.js";
import { Symmetry } from "./symmetry.js";
import { Tabulation } from "./tabulation.js";

const checkEvery = 1024;
/** How many steps are found before the first of them is taken. */
const batchSteps = 128;

/** What all transitions by one leaf of the tabulation share. `label` is for `choice` and `shift`, the last ones seen. */
interface LeafEdge {
  choice: number;
  shift: number;
  label: number;
  readonly markSet: number;
}

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
  /** From how many states on the reduced search may answer instead (see `proving`); Infinity: never. */
  readonly proveFrom: number;
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
): Generator<void, SearchResult> {
  const job = new Search(origin, shape, limits, from);
  yield* job.run();
  const { limit } = job;
  if (limit !== null && isLiftable(limit)) stopped?.(limit, () => job.saved(shape));
  return job.result();
}

class Search implements Parts {
  readonly tabulation: Tabulation;
  readonly set: StateSet;
  /** Of the states that are expanded next; those before `prepared` have been. */
  private readonly successors: Successors;
  private prepared = 0;
  /** What was thrown when the successors of the last of them were to be found. */
  private failure: Error | null = null;
  readonly graph = new GraphBuilder();
  readonly marks = new Marks();
  private readonly limits: SearchLimits;
  private readonly world: World;
  private readonly initial: State;
  private readonly early: readonly Notice[];
  private current: Int32Array;
  limit: Limit | null = null;
  private expanded = 0;
  /** How many nodes have been visited. */
  private visited = 0;
  private readonly bounding: PreemptionBounding;
  private readonly symmetry: Symmetry | null;
  readonly proving: Proving;
  /** All there is has been looked at. */
  private exhausted = false;
  readonly inspection: Inspection;
  private readonly leafEdges: (LeafEdge | undefined)[] = [];

  constructor(origin: Origin, shape: Shape, limits: SearchLimits, saved: SavedSearch | null) {
    const { world, initial, early, fixed, groups, proveFrom } = origin;
    this.world = world;
    this.initial = initial;
    this.early = early;
    this.limits = limits;
    this.tabulation = new Tabulation(world, initial, fixed, shape);
    const vector = this.tabulation.pack(initial);
    if (saved !== null) restoreTabulation(this.tabulation, saved.tabulation);
    this.set = saved === null ? new StateSet(vector.length) : StateSet.restored(saved.states);
    if (saved === null) this.set.add(vector);
    this.current = new Int32Array(this.set.width);
    const symmetry = groups.length === 0 ? null : new Symmetry(this.tabulation, this.graph.shifts, groups);
    this.symmetry = symmetry;
    const shift =
      symmetry === null ? null : (next: Int32Array, mover: number): number => this.shift(symmetry, next, mover);
    this.successors = new Successors(this.tabulation, this.set, shift);
    this.inspection = new Inspection(world, this.tabulation, this.marks);
    this.proving = new Proving(this.inspection, limits, proveFrom);
    this.bounding = new PreemptionBounding(this.graph, shape.units, (state) => this.expandOnce(state), null);
    if (saved !== null) this.goOn(saved);
  }

  private goOn(saved: SavedSearch): void {
    restoreFindings(this, saved);
    this.expanded = saved.graph.order.length;
    for (; this.visited < saved.visited; this.visited++) this.bounding.advance();
  }

  *run(): Generator<void, void> {
    this.checkState(0);
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
    this.checkLimits();
    if (this.limits.interrupted()) this.limit = interruption;
  }

  /** The reduced search has told what there is, and the least schedule of all that is known. */
  private isProved(): boolean {
    const { proof } = this.proving;
    return proof !== null && this.bounding.hasSettled(proof.marks);
  }

  /** Some schedule of each is known, the least or not. */
  private hasSeen(marks: ReadonlySet<number>): boolean {
    return this.limit?.name !== "interrupted" && [...marks].every((mark) => this.bounding.found(mark) !== undefined);
  }

  private checkProof(early: readonly number[]): void {
    const { proof } = this.proving;
    if (proof === null) return;
    for (const mark of this.bounding.marks)
      if (!proof.marks.has(mark) && !early.includes(mark) && this.proving.isComparable(mark))
        throw new InternalError(`the reduced search has overlooked ${JSON.stringify(this.marks.items[mark])}`, "-");
  }

  /** Visits the next node; false if there is none, or a limit is reached. */
  private advance(): boolean {
    try {
      if (!this.bounding.advance()) {
        this.exhausted = true;
        return false;
      }
      this.visited += 1;
    } catch (error) {
      if (!(error instanceof TooManyUnits)) throw error;
      this.graph.dropState();
      this.limit = unitsLimit(this.world.maxUnits);
    }
    const { maxStates } = this.limits;
    if (this.set.size > maxStates && this.expanded < this.set.size) this.limit = statesLimit(maxStates);
    return this.limit === null;
  }

  saved(shape: Shape): SavedSearch {
    return savedSearch(this, shape, this.visited);
  }

  // --- what it leaves -------------------------------------------------------------------------------------------

  result(): SearchResult {
    const complete = this.exhausted;
    const { set, tabulation, graph: builder, bounding, symmetry, marks, limit } = this;
    const proof = complete ? null : this.proving.proof;
    const turns = turnsByMark(bounding, builder);
    const { origin, depth } = builder.renumber(set.size);
    const states = renumbered(set, origin);
    const plain = builder.finish(set.size, tabulation.unitCells, complete);
    const traps = complete ? this.markTraps(plain, states) : [];
    const graph = traps.length === 0 ? plain : builder.finish(set.size, tabulation.unitCells, complete);
    return {
      ...{ graph, marks, depth, tabulation, states, proof },
      limit: proof !== null && this.hasSeen(proof.marks) ? null : limit,
      unsettled: proof !== null && !this.isProved(),
      bound: complete ? Infinity : bounding.row - 1,
      least: new Map([...leastByMark(graph, turns), ...leastPreemptions(graph, traps)]),
      expected: this.inspection.expected,
      full: complete && symmetry !== null ? fullCounts(graph, states, symmetry) : null,
      reductions: [
        ...(symmetry === null ? [] : (["symmetry"] as const)),
        ...(proof === null ? [] : (["partial-order"] as const)),
      ],
    };
  }

  /** Marks states from which nobody can end any more, though somebody always moves; gives the marks. */
  private markTraps(graph: StateGraph, states: Vectors): number[] {
    if (!isCyclic(graph)) return [];
    const found = components(graph);
    if (this.symmetry !== null && found.bottom.length > 0) throw new Identified();
    const moving = unitsMovingIn(graph, found);
    const rowOf = new Map(found.bottom.map((component, row) => [component, row]));
    const markOf = new Map<number, number>();
    for (let state = 0; state < graph.states; state++) {
      const row = rowOf.get(found.component[state]);
      if (row === undefined) continue;
      let mark = markOf.get(row);
      if (mark === undefined) {
        states.read(state, this.current);
        mark = this.marks.number({ kind: "trap", stuck: this.stuckBeside(moving[row]) });
        markOf.set(row, mark);
      }
      this.graph.addStateMark(state, mark);
    }
    return [...new Set(markOf.values())];
  }

  /** Units that wait for ever while the others go round, in a state where that is so. */
  private stuckBeside(moving: readonly number[]): number[] {
    const { status, daemon } = this.tabulation;
    return this.inspection
      .unitsIn(this.current)
      .flatMap((unit, self) => (status[unit] === "ready" && !daemon[unit] && !moving.includes(self) ? [self] : []));
  }

  // --- limits ---------------------------------------------------------------------------------------------------

  get bytes(): number {
    return this.set.bytes + this.graph.bytes + this.bounding.bytes;
  }

  private checkLimits(): void {
    const { limits, progress } = this;
    this.limit = limitReached(limits, progress.bytes, this.graph.markSetCount);
    limits.progress?.(progress);
  }

  private get progress(): Progress {
    const { set, graph, bounding, bytes } = this;
    return {
      states: set.size,
      transitions: graph.edgeCount,
      preemptions: bounding.row,
      depth: bounding.steps,
      frontier: set.size - this.expanded,
      bytes,
      reduced: null,
    };
  }

  // --- steps ----------------------------------------------------------------------------------------------------

  private expandOnce(state: number): void {
    if (!this.graph.isExpanded(state)) this.expand(state);
  }

  private expand(state: number): void {
    const { successors } = this;
    if (this.prepared === successors.states) this.prepare(state);
    const i = this.prepared++;
    if (successors.state[i] !== state) throw new RangeError(`bug in the search: state ${state} comes out of turn`);
    this.graph.beginState(state);
    this.expanded += 1;
    for (let step = successors.first[i]; step < successors.first[i + 1]; step++)
      if (successors.isStandstill(step)) this.standstill(state, successors.leaf[step]);
      else this.take(step);
    if (this.failure !== null && i === successors.states - 1) throw this.failure;
    const end = successors.end[i];
    if (end !== ends.moves) this.end(state, end === ends.over);
  }

  /**
   * Finds the successors of the state, and of those that will be expanded next: as many as will be whatever is found on
   * the way.
   */
  private prepare(state: number): void {
    const { successors, set, graph, bounding } = this;
    const most = Math.min(this.limits.maxStates, this.proving.due);
    const last = this.expanded + checkEvery - (this.expanded % checkEvery);
    successors.clear();
    this.prepared = 0;
    this.failure = null;
    try {
      successors.add(state);
      for (let i = 0; successors.count < batchSteps && set.size + successors.count < most; i++) {
        const coming = bounding.coming(i);
        if (coming < 0 || this.expanded + successors.states === last) break;
        if (!graph.isExpanded(coming) && !successors.has(coming)) successors.add(coming);
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.failure = error;
    }
    successors.find();
  }

  /** The unit waits inside its event loop, and keeps others from going on. */
  private standstill(state: number, leaf: number): void {
    const key = this.tabulation.leaves[leaf].standstill;
    if (key !== null) this.graph.addStateMark(state, this.marks.number({ kind: "notice", key }));
  }

  private take(step: number): void {
    const { successors } = this;
    const leaf = successors.leaf[step];
    const choice = successors.choice[step];
    const shift = successors.shift[step];
    const edge = this.leafEdges[leaf] ?? this.newLeafEdge(leaf);
    const target = successors.enter(step);
    if (edge.choice !== choice || edge.shift !== shift) {
      edge.choice = choice;
      edge.shift = shift;
      const { voluntary } = this.tabulation.leaves[leaf];
      edge.label = this.graph.labelOf(successors.unit[step], choice, voluntary, shift);
    }
    const forgotten = successors.forgotten(step);
    this.graph.edge(target, edge.label, forgotten.length === 0 ? edge.markSet : this.marksWith(leaf, forgotten));
    if (this.set.added && this.inspection.asks) this.checkState(target);
  }

  private shift(symmetry: Symmetry, next: Int32Array, mover: number): number {
    const shift = symmetry.canonicalise(next, mover);
    if (shift !== 0) this.tabulation.renumber(next);
    return shift;
  }

  private newLeafEdge(leaf: number): LeafEdge {
    const marks = this.tabulation.leaves[leaf].events.map((event) => this.marks.number(eventMark(event)));
    const edge: LeafEdge = {
      choice: -1,
      shift: 0,
      label: 0,
      markSet: this.graph.markSet(marks),
    };
    this.leafEdges[leaf] = edge;
    return edge;
  }

  /** The step's own marks, and those of what this very state has forgotten by it. */
  private marksWith(leaf: number, forgotten: readonly string[]): number {
    const own = this.tabulation.leaves[leaf].events.map(eventMark);
    const more = forgotten.map((key): Mark => ({ kind: "notice", key }));
    return this.graph.markSet([...own, ...more].map((mark) => this.marks.number(mark)));
  }

  /** New states: properties and races. */
  private checkState(state: number): void {
    this.inspection.ofState(this.read(state), (mark) => {
      this.graph.addStateMark(state, mark);
    });
  }

  private read(state: number): Int32Array {
    if (this.current.length < this.set.width) this.current = new Int32Array(this.set.width);
    this.set.read(state, this.current);
    return this.current;
  }

  /** A terminal state. */
  private end(state: number, over: boolean): void {
    for (const mark of this.inspection.ofEnd(this.read(state), over)) this.graph.addStateMark(state, mark);
  }
}

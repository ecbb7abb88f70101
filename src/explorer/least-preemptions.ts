/** Least schedules in a finished graph, and what a path of its edges is as a schedule. */
import { BestByMark } from "./best-by-mark.js";
import type { Label, StateGraph, Steps } from "./graph.js";

export interface LeastSchedule {
  readonly preemptions: number;
  readonly steps: number;
  /** Indices of edges, from the initial state; as many as steps. */
  readonly path: readonly number[];
}

/**
 * For each of `marks` that can be reached, a schedule with the fewest preemptions and, among those, the fewest steps:
 * to a state that has the mark (the initial one: no step), or through an edge that has it, which is then the last.
 * Taking edge e costs a preemption if another unit moved last and has an edge in the same state that is not
 * `voluntary`. With `begun`, of the schedules that begin with these edges, to marks behind them.
 *
 * Of schedules equally good the one found first is given: nodes (state, last unit) are visited by preemptions, then steps,
 * then in the order they were found in, those kept for a wave before those found in the wave before it. On an incomplete
 * graph it is the least of the explored part. O(edges · units) time at worst, but nothing is looked at that costs more
 * than the marks. The kernel does the same while it explores (see `preemption-bounding`); laws compare them.
 */
export function leastPreemptions(
  graph: StateGraph,
  marks: readonly number[],
  begun: readonly number[] = [],
): ReadonlyMap<number, LeastSchedule> {
  const paths = new LeastPaths(graph, marks, begun);
  paths.settle();
  return new Map(
    marks.flatMap((mark) => {
      const found = paths.found(mark);
      return found === undefined ? [] : [[mark, found] as const];
    }),
  );
}

const noEdge = -1;
const nobody = -1;

class LeastPaths {
  private readonly graph: StateGraph;
  private readonly marks: readonly number[];
  private readonly begun: readonly number[];
  private readonly best = new BestByMark();
  /** The price of the nodes that are visited. */
  private preemptions: number;
  private steps: number;
  /** The nodes of the row by steps, and those of the next row: with one preemption more. */
  private row: Map<number, number[]>;
  private nextRow = new Map<number, number[]>();
  /** By node: the edge that led to it, the node where that was taken, and the permutation of units on the way. */
  private readonly edges = [noEdge];
  private readonly before = [0];
  private readonly seats = [0];
  /** Where `begun` ends. */
  private start = { state: 0, last: nobody };
  /** By state and unit; by state. */
  private readonly seen: Uint8Array;
  private readonly visited: Uint8Array;

  constructor(graph: StateGraph, marks: readonly number[], begun: readonly number[]) {
    this.graph = graph;
    this.marks = marks;
    this.begun = begun;
    this.seen = new Uint8Array(graph.states * graph.units);
    this.visited = new Uint8Array(graph.states);
    this.preemptions = preemptionsOf(graph, begun);
    this.steps = begun.length;
    this.row = new Map([[this.steps, [0]]]);
    for (const edge of begun) {
      this.start = this.behind(edge);
      this.seats[0] = this.seatsAfter(this.seats[0], edge);
    }
  }

  /** Visits nodes until nothing better can come for any mark. */
  settle(): void {
    while (this.row.size > 0) {
      this.steps = Math.min(...this.row.keys());
      if (this.best.hasSettled(this.marks, this.preemptions, this.steps)) return;
      const wave = this.row.get(this.steps) ?? [];
      this.row.delete(this.steps);
      for (const node of wave) this.visit(node);
      if (this.row.size > 0) continue;
      this.row = this.nextRow;
      this.nextRow = new Map();
      this.preemptions += 1;
    }
  }

  found(mark: number): LeastSchedule | undefined {
    const best = this.best.get(mark);
    if (best === undefined) return undefined;
    const { preemptions, steps, edge } = best;
    const path = edge === noEdge ? [] : [edge];
    for (let node = best.node; node !== 0; node = this.before[node]) path.push(this.edges[node]);
    return { preemptions, steps, path: [...this.begun, ...path.reverse()] };
  }

  private visit(node: number): void {
    const { graph, seen, visited } = this;
    const { state, last } = node === 0 ? this.start : this.behind(this.edges[node]);
    if (last !== nobody) {
      if (seen[state * graph.units + last] === 1) return;
      seen[state * graph.units + last] = 1;
    }
    const isFirst = visited[state] === 0;
    visited[state] = 1;
    this.reach(graph.stateMark[state], this.preemptions, this.steps, node, noEdge);
    const held = last !== nobody && canGoOn(graph, state, last);
    for (const edge of this.edgesOf(state, this.seats[node])) {
      const isFree = !held || graph.labels[graph.label[edge]].unit === last;
      // On the first visit the others were followed, at no higher price.
      if (isFirst || isFree) this.follow(node, edge, isFree);
    }
  }

  private follow(node: number, edge: number, isFree: boolean): void {
    const steps = this.steps + 1;
    this.reach(this.graph.edgeMark[edge], this.preemptions + (isFree ? 0 : 1), steps, node, edge);
    const { state, last } = this.behind(edge);
    if (this.seen[state * this.graph.units + last] === 1) return;
    const next = this.edges.push(edge) - 1;
    this.before.push(node);
    this.seats.push(this.seatsAfter(this.seats[node], edge));
    const row = isFree ? this.row : this.nextRow;
    const wave = row.get(steps);
    if (wave === undefined) row.set(steps, [next]);
    else wave.push(next);
  }

  private reach(set: number, preemptions: number, steps: number, node: number, edge: number): void {
    for (const mark of this.graph.markSets[set]) this.best.reach(mark, preemptions, steps, node, edge);
  }

  /** The state that the edge leads to, and where its unit is there. */
  private behind(edge: number): { state: number; last: number } {
    const { target, label, labels, shifts } = this.graph;
    const { unit, shift } = labels[label[edge]];
    return { state: target[edge], last: shifts.image(shift, unit) };
  }

  private seatsAfter(seats: number, edge: number): number {
    const { label, labels, shifts } = this.graph;
    return shifts.then(seats, labels[label[edge]].shift);
  }

  /** By unit: those of the path, wherever they are now. */
  private edgesOf(state: number, seats: number): readonly number[] {
    const { first, label, labels, shifts, units } = this.graph;
    const edges = Array.from({ length: first[state + 1] - first[state] }, (_, i) => first[state] + i);
    if (seats === 0) return edges;
    const cells = Array.from({ length: units }, (_, unit) => shifts.image(seats, unit));
    return cells.flatMap((cell) => edges.filter((edge) => labels[label[edge]].unit === cell));
  }
}

/** How many preemptions a path of edges from the initial state has. */
export function preemptionsOf(graph: StateGraph, path: readonly number[]): number {
  const { first, label, labels, shifts, target } = graph;
  let [state, last, preemptions] = [0, -1, 0];
  for (const edge of path) {
    if (!(edge >= first[state] && edge < first[state + 1])) {
      throw new RangeError(`edge ${edge} does not leave state ${state}`);
    }
    const { unit, shift } = labels[label[edge]];
    if (unit !== last && canGoOn(graph, state, last)) preemptions++;
    state = target[edge];
    last = shifts.image(shift, unit);
  }
  return preemptions;
}

/** Whether leaving the unit in the state is a preemption. */
export function canGoOn({ first, label, labels }: Steps, state: number, unit: number): boolean {
  for (let edge = first[state]; edge < first[state + 1]; edge++) {
    const edgeLabel = labels[label[edge]];
    if (edgeLabel.unit === unit && !edgeLabel.voluntary) return true;
  }
  return false;
}

/** The steps of a path from the initial state, by the units of the program, whatever places they have changed. */
export function stepsOf({ label, labels, shifts }: StateGraph, path: readonly number[]): Label[] {
  let seats = 0;
  return path.map((edge) => {
    const step = labels[label[edge]];
    const unit = seats === 0 ? step.unit : shifts.inverse(seats)[step.unit];
    seats = shifts.then(seats, step.shift);
    return { ...step, unit, shift: 0 };
  });
}

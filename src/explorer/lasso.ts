/**
 * Counterexamples that never end, as lassos:
 *
 *   state 0 ── stem ──→ state s ── loop ──→ state s ── loop ──→ …
 *
 * The stem is a shortest one to a state in which a fair run can stay where it must not, or in which the run is over
 * (no loop: what is true then is true for ever). The loop is a shortest fair one through that state, as long as not
 * too many ways have to be compared; then merely a short one; and its steps are brought together where that makes the
 * preemptions fewer. Breadth first throughout, edges in ascending order.
 */
import type { Fairness } from "../programs/program.js";
import { fairComponents } from "./fair-components.js";
import { gatheredLoop } from "./gathered-loop.js";
import type { StateGraph } from "./graph.js";

/** Indices of edges. */
export interface Lasso {
  readonly stem: readonly number[];
  readonly loop: readonly number[];
}

/** Runs that are in `bad` for ever from a state in `start` (a part of `bad`) on. */
export interface Violation {
  readonly bad: Uint8Array;
  /** "initial": the run has to be in `bad` from its first state on. */
  readonly start: Uint8Array | "initial";
}

/**
 * The shortest violating lasso, or null if no fair run violates. On an incomplete graph only the states below `known`
 * count; a lasso is one all the same. O(states + edges), as `fairComponents` and `fairLoop`.
 */
export function shortestLasso(
  graph: StateGraph,
  { bad, start }: Violation,
  fairness: Fairness,
  known: number = graph.states,
): Lasso | null {
  const region = bad.slice();
  region.fill(0, known);
  const { owner } = fairComponents(graph, region, fairness);
  const found = new StemSearch(graph, region, start, (state) => owner[state] >= 0 || isOver(graph, state)).run();
  if (found === null) return null;
  const { stem, state } = found;
  return { stem, loop: isOver(graph, state) ? [] : gatheredLoop(graph, owner, state, fairness) };
}

function isOver({ first }: StateGraph, state: number): boolean {
  return first[state] === first[state + 1];
}

const unseen = -1;
const root = -2;
const begun = -3;

/** Breadth first over nodes 2 · state + phase. Phase 1: the violation has begun. */
class StemSearch {
  private readonly graph: StateGraph;
  private readonly bad: Uint8Array;
  private readonly start: Uint8Array | "initial";
  private readonly isGoal: (state: number) => boolean;
  /** By node: the edge that leads to it, or how else it was reached. */
  private readonly by: Int32Array;
  private readonly queue: Int32Array;
  private end = 0;
  private goal = -1;

  constructor(graph: StateGraph, bad: Uint8Array, start: Uint8Array | "initial", isGoal: (state: number) => boolean) {
    this.graph = graph;
    this.bad = bad;
    this.start = start;
    this.isGoal = isGoal;
    this.by = new Int32Array(2 * graph.states).fill(unseen);
    this.queue = new Int32Array(2 * graph.states);
  }

  run(): { stem: number[]; state: number } | null {
    if (this.start !== "initial") this.visit(0, root);
    else if (this.bad[0] === 1) this.visit(1, root);
    for (let i = 0; i < this.end && this.goal < 0; i++) this.expand(this.queue[i]);
    return this.goal < 0 ? null : { stem: this.stem(), state: this.goal >> 1 };
  }

  private expand(node: number): void {
    const { first, target } = this.graph;
    const [state, phase] = [node >> 1, node & 1];
    for (let edge = first[state]; edge < first[state + 1] && this.goal < 0; edge++)
      if (phase === 0 || this.bad[target[edge]] === 1) this.visit(2 * target[edge] + phase, edge);
  }

  private visit(node: number, by: number): void {
    if (this.by[node] !== unseen) return;
    this.by[node] = by;
    this.queue[this.end++] = node;
    const state = node >> 1;
    if ((node & 1) === 1) {
      if (this.isGoal(state)) this.goal = node;
    } else if (this.start !== "initial" && this.start[state] === 1 && this.bad[state] === 1)
      this.visit(node + 1, begun);
  }

  private stem(): number[] {
    const path: number[] = [];
    let node = this.goal;
    for (let edge = this.by[node]; edge !== root; edge = this.by[node]) {
      if (edge >= 0) path.push(edge);
      node = edge === begun ? node - 1 : 2 * sourceOf(this.graph, edge) + (node & 1);
    }
    return path.reverse();
  }
}

/** The state that the edge leaves. O(log states) */
function sourceOf({ first, states }: StateGraph, edge: number): number {
  let [low, high] = [0, states - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (first[middle] <= edge) low = middle;
    else high = middle - 1;
  }
  return low;
}
